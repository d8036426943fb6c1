"""A queue on the disk for what does not fit into memory."""

import pickle
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")


class Spill(Generic[Item]):
    """Keeps items in a file without a name, which ends with its process. First all are put, then all are taken."""

    def __init__(self, directory: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=directory)  # noqa: SIM115 - closed by __exit__
        self._items = 0

    def put(self, item: Item) -> None:
        """Append one item."""
        pickle.dump(item, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._items += 1

    def take(self) -> Iterator[Item]:
        """The items in order, read one by one."""
        self._file.seek(0)
        for _ in range(self._items):
            yield pickle.load(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
