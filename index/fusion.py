"""One ranking out of several, on the ids of passages: by their ranks, or by their scores."""

from collections.abc import Mapping, Sequence

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


def blend(scores: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]) -> list[tuple[str, float]]:
    """One ranking out of the scores of several retrievers: the weighted sum, each divided by its retriever's best.

    So the best of each counts as 1, and the scales need not agree; a score below 0, and one that is missing, counts as
    0. Best first; equal scores keep the order in which the ids come. A convex combination of normalised scores, as in
    Bruch, Gai & Ingber (TOIS 2023), who found it better than reciprocal ranks where the scores mean something.

    >>> blend({"vector": {"a": 0.8, "b": 0.4}, "lexical": {"b": 12.0}}, {"vector": 0.5, "lexical": 0.5})
    [('b', 0.75), ('a', 0.5)]
    """
    blended: dict[str, float] = {}
    for name, found in scores.items():
        best = max(found.values(), default=0.0)
        for id, score in found.items():
            share = score / best if best > 0 and score > 0 else 0.0
            blended[id] = blended.get(id, 0.0) + weights[name] * share
    return sorted(blended.items(), key=lambda scored: -scored[1])
