"""Which files to read again and which documents are gone. Pure: what is on the disk and in the catalogue comes in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

FileState = tuple[int, int]  # modification time in ns, size in bytes
CLOCK_NS = 2_000_000_000  # coarsest clock of a file system (FAT): within it a second change may show the same time


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an update has to do. All three hold paths of files, or URLs."""

    read: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def plan(*, found: Mapping[str, FileState | None], known: Mapping[str, FileState], gone: Iterable[str]) -> Plan:
    """Read what is new or differs in time or size from when it was last read; a state of None is always read."""
    same = {path for path, state in found.items() if state is not None and known.get(path) == state}
    return Plan(
        read=tuple(path for path in found if path not in same),
        unchanged=tuple(path for path in found if path in same),
        gone=tuple(sorted(set(gone) - set(found))),
    )


def settled(state: FileState, now_ns: int) -> bool:
    """Whether a file read at `now_ns` will show another time when it changes again.

    A file written just before it was read may change once more within the same tick of the clock, with the same size:
    such a file is read again the next time, which costs little and embeds nothing.
    """
    return abs(now_ns - state[0]) > CLOCK_NS


def is_url(source: str) -> bool:
    """Whether a source is a web address rather than a path."""
    return source.lower().startswith(("http://", "https://"))


def under(path: str, source: str) -> bool:
    """Whether `path` is `source` or lies in the folder `source`."""
    return path == source or (not is_url(source) and not is_url(path) and PurePath(path).is_relative_to(source))


def part_of(path: str, whole: str) -> bool:
    """Whether a document's path is `whole` or something inside it: a member of an archive, a row of a table.

    >>> part_of("/a/b.zip!/c.csv#3", "/a/b.zip"), part_of("/a/b.zip2", "/a/b.zip")
    (True, False)
    """
    return path == whole or path.startswith((whole + "!", whole + "#"))


def concerns(failure: str, file: str, document: str) -> bool:
    """Whether what failed at the path `failure` while `file` was read may be the document at that path.

    A failure inside the file concerns what is in there; any other one, all that came from the file: a web address
    may be reported under another name than it was asked for.
    """
    inside = failure != file and part_of(failure, file)
    return part_of(document, failure) if inside else True


def cover(sources: Iterable[str]) -> tuple[str, ...]:
    """The sources without those that lie in another one, sorted."""
    distinct = sorted(set(sources))
    return tuple(
        source for source in distinct if not any(under(source, other) for other in distinct if other != source)
    )
