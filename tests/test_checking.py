"""What the checks of an answer make of exact and of altered sentences."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from evals.checking import (
    Case,
    Checks,
    Paraphrase,
    Quotation,
    claim_cases,
    consistent_with,
    corpus_rows,
    paraphrase_cases,
    quotation_cases,
    read_paraphrases,
    read_quotations,
    summedits_rows,
)
from evals.questions import CORPUS, GoldQuestion, Place
from evals.suites import Context
from index.loaders import find, read
from index.quotes import quotes
from index.store import Index
from index.types import Document
from tests.conftest import ToyEncoder

TEXT = """The treaty has 23 articles. Russia signed it in 2024.

“We shall never sell our grain,” Anna Berg said. “The football field is not for sale,” Bert Carlsen said."""


@pytest.fixture
def index(tmp_path: Path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT, "utf-8")
    with Index.open(tmp_path / "store", model="toy", encoder=ToyEncoder) as index:
        index.update([str(tmp_path / "news")], max_bytes=1_000_000)
        yield index


def test_the_quotations_written_down_are_those_of_the_corpus():
    listed = defaultdict(list)
    for quotation in read_quotations():
        listed[quotation.document].append(quotation.text)
    for path in find(CORPUS):
        for document in read(path, max_bytes=10_000_000):
            assert isinstance(document, Document)
            found = [span.of(document.text) for span in quotes(document.text)]
            assert [text for text in found if len(text.split()) >= 4] == [
                text for text in found if text in listed[path.name]
            ]
            assert set(listed[path.name]) <= set(found)


def test_a_quotation_is_tried_exact_and_in_every_alteration_that_has_a_hold():
    anna = Quotation(document="a.txt", speaker="Anna", text="We shall never sell our grain")
    rule = Quotation(document="a.txt", speaker="", text="grain and more grain")
    assert [(case.name, case.prose, case.true) for case in quotation_cases([anna, rule])][:4] == [
        ("quotation exact", "Anna said: “We shall never sell our grain” [1].", True),
        ("quotation word dropped", "Anna said: “We never sell our grain” [1].", False),
        ("quotation denial changed", "Anna said: “We shall sell our grain” [1].", False),
        ("quotation merged with another", "Anna said: “We shall never more grain” [1].", False),
    ]


def test_a_quotation_is_given_to_the_next_speaker_and_that_of_a_text_to_nobody():
    made = [Quotation(document="a.txt", speaker=name, text="one two three four") for name in ("Anna", "", "Bert")]
    given = [case.prose for case in quotation_cases(made) if case.name.endswith("somebody else")]
    assert given == ["Bert said: “one two three four” [1].", "Anna said: “one two three four” [1]."]


def test_a_claim_is_a_whole_sentence_of_the_evidence_without_quotation_marks():
    def question(text: str) -> GoldQuestion:
        evidence = ((Place(document="a.txt", text=text),),)
        return GoldQuestion(id=text, kind="fact", split="report", question="?", evidence=evidence)

    asked = [question(text) for text in ("The treaty has 23 articles.", "in 2024", "“We shall never sell our grain,”")]
    assert [(case.name, case.prose) for case in claim_cases(asked, {"a.txt": TEXT})] == [
        ("claim exact", "The treaty has 23 articles [1]."),
        ("claim number swapped", "The treaty has 24 articles [1]."),
        ("claim denial changed", "The treaty has not 23 articles [1]."),
    ]


def test_an_exact_sentence_is_recognised_and_an_altered_one_flagged(index: Index):
    place = Place(document="a.txt", text="Russia signed it in 2024.")
    cases = [
        Case(id="1", name="claim exact", prose="Russia signed it in 2024 [1].", place=place, true=True),
        Case(id="1", name="claim number swapped", prose="Russia signed it in 2025 [1].", place=place, true=False),
        Case(id="1", name="claim exact", prose="Bert Carlsen sold the grain in 1999 [1].", place=place, true=True),
    ]
    rows = list(corpus_rows(index.catalogue, cases))
    assert [(row.dataset, row.verdict, row.scores) for row in rows] == [
        ("corpus", "right", {"claim exact": 1.0}),
        ("corpus", "right", {"claim number swapped": 1.0}),
        ("corpus", "wrong", {"claim exact": 0.0}),
    ]


def test_a_summary_is_consistent_when_every_sentence_of_it_is_carried():
    assert consistent_with("Russia signed it in 2024. The treaty has 23 articles.", TEXT)
    assert not consistent_with("Russia signed it in 2024. The treaty has 25 articles.", TEXT)


def test_summedits_gives_no_text_away_and_a_mean_that_is_the_balanced_accuracy():
    made = [("Russia signed it in 2024.", 1), ("The treaty has 23 articles.", 1), ("It has 25 articles.", 0)]
    items = [{"id": n, "doc": TEXT, "summary": text, "label": label} for n, (text, label) in enumerate(made)]
    rows = list(summedits_rows(items, dataset="summedits samsum", split="report"))
    assert [row.scores["balanced accuracy"] for row in rows] == [0.75, 0.75, 1.5]
    assert {(row.question, row.answer) for row in rows} == {("", "")}


def test_the_suite_measures_the_domains_that_are_there_and_the_corpus(tmp_path: Path):
    (tmp_path / "summedits").mkdir()
    items = [{"id": n, "doc": TEXT, "summary": "Russia signed it in 2024.", "label": 1} for n in range(3)]
    (tmp_path / "summedits" / "samsum.json").write_text(json.dumps(items), "utf-8")
    context = Context(data=tmp_path, work=tmp_path / "work", model="toy", encoder=ToyEncoder, limit=2)
    rows = list(Checks().rows(context))
    assert [row.question_id for row in rows if row.dataset == "summedits samsum"] == ["0", "1"]
    assert {metric for row in rows if row.dataset == "corpus" for metric in row.scores} == {
        *("quotation exact", "quotation word dropped", "quotation denial changed", "quotation merged with another"),
        *("quotation given to somebody else", "claim exact", "claim number swapped", "claim denial changed"),
        *("claim name swapped", "paraphrase true", "paraphrase changed"),
    }
    assert len(context.journal.skipped) == 6
    assert set(context.journal.data) == {"corpus", "summedits samsum"}


def test_a_paraphrase_and_its_false_twin_cite_the_passage_that_shares_most_with_the_true_one():
    made = Paraphrase(
        document="a.txt", split="report", changed="number", true="It has 23 articles.", false="It has 25 articles."
    )
    found = list(paraphrase_cases([made], {"a.txt": ["Nothing of it.", "The treaty has 23 articles."]}))
    assert [(case.prose, case.true, case.place.text, case.split) for case in found] == [
        ("It has 23 articles [1].", True, "The treaty has 23 articles.", "report"),
        ("It has 25 articles [1].", False, "The treaty has 23 articles.", "report"),
    ]


def test_every_paraphrase_is_of_a_shipped_document_and_differs_from_its_twin():
    for each in read_paraphrases():
        assert (CORPUS / each.document).is_file()
        assert each.true != each.false
