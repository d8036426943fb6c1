import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.findings import LIMIT
from evals.metrics import SHOWN, measured

GOLD = {"q": ("a", "b")}


def scores(*ranking: str, gold: dict[str, tuple[str, ...]] = GOLD) -> dict[str, float]:
    return measured({"q": ranking}, gold)["q"]


def test_a_perfect_ranking_scores_one_everywhere_but_where_one_place_cannot_hold_two():
    found = scores("a", "b")
    assert found.pop("recall@1") == 0.5
    assert set(found.values()) == {1.0}


def test_a_ranking_without_gold_scores_nothing():
    assert set(scores("x", "y").values()) == {0.0}


def test_an_empty_ranking_scores_nothing():
    assert set(scores().values()) == {0.0}
    assert set(measured({}, GOLD)["q"].values()) == {0.0}


def test_one_of_two_gold_documents_in_the_second_place():
    found = scores("x", "b", "y")
    assert (found["hit@1"], found["hit@5"], found["MRR"]) == (0.0, 1.0, 0.5)
    assert (found["recall@1"], found["recall@5"], found["all-gold@8"]) == (0.0, 0.5, 0.0)
    # gain 1 / log2(3) = .6309 of the best 1 + .6309
    assert found["nDCG@10"] == pytest.approx(0.3869, abs=1e-4)


def test_a_document_counts_where_its_first_passage_stands():
    assert scores("x", "x", "x", "a", gold={"q": ("a",)})["MRR"] == 0.5


def test_eight_documents_may_take_more_than_the_eight_passages_that_are_shown():
    found = scores("a", "a", "a", "a", "a", "a", "a", "a", "b")
    assert found["all-gold@8"] == 1.0
    assert found["all-gold@8 passages"] == 0.0


def test_rank_nine_is_beyond_eight_and_within_ten():
    ranking = [*"cdefghij"[:8], "a"]
    found = scores(*ranking, gold={"q": ("a",)})
    assert (found["recall@8"], found["recall@10"], found["hit@5"], found["hit@10"]) == (0.0, 1.0, 0.0, 1.0)


def test_many_questions_keep_their_own_scores():
    found = measured({"one": ["a"], "two": ["b"]}, {"one": ("a",), "two": ("a",)})
    assert (found["one"]["MRR"], found["two"]["MRR"]) == (1.0, 0.0)


def test_as_many_passages_are_looked_at_as_the_product_shows():
    assert SHOWN == LIMIT


@given(st.lists(st.sampled_from("abcdefghijklmnop"), max_size=20))
def test_every_score_lies_between_nothing_and_one_and_recall_grows_with_depth(ranking):
    found = scores(*ranking)
    assert all(0 <= value <= 1 for value in found.values())
    assert found["recall@1"] <= found["recall@5"] <= found["recall@8"] <= found["recall@10"]
    assert found["all-gold@8 passages"] <= found["all-gold@8"]
