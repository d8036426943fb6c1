"""What is there to index: the sources that a person named, as files with their state on the disk."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.loaders import find
from index.plan import FileState, is_url, settled, under
from index.types import Failure


@dataclass(slots=True, kw_only=True)
class Survey:
    """What the sources hold now. A URL has no state: only reading it tells whether it changed."""

    sources: list[str] = field(default_factory=list)
    """The sources that are there, resolved."""
    found: dict[str, FileState | None] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    """Files that were indexed from one of the folders and are not there any more."""
    failed: list[Failure] = field(default_factory=list)


def survey(sources: Sequence[str], indexed: Iterable[str]) -> Survey:
    """Look at the sources and at the files in them; `indexed` are the files that documents came from so far.

    A file that was indexed and still exists is looked at even when the search of its folder passes it over. A source
    that is not there is a failure and makes nothing gone, unless the folder it lay in is among the sources.
    """
    result = Survey()
    folders: list[str] = []
    for source in dict.fromkeys(map(resolve, sources)):
        if not _nameable(source):
            result.failed.append(_unnameable(source))
            continue
        if is_url(source):
            result.found[source] = None
        elif Path(source).exists():
            folders += [source] if Path(source).is_dir() else []
            _look(source, result)
        else:
            result.failed.append(Failure(path=source, reason="It is not there: check how it is spelt."))
            continue
        result.sources.append(source)
    for file in indexed:
        if file not in result.found and not is_url(file) and any(under(file, folder) for folder in folders):
            _look_again(file, result)
    return result


def resolve(source: str) -> str:
    """A source as it is remembered: an absolute path without links, or a URL as it is."""
    if is_url(source):
        return source
    try:
        return str(Path(source).expanduser().resolve())
    except (OSError, RuntimeError, ValueError):  # a loop of links, no home, a NUL
        return str(Path(source).absolute())


def state_of(file: str) -> FileState | None:
    """Time and size of a file as it is about to be read, or None when the next update must read it again anyhow."""
    if is_url(file):
        return None
    try:
        status = Path(file).stat()
    except OSError:
        return None
    state = (status.st_mtime_ns, status.st_size)
    return state if settled(state, time.time_ns()) else None


def _look(source: str, result: Survey) -> None:
    try:
        files = find(Path(source))
    except OSError as error:
        result.failed.append(Failure(path=source, reason=f"It cannot be listed: {error.strerror or error}."))
        return
    for file in map(str, files):
        if _nameable(file):
            _look_again(file, result)
        else:
            result.failed.append(_unnameable(file))


def _nameable(path: str) -> bool:
    """Whether the path can be kept in the catalogue: a name in bytes that are no UTF-8 cannot."""
    return path == path.encode("utf-8", "replace").decode("utf-8")


def _unnameable(path: str) -> Failure:
    shown = path.encode("utf-8", "replace").decode("utf-8")
    return Failure(path=shown, reason="Its name is not valid Unicode: rename it, and index again.")


def _look_again(file: str, result: Survey) -> None:
    try:
        status = Path(file).stat()
        result.found[file] = (status.st_mtime_ns, status.st_size)
    except (FileNotFoundError, NotADirectoryError):
        result.gone.append(file)
    except OSError:
        result.found[file] = None  # it is there; reading it says what is wrong
