"""Everything found for a question: three searches, one ranking."""

from collections.abc import Iterator
from datetime import date

import pytest

from answer.findings import find, raised, with_statements
from answer.periods import Period
from answer.scope import Scope
from index.store import Index
from index.types import Filters, Hit, Passage
from tests import newsroom


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as index:
        yield index


def test_the_passage_that_only_says_he_is_first_through_the_statements(index: Index):
    """Neither the vector nor the words of the passage name Lavrov: its rank comes from who said what."""
    found = find("What did Lavrov say about these plans?", index, Filters())
    assert found.hits[0].ranks["statements"] == 1
    iran = find("what did lavrof say about Iran?", index, Filters()).hits[0]
    assert "drew its conclusions" in iran.passage.text
    assert (iran.ranks["statements"], iran.ranks["lexical"]) == (1, 1)


def test_statements_count_twice_in_the_ranking(index: Index):
    found = find("What did Lavrov say about Iran?", index, Filters())
    hits = index.search("What did Lavrov say about Iran?", limit=8)
    place = next(at for at, hit in enumerate(hits, 1) if hit.passage.id == found.hits[0].passage.id)
    assert found.hits[0].score == pytest.approx(1 / (60 + place) + 2 / 61)


def test_a_limit_is_kept_and_no_passage_comes_twice(index: Index):
    found = find("What did Lavrov say?", index, Filters(), limit=2)
    assert len(found.hits) == 2
    ids = [hit.passage.id for hit in find("What did Lavrov say?", index, Filters()).hits]
    assert len(ids) == len(set(ids))


def test_without_statements_the_ranking_stays(index: Index):
    hits = index.search("grain", limit=8)
    assert with_statements(hits, [], index, limit=8) == hits


def test_a_question_for_words_gathers_statements_and_another_one_sentences(index: Index):
    said, met = find("What did Lavrov say?", index, Filters()), find("Who did Lavrov meet?", index, Filters())
    assert (bool(said.sayings), bool(said.evidence)) == (True, False)
    assert (bool(met.sayings), bool(met.evidence)) == (False, True)


def test_a_filter_reaches_every_search(index: Index):
    echo = Filters(sources=("Echo",))
    for question in ("What did Lavrov say?", "Who did Lavrov meet?", "What did Lavrov say about Iran?"):
        found = find(question, index, echo)
        sources = {hit.passage.source for hit in found.hits}
        sources |= {each.document.source for each in (*found.sayings, *found.evidence)}
        assert sources <= {"Echo"}
        assert found.coverage.documents == 1


def test_keywords_that_nobody_spoke_on_ask_about_the_person_instead(index: Index):
    asked = find("lavrov met Kim", index, Filters())
    assert (asked.question.intent, asked.sayings, asked.question.readings) == ("find", (), ())
    assert "Lavrov met Kim Jong Un in Wonsan." in [each.text for each in asked.evidence]
    assert find("What did Lavrov say about Venezuela?", index, Filters()).question.intent == "said"


def test_what_is_of_the_time_asked_for_passes_what_fits_little_better_and_nothing_more():
    def hit(id: str, score: float, published: date) -> Hit:
        passage = Passage(id=f"{id}:0-4", document_id=id, start=0, end=4, text="Iran", title=id, published=published)
        return Hit(passage=passage, score=score, ranks={"vector": 1})

    june, august = date(2025, 6, 20), date(2025, 8, 5)
    hits = [hit("best", 1.0, june), hit("near", 0.8, june), hit("asked", 0.75, august)]
    found = raised(hits, Scope(period=Period(since=date(2025, 8, 1), until=date(2025, 8, 31))))

    assert [each.passage.document_id for each in found] == ["best", "asked", "near"]
    assert found[1].ranks == {"vector": 1, "asked": 1}
    assert found[1].score == pytest.approx(0.85)
