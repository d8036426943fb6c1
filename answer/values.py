"""The values that a text has for what a question asks: numbers of the thing counted, days, names; and which agree."""

import re
from dataclasses import dataclass

from answer.calendar_dates import MONTHS
from answer.expectations import DATE, Expected, counted, expected
from answer.numbers import Number, carried, numbers
from index.names import mentions
from index.topics import terms

_BEHIND, _BEFORE = 40, 30
"""Characters behind and before a number within which the thing counted must stand."""
_AT_LEAST = re.compile(r"\b(?:at least|more than|over|above|exceeding|no fewer than|upwards of)\s*[$€£¥]?$", re.I)
_AT_MOST = re.compile(r"\b(?:at most|less than|fewer than|under|below|up to|no more than)\s*[$€£¥]?$", re.I)
_MEASURED = re.compile(
    r"\bwhat\s+(?:is|was|are|were)\s+(?:the\s+)?(?P<what>(?:[\w-]+\s+){0,2}?(?:population|height|elevation|area|length|width|age|"
    r"death toll|toll|cost|price|capacity|distance|weight|speed|size|salary|budget|turnout|share))\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:birth ?date|date of (?:birth|death)|(?:birth|founding|release) year)\b", re.IGNORECASE)
_NO_NUMBER = re.compile(r"\[\s*\d+\s*\]")
_IN_PERCENT = re.compile(r"percent|per cent|%|\b(?:share|proportion|rate|how much)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value: its characters in the text, and what they mean.

    `number` is set for a number, with `least` and `most` for “at least” and “up to”; `day` for a date: year, month and
    day, 0 where it says none; `name` for a name, in lower case.
    """

    text: str
    number: Number | None = None
    least: bool = False
    most: bool = False
    day: tuple[int, int, int] | None = None
    name: str = ""


def slot_of(question: str) -> Expected:
    """What kind of value answers the question: as `expected` has it, and a number for what is measured.

    >>> slot_of("What is the population of Wonsan?")
    'number'
    """
    if _MEASURED.search(question):
        return "number"
    return "date" if _DATED.search(question) else expected(question)


def values(kind: Expected, text: str, question: str) -> list[Value]:
    """The different values of the kind that the text has and the question does not name; in text order."""
    if kind == "number":
        found = _numbers(text, question)
    elif kind == "date":
        found = _dates(text, question)
    elif kind in ("person", "place"):
        found = _names(kind, text, question)
    else:
        found = []
    different: list[Value] = []
    for each in found:
        if not any(agree(each, other) for other in different):
            different.append(each)
    return different


def agree(one: Value, other: Value) -> bool:
    """Whether both can be so: equal or rounder numbers, bounds that are kept, days within each other, one name's parts.

    >>> agree(values("number", "At least 15 men died.", "")[0], values("number", "There 17 men died.", "")[0])
    True
    """
    if one.number and other.number:
        return _numbers_agree(one, other)
    if one.day and other.day:
        return all(a == b or not a or not b for a, b in zip(one.day, other.day, strict=True))
    return one.name == other.name or one.name in other.name.split() or other.name in one.name.split()


def _numbers_agree(one: Value, other: Value) -> bool:
    assert one.number and other.number
    if carried(one.number, [other.number]) or carried(other.number, [one.number]):
        return True
    first, second = one.number.value, other.number.value
    low = (one.least and second >= first) or (other.least and first >= second)
    high = (one.most and second <= first) or (other.most and first <= second)
    return low or high


def _numbers(text: str, question: str) -> list[Value]:
    """The numbers beside the thing counted; all, where the question names none. No number is a date or a footnote."""
    bare = _NO_NUMBER.sub(
        lambda found: " " * len(found.group()), DATE.sub(lambda found: " " * len(found.group()), text)
    )
    asked = {each.value for each in numbers(question)}
    things = counted(question) or _measured(question)
    found = [each for each in numbers(bare) if each.plain and each.value not in asked]
    if not _IN_PERCENT.search(question):
        found = [each for each in found if each.unit != "percent"]
    if things:
        behind = [each for each in found if things & terms(bare[each.span.end : each.span.end + _BEHIND])]
        before = [each for each in found if things & terms(bare[max(0, each.span.start - _BEFORE) : each.span.start])]
        found = behind or before
    return [
        Value(
            text=each.span.of(text),
            number=each,
            least=bool(_AT_LEAST.search(bare, 0, each.span.start)),
            most=bool(_AT_MOST.search(bare, 0, each.span.start)),
        )
        for each in found
    ]


def _measured(question: str) -> frozenset[str]:
    """The terms of what is measured in “what is the population of …”; a population is also counted in people."""
    found = _MEASURED.search(question)
    if not found:
        return frozenset()
    return terms(found["what"]) | (
        terms("people inhabitants residents") if "population" in found["what"].lower() else frozenset()
    )


def _dates(text: str, question: str) -> list[Value]:
    found = (each.group() for each in DATE.finditer(text) if each.group() not in question)
    return [Value(text=each, day=day) for each in found if any(day := _day(each))]


def _day(written: str) -> tuple[int, int, int]:
    """Year, month and day of a date as it is written, 0 for what it does not say; a weekday says nothing of these."""
    year = _YEAR.search(written)
    month = next((at for at, name in enumerate(MONTHS, 1) if name[:3] in written), 0)
    day = _DAY.search(written) if month else None
    return (int(year[0]) if year else 0, month, int(day[1]) if day else 0)


def _names(kind: Expected, text: str, question: str) -> list[Value]:
    asked = question.lower()
    return [
        Value(text=each.span.of(text), name=each.name.lower())
        for each in mentions(text)
        if each.kind == kind and each.name.split()[-1].lower() not in asked
    ]
