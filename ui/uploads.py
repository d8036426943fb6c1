"""The files that readers add on the page: kept in a folder of the store, set aside when their documents are taken out.

A citation must resolve after a restart too, so an upload is kept. The trash folder beside it holds the files of
documents that were taken out and can be put back; nothing outside of these two folders is written, moved or deleted.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import VerbatimError
from index.loaders import KINDS
from index.types import Failure
from ui.strings import say

TRASH = "trash"
SAME_NAME = 10_000
"""Uploads of one name at most; the second is “name (2)”."""


class Uploads:
    """The folder of the uploads, and the trash beside it."""

    def __init__(self, folder: Path, *, max_bytes: int) -> None:
        self.folder = folder
        self.trash = folder.parent / TRASH
        self.max_bytes = max_bytes

    def refusal(self, file: Path) -> Failure | None:
        """Why a file is not taken: its kind or its size. Judged by the server, whatever the page let through."""
        if file.suffix.lower() not in KINDS:
            kind = say("documents.kind", ending=file.suffix) if file.suffix else say("documents.no_ending")
            return Failure(path=file.name, reason=say("documents.not_read", kind=kind))
        size = file.stat().st_size
        if size > self.max_bytes:
            sizes = {"size": _megabytes(size), "limit": _megabytes(self.max_bytes)}
            return Failure(path=file.name, reason=say("documents.too_large", **sizes))
        return None

    def keep(self, file: Path) -> Path:
        """Move a file into the uploads; another file of the same name is not overwritten, the same file is found.

        A place in the trash counts as taken by its file, so that no document's id ever means another document.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        content = file.read_bytes()
        for number in range(1, SAME_NAME):
            name = file.name if number == 1 else f"{file.stem} ({number}){file.suffix}"
            place, aside = self.folder / name, self.trash / name
            if place.exists():
                if place.read_bytes() == content:
                    return place
            elif not aside.exists() or aside.read_bytes() == content:
                aside.unlink(missing_ok=True)
                return Path(shutil.move(file, place))
        raise VerbatimError(say("documents.too_many_of_a_name", name=file.name))

    def holds(self, file: str) -> bool:
        """Whether a file of the index is an upload."""
        return Path(file).parent == _resolved(self.folder)

    def forget(self, file: str) -> None:
        """Delete an upload that could not be read."""
        if self.holds(file):
            Path(file).unlink(missing_ok=True)

    def set_aside(self, files: Iterable[str]) -> None:
        """Move those of the files that are uploads into the trash."""
        self._move(files, self.folder, self.trash)

    def bring_back(self, files: Iterable[str]) -> None:
        """Move those of the files that lie in the trash back to where they were."""
        self._move(files, self.trash, self.folder)

    def delete_aside(self, files: Iterable[str]) -> None:
        """Delete those of the files that lie in the trash."""
        for file in filter(self.holds, files):
            (self.trash / Path(file).name).unlink(missing_ok=True)

    @contextmanager
    def replaced(self, file: str, new: Path) -> Iterator[list[bool]]:
        """The new version in the place of an upload; the old one is back unless the list that is given has a True."""
        place, before = Path(file), self.trash / f"{Path(file).name}.before"
        self.trash.mkdir(parents=True, exist_ok=True)
        shutil.move(place, before)
        took: list[bool] = []
        try:
            shutil.move(new, place)
            yield took
        finally:
            if True in took:
                before.unlink(missing_ok=True)
            else:
                shutil.move(before, place)

    def _move(self, files: Iterable[str], there: Path, here: Path) -> None:
        here.mkdir(parents=True, exist_ok=True)
        for name in (Path(file).name for file in files if self.holds(file)):
            if (there / name).exists():
                shutil.move(there / name, here / name)


def _resolved(folder: Path) -> Path:
    """The folder as the index names what lies in it."""
    return folder.expanduser().resolve()


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f}"
