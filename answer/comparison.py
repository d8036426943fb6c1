"""The two sides of a question that compares: “the first and the second”, “Hanoi compared with Singapore”."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.topics import terms

Sides = tuple[frozenset[str], frozenset[str]]
"""The terms of each side."""

_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_COMPARES = re.compile(
    r"\b(?:compar\w+|differ\w*|contrast\w*|both|versus|vs|than|respectively|each|unlike|or|earlier|later|alike)\b|"
    r"^\W*how\s+(?:do|did|does|have)\b",
    re.IGNORECASE,
)
_BETWEEN_SIDES = re.compile(r"\b(?:and|or|versus|vs|than|with|from|to|by)\b", re.IGNORECASE)


def sides(question: str, named: Sequence[str]) -> Sides | None:
    """The two things that a question compares, or None when it compares nothing.

    >>> [sorted(side) for side in sides("Which carrier was in the first and which in the second?", ())]
    [['first'], ['second']]
    """
    words = re.findall(r"\w+", question.lower())
    ordinals = [word for word in _ORDINALS if word in words]
    if len(ordinals) == 2:
        return terms(ordinals[0]), terms(ordinals[1])
    if not _COMPARES.search(question):
        return None
    for one, other in pairwise(named):
        between = question[question.find(one) + len(one) : question.rfind(other)]
        if _BETWEEN_SIDES.search(between) and terms(one) and terms(other) and terms(one) != terms(other):
            return terms(one), terms(other)
    return None
