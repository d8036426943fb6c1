"""Files and folders on disk."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from index.errors import DocumentError, TooLarge, Unreadable
from index.loaders import kinds
from index.loaders.article import Content, printable
from index.loaders.unzip import megabytes
from index.types import Document, Failure


def find(folder_or_file: Path) -> list[Path]:
    """The files to read, absolute and sorted: all of a kind that is read in a folder and below it, or the one file.

    Hidden files and folders and README.md are passed over; links are followed, but no folder is entered twice.
    What `read` must report is listed as well: a path that is not there, a file of an unknown kind that was named
    itself, a folder that cannot be opened.
    """
    root = _absolute(folder_or_file)
    if not _is_folder(root):
        return [root]
    found: list[Path] = []
    entered: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            status = folder.stat()
            entries = sorted(folder.iterdir())
        except OSError:
            found.append(folder)
            continue
        if (status.st_dev, status.st_ino) in entered:
            continue
        entered.add((status.st_dev, status.st_ino))
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        folders = [entry for entry in visible if _is_folder(entry)]
        waiting += reversed(folders)
        found += [entry for entry in visible if kinds.is_readable(entry.name) and entry not in folders]
    return sorted(found)


def read(path: Path, *, max_bytes: int) -> Iterator[Document | Failure]:
    """The documents of one file: one as a rule, many of a table, a list or an archive.

    Never raises for what it finds: what cannot be read is a `Failure` with a sentence that says why and what to do.
    """
    path = _absolute(path)
    try:
        data = _bytes(path, max_bytes)
    except DocumentError as error:
        yield Failure(path=printable(str(path)), reason=printable(str(error)))
        return
    yield from kinds.documents(Content(data=data, path=printable(str(path)), max_bytes=max_bytes))


def _bytes(path: Path, max_bytes: int) -> bytes:
    """What the file holds. Its size is checked before it is opened, and again while it is read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            next(path.iterdir(), None)
            raise Unreadable(f"{path.name} is a folder: its files are read one by one.")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{path.name} is no ordinary file: copy what it holds into one.")
        if kinds.suffix_of(path.name) not in kinds.KINDS:
            raise Unreadable(f"{path.name} is of a kind that is not read: convert it to one of {kinds.names()}.")
        if status.st_size > max_bytes:
            raise _too_large(path, status.st_size, max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file or folder {path}: check how it is spelt.") from error
    except PermissionError as error:
        raise Unreadable(f"{path} may not be read by this user: change its permissions.") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Unreadable(f"{path} cannot be read ({why}): check the disk and the path.") from error
    if len(data) > max_bytes:
        raise _too_large(path, len(data), max_bytes)
    return data


def _too_large(path: Path, size: int, max_bytes: int) -> TooLarge:
    return TooLarge(
        f"{path.name} has {megabytes(size)}, more than the {megabytes(max_bytes)} that a file may have: "
        "split it, or raise the limit (VERBATIM_MAX_FILE_MEGABYTES)."
    )


def _absolute(path: Path) -> Path:
    """The path as documents are named by it: links keep their own names."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would replace a link by what it points to


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
