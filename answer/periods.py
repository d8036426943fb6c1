"""Stretches of days: made of years, months and weeks, told to a reader, and found in the text of documents."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.types import Span

MONTHS = tuple(calendar.month_name)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
YEAR = r"\b(?:19|20)\d\d\b"
_NAMED = "|".join(MONTHS[1:])
_IN_TEXT = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_NAMED}),? (?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<month2>{_NAMED}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?, (?P<year2>(?:19|20)\d\d)\b"
    rf"|\b(?P<month3>{_NAMED}),? (?P<year3>(?:19|20)\d\d)\b"
    r"|\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b"
    r"|\b(?:[Ii]n|[Ss]ince|[Dd]uring|of) (?P<year4>(?:19|20)\d\d)\b(?!-)"
)
"""Dates that name their year, written as news writes them; a year alone only behind a preposition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `since` to `until`, both inclusive; None leaves that side open."""

    since: date | None = None
    until: date | None = None

    @property
    def open(self) -> bool:
        """Whether one side has no end."""
        return self.since is None or self.until is None

    def holds(self, day: date | None) -> bool:
        """Whether the day is known and lies in the period."""
        return day is not None and (self.since or day) <= day <= (self.until or day)

    def covers(self, other: "Period") -> bool:
        """Whether every day of `other`, which is closed, lies in this period."""
        return self.holds(other.since) and self.holds(other.until)

    def meet(self, other: "Period") -> "Period | None":
        """The days in both, or None when there are none."""
        since = max(filter(None, (self.since, other.since)), default=None)
        until = min(filter(None, (self.until, other.until)), default=None)
        return None if since and until and since > until else Period(since=since, until=until)


def month(year: int, number: int) -> Period:
    """One month."""
    return months(year, number, number)


def months(year: int, first: int, last: int) -> Period:
    """Months of one year, from the first day to the last; a `last` over 12 runs into the next year."""
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Period(since=date(year, first, 1), until=date(end_year, end, calendar.monthrange(end_year, end)[1]))


def week(day: date) -> Period:
    """The week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(since=monday, until=monday + timedelta(days=6))


def tell_day(day: date) -> str:
    """A day for a reader, in any locale: “12 July 2025”."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def tell(period: Period) -> str:
    """A period for a reader: “July 2025”, “22–28 September 2025”, “until 12 June 2025”."""
    since, until = period.since, period.until
    if since is None or until is None:
        return f"since {tell_day(since)}" if since else f"until {tell_day(until)}" if until else "any time"
    if since == until:
        return tell_day(since)
    if period == months(since.year, 1, 12):
        return str(since.year)
    if period == month(since.year, since.month):
        return f"{MONTHS[since.month]} {since.year}"
    if since.year != until.year:
        return f"{tell_day(since)} – {tell_day(until)}"
    if since.month != until.month:
        return f"{since.day} {MONTHS[since.month]} – {tell_day(until)}"
    return f"{since.day}–{tell_day(until)}"


def dates_in(text: str) -> Iterator[tuple[Span, Period]]:
    """The dates that a text names with their year, in text order: a day, a month or a year each."""
    for found in _IN_TEXT.finditer(text):
        period = _period_of(found)
        if period:
            yield Span(start=found.start(), end=found.end()), period


def mentions(text: str, period: Period) -> bool:
    """Whether the text names a date that lies wholly in the period. For an open period only a day counts: nearly every
    text names some year “before the strikes”.
    """
    return any(period.covers(named) and not (period.open and named.since != named.until) for _, named in dates_in(text))


def _period_of(found: re.Match[str]) -> Period | None:
    group = found.groupdict()
    year = int(group["year"] or group["year2"] or group["year3"] or group["year4"] or 0)
    named, day = group["month"] or group["month2"] or group["month3"], group["day"] or group["day2"]
    try:
        if group["iso"]:
            return _one_day(date.fromisoformat(group["iso"]))
        if day:
            return _one_day(date(year, MONTHS.index(named), int(day)))
        return month(year, MONTHS.index(named)) if named else months(year, 1, 12)
    except ValueError:  # the 31st of June
        return None


def _one_day(day: date) -> Period:
    return Period(since=day, until=day)
