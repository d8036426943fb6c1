"""One update of the index as readers see it: which files, what is being done, how fast, how long still."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Literal

from index.types import Progress, Report

FileState = Literal["waiting", "reading", "read", "done", "failed"]
WINDOW_SECONDS = 30.0
"""The rate is that of the last half minute: long documents go slower than short ones."""
BASIS_SECONDS = 2.0
"""A rate over less is chance; there is no word on the time left before."""
BASIS_REPORTS = 3
"""Reports that a rate needs: the first batch has the model's warming up in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many a second, and how many seconds are left of this step."""

    rate: float
    left: float


def pace(reports: Sequence[tuple[float, int]], total: int) -> Pace | None:
    """The pace of a step by its reports (second, done so far); None until there is a basis for one.

    >>> pace([(0, 0), (2, 10), (4, 20)], 120)
    Pace(rate=5.0, left=20.0)
    """
    if len(reports) < BASIS_REPORTS:
        return None
    (first, before), (last, done) = reports[0], reports[-1]
    if last - first < BASIS_SECONDS or done <= before:
        return None
    rate = (done - before) / (last - first)
    return Pace(rate=rate, left=max(total - done, 0) / rate)


@dataclass(slots=True, kw_only=True)
class Update:
    """An update that waits, runs or is over. Its thread tells it how far it is; any other may look, or stop it."""

    names: dict[str, str] = field(default_factory=dict)
    """The files that a reader gave, by their paths, as the reader calls them."""
    states: dict[str, FileState] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    step: str = ""
    done: int = 0
    total: int = 0
    file: str = ""
    report: Report | None = None
    error: str = ""
    over: bool = False
    on_progress: Callable[[Progress], None] = lambda _: None
    """Hears of every report too."""
    stopping: Event = field(default_factory=Event)
    _reports: deque[tuple[float, int]] = field(default_factory=deque)
    _lock: Lock = field(default_factory=Lock)

    def expect(self, names: dict[str, str]) -> None:
        """Know the files that are to be read."""
        with self._lock:
            self.names = dict(names)
            self.states = dict.fromkeys(names, "waiting")

    def tell(self, progress: Progress) -> None:
        """Take a report of the index."""
        self.on_progress(progress)
        now = time.monotonic()
        with self._lock:
            if progress.step != self.step:
                self._reports.clear()
            self.step, self.done, self.total = progress.step, progress.done, progress.total
            self.file = progress.file or self.file
            self._reports.append((now, progress.done))
            while self._reports and now - self._reports[0][0] > WINDOW_SECONDS:
                self._reports.popleft()
            if progress.file in self.states:
                self._note(progress)

    def _note(self, progress: Progress) -> None:
        file = progress.file
        if progress.failed:
            self.reasons[file] = progress.failed
            self.states[file] = "failed"
        elif self.states[file] != "failed":
            self.states[file] = "read" if progress.step == "reading" else "done"

    @property
    def pace(self) -> Pace | None:
        """How fast the step at hand goes."""
        with self._lock:
            return pace(list(self._reports), self.total)

    def files(self) -> list[tuple[str, FileState, str]]:
        """Every file that the reader gave: its name, where it stands, and why it failed."""
        with self._lock:
            return [(name, self.states[path], self.reasons.get(path, "")) for path, name in self.names.items()]
