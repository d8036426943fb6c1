"""What a question asks for (a person, a date, so many of something …), and whether a text holds such a thing."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal

from index.names import mentions
from index.topics import terms

Expected = Literal["person", "date", "number", "place", "reason", ""]

_PEOPLE = (
    "person|people|man|woman|minister|president|leader|envoy|representative|general|commander|diplomat|ambassador|"
    "official|spokesman|spokeswoman|politician|author|king|queen|director|chief|head|winner|player|scientist"
)
_EXPECTED: tuple[tuple[str, Expected], ...] = (
    (rf"^\W*(?:who|whom|whose)\b|\b(?:which|what)(?:\s+[\w-]+)?\s+(?:{_PEOPLE})s?\b", "person"),
    (r"^\W*(?:since\s+)?when\b|\b(?:what|which) (?:date|day|year|month|decade|century)\b", "date"),
    (
        r"\bhow (?:many|much|long|far|old|large|big|high|tall)\b|\bwhat (?:number|percentage|share|proportion)\b",
        "number",
    ),
    (
        r"^\W*where\b|\b(?:what|which) (?:countr(?:y|ies)|cit(?:y|ies)|places?|towns?|states?|island|continent)\b",
        "place",
    ),
    (r"^\W*why\b|\b(?:for )?what (?:was the )?reasons?\b", "reason"),
)
_COUNTED = re.compile(r"\bhow (?:many|much)\s+(?P<what>(?:[\w'’-]+\s*){1,3})", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|in|of|took|take|on|at|there)\b.*$", re.I | re.S
)
_NAME_BEHIND = re.compile(r"(\b[a-z][\w'’-]*)\s+[A-Z].*$", re.S)
"""“how many soldiers France has …”: behind the things stands whose they are."""
_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\."
)
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})(?:,? \d{{4}})?|(?:{_MONTH}) \d{{1,2}}\b(?:,? \d{{4}})?|"
    rf"(?:{_MONTH}) \d{{4}}|(?:1\d|20)\d\ds?|\d{{1,2}}(?:st|nd|rd|th) century|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_COUNT = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\\w+)?|dozens?|hundreds?|thousands?|millions?|billions?|half"
)
_NUMBER = re.compile(rf"(?:\b\d[\d,.]*\d|\b\d)(?:\s*%)?|\b(?:{_COUNT}|one|single|once|twice)\b", re.IGNORECASE)
_MEASURES = {
    "long": re.compile(r"\b(?:second|minute|hour|day|night|week|month|year|decade|centur(?:y|ie)|met(?:re|er)|mile|"
                       r"kilomet(?:re|er)|km|foot|feet)s?\b", re.I),
    "far": re.compile(r"\b(?:met(?:re|er)|mile|kilomet(?:re|er)|km|foot|feet|light-year)s?\b", re.I),
    "old": re.compile(r"\b(?:aged?|born|years?[ -]old|ages)\b", re.I),
    "much": re.compile(r"[$€£¥%]|\b(?:percent|per cent|dollar|euro|pound|won|rouble|yen|million|billion|tons?|tonnes?|"
                       r"kilograms?|kg|half|share|quarter|third)s?\b", re.I),
}  # fmt: skip
_REASON = re.compile(
    r"\b(?:because|due to|owing to|since|reasons?|caused?|so that|in order to|as a result|therefore|thus|led to|"
    r"result(?:ed|ing)?|thanks to|to (?:avoid|prevent|protect|ensure|gain|keep)|for fear|lest|by which|aims?|purpose|"
    r"motiv\w+)\b",
    re.IGNORECASE,
)
_SINCE_WHEN = re.compile(r"\bhow long\b", re.IGNORECASE)


def expected(question: str) -> Expected:
    """What kind of thing the question asks for; empty when its words do not tell.

    >>> expected("How many aircraft took part?")
    'number'
    """
    return next((kind for pattern, kind in _EXPECTED if re.search(pattern, question, re.I)), "")


def holds(kind: Expected, text: str, question: str) -> bool:
    """Whether the text holds a thing of the kind that the question does not name itself."""
    return _FINDERS[kind](text, question)


def must_be_there(kind: Expected, question: str) -> bool:
    """Whether nothing answers without a thing of the kind: a number; but “how long” may be answered by a date."""
    return kind == "number" and not _SINCE_WHEN.search(question)


def _holds_name(kind: str) -> Callable[[str, str], bool]:
    def holds_name(text: str, question: str) -> bool:
        asked = question.lower()
        return any(found.kind == kind and found.name.split()[-1].lower() not in asked for found in mentions(text))

    return holds_name


def _holds_date(text: str, question: str) -> bool:
    """A year that the question names makes no date; a day of that year does."""
    return any(found.group() not in question for found in DATE.finditer(text))


def _holds_number(text: str, question: str) -> bool:
    """A number with the measure or the things asked for; a date is none, nor is a number of the question."""
    bare = DATE.sub(lambda found: " " * len(found.group()), text)
    numbers = [found for found in _NUMBER.finditer(bare) if found.group().lower() not in question.lower().split()]
    measure = re.search(r"\bhow (long|far|old|much)\b", question, re.I)
    if measure and measure[1].lower() == "old":
        return bool(_MEASURES["old"].search(text))
    if measure:
        return any(_MEASURES[measure[1].lower()].search(bare[max(0, n.start() - 2) : n.end() + 25]) for n in numbers)
    things = counted(question)
    if not things:
        return bool(numbers)
    return any(things & terms(text[n.end() : n.end() + 50]) for n in numbers)


@lru_cache(maxsize=1_000)
def counted(question: str) -> frozenset[str]:
    """The terms of what is counted in “how many South Korean soldiers …”; not of the name behind it, who has them."""
    found = _COUNTED.search(question)
    if not found:
        return frozenset()
    counted = _AUXILIARY.sub("", found["what"])
    return terms(_NAME_BEHIND.sub(r"\1", counted))


_FINDERS: Mapping[Expected, Callable[[str, str], bool]] = {
    "person": _holds_name("person"),
    "place": _holds_name("place"),
    "date": _holds_date,
    "number": _holds_number,
    "reason": lambda text, _: bool(_REASON.search(text)),
    "": lambda text, question: False,
}
