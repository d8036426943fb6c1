"""In which order of time statements are asked for: what is told to be an order, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.ordering import goes_on, ordering


@pytest.mark.parametrize(
    ("question", "order", "words", "rest"),
    [
        ("What did Lavrov first say about Iran?", "oldest", "first", "What did Lavrov say about Iran?"),
        ("When did Macron first announce the plan?", "oldest", "first", "When did Macron announce the plan?"),
        ("What are Lavrov's latest comments on Iran?", "newest", "latest", "What are Lavrov's comments on Iran?"),
        ("the most recent statements by Lavrov", "newest", "the most recent", "statements by Lavrov"),
        ("What did Lavrov say about Iran most recently?", "newest", "most recently", "What did Lavrov say about Iran?"),
        ("What has Lavrov recently said?", "newest", "recently", "What has Lavrov said?"),
        ("What did he say about Iran over time?", "course", "over time", "What did he say about Iran?"),
        ("What did he say, newest first?", "newest", "newest first", "What did he say?"),
        ("What did he say (oldest first)?", "oldest", "oldest first", "What did he say?"),
    ],
)
def test_words_of_order_are_read_and_taken_out(question, order, words, rest):
    found = ordering(question)
    assert found
    assert (found.order, found.words, found.rest) == (order, words, rest)


@pytest.mark.parametrize(
    "question",
    [
        "Who was the first guest at the resort?",
        "What did Lavrov say about the First World War?",
        "What did Lavrov say last week?",
        "Which was the last meeting?",
        "What did Lavrov say about the recent strikes?",
    ],
)
def test_what_asks_for_no_order_of_statements_is_left_alone(question):
    assert ordering(question) is None


@given(st.text(max_size=80))
def test_any_text_is_read_and_the_words_stand_in_it(text):
    found = ordering(text)
    assert found is None or found.words in text


def test_only_a_beginning_of_time_goes_on():
    assert goes_on("since July 2025")
    assert not goes_on("before July 2025")
