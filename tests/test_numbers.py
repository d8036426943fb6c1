"""Numbers read out of a text, and whether one carries another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.numbers import carried, numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("forty of 1,203 men", [40, 1203]),
        ("twenty-five people", [25]),
        ("1.2 million", [1_200_000]),
        ("$8.2m and 3 bn", [8_200_000, 3_000_000_000]),
        ("4-7% a year", [4, 7]),
        ("a dozen ships", [12]),
        ("the second of two", [2, 2]),
        ("Q3 and Q4", [3, 4]),
        ("twelve Euro fifty", [12.5]),
        ("someone, anyone", []),
    ],
)
def test_numbers_are_read_in_digits_and_words(text, values):
    assert [number.value for number in numbers(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("40 dollars", "forty dollars"),
        ("12 percent", "12%"),
        ("about 1.2 million", "1,203,000"),
        ("1.2 million", "1,203,000"),
        ("about 40", "41.3"),
        ("the 3 quarters", "the third"),
        ("2-week", "two weeks"),
        ("five", "$5"),
    ],
)
def test_a_number_is_carried_by_the_same_in_another_writing(said, held):
    assert carried(numbers(said)[0], numbers(held))


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("50", "15"),
        ("1.3 million", "1,203,000"),
        ("1.2 million", "1.2 billion"),
        ("more than 126", "more than 125"),
        ("12 percent", "12 dollars"),
        ("2,000", "2,001"),
        ("about 60", "41"),
    ],
)
def test_a_number_is_not_carried_by_another(said, held):
    assert not carried(numbers(said)[0], numbers(held))


@given(st.text())
def test_every_number_stands_in_its_text(text):
    for number in numbers(text):
        assert text[number.span.start : number.span.end]
