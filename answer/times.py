"""Times of day in a text: “8 p.m.”, “1:30”, “20:00”, “noon”, as minutes; and whether two may be one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.types import Span

HALF_DAY = 720
_HOUR = 60  # minutes
_TIME = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d))?(?::[0-5]\d)?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?<![\d:.])(?P<hour24>[01]?\d|2[0-4]):(?P<minute24>[0-5]\d)(?![\d:%])"
    r"|\b(?P<word>noon|midnight)\b"
    r"|\b(?P<hour_>1?\d) ?o['’]clock\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time of day in minutes from midnight; `sure` when the text shows which half of the day is meant."""

    span: Span
    minutes: int
    sure: bool


def times(text: str) -> list[Time]:
    """The times of a text in order.

    >>> [(each.minutes, each.sure) for each in times("From 8:30 to 9 p.m., or at 14:00.")]
    [(510, False), (1260, True), (840, True)]
    """
    return list(_times(text))


@lru_cache(maxsize=512)
def _times(text: str) -> tuple[Time, ...]:
    """The passages of one answer are read once."""
    return tuple(map(_time, _TIME.finditer(text)))


def same_time(one: Time, other: Time) -> bool:
    """Whether both may be one time: half a day apart counts where one of them leaves the half open."""
    apart = abs(one.minutes - other.minutes)
    return apart == 0 or (apart == HALF_DAY and not (one.sure and other.sure))


def is_number(time: Time, value: float) -> bool:
    """Whether a bare number may be the time: “at 8” for 8 p.m., “1.30” for 1:30."""
    written = {hour + time.minutes % _HOUR / 100 for hour in (time.minutes // _HOUR, time.minutes // _HOUR % 12 or 12)}
    return any(abs(value - each) < 1e-6 for each in written)


def _time(found: re.Match[str]) -> Time:
    span = Span(start=found.start(), end=found.end())
    if found["word"]:
        return Time(span=span, minutes=HALF_DAY if found["word"].lower() == "noon" else 0, sure=True)
    hour = int(found["hour"] or found["hour24"] or found["hour_"])
    minute = int(found["minute"] or found["minute24"] or 0)
    if found["half"] and hour <= 12:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return Time(span=span, minutes=hour % 24 * _HOUR + minute, sure=bool(found["half"]) or hour > 12 or hour == 0)
