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
