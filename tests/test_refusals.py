"""When the corpus does not answer: which refusal, in which words, with which passages."""

from collections.abc import Iterator

import pytest

from answer.findings import find
from answer.refusals import empty_question, missing, refusal
from index.catalogue import EVERYTHING
from index.store import Index
from index.types import Filters
from tests import newsroom


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as index:
        yield index


def refused(index: Index, question: str, filters: Filters = EVERYTHING):
    return refusal(find(question, index, filters))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Putin say?", "Nothing that Putin said was found: no document mentions Putin."),
        (
            "What did Kim say about Iran?",
            "Nothing that Kim said about Iran was found: the documents name Kim, but report no statement.",
        ),
        (
            "What did Lavrov say about Venezuela?",
            "Nothing that Lavrov said about Venezuela was found: none of the 5 statements found is on that; "
            "they speak of Asia, Iran, Korea, France.",
        ),
        (
            "What did Lavrov say about grain on 12 July 2025?",
            "Nothing that Lavrov said about grain was found under the limits of the question (12 July 2025). "
            "Without these limits, 5 statements by Lavrov can be found.",
        ),
        (
            "Who won the football match?",
            "The documents do not answer this question: no passage found has “won”, “football” or “match”.",
        ),
        (
            "How much grain did Venezuela sell?",
            "The documents do not answer this question: they say nothing about Venezuela.",
        ),
    ],
)
def test_the_reason_is_one_plain_sentence(index, question, reason):
    found = refused(index, question)
    assert (found.kind, found.reason) == ("not in the passages", reason)
    assert 1 <= len(found.nearest) <= 3


def test_that_nothing_was_said_is_a_finding_that_can_be_cited(index: Index):
    """The moment of indexing is the catalogue's own."""
    found, changed = refused(index, "What did Putin say about Iran?"), index.catalogue.changed
    assert found.silence == (
        "No statement by Putin about Iran was found in 4 documents from Coast Wire, Desk, Echo, 12 July 2025 to "
        f"14 July 2025; index state {index.catalogue.generation} of {changed.day} {changed:%B %Y, %H:%M} UTC."
    )
    assert refused(index, "Who won the football match?").silence == ""


def test_the_words_that_no_passage_found_has_are_missing_in_any_inflection(index: Index):
    found = find("Which hotels did the farmer of Kenya sell?", index, EVERYTHING)
    assert missing(found.question, found.hits) == ["hotels"]


def test_one_statement_is_told_as_one(index: Index):
    found = refused(index, "What did Lavrov say about Venezuela?", Filters(sources=("Echo",)))
    assert found.reason.endswith("the one statement found is not on that.")


@pytest.mark.parametrize(
    "question", ["What did Lavrov say about Iran?", "Who did Lavrov meet?", "When was the grain sold?"]
)
def test_a_question_that_is_answered_is_not_refused(index, question):
    assert refused(index, question) is None


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How many farmers are there in Kenya?", "they give no such number."),
        ("Who sold grain in March in Versailles or Kenya?", "they say nothing about Versailles."),
    ],
)
def test_a_question_near_a_topic_is_refused_with_what_is_missing(index, question, reason):
    assert refused(index, question).reason == f"The documents do not answer this question: {reason}"


def test_an_outlet_that_the_corpus_does_not_know_is_refused_until_its_reading_is_switched_off(index):
    asked = "What did Lavrov say about Iran according to Xinhua?"
    assert refused(index, asked).reason == "No document is from Xinhua, and none reports what Xinhua says."
    assert refusal(find(asked, index, EVERYTHING, without={"outlet"})) is None


def test_no_document_under_the_filters_is_an_empty_corpus(index: Index):
    found = refused(index, "What did Lavrov say about Iran?", Filters(sources=("Nobody",)))
    assert (found.kind, found.nearest) == ("empty corpus", ())


def test_an_empty_question_asks_for_one():
    assert (empty_question().kind, empty_question().reason) == ("empty question", "Please type a question.")
