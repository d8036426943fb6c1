"""Rows of what was declined and what was answered, on small data sets and the toy encoder."""

import json
from datetime import date
from pathlib import Path
from statistics import fmean

import pytest

from evals.refusal import Probe, Refusals, ap_probes, clapnq_probes, golden_probes, refusal_rows, xquad_probes
from evals.suites import Context
from index.store import Index
from index.types import Filters
from tests.conftest import ToyEncoder


def context(folder: Path, **settings: object) -> Context:
    return Context(**{"data": folder, "work": folder / "work", "model": "toy", "encoder": ToyEncoder, **settings})


@pytest.fixture
def index(tmp_path: Path):
    (tmp_path / "news.txt").write_text("“Iran was attacked in June,” Lavrov said. He spoke in Wonsan.", "utf-8")
    with Index.open(tmp_path / "store", model="toy", encoder=ToyEncoder) as index:
        index.update([str(tmp_path / "news.txt")], max_bytes=1_000_000)
        yield index


def probe(id: str, question: str, *, answerable: bool, filters: Filters | None = None) -> Probe:
    return Probe(id=id, question=question, answerable=answerable, split="development", filters=filters or Filters())


def test_an_answer_is_right_where_there_is_one_and_declining_where_there_is_none(index: Index):
    probes = [
        probe("a", "What did Lavrov say about Iran?", answerable=True),
        probe("b", "What did Lavrov say about football?", answerable=False),
        probe("c", "What did Macron say about Iran?", answerable=True),
        probe("d", "What did Lavrov say about Iran in June?", answerable=False),
    ]
    rows = refusal_rows(index, "small", probes, words=True)
    assert [(row.question_id, row.verdict) for row in rows] == [
        ("a", "right"),
        ("b", "declined"),
        ("c", "declined"),
        ("d", "wrong"),
    ]
    assert [row.scores.get("answered") for row in rows] == [1.0, None, 0.0, None]
    assert [row.scores.get("declined") for row in rows] == [None, 1.0, None, 0.0]
    assert fmean(row.scores["balanced accuracy"] for row in rows) == (1 / 2 + 1 / 2) / 2
    assert rows[0].question == probes[0].question
    assert "Iran was attacked" in rows[0].answer


def test_the_words_of_a_data_set_of_others_are_in_no_row(index: Index):
    rows = refusal_rows(index, "small", [probe("a", "What did Lavrov say about Iran?", answerable=True)])
    assert (rows[0].question, rows[0].answer) == ("", "")


def test_a_question_under_filters_sees_only_what_passes_them(index: Index):
    before = Filters(until=date(2020, 1, 1))
    (row,) = refusal_rows(
        index, "small", [probe("a", "What did Lavrov say about Iran?", answerable=False, filters=before)]
    )
    assert row.verdict == "declined"


def test_every_golden_question_is_asked_and_those_without_an_answer_are_known():
    probes = {each.id: each for each in golden_probes()}
    assert probes["said-lavrov-iran"].answerable
    assert not probes["trap-putin-iran"].answerable
    assert probes["trap-follow-putin"].earlier


def test_the_questions_of_clap_nq_are_those_of_both_files(tmp_path: Path):
    (tmp_path / "clapnq").mkdir()
    for name in ("answerable", "unanswerable"):
        rows = [
            {"id": f"{name}{n}", "input": f"who {n}", "passages": [{"title": name, "text": f"{name} text {n}."}]}
            for n in range(2)
        ]
        (tmp_path / "clapnq" / f"{name}_dev.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found = clapnq_probes(context(tmp_path))
    assert isinstance(found, tuple)
    collection, probes = found
    assert len(collection.documents) == 4
    assert [(each.id, each.answerable, each.split) for each in probes] == [
        ("answerable0", True, "development"),
        ("answerable1", True, "report"),
        ("unanswerable0", False, "development"),
        ("unanswerable1", False, "report"),
    ]


def test_of_xquad_every_other_article_is_indexed_and_the_questions_on_it_are_answerable(tmp_path: Path):
    (tmp_path / "xquad_en").mkdir()
    articles = [
        {
            "title": title,
            "paragraphs": [
                {
                    "context": f"{title} is a word.",
                    "qas": [
                        {"id": f"{title}{n}", "question": f"what {n}?", "answers": [{"answer_start": 0, "text": title}]}
                        for n in range(4)
                    ],
                }
            ],
        }
        for title in ("Grain", "Football")
    ]
    (tmp_path / "xquad_en" / "xquad.en.json").write_text(json.dumps({"data": articles}), "utf-8")
    found = xquad_probes(context(tmp_path))
    assert isinstance(found, tuple)
    collection, probes = found
    assert [each.title for each in collection.documents] == ["Grain"]
    assert [(each.id, each.answerable, each.split) for each in probes] == [
        ("Grain0", True, "development"),
        ("Grain2", True, "report"),
        ("Football0", False, "development"),
        ("Football2", False, "report"),
    ]


def test_an_ap_question_has_no_answer_before_the_first_article_that_answers_it(tmp_path: Path):
    folder = tmp_path / "datasets" / "AP_news"
    (folder / "generated_questions_v2").mkdir(parents=True)
    (folder / "raw_data").mkdir()
    for id, day in (("one", "2024-03-02"), ("two", "2024-02-01")):
        article = {
            "altids": {"itemid": id},
            "headline": f"Head {id}",
            "firstcreated": f"{day}T10:00:00Z",
            "body_nitf": f"<p>Text {id}.</p>",
        }
        (folder / "raw_data" / f"{id}.json").write_text(json.dumps(article), "utf-8")
    sources = [
        {"source_id": "1", "text": f"headline: Head {id}\nfirstcreated: {day}T10:00:00Z\ntext"}
        for id, day in (("one", "2024-03-02"), ("two", "2024-02-01"))
    ]
    asked = {"question_id": "q", "question_text": "how many?", "claims": [{"statement": "", "sources": sources}]}
    file = folder / "generated_questions_v2" / "data_local_questions_assertions.json"
    file.write_text(json.dumps([asked]), "utf-8")
    found = ap_probes(context(tmp_path, fetched={"ap": tmp_path}))
    assert isinstance(found, tuple)
    assert [(each.id, each.answerable, each.filters) for each in found[1]] == [
        ("q", True, Filters()),
        ("q before", False, Filters(until=date(2024, 1, 31))),
    ]


def test_what_is_absent_is_skipped_and_the_reader_told(tmp_path: Path):
    wanted = context(tmp_path, datasets=frozenset({"clapnq", "xquad", "ap"}))
    assert list(Refusals().rows(wanted)) == []
    assert set(wanted.journal.skipped) == {"clapnq", "xquad", "ap"}
    assert all(wanted.journal.skipped.values())
