"""What is derived from a whole catalogue: made when it is first asked for and kept until the documents change."""

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary


class Changing(Protocol):
    """A catalogue, as far as this needs to know it."""

    @property
    def generation(self) -> int:
        """A number that grows whenever documents change."""
        ...


Source = TypeVar("Source", bound=Changing)
Value = TypeVar("Value")


class PerGeneration(Generic[Source, Value]):
    """What `make` gives of a catalogue, kept for its generation.

    Several threads may ask: one of them makes the value and the others wait for it. A value that does not hold its
    catalogue goes with it.
    """

    def __init__(self, make: Callable[[Source], Value]) -> None:
        self._make = make
        self._kept: WeakKeyDictionary[Source, tuple[int, Value]] = WeakKeyDictionary()
        self._making = threading.Lock()

    def of(self, catalogue: Source) -> Value:
        """The value of the catalogue as it is now; made again only after an update."""
        generation = catalogue.generation
        with self._making:
            kept = self._kept.get(catalogue)
            if kept is None or kept[0] != generation:
                kept = self._kept[catalogue] = (generation, self._make(catalogue))
            return kept[1]
