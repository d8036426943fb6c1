"""From what day a question's “last week” is counted, and which July it means by “in July”."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from answer.periods import Period, tell_day
from index.catalogue import Catalogue
from index.types import Filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """`day` is the day that relative dates are counted from; `of_corpus` says that it is the newest document's.

    `first` is the year of the oldest document; `dated` whether any document is published in a period.
    """

    day: date
    first: int
    of_corpus: bool = False
    dated: Callable[[Period], bool] = lambda _: False

    def latest(self, of_year: Callable[[int], Period]) -> Period:
        """The latest year's period in which a document is dated, else the latest that has begun on the clock's day."""
        begun = [
            period
            for period in map(of_year, range(self.day.year, self.first - 2, -1))
            if period.since and period.since <= self.day
        ]
        return next(filter(self.dated, begun), begun[0])

    @property
    def counted_from(self) -> str:
        """For the reader of a relative date."""
        return f"counted from {'the newest document, ' if self.of_corpus else ''}{tell_day(self.day)}"


def clock_of(catalogue: Catalogue, today: date) -> Clock:
    """The clock of a corpus: a reader of an archive that ends in September means the weeks before its end."""
    first, last = catalogue.date_range()
    ends_before = last is not None and last < today
    return Clock(
        day=last if last and ends_before else today,
        first=first.year if first else today.year,
        of_corpus=ends_before,
        dated=lambda period: catalogue.count(Filters(since=period.since, until=period.until)) > 0,
    )
