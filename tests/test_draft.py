"""An answer being written: marks and citations always agree, whatever the sentences hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.draft import Draft, joined
from index.types import Document, Span
from tests.newsroom import assert_lawful, passage

TEXT = "One sea. Two seas. Three seas."
DOCUMENTS = {name: Document(id=name, title=name, text=TEXT, path=f"/{name}") for name in ("a", "b")}
ONE, TWO, THREE = Span(start=0, end=8), Span(start=9, end=18), Span(start=19, end=30)


def cite(draft: Draft, name: str, *spans: Span) -> int:
    return draft.cite(passage(DOCUMENTS[name]), spans, TEXT)


def test_numbers_count_from_one_in_the_order_of_first_use():
    draft = Draft()
    assert [cite(draft, "a", TWO), cite(draft, "b", TWO), cite(draft, "a", TWO), cite(draft, "a", ONE)] == [1, 2, 1, 3]
    assert [citation.quote for citation in draft.citations] == ["Two seas.", "Two seas.", "One sea."]
    assert [citation.passage.document_id for citation in draft.citations] == ["a", "b", "a"]


def test_a_quotation_of_several_spans_has_an_ellipsis_between_them():
    draft = Draft()
    cite(draft, "a", ONE, THREE)
    assert draft.citations[0].quote == "One sea. … Three seas."
    assert joined([], TEXT) == ""


def test_sentences_stand_in_paragraphs_with_their_marks_behind_them():
    draft = Draft()
    number = cite(draft, "a", ONE)
    assert draft.write("There is a sea.", [number, number]) == "There is a sea. [1]"
    assert draft.write("No more.", verdict="unsupported", reason="Why?") == "\n\nNo more."
    assert draft.write("Or?", separator=" ") == " Or?"
    assert draft.text == "There is a sea. [1]\n\nNo more. Or?"
    assert [check.sentence.of(draft.text) for check in draft.checks] == ["There is a sea. [1]", "No more.", "Or?"]
    assert [check.verdict for check in draft.checks] == ["verbatim", "unsupported", "verbatim"]


def test_an_empty_draft_is_empty():
    draft = Draft()
    assert (draft.text, draft.citations, draft.checks) == ("", (), ())


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("As Smith wrote [7], seas rise.", "As Smith wrote (7), seas rise. [1]"),
        ("Seas [1] rise [12].", "Seas (1) rise (12). [1]"),
        ("Seas [[3]] rise.", "Seas [(3)] rise. [1]"),
        ("Lavrov said “the [Western] posture”.", "Lavrov said “the [Western] posture”. [1]"),
    ],
)
def test_a_number_in_brackets_in_a_document_is_no_mark_of_ours(sentence, written):
    draft = Draft()
    draft.write(sentence, [cite(draft, "a", ONE)])
    assert draft.text == written


SENTENCES = st.lists(
    st.sampled_from(
        ["Seas", "rise", "[9]", "[1]", "[[2]]", "[", "]", "3", "“", "”", ".", "\n", "é", "[citation removed]"]
    ),
    min_size=1,
).map(" ".join)
SPANS = st.lists(st.sampled_from([ONE, TWO, THREE]), min_size=1, unique=True).map(sorted)


@given(st.lists(st.tuples(SENTENCES, st.lists(st.tuples(st.sampled_from("ab"), SPANS), max_size=3))))
def test_every_mark_has_its_citation_and_every_citation_its_mark(lines):
    draft = Draft()
    pieces = [draft.write(sentence, [cite(draft, name, *spans) for name, spans in cited]) for sentence, cited in lines]
    assert "".join(pieces) == draft.text
    assert len(draft.checks) == len(lines)
    assert_lawful(draft, DOCUMENTS)
