"""The dates of a question: phrases found by our own grammar, single days resolved by dateparser.

dateparser alone would take the verb “may” for the month and “strikes of 2025” for a date; so a phrase needs its
preposition, and the library is shown nothing but the day that stands in it.
"""

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from answer.clock import Clock
from answer.periods import MONTH, YEAR, Period, month, months, week

_DAY_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "last": 4, "4th": 4}
_SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}
"""The month in which each begins; a winter is named by the year in which it ends."""
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "couple of": 2, "few": 3, "several": 5}  # fmt: skip
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_COUNT = r"(?:\d{1,3}|" + "|".join(_NUMBERS) + ")"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

_DAY = (
    rf"\d{{4}}-\d{{2}}-\d{{2}}\b|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b"
    rf"|{_DAY_NUMBER}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?|{MONTH}\s+{_DAY_NUMBER}\b(?:,?\s+{YEAR})?"
)
_LONG = (
    rf"(?:early\s+|mid[\s-]|late\s+)?{MONTH}(?:\s+(?:of\s+)?{YEAR})?"
    rf"|(?:the\s+)?(?:{'|'.join(_ORDINALS)})\s+quarter\s+(?:of\s+)?{YEAR}|q[1-4](?:\s+(?:of\s+)?{YEAR})?\b"
    rf"|(?:the\s+)?(?:{'|'.join(_SEASONS)})(?:\s+(?:of\s+)?{YEAR})?\b|(?:the\s+)?(?:19|20)\d0s\b"
    rf"|(?:(?:the\s+)?year\s+)?{YEAR}(?!\s+\w+s\b)"
)
_AGO = rf"{_COUNT}\s+(?:day|week|month|year)s?\s+ago\b"
_THIS = rf"\b(?:this|last|past|previous)\s+(?:week|month|year|quarter|{_WEEKDAY}|{MONTH}|{'|'.join(_SEASONS)})\b"
_STRETCH = rf"(?:the\s+)?(?:last|past|previous)\s+{_COUNT}\s+(?:day|week|month|year)s?\b"
_RELATIVE = rf"the\s+day\s+before\s+yesterday|yesterday|{_AGO}|{_THIS}|the\s+(?:last|past)\s+(?:week|month|year)\b"
_POINT = rf"(?:{_DAY}|{_RELATIVE}|{_LONG}|{_WEEKDAY})"
_INSIDE = r"(?:in|on|during|throughout|within|over|for|from|dated|of)"
_OPEN = r"(?:since|after|before|prior\s+to|until|till|up\s+to|by|from)"

