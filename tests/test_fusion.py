"""Fusion of rankings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import combine, fuse

rankings = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), max_size=4)


def test_an_id_of_both_lists_comes_before_the_first_of_one() -> None:
    assert [id for id, _ in fuse(["a", "b"], ["b", "c"])] == ["b", "a", "c"]


def test_the_score_is_the_sum_of_reciprocal_ranks() -> None:
    assert fuse(["a", "b"], ["b"], k=60) == [("b", 1 / 62 + 1 / 61), ("a", 1 / 61)]


def test_equal_scores_keep_the_order_of_the_first_list_that_has_them() -> None:
    assert [id for id, _ in fuse(["x"], ["a"], ["k"])] == ["x", "a", "k"]


def test_nothing_fused_is_nothing() -> None:
    assert fuse() == fuse([], []) == []


def test_an_id_that_one_ranking_repeats_counts_once() -> None:
    assert fuse(["a", "b", "a"]) == fuse(["a", "b"])


@given(rankings)
def test_every_id_is_kept_exactly_once_best_first(lists: list[list[str]]) -> None:
    fused = fuse(*lists)

    assert sorted(id for id, _ in fused) == sorted({id for ranking in lists for id in ranking})
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)


@given(st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_one_ranking_keeps_its_order(ranking: list[str]) -> None:
    assert [id for id, _ in fuse(ranking)] == [id for id, _ in fuse(ranking, ranking)] == ranking


@given(rankings)
def test_the_order_of_the_rankings_does_not_change_a_score(lists: list[list[str]]) -> None:
    forward, backward = dict(fuse(*lists)), dict(fuse(*lists[::-1]))

    assert forward.keys() == backward.keys()
    assert all(abs(forward[id] - backward[id]) < 1e-12 for id in forward)


TENTHS = st.integers(-10, 300).map(lambda tenths: tenths / 10)
scored = st.lists(st.lists(st.tuples(st.sampled_from("abcdefgh"), TENTHS), unique_by=lambda pair: pair[0]), max_size=4)


def test_a_share_is_of_the_best_of_its_ranking_and_a_score_the_mean_of_the_shares() -> None:
    found = combine([("a", 0.8), ("b", 0.6)], [("b", 10.0), ("c", 5.0), ("a", 1.0)])

    assert found == [("b", pytest.approx((0.75 + 1) / 2)), ("a", pytest.approx((1 + 0.1) / 2)), ("c", 0.25)]


def test_what_is_far_ahead_in_one_ranking_stays_ahead_of_what_is_second_in_both() -> None:
    vectors, words = [("b", 0.40), ("a", 0.39)], [("a", 20.0), ("b", 5.0)]

    assert [id for id, _ in combine(vectors, words)] == ["a", "b"]
    assert [id for id, _ in fuse(["b", "a"], ["a", "b"])] == ["b", "a"]


def test_a_score_that_is_not_positive_is_a_share_of_nothing() -> None:
    assert combine([("a", -0.2), ("b", -0.1)], [("b", 3.0)]) == [("b", 0.5), ("a", 0.0)]
    assert combine([("a", 0.0)]) == [("a", 0.0)]


def test_equal_shares_keep_the_order_of_the_first_list_that_has_them() -> None:
    assert [id for id, _ in combine([("x", 0.5), ("y", 0.5)], [("k", 7.0)])] == ["x", "y", "k"]


def test_nothing_combined_is_nothing() -> None:
    assert combine() == combine([], []) == []


def test_an_id_that_one_ranking_repeats_counts_at_its_best() -> None:
    assert combine([("a", 2.0), ("b", 4.0), ("a", 3.0)]) == combine([("b", 4.0), ("a", 3.0)])


def test_an_empty_ranking_changes_no_order() -> None:
    assert combine([("a", 0.9), ("b", 0.3)], []) == [("a", 0.5), ("b", pytest.approx(1 / 6))]


@given(scored)
def test_every_id_is_kept_once_with_a_score_from_0_to_1_best_first(lists: list[list[tuple[str, float]]]) -> None:
    found = combine(*lists)

    assert sorted(id for id, _ in found) == sorted({id for ranking in lists for id, _ in ranking})
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert all(0 <= score <= 1 + 1e-12 for _, score in found)


@given(scored, st.sampled_from([0.25, 2.0, 8.0]))
def test_the_scale_of_a_ranking_does_not_matter(lists: list[list[tuple[str, float]]], factor: float) -> None:
    stretched = [[(id, score * factor) for id, score in ranking] for ranking in lists]

    assert combine(*stretched) == [(id, pytest.approx(score, abs=1e-12)) for id, score in combine(*lists)]
