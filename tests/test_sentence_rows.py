"""XQuAD's questions as rows, on a file of four articles and the toy encoder."""

import json
from pathlib import Path
from statistics import fmean

import pytest

from answer.evidence import Evidence
from answer.question import Question
from evals.sentences import Case, Sentences, auroc, gather, sentence_rows
from evals.suites import Context
from index.types import Document, Passage, Span
from tests.conftest import ToyEncoder

TEXTS = {
    "Grain": ("Farmers sold the grain in March. They were glad of it then.", "When was the grain sold?", "March"),
    "Football": ("The football was lost in Bern. Nobody found it there again.", "Where was the football?", "Bern"),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two articles with each question twice, for every second question is used: the second article is not indexed."""
    (tmp_path / "xquad_en").mkdir()
    articles = []
    for title, (text, question, answer) in TEXTS.items():
        asked = {"question": question, "answers": [{"answer_start": text.index(answer), "text": answer}]}
        articles.append({"title": title, "paragraphs": [{"context": text, "qas": [asked] * 4}]})
    (tmp_path / "xquad_en" / "xquad.en.json").write_text(json.dumps({"data": articles}), "utf-8")
    return tmp_path


def case(score: float, answer: str, *, dev: bool = True, text: str = "It was sold in March.") -> Case:
    document = Document(id="d", title="", text=text, path="d")
    span = Span(start=0, end=len(text))
    passage = Passage(id="d:0-1", document_id="d", start=0, end=len(text), text=text, title="")
    found = Evidence(
        document=document,
        passage=passage,
        sentence=span,
        score=score,
        cosine=score,
        words=0.0,
        cover=0.0,
        fits=False,
        surroundings=frozenset(),
    )
    asked = Question(asked="?", understood="?", sought="?", intent="find")
    return Case(question=asked, answer=answer, found=(found,), dev=dev)


def test_every_question_is_a_row_in_its_half_without_its_words(data: Path):
    rows = list(sentence_rows(gather(data / "xquad_en", ToyEncoder())))
    assert [(row.split, row.gold) for row in rows] == [
        ("development", ("answerable",)),
        ("report", ("answerable",)),
        ("development", ("unanswerable",)),
        ("report", ("unanswerable",)),
    ]
    assert [row.scores.get("first") for row in rows] == [1.0, 1.0, None, None]
    assert {(row.question, row.answer) for row in rows} == {("", "")}


def test_a_limit_takes_questions_from_all_over(data: Path):
    context = Context(data=data, work=data, model="toy", encoder=ToyEncoder, limit=2)
    assert [row.gold for row in Sentences().rows(context)] == [("answerable",), ("unanswerable",)]


def test_the_mean_placement_is_the_area_of_the_split():
    cases = [case(0.9, "March"), case(0.5, "March"), case(0.7, ""), case(0.4, ""), case(0.99, "", dev=False)]
    rows = list(sentence_rows(cases))
    placed = [row.scores["AUROC"] for row in rows if "AUROC" in row.scores]
    assert placed == [1.0, 0.5]
    assert fmean(placed) == auroc([0.9, 0.5], [0.7, 0.4])


def test_a_sentence_without_the_answer_scores_nothing():
    assert next(sentence_rows([case(0.9, "April")])).scores == {"first": 0.0, "three": 0.0}


def test_without_the_data_the_reader_is_told(tmp_path: Path):
    context = Context(data=tmp_path, work=tmp_path, model="toy", encoder=ToyEncoder)
    assert list(Sentences().rows(context)) == []
    assert "xquad" in context.journal.skipped
