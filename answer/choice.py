"""Which of the sentences that bear on a question are shown: the best, what is close behind it, each side compared."""

from collections.abc import Sequence

from answer.centrality import central
from answer.comparison import Sides, sides
from answer.evidence import Evidence
from answer.expectations import must_be_there
from answer.question import Question, Side
from index.topics import terms, topic_terms

MOST_SENTENCES = 3
"""Sentences that answer a question about a fact: one that does, and what belongs to it."""
_CLOSE_BEHIND = 0.82
"""Share of the best sentence's score that the next ones must reach. On XQuAD's development half the best sentence holds
the answer in .80 of the cases, one of the best three in .95: the next are worth their lines when they are close. At .75
no golden question more comes out right, and of the citations fewer bear on it."""
_NAMING = 0.75
"""The same for a sentence that names somebody, where a person is asked for and the best sentence names nobody."""
_COUNTING = 0.7
"""The same for one that holds the number asked for, where the best sentence holds none."""
_ENOUGH = 0.4
"""Share of the best sentence's score that one for a side of a comparison must reach: it lacks the other's words."""


MOST_OF_A_SIDE = 2
"""Sentences of each side, where a comparison is asked for."""


def chosen(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """The sentences to show, best first; for a comparison first one for each side, in the order of the question.

    A summary has more of them, of different documents.
    """
    if not found:
        return []
    if question.task == "summarise":
        return central(found)
    close = [each for each in found if each.score >= _CLOSE_BEHIND * found[0].score or _counts(question, each, found)]
    compared = sides(question.understood, question.named)
    leading = _for_each(compared, found) if compared else _naming(question, found)
    rest = [each for each in close if each not in leading]
    return [*leading, *rest][:MOST_SENTENCES]


def by_side(question: Question, found: Sequence[Evidence]) -> list[tuple[Side, list[Evidence]]]:
    """The best sentences on each side that is named; empty where no side has any, or the question names none.

    A sentence is on the side that it is more surely on, and on one only; one that names both is on the first.
    """
    if len(question.sides) < 2:
        return []
    one, other = (topic_terms(side.name) for side in question.sides)
    one, other = one - other, other - one
    near = [each for each in found if each.score >= _ENOUGH * found[0].score]
    parted: tuple[list[Evidence], list[Evidence]] = ([], [])
    for each in near:
        on = (_place(one, other, each), _place(other, one, each)) if one and other else (0.0, 0.0)
        if max(on):
            parted[on[1] > on[0]].append(each)
    if not any(parted):
        return []
    first, second = question.sides[:2]
    return [(first, _best(parted[0], (one, other))), (second, _best(parted[1], (other, one)))]


def _best(own: Sequence[Evidence], on: Sides) -> list[Evidence]:
    """The best of one side; a sentence that names both compares them, so it is not put back for that."""
    return sorted(own, key=lambda each: -each.score * (1.0 if _both(on, each) else _place(*on, each)))[:MOST_OF_A_SIDE]


def _both(on: Sides, each: Evidence) -> bool:
    return on[0] | on[1] <= terms(each.text)


def _counts(question: Question, each: Evidence, found: Sequence[Evidence]) -> bool:
    """Whether a sentence holds the number asked for, where the best one does not and this one is not far behind."""
    sought = must_be_there(question.expected, question.understood) and not found[0].fits
    return sought and each.fits and each.score >= _COUNTING * found[0].score


def _naming(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """“Who …?” is answered by a sentence that names somebody: it leads when it is as near in meaning as the best."""
    best = found[0]
    if question.expected != "person" or best.fits:
        return []
    near = [each for each in found[:MOST_SENTENCES] if each.score >= _NAMING * best.score]
    return [each for each in near if each.fits and each.cosine >= best.cosine][:1]


def _for_each(compared: Sides, found: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence on each side: one that names it and not the other, else one whose surroundings do."""
    leading: list[Evidence] = []
    for side, other in (compared, compared[::-1]):
        ranked = sorted(
            (each for each in found if each.score >= _ENOUGH * found[0].score and _place(side, other, each)),
            key=lambda each: -each.score * _place(side, other, each),
        )
        if ranked and ranked[0] not in leading:
            leading.append(ranked[0])
    return leading


def _place(side: frozenset[str], other: frozenset[str], found: Evidence) -> float:
    """How surely a sentence is on one side: 1 when it names no other, less with both, least by its surroundings."""
    inside = terms(found.text)
    if side <= inside:
        return 0.8 if other <= inside else 1.0
    return 0.6 if side <= found.surroundings and not other <= inside else 0.0
