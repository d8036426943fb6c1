"""Lengths of time, distances and weights in a text: numbers with their units; and one that a sentence has otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from answer.numbers import numbers
from index.types import Span

_UNITS: dict[str, tuple[str, float]] = {
    **{"second": ("clock", 1), "minute": ("clock", 60), "hour": ("clock", 3600)},
    **{"day": ("days", 1), "week": ("days", 7), "fortnight": ("days", 14)},
    **{"month": ("months", 1), "year": ("months", 12), "decade": ("months", 120), "century": ("months", 1200)},
    **{"metre": ("metres", 1), "meter": ("metres", 1), "kilometre": ("metres", 1000), "kilometer": ("metres", 1000)},
    **{"km": ("metres", 1000), "mile": ("miles", 1), "foot": ("feet", 1), "feet": ("feet", 1), "yard": ("feet", 3)},
    **{"gram": ("grams", 1), "kilogram": ("grams", 1000), "kilo": ("grams", 1000), "kg": ("grams", 1000)},
    **{"ton": ("tons", 1), "tonne": ("tons", 1)},
}
"""A unit as what it measures in, and how many of these it is."""
_KINDS = {"clock": "time", "days": "time", "months": "time", "metres": "way", "miles": "way", "feet": "way"}
"""What may be told in more than one of them, which are not turned into each other: three days, three weeks."""
_NEXT = re.compile(r"[\s-]+(?P<unit>[^\W\d_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit: `amount` in `base`, and the number as it is written."""

    span: Span
    number: float
    base: str
    amount: float


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order.

    >>> [(each.base, each.amount) for each in quantities("It took three weeks and a 40-kilometre march.")]
    [('days', 21.0), ('metres', 40000.0)]
    """
    return list(_quantities(text))


def wrong_unit(sentence: str, source: str) -> str:
    """A quantity of the sentence whose number the source has with another unit of its kind, and never so."""
    held = quantities(source)
    for mine in quantities(sentence):
        if any(each.base == mine.base and abs(each.amount - mine.amount) < 1e-6 for each in held):
            continue
        other = next((each for each in held if each.number == mine.number and _kind(each) == _kind(mine)), None)
        if other:
            return f"The source says {other.span.of(source)}, not {mine.span.of(sentence)}."
    return ""


@lru_cache(maxsize=512)
def _quantities(text: str) -> tuple[Quantity, ...]:
    """The passages of one answer are read once."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Quantity]:
    for number in numbers(text):
        found = _NEXT.match(text, number.span.end)
        word = found["unit"].lower() if found else ""
        unit = _UNITS.get(word) or _UNITS.get(word.removesuffix("s")) or _UNITS.get(word.removesuffix("ies") + "y")
        if found and unit and number.plain:
            span = Span(start=number.span.start, end=found.end())
            yield Quantity(span=span, number=number.value, base=unit[0], amount=number.value * unit[1])


def _kind(quantity: Quantity) -> str:
    return _KINDS.get(quantity.base, quantity.base)
