"""The evidence of an answer: every citation resolves in the stored text, and what has changed since says so."""

import hashlib
from dataclasses import replace

from hypothesis import given

from answer.evidence_pack import Asked, answer_key, evidence_pack, settings_version
from answer.marks import Mark
from answer.types import Check
from index.types import Span
from tests import ui_fakes as fakes
from tests.evidenced import ANSWER, NOW, Catalogue, pack, packs


@given(packs())
def test_every_citation_stands_in_the_stored_text_whose_fingerprint_is_given(made):
    for evidence in made.exchanges[0].evidence:
        source = made.source(evidence.source)
        assert tuple(source.text[span.start : span.end] for span in evidence.spans) == evidence.words
        assert source.sha256 == hashlib.sha256(source.text.encode()).hexdigest()
        assert evidence.fate == "as cited"


def test_a_pack_has_what_was_asked_how_it_was_judged_and_by_what_it_was_made():
    made = pack(marks={2: Mark(state="disputed", note="not in print")})
    (exchange,) = made.exchanges
    assert (exchange.question, exchange.asked, exchange.model, exchange.prompt) == (
        "What did Ada Berg say about the harbour?", NOW, "gpt-x", "answer@1a2b",
    )  # fmt: skip
    assert [(each.verdict, each.reason) for each in exchange.sentences] == [
        ("verbatim", ""),
        ("partly", "The source does not say that she added it."),
        ("unsupported", "No passage holds the number 40."),
    ]
    assert exchange.sentences[1].evidence == fakes.PASSAGE.text
    assert exchange.coverage.startswith("Searched 15 documents from 6 sources, 2 July 2025 to 21 July 2025.")
    assert [(each.number, each.mark.state, each.mark.note) for each in exchange.evidence] == [
        (1, "", ""),
        (2, "disputed", "not in print"),
    ]
    assert (made.documents_version, made.index["passage_tokens"]) == (17, "128")
    assert "lexical" not in made.index


def test_a_document_that_has_changed_keeps_the_words_as_cited_and_says_so():
    shorter = replace(fakes.NEWS, text=fakes.NEWS.text[5:])
    made = evidence_pack([Asked(answer=ANSWER, at=NOW)], Catalogue(shorter, fakes.HOSTILE), made=NOW)
    first = made.exchanges[0].evidence[0]
    assert (first.fate, first.words, first.link) == ("changed", (fakes.QUOTE,), "")


def test_a_document_that_is_gone_is_told_from_what_the_citation_knows():
    made = evidence_pack([Asked(answer=ANSWER, at=NOW)], Catalogue(fakes.HOSTILE), made=NOW)
    first = made.exchanges[0].evidence[0]
    source = made.source(first.source)
    assert (first.fate, first.words) == ("gone", (fakes.QUOTE,))
    assert (source.title, source.outlet, source.sha256, source.text) == (fakes.NEWS.title, "Coast Wire", "", "")


def test_a_sentence_carried_by_a_document_that_nothing_cites_has_its_source_too():
    check = Check(
        sentence=Span(start=0, end=8), verdict="supported", document_id="harbour-1", evidence=Span(start=0, end=8)
    )
    made = pack(replace(ANSWER, citations=(), checks=(check,)))
    assert made.source("harbour-1").title == "Minister promises an open harbour"
    assert made.exchanges[0].sentences[0].evidence == "The port"


def test_a_refusal_is_a_pack_with_what_was_searched_and_what_came_nearest():
    (exchange,) = pack(fakes.refused("What about Venezuela?")).exchanges
    assert (exchange.refused, exchange.nearest) == (True, ("Minister promises an open harbour",))
    assert exchange.evidence == ()


def test_an_answer_is_known_by_question_text_and_places_and_not_by_the_time_it_took():
    again = replace(ANSWER, question=f" {ANSWER.question.upper()}", seconds={"search": 9.0}, hits=())
    assert answer_key(again) == answer_key(ANSWER)
    assert answer_key(replace(ANSWER, text="Other.")) != answer_key(ANSWER)
    assert answer_key(replace(ANSWER, citations=ANSWER.citations[:1])) != answer_key(ANSWER)


def test_the_version_of_the_settings_depends_on_them_alone():
    assert settings_version({"a": "1", "b": "2"}) == settings_version({"b": "2", "a": "1"})
    assert settings_version({"a": "1"}) != settings_version({"a": "2"})
