"""Dates as texts write them, and a date of a claim that its source has otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.calendar_dates import MONTHS, dates, wrong_date

SOURCE = "The test was on 9 October 2006. The drill ran from 13 to 15 November 2024, and again in May 2025."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9 October 2006", (9, 9, 10, 2006)),
        ("October 9, 2006", (9, 9, 10, 2006)),
        ("the 9th of October", (9, 9, 10, 0)),
        ("Oct. 9", (9, 9, 10, 0)),
        ("Sept. 3, 2024", (3, 3, 9, 2024)),
        ("13 to 15 November 2024", (13, 15, 11, 2024)),
        ("27 and 28 February 2019", (27, 28, 2, 2019)),
        ("June 10–12, 2024", (10, 12, 6, 2024)),
        ("May 2025", (0, 0, 5, 2025)),
    ],
)
def test_a_date_is_read(text: str, found: tuple[int, int, int, int]):
    (each,) = dates(f"It was in or on {text}, they said.")
    assert (each.first, each.last, each.month, each.year) == found


@pytest.mark.parametrize("text", ["may 5 of them come", "in 2024", "March on Rome", "the 45 October", "on Monday"])
def test_what_is_no_date_is_none(text: str):
    assert dates(text) == []


@given(st.integers(1, 28), st.sampled_from(MONTHS), st.integers(1900, 2099))
def test_both_orders_of_writing_are_one_date(day: int, month: str, year: int):
    assert wrong_date(f"It was {month} {day}, {year}.", f"It was {day} {month} {year}.") == ""


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("It was tested on October 9, 2006.", ""),
        ("It was tested in October 2006.", ""),
        ("The drill was held on 14 November 2024.", ""),
        ("The drill was repeated in May 2025.", ""),
        ("Something else happened on 3 March 1999.", ""),
        ("It was tested on 9 October 2009.", "The source says 9 October 2006, not 9 October 2009."),
        ("It was tested on 9 November 2006.", "The source says 9 October 2006, not 9 November 2006."),
        ("It was tested on 8 October 2006.", "The source says 9 October 2006, not 8 October 2006."),
        ("The drill was repeated in May 2024.", "The source says May 2025, not May 2024."),
    ],
)
def test_a_date_that_differs_in_one_thing_is_told(claim: str, reason: str):
    assert wrong_date(claim, SOURCE) == reason
