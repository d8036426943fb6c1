"""A person and a topic in plain words become a query, and what was found is told in sentences."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answer.lookup import describe, look_up
from index.ledger import Query
from index.store import Index
from tests import newsroom

LAVROV = ("Sergei Lavrov", "Sergey Lavrov")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as built:
        yield built


@pytest.mark.parametrize(
    "person", ["Lavrov", "lavrov", " Lavrof ", "Foreign Minister Lavrov", "Sergey Lavrov", "Лавров"]
)
def test_a_name_is_read_as_a_question_reads_it(index: Index, person: str):
    found = look_up(index, person, Query())
    assert set(found.ledger.query.speakers or ()) == set(LAVROV)
    assert not found.unknown


def test_a_misspelt_name_is_told(index: Index):
    assert [each.meaning for each in look_up(index, "Lavrof", Query()).readings] == ["Lavrof read as Lavrov"]


def test_a_country_speaks_through_its_ministry(index: Index):
    assert "Russian Foreign Ministry" in (look_up(index, "Moscow", Query()).ledger.query.speakers or ())


@pytest.mark.parametrize("person", ["", "  ", "anybody", "Everyone"])
def test_nobody_named_is_anybody(index: Index, person: str):
    found = look_up(index, person, Query())
    assert found.ledger.query.speakers is None
    assert found.ledger.total == index.said(Query()).total > 0


def test_the_names_of_a_topic_are_told_from_its_other_words(index: Index):
    assert look_up(index, "", Query(about="the drills of France")).ledger.query.names == ("France",)
    assert look_up(index, "", Query(about="iran")).ledger.query.names == ("iran",)


def test_a_name_no_speaker_fits_gets_the_nearest(index: Index):
    found = look_up(index, "Sergei Latrovski", Query())
    assert found.unknown
    assert found.ledger.rows == ()
    assert set(LAVROV) & set(found.suggested)
    assert describe(found).startswith("No speaker fits “Sergei Latrovski”. The nearest: ")


def test_a_name_like_no_other_gets_those_quoted_most(index: Index):
    found = look_up(index, "Qq", Query())
    assert found.suggested == ()
    assert describe(found).startswith("No speaker fits “Qq”. Those quoted most: Sergei Lavrov, ")


def test_what_was_found_and_searched_is_told(index: Index):
    told = describe(look_up(index, "Lavrov", Query(about="Iran")))
    assert " by Lavrov" in told
    assert " about Iran" in told
    assert "Searched 4 documents from Coast Wire, Desk, Echo, 12 July 2025 to 14 July 2025: " in told
    assert describe(look_up(index, "Lavrov", Query(about="football"))).startswith(
        "Nothing by Lavrov about football was found. Searched 4 documents"
    )


def test_a_limit_is_told(index: Index):
    assert ", 1 of them shown. " in describe(look_up(index, "Lavrov", Query(limit=1)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(person=st.text(max_size=30), about=st.text(max_size=30))
def test_any_words_are_a_look_up(index: Index, person: str, about: str):
    found = look_up(index, person, Query(about=about))
    assert describe(found)
    assert found.unknown == (found.ledger.query.speakers == ())
    assert len(found.ledger.rows) == min(found.ledger.total, found.ledger.query.limit)
