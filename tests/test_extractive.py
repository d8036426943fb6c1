"""The answer without a language model, word for word as a reader gets it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from answer.choice import chosen
from answer.draft import Draft
from answer.extractive import passage_of, write_evidence, write_sayings
from answer.findings import find
from answer.telling import source
from index.store import Index
from index.types import Document, Filters, Span
from tests import newsroom


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as index:
        yield index


def answer(index: Index, question: str) -> Draft:
    found = find(question, index, Filters())
    draft = Draft()
    if found.sayings:
        pieces = list(write_sayings(draft, found.sayings, index.catalogue))
    else:
        pieces = list(write_evidence(draft, chosen(found.question, found.evidence)))
    assert "".join(pieces) == draft.text
    newsroom.assert_lawful(draft, {id: index.catalogue.document(id) for id in index.catalogue.document_ids()})
    return draft


def test_a_quotation_stands_behind_its_speaker_and_who_reported_it(index: Index):
    draft = answer(index, "What did Lavrov say about Iran?")
    assert draft.text == (
        "Sergei Lavrov stated, as reported by TASS: “The leadership drew its conclusions long before the strikes on "
        "Iran” … “Nobody thinks of using force against Korea.” (Coast Wire, 12 July 2025; second-hand) [1]"
    )
    assert [citation.quote for citation in draft.citations] == [
        "The leadership drew its conclusions long before the strikes on Iran … "
        "Nobody thinks of using force against Korea."
    ]


def test_a_paraphrase_is_the_documents_own_sentence(index: Index):
    draft = answer(index, "What is Russia's position on the drills?")
    assert draft.text == (
        "The Russian Foreign Ministry said that the drills were “escalatory in nature”. "
        "(Desk, 13 July 2025; own words where quoted) [1]\n\n"
        "Russia condemned the drills of the United States, Japan and South Korea. (Desk, 13 July 2025; reported) [2]"
    )


def test_the_same_words_in_two_documents_have_a_citation_each(index: Index):
    draft = answer(index, "What did Lavrov say?")
    also = "Coast Wire, 12 July 2025; own words; also in Echo, 14 July 2025"
    assert f"Sergei Lavrov said: “We do not take these plans seriously” ({also}) [3][4]" in draft.text
    assert [citation.passage.source for citation in draft.citations][2:4] == ["Coast Wire", "Echo"]


def test_a_fact_is_answered_with_the_sentence_that_states_it_and_those_close_behind(index: Index):
    assert answer(index, "Who did Lavrov meet?").text.startswith(
        "Lavrov met Kim Jong Un in Wonsan. (Coast Wire, 12 July 2025) [1]"
    )
    assert len(answer(index, "What do the documents say about grain?").checks) == 2


def test_every_sentence_of_the_documents_is_verbatim(index: Index):
    for question in ("What did Lavrov say?", "Who did Lavrov meet?", "Which drills are described?"):
        for check in answer(index, question).checks:
            assert (check.verdict, check.reason) == ("verbatim", "")
            assert check.evidence


def test_the_speaker_is_named_in_brackets_behind_the_word_that_stands_for_him(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    text = "Minister Anna Berg came to Oslo. She warned that the drills would end the treaty [7]."
    (folder / "a.md").write_text(newsroom.article("Oslo", text, "Desk", "2025-07-01"))
    with newsroom.opened(tmp_path) as index:
        index.update([str(folder)], max_bytes=newsroom.LIMIT)
        draft = answer(index, "What did Berg say about the drills?")
    assert draft.text == (
        "She [Anna Berg] warned that the drills would end the treaty (7). (Desk, 1 July 2025; reported) [1]"
    )
    assert draft.citations[0].quote == "She warned that the drills would end the treaty [7]."


DOCUMENT = Document(id="d", title="A title", text="x", path="/x", source="Desk", published=date(2025, 7, 1))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (DOCUMENT, "Desk, 1 July 2025"),
        (replace(DOCUMENT, published=None), "Desk"),
        (replace(DOCUMENT, source=""), "1 July 2025"),
        (replace(DOCUMENT, source="", published=None), "A title"),
        (replace(DOCUMENT, source="", published=None, title="word " * 40), " ".join(["word"] * 13) + " …"),
    ],
)
def test_a_source_is_the_outlet_and_the_day_or_else_the_title(document, expected):
    assert source(document) == expected


def test_the_passage_of_some_words_is_the_one_that_holds_most_of_them(index: Index):
    for id in index.catalogue.document_ids():
        for passage in index.catalogue.passages_of(id):
            assert passage_of(index.catalogue, id, [passage.span]) == passage
            middle = Span(start=passage.end - 1, end=passage.end)
            assert passage_of(index.catalogue, id, [middle]).span.covers(middle)


def test_nothing_found_writes_nothing(index: Index):
    draft = Draft()
    assert list(write_evidence(draft, [])) == list(write_sayings(draft, [], index.catalogue)) == []
    assert draft.text == ""
