"""What a question asks for, and which texts hold such a thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.expectations import counted, expected, holds, must_be_there
from index.topics import terms


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Whom did Lavrov succeed?", "person"),
        ("Which American representative joined?", "person"),
        ("Which general commands the force?", "person"),
        ("In which decade was it built?", "date"),
        ("How large is the force?", "number"),
        ("Which countries voted against it?", "place"),
        ("Why did they leave?", "reason"),
        ("For what reason did they leave?", "reason"),
        ("What is the treaty?", ""),
    ],
)
def test_the_words_of_a_question_tell_what_kind_of_thing_answers(question, kind):
    assert expected(question) == kind


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("How many soldiers took part in 2025?", "About 18,000 South Korean soldiers took part in 2025.", True),
        ("How many soldiers took part in 2025?", "The soldiers took part in 2025.", False),
        ("How many soldiers took part?", "Seven ships took part.", False),
        ("How many soldiers took part?", "On 12 July 2025 soldiers took part.", False),
        ("How old is Lavrov?", "Lavrov has held the post for ten years.", False),
        ("How old is Lavrov?", "Lavrov was born in Moscow.", True),
        ("How much did the resort cost?", "The resort has four hotels.", False),
        ("How much did the resort cost?", "The resort cost $40 million.", True),
        ("How long did it last?", "It lasted three days.", True),
        ("How long did it last?", "Three armies took part.", False),
        ("When did it begin?", "It began on 27 June 2024.", True),
        ("When did the exercise of 2024 begin?", "The exercise of 2024 began late.", False),
        ("Who met Lavrov?", "Lavrov met Kim Jong Un.", True),
        ("Who met Lavrov?", "Sergei Lavrov came.", False),
        ("Where did Lavrov go?", "Lavrov went to China.", True),
        ("Why did they leave?", "They left because of the heat.", True),
        ("Why did they leave?", "They left in May.", False),
        ("What is it?", "It is 40 tons.", False),
    ],
)
def test_a_text_holds_a_thing_of_the_kind_that_the_question_does_not_name(question, text, held):
    assert holds(expected(question), text, question) is held


def test_a_number_must_be_there_but_how_long_may_be_told_by_a_date():
    assert must_be_there("number", "How many came?")
    assert not must_be_there("number", "How long has he led it?")
    assert not must_be_there("person", "Who came?")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_question_and_any_text_are_read(question, text):
    assert holds(expected(question), text, question) in (True, False)


def test_the_year_of_a_date_without_a_day_is_no_number_of_things():
    said = "Ukraine said in October 2024 that North Korean soldiers had been sent to Russia."
    assert not holds("number", said, "How many soldiers did North Korea send to Russia?")


def test_the_name_behind_the_things_counted_is_not_counted():
    assert counted("How many soldiers France has offered?") == terms("soldiers")
    assert counted("How many South Korean soldiers fought?") == terms("South Korean soldiers")
