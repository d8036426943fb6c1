"""What was searched: counts that a reader can recompute, and the sentence that tells them."""

from collections.abc import Iterator
from datetime import date

import pytest

from answer.coverage import coverage, describe
from answer.question import understand
from answer.types import Coverage
from index.catalogue import EVERYTHING
from index.store import Index
from index.types import Filters
from tests import newsroom

FIRST, LAST = date(2025, 7, 12), date(2025, 7, 14)


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as index:
        yield index


def counted(index: Index, question: str, filters: Filters = EVERYTHING, on_topic: int = 0) -> Coverage:
    return coverage(understand(question, index.catalogue), index.catalogue, filters, on_topic=on_topic)


def test_the_counts_of_a_question_for_somebodys_words(index: Index):
    assert counted(index, "What did Lavrov say about Iran?", on_topic=1) == Coverage(
        documents=4,
        sources=("Coast Wire", "Desk", "Echo"),
        first=FIRST,
        last=LAST,
        person="Lavrov",
        topic="Iran",
        with_person=3,
        with_topic=1,
        with_both=1,
        statements=5,
        on_topic=1,
    )


@pytest.mark.parametrize(
    ("question", "person", "topic", "counts"),
    [
        ("What did Lavrov say?", "Lavrov", "", (3, 0, 0, 5)),
        ("What did Lavrov say about Venezuela?", "Lavrov", "Venezuela", (3, 0, 0, 5)),
        ("What did Putin say?", "Putin", "", (0, 0, 0, 0)),
        ("What did Kim say about Wonsan?", "Kim", "Wonsan", (1, 2, 1, 0)),
        ("Who went to Wonsan?", "", "Wonsan", (0, 2, 0, 0)),
        ("Which harvest was large?", "", "", (0, 0, 0, 0)),
    ],
)
def test_documents_that_mention_the_person_the_topic_and_both_are_counted(index, question, person, topic, counts):
    found = counted(index, question)
    assert (found.person, found.topic) == (person, topic)
    assert (found.with_person, found.with_topic, found.with_both, found.statements) == counts


def test_a_filter_reaches_every_count(index: Index):
    found = counted(index, "What did Lavrov say about Wonsan?", Filters(sources=("Echo",)))
    assert (found.documents, found.sources, found.first, found.last) == (1, ("Echo",), LAST, LAST)
    assert (found.with_person, found.with_topic, found.with_both, found.statements) == (1, 1, 1, 1)
    nothing = counted(index, "What did Lavrov say?", Filters(sources=("Nobody",)))
    assert (nothing.documents, nothing.sources, nothing.first, nothing.statements) == (0, (), None, 0)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Coverage(documents=0, sources=()), "Searched no documents."),
        (Coverage(documents=1, sources=("AP",), first=FIRST, last=FIRST), "Searched 1 document from AP, 12 July 2025."),
        (
            Coverage(documents=9, sources=("A", "B", "C", "D"), first=FIRST, last=LAST, topic="Iran", with_topic=9),
            "Searched 9 documents from 4 sources, 12 July 2025 to 14 July 2025. “Iran” is mentioned in all.",
        ),
        (
            Coverage(documents=3, sources=(), person="Kim", with_person=3, topic="Iran", statements=1, on_topic=0),
            "Searched 3 documents. “Kim” is mentioned in all, “Iran” in none, both in none. "
            "1 statement by Kim, none of them on the topic.",
        ),
        (
            Coverage(documents=3, sources=(), person="Putin"),
            "Searched 3 documents. “Putin” is mentioned in none. No statements by Putin.",
        ),
        (
            Coverage(documents=3, sources=(), topic="Made in China", with_topic=1),
            "Searched 3 documents. “Made in China” is mentioned in 1.",
        ),
    ],
)
def test_the_coverage_is_told_in_plain_sentences(given, sentence):
    assert describe(given) == sentence