_PHRASES = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("range", rf"\bbetween\s+(?P<first>{_POINT}|{_DAY_NUMBER})\s+and\s+(?P<last>{_POINT})"),
        (
            "range",
            rf"\bfrom\s+(?P<first>{_POINT}|{_DAY_NUMBER})\s*(?:to|until|till|through|[-–—])\s*(?P<last>{_POINT})",
        ),
        ("range", rf"\b(?:on\s+|in\s+)?(?P<first>{_DAY_NUMBER})\s*(?:to|[-–—])\s*(?P<last>{_DAY})"),
        ("stretch", rf"\b(?:(?:in|over|during|within|for|from)\s+)?(?P<point>{_STRETCH})"),
        ("open", rf"\b(?P<side>{_OPEN})\s+(?P<point>{_POINT})(?P<onward>\s+on(?:wards?)?\b)?"),
        ("inside", rf"\b(?:in|during|throughout|within|over|for|from|dated)\s+(?P<point>{_LONG})"),
        ("inside", rf"\b(?:on|from|dated|for)\s+(?P<point>{_DAY}|{_WEEKDAY})"),
        ("inside", rf"\b(?:{_INSIDE}\s+)?(?P<point>{_RELATIVE})"),
        ("inside", rf"(?<!\bof )\b(?P<point>{_DAY}|{MONTH}\s+{YEAR})(?=\W*$)"),
        ("inside", r"\b(?P<point>today)\b(?!['’])"),
    )
)
_PRESENT = re.compile(r"\b(?:is|are|does|do)\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:articles?|documents?|reports|stor(?:y|ies)|pieces?|texts|coverage|news|published|publications?|posted|"
    r"printed|appeared)(?:\s+\w+){0,3}\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePhrase:
    """A date in a question: where it stands, the days it means, whether they are counted from the clock's day, and
    whether the question asks for what was published then (“articles from July”).
    """

    start: int
    end: int
    words: str
    period: Period
    relative: bool = False
    publication: bool = False


def date_phrases(question: str, clock: Clock) -> list[DatePhrase]:
    """The date phrases of a question in text order; none overlaps another. What is no date of the calendar is none."""
    found: list[DatePhrase] = []
    for kind, pattern in _PHRASES:
        for match in pattern.finditer(question):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            period = _period(kind, match, question, clock)
            if period:
                found.append(_phrase(match, period, question))
    return sorted(found, key=lambda phrase: phrase.start)


def _phrase(match: re.Match[str], period: Period, question: str) -> DatePhrase:
    return DatePhrase(
        start=match.start(),
        end=match.end(),
        words=match.group(),
        period=period,
        relative=bool(re.search(rf"{_RELATIVE}|{_STRETCH}|{_WEEKDAY}|today", match.group(), re.IGNORECASE)),
        publication=bool(_PUBLISHED.search(question[: match.start()])),
    )


def _period(kind: str, match: re.Match[str], question: str, clock: Clock) -> Period | None:
    if kind == "range":
        return _range(match["first"], match["last"], clock)
    point = match["point"]
    if kind == "stretch":
        count, unit = re.fullmatch(rf".*?({_COUNT})\s+(day|week|month|year)s?", point, re.I | re.S).groups()  # type: ignore[union-attr]
        days = (_NUMBERS.get(count.lower()) or int(count)) * _UNITS[unit.lower()]
        return Period(since=_earlier(clock.day, days), until=clock.day)
    if point.lower() == "today" and _PRESENT.search(question):
        return None  # “Who is the minister today?” asks for no day
    resolved = _resolved(point, clock)
    if resolved is None or kind == "inside":
        return resolved
    return _opened(match["side"].lower().split()[0], resolved, onward=bool(match["onward"]))


def _opened(side: str, period: Period, *, onward: bool) -> Period | None:
    """“since July” begins with July, “after July” behind it; “until July” ends with it, “before July” ahead of it."""
    assert period.since and period.until
    if side == "since" or (side == "from" and onward):
        return Period(since=period.since)
    if side == "after":
        return Period(since=_earlier(period.until, -1))
    if side in ("before", "prior"):
        return Period(until=_earlier(period.since, 1))
    return period if side == "from" else Period(until=period.until)


def _range(first: str, last: str, clock: Clock) -> Period | None:
    end = _resolved(last, clock)
    if end is None or end.until is None or end.since is None:
        return None
    if re.fullmatch(_DAY_NUMBER, first, re.I):  # “between 12 and 20 July”
        try:
            return Period(since=end.until.replace(day=int(re.sub(r"\D", "", first))), until=end.until)
        except ValueError:
            return None
    year = end.until.year
    dated = clock if re.search(YEAR, first) else Clock(day=date(year, 12, 31), first=year)
    begin = _resolved(first, clock if re.search(_RELATIVE, first, re.I) else dated)
    if begin is None or begin.since is None or begin.since > end.until:
        return None
    return Period(since=begin.since, until=end.until)


def _resolved(point: str, clock: Clock) -> Period | None:
    """The closed period that the words for a day, a month, a quarter, a season, a year or “last week” mean."""
    words = re.sub(r"^the\s+", "", " ".join(point.lower().split()))
    for pattern, resolve in _READERS:
        match = re.fullmatch(pattern, words, re.IGNORECASE)
        if match:
            return resolve(match, clock)
    return _by_library(words, clock)


def _calendar(match: re.Match[str], clock: Clock, of_year: Callable[[int], Period]) -> Period:
    return of_year(int(match["year"])) if match["year"] else clock.latest(of_year)


def _month_number(name: str) -> int:
    return "jan feb mar apr may jun jul aug sep oct nov dec".split().index(name[:3].lower()) + 1


def _month_of(match: re.Match[str], clock: Clock) -> Period:
    whole = _calendar(match, clock, lambda year: month(year, _month_number(match["month"])))
    assert whole.since and whole.until
    if not match["part"]:
        return whole
    first, last = _PARTS[match["part"].strip(" -")]
    return Period(since=whole.since.replace(day=first), until=whole.since.replace(day=min(last, whole.until.day)))


def _quarter_of(match: re.Match[str], clock: Clock) -> Period:
    number = _ORDINALS[match["ordinal"]] if match["ordinal"] else int(match["number"])
    return _calendar(match, clock, lambda year: months(year, 3 * number - 2, 3 * number))


def _season_of(match: re.Match[str], clock: Clock) -> Period:
    first = _SEASONS[match["season"]]
    return _calendar(
        match, clock, lambda year: months(year - 1 if first == 12 else year, first, first + 2)
    )  # winter 2025 ends in February 2025


def _this(match: re.Match[str], clock: Clock) -> Period | None:
    unit, back = match["unit"], 0 if match["which"] == "this" else 1
    day = clock.day
    if unit == "week":
        return week(day - timedelta(days=7 * back))
    if unit == "month":
        return month(day.year - (day.month <= back), (day.month - 1 - back) % 12 + 1)
    if unit == "year":
        return months(day.year - back, 1, 12)
    if unit == "quarter":
        number = (day.month - 1) // 3 - back
        return months(day.year + number // 4, number % 4 * 3 + 1, number % 4 * 3 + 3)
    if re.fullmatch(_WEEKDAY, unit):
        return _by_library(unit, clock)
    return _resolved(unit, clock if not back else Clock(day=clock.day, first=clock.first))


def _decade(match: re.Match[str], clock: Clock) -> Period:
    first = int(match["decade"])
    return Period(since=date(first, 1, 1), until=date(first + 9, 12, 31))


_OF_YEAR = r"(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?"
_READERS: tuple[tuple[str, Callable[[re.Match[str], Clock], Period | None]], ...] = (
    (rf"(?P<which>this|last|past|previous)\s+(?P<unit>week|month|year|quarter|{_WEEKDAY}|{MONTH}|"
     rf"{'|'.join(_SEASONS)})", _this),
    (rf"(?P<part>early\s+|mid[\s-]|late\s+)?(?P<month>{MONTH}){_OF_YEAR}", _month_of),
    (rf"(?:(?P<ordinal>{'|'.join(_ORDINALS)})\s+quarter|q(?P<number>[1-4])){_OF_YEAR}", _quarter_of),
    (rf"(?P<season>{'|'.join(_SEASONS)}){_OF_YEAR}", _season_of),
    (r"(?P<decade>(?:19|20)\d0)s", _decade),
    (r"(?:year\s+)?(?P<year>(?:19|20)\d\d)", lambda match, _: months(int(match["year"]), 1, 12)),
)  # fmt: skip


def _by_library(words: str, clock: Clock) -> Period | None:
    """A day, or so many days, weeks, months or years ago: dateparser, which also tells how exact it is."""
    library: Any = importlib.import_module("dateparser.date")  # a tenth of a second, for questions with a day only
    yearless = re.search(MONTH, words, re.I) and not re.search(YEAR, words)
    if yearless:
        candidates = {
            year: _by_library(f"{words} {year}", clock) for year in range(clock.first - 1, clock.day.year + 1)
        }
        days = {year: period for year, period in candidates.items() if period}
        return clock.latest(lambda year: days.get(year, Period(since=date.max))) if _begun(days, clock) else None
    settings = {"RELATIVE_BASE": datetime.combine(clock.day, datetime.min.time()), "PREFER_DATES_FROM": "past",
                "DATE_ORDER": "YMD" if re.match(r"\d{4}-", words) else "DMY"}  # fmt: skip
    found = library.DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    if found is None or found.date_obj is None:
        return None
    day = found.date_obj.date()
    return {"month": lambda: month(day.year, day.month), "year": lambda: months(day.year, 1, 12),
            "week": lambda: week(day)}.get(found.period, lambda: Period(since=day, until=day))()  # fmt: skip


def _begun(days: dict[int, Period], clock: Clock) -> bool:
    return any(period.since and period.since <= clock.day for period in days.values())


def _earlier(day: date, days: int) -> date:
    """So many days before; the ends of the calendar hold."""
    return date.fromordinal(min(max(day.toordinal() - days, 1), date.max.toordinal()))
