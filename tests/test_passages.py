"""The measurement behind the length of passages: its metrics, worked by hand."""

import json
from pathlib import Path

import numpy as np

from evals.passages import Outcome, Question, dense_rankings, outcome, read, scores
from index.types import Passage, Span


def passage(start: int, end: int, document_id: str = "d") -> Passage:
    return Passage(
        id=f"{document_id}:{start}-{end}",
        document_id=document_id,
        start=start,
        end=end,
        text="x" * (end - start),
        title="",
    )


QUESTION = Question(text="?", document_id="d", answer=Span(start=120, end=130), dev=True)


def test_the_outcome_is_the_first_passage_that_holds_the_whole_answer_and_the_characters_up_to_it() -> None:
    ranking = [passage(100, 200, "other"), passage(0, 125), passage(110, 150)]

    assert outcome(QUESTION, ranking) == Outcome(3, 100 + 125 + 20)


def test_an_answer_that_no_passage_holds_has_no_rank() -> None:
    assert outcome(QUESTION, [passage(0, 125), passage(125, 200)]).rank is None


def test_scores_are_one_when_all_is_first_and_zero_when_nothing_is_found() -> None:
    assert scores([Outcome(1, 10)]) == [1.0] * 7
    assert scores([Outcome(None, 9000)]) == [0.0] * 7


def test_scores_between_are_as_worked_by_hand() -> None:
    found = scores([Outcome(1, 1500), Outcome(2, 1501), Outcome(8, 5000), Outcome(None, 100)])

    assert found == [1 / 4, 2 / 4, 3 / 4, (1 + 1 / 2 + 1 / 8) / 4, 1 / 4, 2 / 4, 3 / 4]


def test_rankings_are_by_the_inner_product() -> None:
    order = [passage(0, 1), passage(1, 2)]
    vectors = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)

    assert dense_rankings(vectors[1:], vectors, order) == [["d:1-2", "d:0-1"]]


def test_answers_keep_their_place_when_paragraphs_are_joined(tmp_path: Path) -> None:
    paragraphs = [
        {"context": "One  two.", "qas": [{"question": "a?", "answers": [{"answer_start": 5, "text": "two"}]}]},
        {"context": "Three four.", "qas": [{"question": "b?", "answers": [{"answer_start": 6, "text": "four"}]}]},
    ]
    (tmp_path / "x.json").write_text(json.dumps({"data": [{"title": "A_B", "paragraphs": paragraphs}]}))

    (document,), questions = read(tmp_path / "x.json")

    assert (document.title, document.text) == ("A B", "One two.\n\nThree four.")
    assert [question.answer.of(document.text) for question in questions] == ["two", "four"]
