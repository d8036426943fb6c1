"""“No statement was found”: the sentence that can be cited, and when there is none."""

from datetime import UTC, date, datetime

import pytest

from answer.no_statement import no_statement
from answer.types import Coverage

SEARCHED = Coverage(
    documents=16,
    sources=("Background", "Desk"),
    first=date(2025, 7, 14),
    last=date(2025, 9, 30),
    person="Putin",
    topic="Iran",
    generation=3,
    changed=datetime(2026, 11, 5, 9, 4, 59, tzinfo=UTC),
)


def test_the_wording_is_permanent():
    """Readers cite this sentence: a change of it is a change of what they cited."""
    assert no_statement(SEARCHED) == (
        "No statement by Putin about Iran was found in 16 documents from Background, Desk, 14 July 2025 to "
        "30 September 2025; index state 3 of 5 November 2026, 09:04 UTC."
    )


def test_without_a_topic_and_without_dates_the_sentence_says_less():
    counted = Coverage(documents=1, sources=(), person="Putin", generation=1)
    assert no_statement(counted) == "No statement by Putin was found in 1 document; index state 1."


@pytest.mark.parametrize(
    "counted",
    [
        Coverage(documents=1, sources=(), topic="Iran"),
        Coverage(documents=1, sources=(), person="Putin", statements=1),
        Coverage(documents=1, sources=(), person="Putin", topic="Iran", statements=3, on_topic=1),
    ],
)
def test_there_is_no_silence_without_a_person_or_with_a_statement(counted):
    assert no_statement(counted) == ""


def test_statements_on_other_topics_break_no_silence_on_this_one():
    counted = Coverage(documents=2, sources=(), person="Putin", topic="Iran", statements=3, generation=1)
    assert no_statement(counted) == "No statement by Putin about Iran was found in 2 documents; index state 1."
