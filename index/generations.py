"""What is derived from a whole catalogue: made when it is first asked for and kept until the documents change."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from index.catalogue import Catalogue

Value = TypeVar("Value")


class PerGeneration(Generic[Value]):
    """What `make` gives of a catalogue, kept for its generation.

    Several threads may ask: one of them makes the value and the others wait for it. A value that does not hold its
    catalogue goes with it.
    """

    def __init__(self, make: Callable[[Catalogue], Value]) -> None:
        self._make = make
        self._kept: WeakKeyDictionary[Catalogue, tuple[int, Value]] = WeakKeyDictionary()
        self._making = threading.Lock()

    def of(self, catalogue: Catalogue) -> Value:
        """The value of the catalogue as it is now; made again only after an update."""
        generation = catalogue.generation
        with self._making:
            kept = self._kept.get(catalogue)
            if kept is None or kept[0] != generation:
                kept = self._kept[catalogue] = (generation, self._make(catalogue))
            return kept[1]
