"""Numbers of a text as values: digits and words, magnitudes, percent and money; and whether one carries another."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.types import Span

Unit = Literal["", "percent", "money"]

_SMALL = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {word: 10.0 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_LARGE = {**_SCALES, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_SAME_AS = {"once": 1.0, "single": 1.0, "twice": 2.0, "both": 2.0, "pair": 2.0, "couple": 2.0, "double": 2.0}
_CURRENCIES = frozenset("dollar dollars euro euros pound pounds yen yuan won ruble rubles rouble roubles".split())
_TOKEN = re.compile(r"([$€£¥]?)(\d+(?:,\d{3})*(?:\.\d+)?)(%|[A-Za-z]+)?|[^\W\d_]+\d*")
_LETTERS_AND_NUMBER = re.compile(r"(?:q|fy|h)(\d+)", re.IGNORECASE)
_ROUGHLY = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|approximately|some|over|more than|less than|under|up to|at least)\s*$",
    re.I,
)
_NEAR = 0.05
"""What “about” allows: a twentieth of the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of a text: its value with its magnitude applied, and its unit.

    `rough` says that the text has “about” before it, `scaled` that it is written with a magnitude (“1.2 million”).
    `digits` are the significant digits it is written with; `plain` is False for words that only imply a number
    (“twice”, “first”, “both”): these carry a number and need not be carried.
    """

    span: Span
    value: float
    unit: Unit = ""
    digits: int = 1
    rough: bool = False
    scaled: bool = False
    plain: bool = True


def numbers(text: str) -> list[Number]:
    """The numbers of a text in order. “25 million”, “twenty-five” and “8.2m” are one number each; “Q3” implies a 3.

    >>> [number.value for number in numbers("A dozen of the 1.2 million; twenty-five percent in Q3.")]
    [12.0, 1200000.0, 25.0, 3.0]
    """
    return list(_numbers(text))


@lru_cache(maxsize=512)
def _numbers(text: str) -> tuple[Number, ...]:
    """The passages of one answer are read once."""
    found: list[Number] = []
    words = list(_TOKEN.finditer(text))
    place = 0
    while place < len(words):
        read = _read(text, words, place)
        if read is None:
            place += 1
            continue
        number, used = read
        found.append(number)
        place += used
    return tuple(found)


def carried(number: Number, held: Sequence[Number]) -> bool:
    """Whether one of `held` says the number: the same value, or one that rounds to it.

    A number with “about” may be a twentieth off when it is the rounder of the two. One with a magnitude (“1.2 million”)
    is taken for rounded to its digits. Percent and money are never each other.
    """
    return any(_units_agree(number, each) and _values_agree(number, each) for each in held)


def _units_agree(number: Number, other: Number) -> bool:
    return not (number.unit and other.unit) or number.unit == other.unit


def _values_agree(number: Number, other: Number) -> bool:
    value, found = number.value, other.value
    if math.isclose(value, found):
        return True
    if number.rough and number.digits < other.digits:
        return abs(value - found) <= _NEAR * max(value, found)
    return number.scaled and found > 0 and math.isclose(float(f"{found:.{max(number.digits - 1, 0)}e}"), value)


def _read(text: str, words: Sequence[re.Match[str]], place: int) -> tuple[Number, int] | None:
    """The number that begins at this token, and how many tokens it takes."""
    first = words[place]
    word = first[0].lower()
    value = _value(first)
    if value is None:
        return _implied(text, words, place)
    used, digits = 1, _digits(first)
    if word in _TENS and (unit := _SMALL.get(_word(words, place + 1), 0.0)) and unit < 10:
        value, used = value + unit, 2
    scale = _LARGE.get(_word(words, place + used)) or _SHORT_SCALES.get((first[3] or "").lower(), 0.0)
    if _word(words, place + used) in _LARGE:
        used += 1
    value = value * scale if scale else value
    unit_ = _unit(text, first, _word(words, place + used))
    cents = _value(words[place + used + 1]) if unit_ == "money" and place + used + 1 < len(words) else None
    if cents and not first[1] and cents < 100 and words[place + used + 1].start() == words[place + used].end() + 1:
        value, used = value + cents / 100, used + 2
    end = words[place + used - 1].end()
    rough = bool(_ROUGHLY.search(text, max(0, first.start() - 16), first.start()))
    return Number(
        span=Span(start=first.start(), end=end), value=value, unit=unit_, digits=digits, rough=rough, scaled=bool(scale)
    ), used


def _implied(text: str, words: Sequence[re.Match[str]], place: int) -> tuple[Number, int] | None:
    """A number that a word implies: “first”, “twice”, “half”, “Q3”, “a dozen”."""
    first = words[place]
    word = first[0].lower()
    lettered = _LETTERS_AND_NUMBER.fullmatch(word)
    value = _ORDINALS.get(word) or _SAME_AS.get(word) or (float(lettered[1]) if lettered else None)
    if word in _SCALES:
        value = _SCALES[word]
    if word == "half":
        value = 0.5
    if value is None:
        return None
    plain = word == "dozen" or lettered is not None
    return Number(span=Span(start=first.start(), end=first.end()), value=value, plain=plain), 1


def _value(found: re.Match[str]) -> float | None:
    if found[2]:
        return float(found[2].replace(",", ""))
    return _SMALL.get(found[0].lower(), _TENS.get(found[0].lower()))


def _digits(found: re.Match[str]) -> int:
    return len((found[2] or "1").replace(",", "").replace(".", "").strip("0")) or 1


def _word(words: Sequence[re.Match[str]], place: int) -> str:
    return words[place][0].lower() if place < len(words) else ""


def _unit(text: str, found: re.Match[str], behind: str) -> Unit:
    if found[3] == "%" or behind in ("percent", "percentage") or text[found.end() : found.end() + 9] == " per cent":
        return "percent"
    if found[1] or behind in _CURRENCIES:
        return "money"
    return ""
