"""An optional model that is loaded at its first use; one that cannot be loaded is left out, and the log says so."""

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from index.errors import ModelError

Model = TypeVar("Model")

log = logging.getLogger(__name__)


class Lazily(Generic[Model]):
    """Holds what loads a model; `without` begins the sentence of the log when that fails: “The passages are not …”."""

    def __init__(self, load: Callable[[], Model], *, without: str) -> None:
        self._load = load
        self._without = without
        self._loading = threading.Lock()
        self._ready: Model | None = None
        self._broken = False

    def get(self) -> Model | None:
        """The model, loaded now if it was not; None when it cannot be loaded, which is not tried again."""
        with self._loading:
            if self._ready is None and not self._broken:
                try:
                    self._ready = self._load()
                except ModelError as error:
                    self._broken = True
                    log.warning("%s: %s", self._without, error)
            return self._ready
