"""Figures of a whole, as the mean of its rows."""

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.scoring import balanced, placement, pooled


@pytest.mark.parametrize(
    ("positive", "correct", "expected"),
    [
        ([True, True, True, False], [True, True, False, True], (2 / 3 + 1) / 2),
        ([True, False], [True, True], 1.0),
        ([True, False], [False, False], 0.0),
        ([True] * 9 + [False], [True] * 9 + [False], 0.5),
        ([True, True], [True, False], 0.5),
    ],
)
def test_the_mean_is_the_balanced_accuracy(positive: list[bool], correct: list[bool], expected: float):
    assert fmean(balanced(positive, correct)) == pytest.approx(expected)


def test_no_rows_have_no_values():
    assert balanced([], []) == []
    assert pooled([], []) == []


@pytest.mark.parametrize(
    ("positives", "negatives", "expected"),
    [([0.9, 0.8], [0.1, 0.2], 1.0), ([0.1], [0.2, 0.3], 0.0), ([0.5, 0.7], [0.5, 0.6], (0.25 + 1.0) / 2)],
)
def test_the_mean_placement_is_the_area_under_the_curve(
    positives: list[float], negatives: list[float], expected: float
):
    assert fmean(placement(each, negatives) or 0.0 for each in positives) == pytest.approx(expected)
    assert placement(0.5, []) is None


@pytest.mark.parametrize(
    ("parts", "wholes", "expected"),
    [([1, 0], [1, 9], 0.1), ([2, 3], [2, 3], 1.0), ([0, 0], [4, 0], 0.0), ([0, 0], [0, 0], 0.0)],
)
def test_the_mean_of_pooled_values_is_the_ratio_of_the_sums(parts: list[int], wholes: list[int], expected: float):
    assert fmean(pooled(parts, wholes)) == pytest.approx(expected)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1))
def test_a_mean_is_a_share(pairs: list[tuple[bool, bool]]):
    positive, correct = zip(*pairs, strict=True)
    assert 0 <= fmean(balanced(positive, correct)) <= 1 + 1e-9
