"""What the measurement of quotations asks, and what it takes for right."""

from pathlib import Path

import pytest

from evals import quoting
from evals.datasets.collection import Item
from evals.quoting import ALTERED, PRINTED, Quotations, Spoken, cases, invented, right, rows, sample, spoken
from evals.suites import Context
from evals.unembedded import unembedded
from index.statements import statements
from tests.conftest import ToyEncoder

TEXT = """The talks were long. “We shall never sell our grain to them in 2024 …” was not said.

“We shall never sell our grain to the big companies,” Anna Berg said. “The football field is certainly not for \
sale,” Bert Carlsen said. She spoke of “grain and more”."""
PAGES = [
    Item(id="a", title="Talks", text=TEXT, source="Desk"),
    Item(id="b", title="Other", text="“Nobody here has heard of these bananas,” he said. “So be it,” he said."),
]


@pytest.fixture
def context(tmp_path: Path):
    return Context(data=tmp_path, work=tmp_path, model="toy", encoder=ToyEncoder)


@pytest.fixture
def catalogue(context):
    with unembedded("small", PAGES, 1, context) as opened:
        yield opened


def test_quotations_long_enough_are_taken_with_their_speakers(catalogue):
    (document,) = [catalogue.document(id) for id in catalogue.document_ids()]
    assert [(each.text, each.speaker) for each in spoken(document, catalogue)] == [
        ("We shall never sell our grain to the big companies,", "Anna Berg"),
        ("The football field is certainly not for sale,", "Bert Carlsen"),
    ]
    assert [each.speaker for each in sample(catalogue, 1)] == ["Anna Berg"]


def test_each_is_asked_as_printed_and_in_every_alteration_that_has_a_hold():
    grain = Spoken(document="a", text="We shall never sell our big grain to anybody here", speaker="Anna Berg")
    field = Spoken(document="a", text="The field is not for sale", speaker="Bert Carlsen")
    made = {name: (text, speaker) for name, each, text, speaker in cases([grain, field], ["Made up"]) if each != field}
    assert made == {
        "exact": (grain.text, "Anna Berg"),
        "other marks": (grain.text, "Anna Berg"),
        "comma at the end": (f"{grain.text},", "Anna Berg"),
        "capital changed": ("we shall never sell our big grain to anybody here", "Anna Berg"),
        "clipped": ("We shall never sell our big grain", "Anna Berg"),
        "ellipsis": ("We shall never … to anybody here", "Anna Berg"),
        "word dropped": ("We shall never sell our big grain to here", "Anna Berg"),
        "negated": ("We shall sell our big grain to anybody here", "Anna Berg"),
        "synonym": ("We shall never sell our large grain to anybody here", "Anna Berg"),
        "parts swapped": ("to anybody here … We shall never", "Anna Berg"),
        "merged": ("We shall never sell our not for sale", "Anna Berg"),
        "another's words": (grain.text, "Bert Carlsen"),
        "invented": ("Made up", ""),
    }


def test_what_is_right_depends_on_the_case():
    assert all(right(name, "verbatim") and not right(name, "altered") for name in PRINTED)
    assert all(right(name, "altered") and right(name, "absent") and not right(name, "verbatim") for name in ALTERED)
    assert right("another's words", "misattributed")
    assert not right("another's words", "altered")


def test_the_rows_hold_no_text_and_the_notes_have_the_table(catalogue, context):
    found = list(rows(catalogue, "small", "report", invented(PAGES, catalogue, context), context))
    assert {row.verdict for row in found} == {"right", ""}
    assert [set(row.scores) for row in found if not row.verdict] == [{"article seconds"}]
    assert {(row.question, row.answer) for row in found} == {("", "")}
    assert context.journal.notes[0] == "small, exact: 2 verbatim"
    assert context.journal.notes[-1] == "small, invented: 1 absent"
    assert "small, another's words: 2 misattributed" in context.journal.notes


def test_a_catalogue_without_vectors_is_filled_to_the_passages_wanted_and_kept(context):
    with unembedded("small", PAGES, 1, context) as first:
        assert (first.count(), first.passage_count()) == (1, 1)
        (id,) = first.document_ids()
        assert first.statements_of(id) == statements(first.document(id))
        (passage,) = first.passages_of(id)
        assert passage.text == first.document(id).text
    with unembedded("small", PAGES, 1, context) as again:
        assert again.generation == first.generation
    with unembedded("small", PAGES, 9, context) as both:
        assert both.count() == 2


def test_the_suite_measures_the_corpus_and_says_what_must_be_fetched(context, monkeypatch):
    monkeypatch.setattr(quoting, "MOST", 3)
    found = list(Quotations().rows(context))
    assert {row.dataset for row in found} == {"corpus"}
    assert all(row.scores.get("exact", 1.0) == 1.0 for row in found)
    assert len(context.journal.skipped) == 6
