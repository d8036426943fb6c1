"""Where the sources of an answer disagree: one question, one slot, two values that cannot both be so.

Only sentences of different documents are compared, and only when they speak of the same thing: they hold about the
same words of the question. A copy of a story is no second source for a value, but may have another one: an update. A
further fact is no conflict, nor is a rounder number (“about 15,000” and 15,200), a bound that the other keeps (“at
least 15” and 17), or a day within the other's month. Pure.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from answer.evidence import Evidence
from answer.expectations import Expected
from answer.question import Question
from answer.values import Value, agree, slot_of, values
from index.lexical import STOPWORDS
from index.topics import terms

Slot = Literal["number", "date", "person", "place", "yes or no"]

_LOOKED_AT = 16
"""Sentences compared, the best first."""
_ANSWERING = 0.6
"""Share of the best sentence's score that one must reach to count as answering."""
_COVER = 0.5
"""Share of the question's words, by rarity, that a sentence must hold with its surroundings."""
_SAME = 0.7
"""Share of the question's words held by either of two sentences that both must hold, so as to speak of one thing."""
_SAME_WORDING = 0.5
"""The same share of all their words, for two sentences of which one denies the other."""
_MOST_SIDES = 4
_ASKS_WHETHER = re.compile(
    r"\W*(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may)\b", re.IGNORECASE
)
_DENIAL = re.compile(r"\b(?:not|no|never|none|neither|nor|without|nobody|nothing)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One value, as the source writes it, and the best sentences that hold it, one an origin, the best first."""

    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What the sources disagree in, and the two to four sides, the one with the best sentence first.

    Laws: every side has evidence, no two sides share a document, no two sentences of a side an origin, and a side's
    value stands in its best sentence, but for “yes” and “no”.
    """

    slot: Slot
    sides: tuple[Side, ...]


def conflict(question: Question, found: Sequence[Evidence], origins: Mapping[str, str]) -> Conflict | None:
    """The disagreement of the sentences that answer, or None. `found` is best first; `origins` maps a document's id to
    the story that it is a copy of."""
    answering = _answering(found)
    if _ASKS_WHETHER.match(question.understood):
        return _denied(answering)
    slot = slot_of(question.understood)
    if slot not in ("number", "date", "person", "place"):
        return None
    sides = _sides(question, slot, answering, origins) if slot != "place" else []  # a town lies in a country
    if len(sides) < 2:
        sides = _altered(question, slot, answering)
    return Conflict(slot=slot, sides=tuple(sides[:_MOST_SIDES])) if len(sides) > 1 else None


def _answering(found: Sequence[Evidence]) -> list[Evidence]:
    near = found[:_LOOKED_AT]
    return [each for each in near if each.score >= _ANSWERING * near[0].score and each.cover >= _COVER]


def _to_the_point(question: Question, found: Evidence) -> bool:
    """Whether a sentence itself has a word of what is asked beside the names: “born”, “killed”."""
    asked = question.terms - question.required
    return not asked or bool(asked & terms(found.text))


def _sides(question: Question, slot: Expected, answering: Sequence[Evidence], origins: Mapping[str, str]) -> list[Side]:
    """The values that differ from the first one and from each other, each of other documents than the others.

    A sentence with several values for the slot takes no side: which of them answers is not known.
    """
    sides: list[tuple[Value, Side]] = []
    for each in answering:
        held = values(slot, each.text, question.understood)
        if len(held) != 1 or not _to_the_point(question, each):
            continue
        value = held[0]
        same = next((at for at, (other, _) in enumerate(sides) if agree(value, other)), None)
        if any(one.document.id == each.document.id for _, side in sides for one in side.evidence):
            continue
        if same is not None:
            other, side = sides[same]
            if _origin(each, origins) not in {_origin(one, origins) for one in side.evidence}:
                sides[same] = (other, replace(side, evidence=(*side.evidence, each)))
        elif not sides or _one_thing(question, sides[0][1].evidence[0], each):
            sides.append((value, Side(value=value.text, evidence=(each,))))
    return [side for _, side in sides]


def _altered(question: Question, slot: Expected, answering: Sequence[Evidence]) -> list[Side]:
    """The two sides of the first two wordings of one sentence that differ in one value each; else none.

    So a sentence with several values takes a side where the other has all but one of them: an update, or an alteration.
    """
    for one, other in combinations(answering, 2):
        if one.document.id == other.document.id or not _alike(one, other) or not _to_the_point(question, one):
            continue
        held = [values(slot, each.text, question.understood) for each in (one, other)]
        own = [[v for v in held[at] if not any(agree(v, each) for each in held[1 - at])] for at in (0, 1)]
        if len(own[0]) == len(own[1]) == 1:
            return [Side(value=own[at][0].text, evidence=(each,)) for at, each in enumerate((one, other))]
    return []


def _one_thing(question: Question, one: Evidence, other: Evidence) -> bool:
    """Whether two sentences hold about the same words of the question, in themselves or around them."""
    asked = question.terms
    first, second = ((terms(each.text) | each.surroundings) & asked for each in (one, other))
    return len(first & second) >= _SAME * len(first | second) and bool(first)


def _denied(answering: Sequence[Evidence]) -> Conflict | None:
    """“Yes” and “no”: a sentence with a denial, and the best one in about the same words without any."""
    for each in answering:
        for other in answering:
            pair = (bool(_DENIAL.search(each.text)), bool(_DENIAL.search(other.text)))
            if pair == (False, True) and each.document.id != other.document.id and _alike(each, other):
                sides = (Side(value="yes", evidence=(each,)), Side(value="no", evidence=(other,)))
                return Conflict(slot="yes or no", sides=sides)
    return None


def _alike(one: Evidence, other: Evidence) -> bool:
    first, second = ({each for each in terms(text.text) if each not in STOPWORDS} for text in (one, other))
    return len(first & second) >= _SAME_WORDING * len(first | second)


def _origin(found: Evidence, origins: Mapping[str, str]) -> str:
    return origins.get(found.document.id, found.document.id)
