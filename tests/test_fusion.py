"""Fusion of rankings."""

from hypothesis import given
from hypothesis import strategies as st

from index.fusion import blend, fuse

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


def test_blended_the_best_of_each_counts_as_its_weight() -> None:
    scores = {"vector": {"a": 0.8, "b": 0.4}, "lexical": {"b": 12.0, "c": 3.0}}

    assert blend(scores, {"vector": 0.5, "lexical": 0.5}) == [("b", 0.75), ("a", 0.5), ("c", 0.125)]


def test_a_score_below_zero_counts_as_nothing() -> None:
    assert blend({"vector": {"a": -0.2, "b": 0.5}}, {"vector": 1.0}) == [("b", 1.0), ("a", 0.0)]


def test_where_nothing_scores_the_order_stays() -> None:
    assert blend({"lexical": {"x": 0.0, "a": 0.0}}, {"lexical": 1.0}) == [("x", 0.0), ("a", 0.0)]
    assert blend({}, {}) == []


@given(st.dictionaries(st.sampled_from("vl"), st.dictionaries(st.sampled_from("abcdef"), st.floats(-1, 50))))
def test_blending_keeps_every_id_once_best_first_and_within_the_weights(scores: dict[str, dict[str, float]]) -> None:
    blended = blend(scores, {"v": 0.5, "l": 0.5})

    assert sorted(id for id, _ in blended) == sorted({id for found in scores.values() for id in found})
    assert [score for _, score in blended] == sorted((score for _, score in blended), reverse=True)
    assert all(0 <= score <= 1 for _, score in blended)
