"""Figures of a whole data set written as scores of its rows, so that the mean over the rows is the figure."""

from collections.abc import Sequence


def balanced(positive: Sequence[bool], correct: Sequence[bool]) -> list[float]:
    """A value a row whose mean is the balanced accuracy: (correct positives / positives + the same of negatives) / 2.

    A correct row of a class with k of the n rows is worth n / 2k, a wrong one 0. With rows of one class only, the mean
    is their accuracy.

    >>> balanced([True, True, True, False], [True, True, False, True])  # (2/3 + 1/1) / 2 = 0.8333...
    [0.6666666666666666, 0.6666666666666666, 0.0, 2.0]
    """
    sizes = {kind: sum(each == kind for each in positive) for kind in (True, False)}
    classes = sum(size > 0 for size in sizes.values())
    return [
        len(positive) / (classes * sizes[kind]) if right else 0.0 for kind, right in zip(positive, correct, strict=True)
    ]


def placement(score: float, negatives: Sequence[float]) -> float | None:
    """Share of the negatives that score below `score`, ties half; None without negatives.

    Its mean over the positives is the area under the receiver's curve (AUROC): the chance that a positive is above a
    negative.

    >>> placement(0.5, [0.1, 0.5, 0.9, 0.2])
    0.625
    """
    if not negatives:
        return None
    return sum(1.0 if score > each else 0.5 if score == each else 0.0 for each in negatives) / len(negatives)


def pooled(parts: Sequence[int], wholes: Sequence[int]) -> list[float]:
    """A value a row whose mean is the ratio of the sums, as a precision over all sentences of all articles is.

    A row is worth its part x rows / the sum of the wholes: articles count by what is in them. All 0 without any whole.

    >>> pooled([1, 0], [1, 9])  # 1 of 10
    [0.2, 0.0]
    """
    total = sum(wholes)
    return [part * len(parts) / total if total else 0.0 for part in parts]
