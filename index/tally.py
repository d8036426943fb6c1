"""What an update counts while it goes on, and what it puts aside between reading and writing."""

import time
from dataclasses import dataclass, field

from index.catalogue import Catalogue
from index.catalogue_writer import Change
from index.grouping import copies_in
from index.plan import FileState
from index.types import Failure, Remark, Report

KEPT = "The version indexed before is kept."


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDone:
    """The end of one file: what of it is gone, and the state it was read in unless it must be read again."""

    file: str
    state: FileState | None
    removed: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Tally:
    """The counts of a report while they grow. What was read counts as new or changed when it is in the index."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    """Passages that were read and are to be embedded."""
    embedded: int = 0
    read: int = 0
    withheld: int = 0
    failed: list[Failure] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """Ids of the documents met in this update: one that is reachable twice is taken once."""
    known: set[str] = field(default_factory=set)
    """Ids of those that the catalogue had before."""
    out: frozenset[str] = frozenset()
    """Ids of documents that a reader took out: they are passed over."""
    finished: set[str] = field(default_factory=set)
    """Files that were seen to their end."""

    def took(self, change: Change) -> None:
        """Count what went into the index and out of it."""
        ids = [entry.document.id for entry in change.entries]
        self.changed += sum(id_ in self.known for id_ in ids)
        self.new += sum(id_ not in self.known for id_ in ids)
        self.embedded += sum(len(entry.passages) for entry in change.entries)
        self.removed += len(change.removed)
        self.finished.update(change.forgotten)

    def report(self, catalogue: Catalogue, *, stopped: bool, waiting: tuple[str, ...], start: float) -> Report:
        """The report of an update that began at `start`."""
        return Report(
            new=self.new,
            changed=self.changed,
            unchanged=self.unchanged,
            removed=self.removed,
            failed=tuple(self.failed),
            remarks=tuple(self.remarks),
            copies=copies_in(catalogue),
            passages=catalogue.passage_count(),
            embedded=self.embedded,
            withheld=self.withheld,
            stopped=stopped,
            waiting=waiting,
            seconds=time.perf_counter() - start,
        )


def explained(failure: Failure, kept: bool) -> Failure:
    """A failure that says whether the document as it was is still there."""
    return Failure(path=failure.path, reason=f"{failure.reason} {KEPT}") if kept else failure
