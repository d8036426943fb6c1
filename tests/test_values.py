"""Values of a text for a slot of a question, and which of them can both be so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.values import agree, values

KILLED = "How many people were killed?"


def found(kind, text, question=""):
    return [each.text for each in values(kind, text, question)]


@pytest.mark.parametrize(
    ("kind", "text", "question", "expected"),
    [
        ("number", "On 3 July 15 people were killed and 40 houses burnt.", KILLED, ["15"]),
        ("number", "Killed were 15 people, 15 in all.", KILLED, ["15"]),
        ("number", "The city had 117,088 residents and 9 schools.", "What is the population of Handa?", ["117,088"]),
        ("number", "It has a population of 117,088.", "What is the estimated population of Handa?", ["117,088"]),
        ("date", "It was founded in 1856 and left in 1951.", "When was it founded?", ["1856", "1951"]),
        ("date", "It was founded in 1856.", "What was founded in 1856 and when?", []),
        ("person", "Sergei Lavrov met Kim Jong Un.", "Whom did Lavrov meet?", ["Kim Jong Un"]),
        ("reason", "It rained because of 15 clouds.", "Why?", []),
    ],
)
def test_the_values_of_the_slot_that_the_question_does_not_name(kind, text, question, expected):
    assert found(kind, text, question) == expected


@pytest.mark.parametrize(
    ("kind", "one", "other", "agreeing"),
    [
        ("number", "15 men died.", "17 men died.", False),
        ("number", "At least 15 men died.", "15 men died.", True),
        ("number", "At least 15 men died.", "17 men died.", True),
        ("number", "At least 15 men died.", "12 men died.", False),
        ("number", "Up to 20 men died.", "15 men died.", True),
        ("number", "About 15,000 men came.", "15,200 men came.", True),
        ("number", "1.2 million men came.", "1,203,000 men came.", True),
        ("number", "2,000 men came.", "2,001 men came.", False),
        ("number", "$15 was paid.", "$17 was paid.", False),
        ("date", "He came in July 2025.", "He came on 12 July 2025.", True),
        ("date", "He came in July 2025.", "He came on 12 June 2025.", False),
        ("date", "He came in 2024.", "He came in 2025.", False),
        ("person", "It was Sergei Lavrov.", "It was Minister Lavrov.", True),
        ("person", "It was Sergei Lavrov.", "It was Vladimir Putin.", False),
    ],
)
def test_which_two_values_can_both_be_so(kind, one, other, agreeing):
    (first,), (second,) = values(kind, one, ""), values(kind, other, "")
    assert agree(first, second) is agree(second, first) is agreeing


@given(
    st.sampled_from(["number", "date", "person", "place"]),
    st.text() | st.from_regex(r"(at least )?[0-9]{1,4} (May )?[0-9]{4}"),
)
def test_any_text_has_values_that_stand_in_it_and_agree_with_themselves(kind, text: str):
    for each in values(kind, text, ""):
        assert each.text in text
        assert agree(each, each)
