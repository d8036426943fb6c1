"""Ways to order the same passages found for a question: fusions of the two scores, and second looks without a model.

All are pure. A share is a score divided by the best of its list; a stretched score is (score - least) / (best - least).
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.fusion import blend, fuse
from index.lexical import tokenise
from index.types import Passage

FIRST = 50
"""Passages that a second look reads: the first of the product's order."""
Numbers = NDArray[np.float64]
Way = Callable[["Found"], list[str]]
"""The ids of the passages, best first."""


@dataclass(frozen=True)
class Found:
    """What both retrievers found for one question. `vector` and `lexical` are their rankings with scores, best first.

    `cosine` and `bm25` have both scores of every passage of either ranking, also of those that one of them left out.
    """

    question: str
    vector: Sequence[tuple[str, float]]
    lexical: Sequence[tuple[str, float]]
    cosine: dict[str, float]
    bm25: dict[str, float]
    passages: dict[str, Passage]

    @cached_property
    def ids(self) -> list[str]:
        """The passages of either ranking, in the product's order."""
        return [id for id, _ in self.blended]

    @cached_property
    def blended(self) -> list[tuple[str, float]]:
        """The product's order with its scores: half the share of each, of every passage."""
        return self.shared(0.5)

    def shared(self, weight: float) -> list[tuple[str, float]]:
        """The shares blended, `weight` for the vectors and the rest for the words."""
        return blend({"vector": self.cosine, "lexical": self.bm25}, {"vector": weight, "lexical": 1 - weight})

    def scores(self, of: dict[str, float]) -> Numbers:
        """One score a passage, in the order of `ids`."""
        return np.array([of[id] for id in self.ids])


def product(found: Found) -> list[str]:
    """The mean of the shares, as `index/search.py` blends them."""
    return found.ids


def reciprocal(found: Found) -> list[str]:
    """Reciprocal rank fusion, k = 60."""
    return [id for id, _ in fuse([id for id, _ in found.vector], [id for id, _ in found.lexical])]


def vectors_only(found: Found) -> list[str]:
    """The vectors' ranking alone."""
    return [id for id, _ in found.vector]


def words_only(found: Found) -> list[str]:
    """The ranking of BM25 alone."""
    return [id for id, _ in found.lexical]


def shares(weight: float) -> Way:
    """The shares with `weight` for the vectors and the rest for the words; the product's is the case of one half."""
    return lambda found: [id for id, _ in found.shared(weight)]


def stretched_scores(weight: float) -> Way:
    """The stretched scores of both retrievers for every passage, `weight` for the vectors: Bruch and others' TM2C2."""

    def way(found: Found) -> list[str]:
        return ordered(found.ids, _convex(found, weight))

    return way


def second_look(looked: Callable[[Found, Sequence[str]], Numbers], weight: float) -> Way:
    """The first passages again: `weight` for the stretched scores of `looked`, the rest for the product's."""

    def way(found: Found) -> list[str]:
        first = found.ids[:FIRST]
        before = np.array([score for _, score in found.blended][:FIRST])
        again = weight * stretched(looked(found, first)) + (1 - weight) * stretched(before)
        return [*ordered(first, again), *found.ids[FIRST:]]

    return way


def learned(weights: Numbers) -> Way:
    """The features weighted."""
    return lambda found: ordered(found.ids, features(found) @ weights)


FEATURES = ("cosine", "BM25", "reciprocal rank", "title", "names", "neighbours")


def features(found: Found) -> Numbers:
    """A row a passage, in the order of `ids`, a column a feature, about 0 to 1 each.

    The two stretched scores; the sum of reciprocal ranks as a share of the most it can be; the share of the title's
    words that the question has; of the question's capitalised words but the first, the share that the passage has; of
    the question's pairs of neighbouring words, the share that stand together in the passage.
    """
    ranks = dict(fuse([id for id, _ in found.vector], [id for id, _ in found.lexical]))
    words = tokenise(found.question)
    names = {stem for word in found.question.split()[1:] if word[:1].isupper() for stem in tokenise(word)}
    pairs = set(pairwise(words))
    rows = []
    for id in found.ids:
        title, text = tokenise(found.passages[id].title), tokenise(found.passages[id].text)
        together = pairs & set(pairwise(text))
        rows.append(
            [
                ranks[id] * 61 / 2,
                _share(set(title), set(words)),
                _share(names, {*title, *text}),
                _share(pairs, together),
            ]
        )
    both = np.stack([stretched(found.scores(found.cosine)), stretched(found.scores(found.bm25))], axis=1)
    return np.concatenate([both, np.array(rows)], axis=1)


def fit(cases: Sequence[tuple[Numbers, NDArray[np.bool_], float]], steps: int = 300, rate: float = 0.5) -> Numbers:
    """The weights that give gold passages the most probability under a softmax over each question's passages.

    A case is a question's features, which rows are gold, and what the question counts. Gradient descent with momentum
    from equal weights for the two scores; questions of which all or no passages are gold teach nothing.
    """
    weights = np.zeros(cases[0][0].shape[1])
    weights[:2] = 3.0
    speed = np.zeros_like(weights)
    total = sum(count for _, _, count in cases)
    for _ in range(steps):
        slope = np.zeros_like(weights)
        for rows, gold, count in cases:
            if 0 < gold.sum() < len(gold):
                likely = np.exp(rows @ weights - (rows @ weights).max())
                slope += count / total * ((likely / likely.sum() - gold / gold.sum()) @ rows)
        speed = 0.9 * speed - rate * slope
        weights = weights + speed
    return weights


def ordered(ids: Sequence[str], scores: Numbers) -> list[str]:
    """The ids by score, best first; equal ones keep their order."""
    return [ids[place] for place in np.argsort(-scores, kind="stable")]


def stretched(scores: Numbers) -> Numbers:
    """The scores moved and stretched to the range from 0 to 1; all 0 where they are all the same."""
    if not len(scores) or scores.max() == scores.min():
        return np.zeros(len(scores))
    made: Numbers = (scores - scores.min()) / (scores.max() - scores.min())
    return made


def late_interaction(question: Numbers, passage: Numbers) -> float:
    """The mean over the question's token vectors of the greatest cosine to one of the passage's (MaxSim).

    All have the length 1.
    """
    return float((question.astype(np.float32) @ passage.astype(np.float32).T).max(axis=1).mean())


def unit(vectors: Numbers) -> Numbers:
    """The vectors at the length 1."""
    made: Numbers = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return made


def _convex(found: Found, weight: float) -> Numbers:
    return weight * stretched(found.scores(found.cosine)) + (1 - weight) * stretched(found.scores(found.bm25))


def _share(of: Set[object], among: Set[object]) -> float:
    return len(of & among) / len(of) if of else 0.0
