"""The ways of ordering that were measured: their arithmetic, worked by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from evals.ways import (
    Found,
    Numbers,
    features,
    fit,
    late_interaction,
    learned,
    product,
    reciprocal,
    second_look,
    shares,
    stretched,
    stretched_scores,
    unit,
    vectors_only,
    words_only,
)
from index.types import Passage


def passage(id: str, text: str, title: str = "") -> Passage:
    return Passage(id=id, document_id=id, start=0, end=len(text), text=text, title=title)


FOUND = Found(
    question="Did Lavrov praise Iran grain sales?",
    vector=[("a", 0.8), ("b", 0.6)],
    lexical=[("b", 10.0), ("c", 5.0)],
    cosine={"a": 0.8, "b": 0.6, "c": 0.4},
    bm25={"a": 0.0, "b": 10.0, "c": 5.0},
    passages={
        "a": passage("a", "Lavrov spoke."),
        "b": passage("b", "Iran grain is sold.", title="Grain"),
        "c": passage("c", "Nothing of it.", title="Zebras"),
    },
)


def test_the_product_means_the_shares() -> None:
    assert product(FOUND) == ["b", "a", "c"]  # (.75 + 1) / 2, 1 / 2, .5 / 2


def test_reciprocal_ranks_and_each_retriever_alone() -> None:
    assert reciprocal(FOUND) == ["b", "a", "c"]
    assert (vectors_only(FOUND), words_only(FOUND)) == (["a", "b"], ["b", "c"])


def test_the_weight_is_that_of_the_vectors() -> None:
    assert shares(1.0)(FOUND) == ["a", "b", "c"]
    assert shares(0.0)(FOUND) == ["b", "c", "a"]
    assert shares(0.3)(FOUND) == ["b", "c", "a"]  # .3 * .75 + .7, .7 * .5 = .35, .3


def test_stretched_scores_count_for_every_passage() -> None:
    assert stretched_scores(1.0)(FOUND) == ["a", "b", "c"]
    assert stretched_scores(0.8)(FOUND) == ["a", "b", "c"]  # .8, .8 * .5 + .2 = .6, .2 * .5
    assert stretched_scores(0.5)(FOUND) == ["b", "a", "c"]  # .5, .75, .25


def test_stretched_goes_from_0_to_1_and_equal_scores_are_0() -> None:
    assert stretched(np.array([2.0, 4.0, 3.0])).tolist() == [0.0, 1.0, 0.5]
    assert stretched(np.array([2.0, 2.0])).tolist() == [0.0, 0.0]
    assert stretched(np.array([])).tolist() == []


def test_a_second_look_may_turn_the_order_or_leave_it() -> None:
    def backwards(found: Found, ids: Sequence[str]) -> Numbers:
        return np.arange(len(ids), dtype=np.float64)

    assert second_look(backwards, 1.0)(FOUND) == ["c", "a", "b"]
    assert second_look(backwards, 0.0)(FOUND) == ["b", "a", "c"]


def test_features_are_as_worked_by_hand() -> None:
    found = features(FOUND)  # rows b, a, c

    assert found[:, 0].tolist() == pytest.approx([0.5, 1.0, 0.0])
    assert found[:, 1].tolist() == [1.0, 0.0, 0.5]
    assert found[:, 2].tolist() == pytest.approx([(61 / 62 + 1) / 2, 1 / 2, 61 / 62 / 2])
    assert found[:, 3].tolist() == [1.0, 0.0, 0.0]
    assert found[:, 4].tolist() == [0.5, 0.5, 0.0]  # Lavrov, Iran
    assert found[:, 5].tolist() == [0.25, 0.0, 0.0]  # lavrov praise, praise iran, iran grain, grain sale


def test_learned_weights_order_by_the_weighted_features() -> None:
    assert learned(np.array([1.0, 0, 0, 0, 0, 0]))(FOUND) == ["a", "b", "c"]
    assert learned(np.array([0, 0, 0, 0, 0, 0.0]))(FOUND) == ["b", "a", "c"]


def test_fitting_learns_which_feature_tells_the_gold_passages() -> None:
    rows = np.array([[0.5, 0.5, 1.0], [0.5, 0.5, 0.0]])
    telling = (rows, np.array([True, False]), 1.0)
    nothing = (rows[::-1], np.array([True, True]), 1.0)

    weights = fit([telling, nothing])

    assert weights[2] > 1
    assert weights[:2].tolist() == [3.0, 3.0]


def test_late_interaction_means_the_best_cosine_of_each_word() -> None:
    question = unit(np.array([[1.0, 0.0], [0.0, 2.0]]))
    text = unit(np.array([[3.0, 4.0], [1.0, 0.0]]))

    assert late_interaction(question, text) == pytest.approx((1 + 0.8) / 2)
    assert late_interaction(question, question) == pytest.approx(1.0)
