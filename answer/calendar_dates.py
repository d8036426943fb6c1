"""Dates in a text, as far as they are written: day, month, year; and one that a source has otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.types import Span

MONTHS = tuple("January February March April May June July August September October November December".split())
"""Their names, in order."""
_NAMES = "|".join(f"{month}|{month[:3]}(?:t)?\\b\\.?" for month in MONTHS)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATE = re.compile(
    rf"\b(?:(?P<first>[0-3]?\d)(?:st|nd|rd|th)? ?(?:to|and|or|until|through|[-–]) ?)?"
    rf"(?P<day>[0-3]?\d)(?:st|nd|rd|th)? (?:of )?(?P<month>{_NAMES})(?:,? (?P<year>{_YEAR}))?\b"
    rf"|\b(?P<month2>{_NAMES}) (?:(?P<first2>[0-3]?\d) ?(?:to|and|or|until|through|[-–]) ?)?(?P<day2>[0-3]?\d)"
    rf"(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<year2>{_YEAR}))?"
    rf"|\b(?P<month3>{_NAMES})(?: of)? (?P<year3>{_YEAR})\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A date as a text has it: the days from `first` to `last`, both 0 where there is none; a year of 0 is not told."""

    span: Span
    first: int
    last: int
    month: int
    year: int


def dates(text: str) -> list[Written]:
    """The dates of a text that name a month with a day or a year.

    >>> [(each.first, each.last, each.month, each.year) for each in dates("13 to 15 November 2024; in May 2025")]
    [(13, 15, 11, 2024), (0, 0, 5, 2025)]
    """
    return list(_dates(text))


def wrong_date(sentence: str, source: str) -> str:
    """A date of the sentence that the source has otherwise in one thing, the year, the month or the day, and not so."""
    held = dates(source)
    for mine in dates(sentence):
        if any(_agree(mine, each) for each in held):
            continue
        other = next((each for each in held if _nearly(mine, each)), None)
        if other:
            return f"The source says {other.span.of(source)}, not {mine.span.of(sentence)}."
    return ""


@lru_cache(maxsize=512)
def _dates(text: str) -> tuple[Written, ...]:
    """The passages of one answer are read once."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Written]:
    for found in _DATE.finditer(text):
        day = int(found["day"] or found["day2"] or 0)
        first = int(found["first"] or found["first2"] or day)
        name = found["month"] or found["month2"] or found["month3"]
        month = next(number for number, each in enumerate(MONTHS, 1) if each.startswith(name[:3]))
        year = int(found["year"] or found["year2"] or found["year3"] or 0)
        if max(first, day) <= 31:
            yield Written(
                span=Span(start=found.start(), end=found.end()), first=min(first, day), last=day, month=month, year=year
            )


def _agree(one: Written, other: Written) -> bool:
    return one.month == other.month and _days_agree(one, other) and _years_agree(one, other)


def _nearly(one: Written, other: Written) -> bool:
    """Whether two of what both tell are the same, and one thing is not."""
    days = bool(one.last and other.last)
    years = bool(one.year and other.year)
    if one.month == other.month:
        return (days and not _days_agree(one, other)) != (years and one.year != other.year)
    return days and years and _days_agree(one, other) and one.year == other.year


def _days_agree(one: Written, other: Written) -> bool:
    return not (one.last and other.last) or (one.first <= other.last and other.first <= one.last)


def _years_agree(one: Written, other: Written) -> bool:
    return not (one.year and other.year) or one.year == other.year
