"""One ranking out of several, on the ids of passages."""

from collections.abc import Sequence

K = 60
"""The damping of reciprocal rank fusion: the value of Cormack, Clarke & Büttcher (SIGIR 2009)."""


def fuse(*rankings: Sequence[str], k: int = K) -> list[tuple[str, float]]:
    """One ranking out of several, by reciprocal rank: an id scores the sum of 1 / (k + rank) over the rankings.

    Ranks count from 1; the scores behind the inputs do not matter, so the lists need not share a scale. Best first;
    equal scores keep the order of the first list that has them. An id that a ranking repeats counts at its best place.

    >>> [id for id, _ in fuse(["a", "b"], ["b", "c"])]
    ['b', 'a', 'c']
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, id in enumerate(dict.fromkeys(ranking), start=1):
            scores[id] = scores.get(id, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda scored: -scored[1])


def combine(*rankings: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """One ranking out of several, by score: an id scores the mean of its shares, from 0 to 1.

    Its share in a ranking is its score divided by that ranking's best one; 0 where the ranking does not name it, and
    for scores that are not positive. So the scales need not be shared, but 0 must mean that nothing fits, as it does
    for a cosine and for BM25; what is far ahead in one ranking stays ahead. Best first; equal scores keep the order of
    the first list that has them. An id that a ranking repeats counts at its best score.

    A convex combination of scores finds more than reciprocal ranks do (Bruch, Gai & Ingber, TOIS 2023), also here: see
    docs/decisions/reranking.md. The weights are equal because nothing measurably better was found.

    >>> combine([("a", 0.8), ("b", 0.6)], [("b", 9.0), ("c", 3.0)])
    [('b', 0.875), ('a', 0.5), ('c', 0.16666666666666666)]
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        best: dict[str, float] = {}
        for id, score in ranking:
            best[id] = max(score, best.get(id, 0.0))
        top = max(best.values(), default=0.0)
        for id, score in best.items():
            scores[id] = scores.get(id, 0.0) + (score / top / len(rankings) if top else 0.0)
    return sorted(scores.items(), key=lambda scored: -scored[1])
