"""A filter by speakers means the same everywhere: in the catalogue, among the passages, in the ledger."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.choices import Choices
from answer.findings import find
from index.ledger import Query
from index.speaking import NO_DOCUMENT, UnknownSpeakerError, accepts, by_documents, resolved
from index.store import Index
from index.types import Filters
from tests import newsroom


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as built:
        yield built


SPEAKERS = ("Sergei Lavrov", "Sergey Lavrov", "Russian Foreign Ministry", "Nobody")
FILTERS = st.builds(
    Filters,
    since=st.sampled_from([None, date(2025, 7, 13)]),
    sources=st.sampled_from([(), ("Desk",), ("Echo", "Coast Wire")]),
    speakers=st.lists(st.sampled_from(SPEAKERS), max_size=2).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(filters=FILTERS)
def test_every_store_lets_through_what_accept_does(index: Index, filters: Filters):
    catalogue = index.catalogue
    documents = [catalogue.document(id_) for id_ in catalogue.document_ids()]
    said = {each.id: catalogue.statements_of(each.id) for each in documents}
    accepted = {each.id for each in documents if filters.accept(each, {one.speaker for one in said[each.id]})}
    everything = index.search("the talks, the drills, the plans, the grain", filters=filters, limit=50)
    ledger = index.said(Query(filters=filters, confidence=0.0))

    assert {each.id for each in documents if accepts(filters, each, catalogue)} == accepted
    assert catalogue.document_ids(filters) == accepted
    assert set(by_documents(filters, catalogue).documents) in (accepted, set(), set(NO_DOCUMENT))
    assert {hit.passage.document_id for hit in everything} <= accepted
    assert ledger.total == sum(filters.says(each.speaker) for id_ in accepted for each in said[id_])


def test_all_spellings_of_a_person_are_one(index: Index):
    found = resolved(Filters(speakers=("lavrov",)), index.catalogue)
    assert {"Sergei Lavrov", "Sergey Lavrov"} <= set(found.speakers)
    assert resolved(found, index.catalogue).speakers == found.speakers


def test_a_speaker_whom_nobody_quotes_is_told(index: Index):
    with pytest.raises(UnknownSpeakerError, match=r"“Nobody Atall”.*leave this filter out"):
        resolved(Filters(speakers=("Nobody Atall",)), index.catalogue)


def test_an_answer_says_that_it_was_limited_to_speakers(index: Index):
    found = find("What was said about the plans?", index, Filters(speakers=("Lavrov",)))
    assert found.coverage.speakers == ("Sergei Lavrov",)
    assert found.coverage.documents == 3


def test_a_question_against_its_filters_is_told_before_it_is_asked(index: Index):
    choices = Choices(index.catalogue)
    late = Filters(since=date(2026, 1, 1), sources=("Echo",), speakers=("Russian Foreign Ministry",))
    told = choices.preview("What did Lavrov say in July 2025?", late, frozenset())
    assert len(told.clashes) == 2
    assert not choices.preview("What did Lavrov say in July 2025?", Filters(), frozenset()).clashes
