"""Which bearer of a family name a document means with the name alone: the one in whose company it stands. Pure.

A document that shares rare names with one that names Hillary Clinton in full, and with none that names another Clinton,
is about her. Without such company a name that only one person of the corpus bears is still a stranger's as a rule: on
news pages of 2023 it was that person's in 1 of 5 cases.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

NEAR = 2
"""Rare names that two documents must share, and by how many the next bearer must be behind. Chosen on pages of 2023,
confirmed on pages of 2024 and 2025: `python -m evals.people`, docs/decisions/people.md."""
LEAST = 2
"""Documents that must name a bearer who has namesakes."""

Circle = Mapping[str, frozenset[str]]
"""Documents, each with the names in it."""


def decided(alone: Circle, bearers: Sequence[Circle], rare: Callable[[str], bool], least: int = NEAR) -> dict[str, int]:
    """For the documents in `alone` that show which bearer they mean, the place of the bearer; the others are left out.

    `rare` tells which names are evidence, `least` how many of them. The order of the bearers makes no difference to
    who is found.
    """
    most = max(map(len, bearers), default=0)
    postings = [_postings(circle, rare) for circle in bearers]
    found = {}
    for document, names in alone.items():
        near = [_nearest(document, names, held) for held in postings]
        best = max(range(len(near)), key=lambda at: (near[at], len(bearers[at])), default=None)
        if best is None or near[best] < least:
            continue
        behind = max((near[at] for at in range(len(near)) if at != best), default=-least)
        if near[best] - behind >= least and (len(near) == 1 or len(bearers[best]) >= max(most, LEAST)):
            found[document] = best
    return found


def _postings(circle: Circle, rare: Callable[[str], bool]) -> Mapping[str, list[str]]:
    held: dict[str, list[str]] = defaultdict(list)
    for document, names in circle.items():
        for name in names:
            if rare(name):
                held[name].append(document)
    return held


def _nearest(document: str, names: frozenset[str], held: Mapping[str, Sequence[str]]) -> int:
    """The most rare names that the document shares with one other document."""
    shared = Counter(other for name in names for other in held.get(name, ()) if other != document)
    return max(shared.values(), default=0)
