"""What the earlier questions of a conversation were about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.frames import Frame, remembered, without_times


@pytest.mark.parametrize(
    ("question", "bare", "times"),
    [
        ("What did Lavrov say about Iran in July?", "What did Lavrov say about Iran?", "in July"),
        ("What did Lavrov say last week?", "What did Lavrov say?", "last week"),
        ("What did Grossi say after the strikes?", "What did Grossi say?", "after the strikes"),
        ("Who signed the armistice?", "Who signed the armistice?", ""),
        ("What may Iran do?", "What may Iran do?", ""),
    ],
)
def test_dates_and_events_are_parted_from_a_question(question: str, bare: str, times: str):
    assert without_times(question) == (bare, times)


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("What did Lavrov say about Iran in July?", "Lavrov", "Iran"),
        ("When did Lavrov first say that about Iran?", "Lavrov", "Iran"),
        ("Why did Lavrov say that about Iran?", "Lavrov", "Iran"),
        ("What did Lavrov say about Iran most recently?", "Lavrov", "Iran"),
        ("Compare what Lavrov and Kim said about Iran.", "Lavrov and Kim", "Iran"),
        ("What did the Foreign Ministry say about the drills?", "the Foreign Ministry", "the drills"),
        ("Why does Russia object to the drills?", "", "the drills"),
        ("Who did Lavrov meet?", "", ""),
    ],
)
def test_whose_words_a_question_asks_for_and_on_what(question: str, speaker: str, topic: str):
    frame = remembered(Frame(), question, "")
    assert (frame.speaker, frame.topic) == (speaker, topic)


def test_a_question_for_the_words_of_others_keeps_who_is_left_out():
    frame = remembered(Frame(), "Who besides Lavrov spoke about Iran?", "")
    assert (frame.speaker, frame.others, frame.saying, frame.topic) == ("Lavrov", True, False, "Iran")


def test_the_days_are_those_of_the_citations_or_else_those_that_the_answer_tells():
    told = "He said so (TASS, 12 July 2025; own words) [1]\n\nHe added (Desk, 14 July 2025) [2]"
    frame = remembered(Frame(), "What did he say?", told)
    assert (frame.first_told, frame.last_told) == ("12 July 2025", "14 July 2025")
    frame = remembered(Frame(), "What did he say?", told, [date(2024, 5, 1), date(2024, 3, 2)])
    assert (frame.first_told, frame.last_told) == ("2 March 2024", "1 May 2024")


@given(st.text(max_size=200))
def test_any_question_is_remembered_and_can_be_asked_again(question: str):
    frame = remembered(Frame(), question, "")
    assert without_times(frame.question)[0] or not question.strip() or frame.times
