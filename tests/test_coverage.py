"""What was searched: counts that a reader can recompute, and the sentence that tells them."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answer.coverage import coverage, describe
from answer.question import understand
from answer.types import Coverage, Occasion
from index.catalogue import EVERYTHING
from index.people import people_of
from index.store import Index
from index.types import Document, Filters
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
        spoken_in=3,
        first_said=said_on(index, date(2025, 7, 12)),
        last_said=said_on(index, date(2025, 7, 14)),
        generation=index.catalogue.generation,
        changed=index.catalogue.changed,
    )


def said_on(index: Index, day: date) -> Occasion:
    """Each day of the newsroom has one document."""
    (id_,) = index.catalogue.document_ids(Filters(since=day, until=day))
    return Occasion(document_id=id_, published=day, source=index.catalogue.document(id_).source)


PERSONS = ("Lavrov", "Sergey Lavrov", "Kim", "Putin", "")
TOPICS = ("Iran", "Wonsan", "the drills", "zebras", "")
FILTERS = st.builds(
    Filters,
    since=st.sampled_from([None, date(2025, 7, 13), date(2026, 1, 1)]),
    until=st.sampled_from([None, date(2025, 7, 13)]),
    sources=st.sampled_from([(), ("Desk",), ("Echo", "Coast Wire")]),
)


def holds(document: Document, words: str) -> bool:
    parts = (" ".join(re.findall(r"\w+", part.lower())) for part in (document.title, document.text))
    return any(f" {words.lower()} " in f" {part} " for part in parts)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(person=st.sampled_from(PERSONS), topic=st.sampled_from(TOPICS), filters=FILTERS)
def test_each_number_is_that_of_a_recount(index: Index, person: str, topic: str, filters: Filters):
    """Counted again document by document from texts, statements and the names that are one person's."""
    asked = understand(f"What did {person} say about {topic}?" if person else f"Where is {topic}?", index.catalogue)
    found = coverage(asked, index.catalogue, filters, on_topic=0)
    every = map(index.catalogue.document, sorted(index.catalogue.document_ids()))
    documents = [each for each in every if filters.accept(each)]
    people = people_of(index.catalogue)
    said = [each for document in documents for each in index.catalogue.statements_of(document.id)]
    names = {asked.person, *(alias for each in asked.who.persons for alias in each.aliases)} - {""}
    theirs = [each for each in said if people.of(each) in asked.who.persons]
    words = re.findall(r"\w+", asked.topic) if asked.person else list(asked.named)
    naming = {each.id for each in documents if any(holds(each, name) for name in names)}
    touching = (
        {each.id for each in documents if all(holds(each, word) for word in words if word != "the")} if words else set()
    )
    assert found.documents == len(documents)
    assert found.sources == tuple(sorted({each.source for each in documents} - {""}))
    assert (found.with_person, found.with_topic) == (len(naming), len(touching))
    assert found.with_both == len(naming & touching)
    assert (found.statements, found.spoken_in) == (len(theirs), len({each.document_id for each in theirs}))
    days = sorted((each.published, each.document_id) for each in theirs if each.published)
    first, last = found.first_said, found.last_said
    assert [(each.published, each.document_id) for each in (first, last) if each] == days[:1] + days[-1:]
    assert found.generation == index.catalogue.generation


def test_a_person_with_two_spellings_is_counted_once(index: Index):
    one, other = counted(index, "What did Sergei Lavrov say?"), counted(index, "What did Sergey Lavrov say?")
    assert (one.with_person, one.statements, one.spoken_in) == (3, 5, 3)
    assert (other.with_person, other.statements, other.spoken_in) == (3, 5, 3)


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
            Coverage(
                documents=3,
                sources=(),
                person="Kim",
                with_person=2,
                statements=4,
                spoken_in=2,
                first_said=Occasion(document_id="a", published=FIRST, source="Desk"),
                last_said=Occasion(document_id="b", published=LAST),
            ),
            "Searched 3 documents. “Kim” is mentioned in 2. 4 statements by Kim, in 2 documents: the first of "
            "12 July 2025 (Desk), the last of 14 July 2025.",
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
