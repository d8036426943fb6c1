"""Stretches of days: how they are told, and which dates a text names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.periods import Period, dates_in, mentions, month, months, tell, week

JULY = month(2025, 7)


@pytest.mark.parametrize(
    ("period", "told"),
    [
        (JULY, "July 2025"),
        (months(2025, 1, 12), "2025"),
        (month(2024, 2), "February 2024"),
        (months(2025, 12, 14), "1 December 2025 – 28 February 2026"),
        (week(date(2025, 9, 23)), "22–28 September 2025"),
        (week(date(2025, 7, 1)), "30 June – 6 July 2025"),
        (Period(since=date(2025, 7, 12), until=date(2025, 7, 12)), "12 July 2025"),
        (Period(until=date(2025, 6, 12)), "until 12 June 2025"),
        (Period(since=date(2024, 1, 1)), "since 1 January 2024"),
        (Period(), "any time"),
    ],
)
def test_a_period_is_told_as_shortly_as_it_can_be(period, told):
    assert tell(period) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It was signed on 19 June 2024 in Pyongyang.", ["19 June 2024"]),
        ("On June 19, 2024, and 2024-12-04", ["19 June 2024", "4 December 2024"]),
        ("in September 2023, since 2004", ["September 2023", "2004"]),
        ("the 1st January 2025", ["1 January 2025"]),
        ("on 31 June 2025", []),
        ("2025 tons in 12 July, resolution 2231", []),
        ("It may 2025", []),
        ("", []),
    ],
)
def test_a_text_names_the_dates_that_have_their_year(text, told):
    assert [tell(period) for _, period in dates_in(text)] == told


def test_a_text_mentions_a_period_by_a_date_within_it():
    assert mentions("Lavrov came on 12 July 2025.", JULY)
    assert mentions("Lavrov came in July 2025.", JULY)
    assert not mentions("Lavrov came in 2025.", JULY)
    assert not mentions("Lavrov came on 1 August 2025.", JULY)


def test_only_a_day_counts_as_before_or_after():
    before = Period(until=date(2025, 6, 12))
    assert mentions("It was signed on 19 June 2024.", before)
    assert not mentions("He has been minister since 2004.", before)


@given(st.dates(), st.dates(), st.dates())
def test_what_is_in_both_periods_is_in_where_they_meet(day, begin, end):
    left, right = Period(since=begin), Period(until=end)
    both = left.meet(right)
    assert (both is not None and both.holds(day)) == (left.holds(day) and right.holds(day))


@given(st.text())
def test_any_text_is_looked_through_without_an_error(text):
    assert all(span.of(text) for span, _ in dates_in(text))
