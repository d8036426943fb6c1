"""Times of day: read in the ways news and chats write them, and compared with each other and with bare numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.checks import supported
from answer.times import same_time, times
from index.types import Document
from tests.newsroom import passage


@pytest.mark.parametrize(
    ("text", "minutes", "sure"),
    [
        ("8 p.m.", 1200, True),
        ("8pm", 1200, True),
        ("8.30 AM", 510, True),
        ("12 am", 0, True),
        ("12:15 p.m.", 735, True),
        ("noon", 720, True),
        ("midnight", 0, True),
        ("1:30", 90, False),
        ("20:00", 1200, True),
        ("00:10", 10, True),
        ("7 o’clock", 420, False),
    ],
)
def test_a_time_is_read_as_minutes(text: str, minutes: int, sure: bool):
    (found,) = times(f"They met at {text}")
    assert (found.minutes, found.sure) == (minutes, sure)


@pytest.mark.parametrize(
    "text", ["8 people", "3.15 percent", "2:1", "25:00", "in 2024", "10:30:45:12 x", "1.30 dollars"]
)
def test_what_is_no_time_is_none(text: str):
    assert times(text) == []


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_is_the_same_in_both_ways_of_writing(hour: int, minute: int):
    half, twelve = ("p.m." if hour >= 12 else "a.m."), hour % 12 or 12
    (one,), (other,) = times(f"{hour:02}:{minute:02}"), times(f"{twelve}:{minute:02} {half}")
    assert same_time(one, other) and same_time(other, one)


SOURCE = Document(
    id="t", title="", text="The council meets at 1.30 in the hall. The vote is at 8 p.m. on Monday.", path="/"
)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("The council meets at 1:30 in the hall.", ""),
        ("The council meets in the hall at 1:30 p.m.", ""),
        ("The vote is at 20:00 on Monday.", ""),
        ("The vote is at 8 on Monday.", ""),
        ("The vote is at 9 p.m. on Monday.", "The source says 8 p.m, not 9 p.m."),
        ("The vote is at 8 a.m. on Monday.", "The source says 8 p.m, not 8 a.m."),
        ("The council meets at 1:45 in the hall.", "The source says 8 p.m, not 1:45."),
    ],
)
def test_a_claim_with_another_time_is_told(claim: str, reason: str):
    found = supported(claim, [(passage(SOURCE), SOURCE)])
    assert found.reason == reason
    assert (found.verdict in ("supported", "verbatim")) == (not reason)
