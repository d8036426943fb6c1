"""What is done with a reranker's scores, and what happens when it fails."""

import logging
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ModelError
from index.reranker import Reranking, Scores, reranked
from index.types import Hit, Passage


def hit(text: str, place: int) -> Hit:
    passage = Passage(id=f"{text}:0-{len(text)}", document_id=text, start=0, end=len(text), text=text, title="")
    return Hit(passage=passage, score=1 / place, ranks={"vector": place})


HITS = [hit("one", 1), hit("three", 2), hit("fourteen", 3), hit("to", 4)]


class Longest:
    """The longer the text, the higher its score."""

    name = "longest"

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        self.asked.append((question, list(texts)))
        return np.array([len(text) for text in texts], dtype=np.float32)


class Failing:
    name = "failing"

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        raise ModelError("The reranker failing failed: out of memory")


def texts(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage.text for hit in hits]


def test_the_highest_score_comes_first_and_every_place_is_told() -> None:
    found = reranked(HITS[:3], np.array([0.2, -3.0, 7.5], dtype=np.float32))

    assert texts(found) == ["fourteen", "one", "three"]
    assert [dict(hit.ranks) for hit in found] == [
        {"vector": 3, "reranker": 1},
        {"vector": 1, "reranker": 2},
        {"vector": 2, "reranker": 3},
    ]
    assert [hit.score for hit in found] == [1 / 3, 1, 1 / 2]


def test_equal_scores_keep_their_order() -> None:
    assert texts(reranked(HITS, np.zeros(4, dtype=np.float32))) == ["one", "three", "fourteen", "to"]


@given(st.lists(st.floats(-50, 50, width=32), max_size=12))
def test_every_hit_is_kept_once_and_the_ranks_count_from_one(scores: list[float]) -> None:
    hits = [hit(str(number), number + 1) for number in range(len(scores))]

    found = reranked(hits, np.array(scores, dtype=np.float32))

    assert sorted(texts(found)) == sorted(texts(hits))
    assert [each.ranks["reranker"] for each in found] == list(range(1, len(hits) + 1))


def test_only_the_first_are_read_and_the_rest_follows_as_it_was() -> None:
    reranker = Longest()

    found = Reranking(lambda: reranker).apply("how long?", HITS, depth=2)

    assert reranker.asked == [("how long?", ["one", "three"])]
    assert texts(found) == ["three", "one", "fourteen", "to"]
    assert "reranker" not in found[2].ranks


def test_nothing_found_is_not_scored() -> None:
    reranker = Longest()

    assert Reranking(lambda: reranker).apply("how long?", []) == []
    assert reranker.asked == []


def test_a_reranker_that_fails_leaves_the_order_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    assert Reranking(Failing).apply("how long?", HITS) == HITS
    assert caplog.messages == [
        "The passages of this question are not reranked: The reranker failing failed: out of memory"
    ]
    assert caplog.records[0].levelno == logging.WARNING


def test_a_reranker_that_cannot_be_loaded_is_tried_once(caplog: pytest.LogCaptureFixture) -> None:
    tried = []

    def load() -> Longest:
        tried.append(1)
        raise ModelError("The reranker in /x cannot be loaded: broken")

    reranking = Reranking(load)

    assert [reranking.apply("how long?", HITS), reranking.apply("how long?", HITS)] == [HITS, HITS]
    assert tried == [1]
    assert caplog.messages == ["The passages are not reranked: The reranker in /x cannot be loaded: broken"]


def test_it_is_loaded_at_the_first_use_and_once() -> None:
    loaded: list[Longest] = []

    def load() -> Longest:
        loaded.append(Longest())
        return loaded[-1]

    reranking = Reranking(load)
    assert loaded == []
    reranking.warm()
    reranking.apply("how long?", HITS)

    assert len(loaded) == 1
