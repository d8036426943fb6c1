"""Sentences in the order of time, each with its date: the choice for a timeline. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answer.centrality import NEAR, new
from answer.evidence import Evidence
from answer.periods import Period, dates_in, tell

MOST_IN_TIMELINE = 8
"""Sentences of one timeline."""
_ENOUGH = 3
"""Sentences that name their date, from which no others are needed: a day of publication is not that of what is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A sentence with its time: what it names itself, or else (`own` false) the day of publication."""

    evidence: Evidence
    period: Period
    own: bool

    @property
    def told(self) -> str:
        """The time for a reader: “12 July 2025”, “reported 14 July 2025”."""
        return tell(self.period) if self.own else f"reported {tell(self.period)}"


def timeline(found: Sequence[Evidence], most: int = MOST_IN_TIMELINE) -> list[Dated]:
    """The best sentences that have a time, the oldest first; what has none is left out, and nothing stands twice."""
    near = [each for each in found if each.score >= NEAR * found[0].score]
    timed = [each for each in map(dated, near) if each]
    own = [each for each in timed if each.own]
    ranked = own if len(own) >= _ENOUGH else sorted(timed, key=lambda each: not each.own)
    kept = {id(each) for each in new([each.evidence for each in ranked])[:most]}
    return sorted((each for each in ranked if id(each.evidence) in kept), key=_begin)


def dated(found: Evidence) -> Dated | None:
    """The sentence with the most exact of the dates that it names, of equally exact ones the first."""
    named = [period for _, period in dates_in(found.text)]
    if named:
        return Dated(evidence=found, period=min(named, key=_length), own=True)
    day = found.document.published
    return Dated(evidence=found, period=Period(since=day, until=day), own=False) if day else None


def _length(period: Period) -> int:
    return (period.until - period.since).days if period.since and period.until else 10**6


def _begin(each: Dated) -> tuple[date, int]:
    """By the first day; what is of a whole year stands before what is of its first day."""
    return each.period.since or date.min, -_length(each.period)
