"""What a browser or a program sends becomes a look-up; what does not fit is none, or a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ledger import DEFAULT_CONFIDENCE, Query
from ui.asked import CONTROLS, LONGEST, UnknownChoiceError, all_known, asked
from ui.filters import BadDateError

anything = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text()))


def test_the_controls_become_a_query():
    made = asked(
        who=" Ada  Berg ", about="the harbour", since="2025-07-01", until="2025-07-31 00:00", outlets=["Coast Wire"],
        kinds=["direct", "indirect"], forces=["warning"], voices=["reported"], order="oldest", doubtful=True,
    )  # fmt: skip
    assert made.who == "Ada Berg"
    query = made.query
    assert (query.about, query.kinds, query.forces, query.voices) == (
        "the harbour", ("direct", "indirect"), ("warning",), ("reported",),
    )  # fmt: skip
    assert (query.filters.since, query.filters.until) == (date(2025, 7, 1), date(2025, 7, 31))
    assert (query.filters.sources, query.order, query.confidence) == (("Coast Wire",), "oldest", 0.0)


def test_without_anything_set_nothing_is_asked_whatever_the_order_and_the_doubt():
    assert asked().query == Query(together=True)
    assert asked(order="best", doubtful=True).empty
    assert not any(
        asked(**{name: value}).empty
        for name, value in {"who": "Ada", "about": "x", "kinds": ["direct"], "since": "2025-01-01"}.items()
    )


@given(anything, anything, anything, anything)
def test_whatever_a_browser_sends_is_a_look_up(who, about, kinds, order):
    made = asked(who=who, about=about, outlets=kinds, kinds=kinds, forces=kinds, voices=kinds, order=order)
    assert len(made.who) <= LONGEST
    assert len(made.query.about) <= LONGEST
    assert made.query.order in ("newest", "oldest", "best")
    assert made.query.confidence == DEFAULT_CONFIDENCE


def test_a_date_that_is_none_is_a_sentence():
    with pytest.raises(BadDateError, match="“Until” is no date"):
        asked(until="soon")


def test_a_program_is_told_which_value_is_wrong():
    all_known(kinds=["direct"], forces=None, voices=[], order="best")
    with pytest.raises(UnknownChoiceError, match=r"kinds: 'loud' is none of direct, indirect, mixed\."):
        all_known(kinds=["direct", "loud"])
    with pytest.raises(UnknownChoiceError, match="order: 'loudest'"):
        all_known(order="loudest")


def test_there_is_a_control_for_every_part_of_a_look_up():
    assert set(CONTROLS) == set(asked.__kwdefaults__)
