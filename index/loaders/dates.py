"""Dates as outlets write them. What is not certainly one date is None: 04/05/2025 is two dates, so it is none."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:[TZ,\s+].*)?$"
_PATTERNS = tuple(
    re.compile(pattern + _TIME, re.IGNORECASE | re.DOTALL)
    for pattern in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})/(?P<number>\d{1,2})/(?P<day>\d{1,2})",
        r"(?P<year>\d{4})\.(?P<number>\d{1,2})\.(?P<day>\d{1,2})",
        r"(?P<year>(?:19|20)\d{2})(?P<number>\d{2})(?P<day>\d{2})",
        r"(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    )
)
_PDF = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_EPOCH = range(631_152_000, 4_102_444_800)
"""Seconds since 1970 that fall between 1990 and 2100; a thousand times that counts milliseconds."""


def parse_date(value: object) -> date | None:
    """The day that `value` states, as it is written there (no change of time zone), or None.

    Read: dates, ISO 8601, RFC 2822, "12 July 2025", "July 12, 2025", 12.07.2025, 2025/07/12, 20250712, the dates
    of PDF, and seconds or milliseconds since 1970 (in UTC).

    >>> parse_date("Saturday, July 12, 2025, 10:30 GMT")
    datetime.date(2025, 7, 12)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    return _from_text(" ".join(value.split())) if isinstance(value, str) and len(value) <= 100 else None


def _from_number(value: float) -> date | None:
    for seconds in (value, value / 1000):
        if _EPOCH.start <= seconds < _EPOCH.stop:
            return datetime.fromtimestamp(seconds, UTC).date()
    return _from_text(str(value))


def _from_text(text: str) -> date | None:
    for pattern in _PATTERNS:
        if found := pattern.match(text):
            number = found.groupdict().get("number")
            month = int(number) if number else _MONTHS.index(found["month"][:3].lower()) + 1
            return _valid(int(found["year"]), month, int(found["day"]))
    if found := _PDF.match(text):
        return _valid(*map(int, found.groups()))
    try:
        return parsedate_to_datetime(text).date() if re.search(r"\d{4}", text) and ":" in text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
