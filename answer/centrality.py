"""Which of many sentences say most of what the others say: the choice for a summary. Pure."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from answer.evidence import Evidence
from index.topics import terms

MOST_IN_SUMMARY = 6
"""Sentences: twice those of an answer; a reader takes them in at a glance."""
NEAR = 0.5
"""Share of the best sentence's score that one must reach to be on the subject. Set by hand."""
POOL = 40
"""Sentences that are compared with each other: 780 pairs."""
_COVERS = 0.7
"""Share of the subject's words, as the best sentence or what stands around it has them, that one must have too: a
sentence on another treaty has no place in a summary of this one. Set by hand on seven subjects of the shipped corpus,
where those on another subject have .69 at most, but for a war that began in June too."""
ALIKE = 0.6
"""Likeness from which a second sentence says nothing new. Set by hand: with .6 of its weighted words in common, a
sentence of twenty words has eight of its own."""
_AGAIN = 0.85
"""What a further sentence of a document counts: a summary is of all that was found. Set by hand."""

_SCORE = 2.0
"""What being near the subject counts beside being like the other sentences. Set by hand: at 1 a summary of one treaty
told of another, of which many sentences speak."""


def central(found: Sequence[Evidence], most: int = MOST_IN_SUMMARY) -> list[Evidence]:
    """The sentences that are near the subject and like many others, of as many documents as there are; none twice.

    A sentence counts its score, doubled, and its mean likeness to the others, each as a share of the highest.
    """
    best, cover = found[0].score, max(each.cover for each in found)
    pool = [each for each in found[:POOL] if each.score >= NEAR * best and each.cover >= _COVERS * cover]
    words = [terms(each.text) for each in pool]
    weights = _weights(words)
    likeness = [[_alike(one, other, weights) for other in words] for one in words]
    mean = [sum(row) for row in likeness]
    worth = [_SCORE * each.score / best + total / max(mean) for each, total in zip(pool, mean, strict=True)]
    kept: list[int] = []
    while len(kept) < most:
        left = [at for at in range(len(pool)) if at not in kept and all(likeness[at][no] < ALIKE for no in kept)]
        if not left:
            break
        used = Counter(pool[at].document.id for at in kept)
        kept.append(max(left, key=lambda at: worth[at] * _AGAIN ** used[pool[at].document.id]))
    return [pool[at] for at in kept]


def new(found: Sequence[Evidence]) -> list[Evidence]:
    """The sentences without those that say what an earlier one says."""
    words = [terms(each.text) for each in found]
    weights = _weights(words)
    kept: list[int] = []
    for at in range(len(found)):
        if all(_alike(words[at], words[no], weights) < ALIKE for no in kept):
            kept.append(at)
    return [found[at] for at in kept]


def _weights(sentences: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """A term that few of the sentences have weighs more."""
    holding = Counter(term for each in sentences for term in each)
    return {term: math.log(1 + len(sentences) / count) for term, count in holding.items()}


def _alike(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """The weight of the common terms over the geometric mean of both weights: 1 for the same terms, 0 for none."""
    whole = math.sqrt(_sum(one, weights) * _sum(other, weights))
    return _sum(one & other, weights) / whole if whole else float(one == other)


def _sum(words: frozenset[str], weights: Mapping[str, float]) -> float:
    return sum(weights[term] for term in words)
