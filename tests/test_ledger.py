"""The ledger: what passes a query's filters is what its definition says, sorted, counted, and every span a span."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.catalogue_writer import Change, Entry, Extract, finish
from index.force import FORCES, force_of
from index.ledger import DEFAULT_CONFIDENCE, Ledger, Query, Row
from index.ledger_rows import cited
from index.people import people_of
from index.spoken import spoken
from index.statements import statements
from index.store import Index
from index.types import Document, Filters, Passage, Span, Statement
from tests import newsroom
from tests.conftest import ToyEncoder

LAVROV = ("Sergei Lavrov", "Sergey Lavrov")
DAYS = [None, date(2025, 7, 12), date(2025, 7, 13), date(2025, 7, 14)]
QUERIES = st.builds(
    Query,
    speakers=st.sampled_from([None, (), ("Sergei Lavrov",), LAVROV, ("Nobody",)]),
    about=st.sampled_from(["", "Iran", "the drills", "zebras", "?!", "France and Britain"]),
    names=st.sampled_from([(), ("Iran",)]),
    filters=st.builds(
        Filters,
        since=st.sampled_from(DAYS),
        until=st.sampled_from(DAYS),
        sources=st.sampled_from([(), ("Desk",), ("Echo", "Coast Wire"), ("",)]),
    ),
    kinds=st.sampled_from([(), ("direct",), ("indirect", "mixed")]),
    voices=st.sampled_from([(), ("own words",), ("reported",), ("second-hand",)]),
    forces=st.sampled_from([(), ("neutral",), ("warning", "denial"), ("praise",)]),
    confidence=st.sampled_from([0.0, DEFAULT_CONFIDENCE, 1.0]),
    order=st.sampled_from(["newest", "oldest", "best"]),
    limit=st.sampled_from([0, 2, 50]),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as built:
        yield built


def everything(index: Index) -> list[tuple[Statement, Document]]:
    documents = [index.catalogue.document(id_) for id_ in sorted(index.catalogue.document_ids())]
    return [(each, document) for document in documents for each in index.catalogue.statements_of(document.id)]


def passes(query: Query, statement: Statement, document: Document) -> bool:
    """The definition, without the topic."""
    return (
        query.filters.accept(document)
        and (query.speakers is None or statement.speaker in query.speakers)
        and (not query.kinds or statement.kind in query.kinds)
        and (not query.voices or statement.voice in query.voices)
        and (not query.forces or force_of(statement) in query.forces)
        and statement.confidence >= query.confidence
    )


def day(row: Row) -> int:
    return row.published.toordinal() if row.published else 0


def words(found: Ledger) -> list[str]:
    return [" … ".join(row.words) for row in found.rows]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES)
def test_a_search_obeys_its_filters_and_its_counts_are_of_what_was_found(index: Index, query: Query):
    found = index.said(query)
    wanted = [(s, d) for s, d in everything(index) if passes(query, s, d)]
    assert all((row.statement, index.catalogue.document(row.statement.document_id)) in wanted for row in found.rows)
    assert len(found.rows) == min(found.total, max(query.limit, 0))
    assert len({(row.statement.document_id, row.statement.cue_span) for row in found.rows}) == len(found.rows)
    if not query.about:
        assert found.total == len(wanted)
        assert dict(found.kinds) == Counter(s.kind for s, _ in wanted)
        person = people_of(index.catalogue).person
        assert dict(found.speakers) == Counter(person(s.speaker).name for s, _ in wanted)
        assert dict(found.outlets) == Counter(d.source for _, d in wanted)
        assert dict(found.forces) == Counter(force_of(s) for s, _ in wanted)
    for counted in (found.speakers, found.outlets, found.kinds, found.forces, found.months):
        assert sum(number for _, number in counted) == found.total
    assert found.searched.looked_at == len(wanted)
    assert found.searched.documents == index.catalogue.count(query.filters)
    assert found.searched.statements == sum(query.filters.accept(d) for _, d in everything(index))
    assert not found.nearest or found.total == 0


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES)
def test_rows_are_in_the_order_asked_for_and_every_span_is_a_span(index: Index, query: Query):
    found = index.said(query)
    if query.order == "best":
        assert [row.score for row in found.rows] == sorted((row.score for row in found.rows), reverse=True)
    else:
        dated = [day(row) for row in found.rows if row.published]
        assert dated == sorted(dated, reverse=query.order == "newest")
        assert all(row.published is None for row in found.rows[len(dated) :])
    for row in (*found.rows, *found.nearest):
        said, document = row.statement, index.catalogue.document(row.statement.document_id)
        for span in (*said.content, said.sentence, said.mention, said.speaker_span, said.cue_span):
            assert 0 <= span.start < span.end <= len(document.text)
        assert row.words == tuple(span.of(document.text) for span in said.content)
        assert row.sentence == said.sentence.of(document.text)
        (passage,) = index.catalogue.passages([row.passage_id])
        assert passage.document_id == document.id
        assert any(passage.span.overlaps(span) for span in said.content)


def test_a_topic_is_found_by_its_words_in_the_sentence_or_the_one_before(index: Index):
    (strikes, *_) = index.said(Query(speakers=LAVROV, about="Iran", names=("Iran",), order="best")).rows
    assert strikes.words[0].startswith("The leadership drew its conclusions long before the strikes on Iran")
    assert (strikes.source, strikes.published, strikes.force) == ("Coast Wire", date(2025, 7, 12), "neutral")
    troops = index.said(Query(speakers=LAVROV, about="France"))
    assert "We do not take these plans seriously" in words(troops)


def test_a_country_is_one_however_it_is_named(index: Index):
    assert words(index.said(Query(about="French plan", names=("French",)))) == words(
        index.said(Query(about="plan of Paris", names=("Paris",)))
    )


def test_a_statement_without_the_names_of_the_topic_is_not_on_it(index: Index):
    with_name = index.said(Query(about="the plan of Britain", names=("Britain",)))
    assert with_name.total
    assert index.said(Query(about="the plan of Britain", names=("Kenya",))).total == 0


def test_nothing_by_this_speaker_on_this_topic_is_a_result_with_the_nearest(index: Index):
    found = index.said(Query(speakers=LAVROV, about="football", confidence=0))
    assert (found.rows, found.total, found.speakers) == ((), 0, ())
    assert found.searched.by_speakers == found.searched.looked_at > 0
    assert (found.searched.documents, found.searched.first) == (4, date(2025, 7, 12))
    assert {row.statement.speaker for row in found.nearest} <= set(LAVROV)
    assert 1 <= len(found.nearest) <= 5


def test_nobody_asked_for_has_others_on_the_topic_as_the_nearest(index: Index):
    found = index.said(Query(speakers=(), about="the drills"))
    assert found.total == 0
    assert "Russian Foreign Ministry" in {row.statement.speaker for row in found.nearest}
    assert index.said(Query(speakers=())).nearest == ()


def test_an_empty_index_has_an_empty_ledger(tmp_path: Path):
    with newsroom.opened(tmp_path) as empty:
        found = empty.said(Query(about="Iran", speakers=("Sergei Lavrov",)))
    assert (found.rows, found.total, found.nearest) == ((), 0, ())
    assert (found.searched.documents, found.searched.first, found.searched.statements) == (0, None, 0)


def test_without_a_topic_no_model_and_no_vectors_are_loaded(tmp_path: Path):
    newsroom.build(tmp_path).close()

    def never() -> ToyEncoder:
        raise AssertionError("the encoder was asked for")

    with Index.open(tmp_path / "store", model="toy", encoder=never) as index:
        assert index.said(Query(speakers=LAVROV)).total > 0
        assert index._spoken_vectors is None


def test_what_is_below_the_least_confidence_is_kept_and_not_shown(tmp_path: Path):
    text = "Sergei Lavrov said that Iran buys grain. Kim Jong Un said that Korea buys grain."
    document = Document(id="d", title="T", text=text, path="/d")
    sure, unsure = statements(document)
    found = [sure, replace(unsure, confidence=DEFAULT_CONFIDENCE - 0.01)]
    extract = Extract(statements=found, spoken=spoken(document, found))
    with newsroom.opened(tmp_path) as index:
        entry = Entry(document=document, file="/d", fingerprint="f", passages=[], extract=extract)
        finish(index.catalogue, Change(entries=[entry]))
        assert [row.statement.speaker for row in index.said(Query()).rows] == ["Sergei Lavrov"]
        assert index.said(Query()).searched.statements == 2
        assert index.said(Query(confidence=0)).total == 2
        assert {row.passage_id for row in index.said(Query(confidence=0)).rows} == {""}


def test_a_large_ledger_is_searched_by_meaning_without_comparing_all(index: Index, monkeypatch: pytest.MonkeyPatch):
    asked = Query(about="drills", order="best")
    exact = words(index.said(asked))
    monkeypatch.setattr("index.ledger_topic.ALL_COMPARED", 1)
    assert words(index.said(asked))[0] == exact[0]
    monkeypatch.setattr("index.ledger_topic.FEW_DOCUMENTS", 0)
    assert words(index.said(asked))[0] == exact[0]


def test_the_passage_to_cite_holds_most_of_the_words():
    def passage(start: int, end: int) -> Passage:
        return Passage(id=f"d:{start}-{end}", document_id="d", start=start, end=end, text="", title="")

    span = Span(start=0, end=4)
    said = Statement(
        document_id="d", speaker="A", speaker_span=span, mention=span, cue="say", cue_span=span, kind="direct",
        content=(Span(start=10, end=20), Span(start=25, end=40)), sentence=Span(start=0, end=40),
    )  # fmt: skip
    assert cited(said, [passage(0, 21), passage(18, 39), passage(30, 60)]) == "d:18-39"
    assert cited(said, [passage(0, 20), passage(0, 20)]) == "d:0-20"
    assert cited(said, []) == ""


def test_every_force_can_be_asked_for(index: Index):
    total = sum(index.said(Query(forces=(each,))).total for each in FORCES)
    assert total == index.said(Query()).total > 0


def test_the_tallies_are_the_months_told_by_speaker_and_kind_and_only_when_asked_for(index: Index):
    found = index.said(Query(tallied=True, confidence=0.0))
    for counts, value in ((found.months, "month"), (found.speakers, "speaker"), (found.kinds, "kind")):
        totals = {name: sum(e.statements for e in found.tallies if getattr(e, value) == name) for name, _ in counts}
        assert totals == dict(counts)
    assert list(found.tallies) == sorted(set(found.tallies))
    assert index.said(Query()).tallies == ()


def test_one_person_under_two_names_is_counted_once(index: Index):
    assert dict(index.said(Query(speakers=LAVROV, confidence=0)).speakers).keys() == {"Sergei Lavrov"}
