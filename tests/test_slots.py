"""Numbers, days and names that stand in the place of others."""

import pytest

from answer.slots import other_name, squashed, swapped, unknown_name, wrong_day, wrong_number
from index.topics import terms

SOURCE = "Putin thanked Kim in Wonsan on Friday. About 125 aircraft of the type F-35 took part from 27 to 28 July."


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("More than 126 aircraft took part.", "The source says 125, not 126."),
        ("Aircraft of the type F-36 took part.", "The source says 125, not 36."),
        ("Aircraft took part from 28 to 28 July.", "The source says 125, not 28."),
        ("125 aircraft of the type F-35 took part from 27 to 28 July.", ""),
        ("One of 125 aircraft was an F-35.", ""),
    ],
)
def test_a_number_in_the_place_of_another_is_told(sentence, reason):
    evidence = SOURCE.split(". ")[1]
    assert wrong_number(sentence, SOURCE, evidence, rival=evidence) == reason


def test_a_number_that_belongs_to_a_name_is_none():
    assert wrong_number("COVID-19 spread.", "COVID spread.", "COVID spread.") == ""


def test_a_day_is_wrong_only_where_the_source_names_another():
    assert wrong_day("Kim came on Monday.", SOURCE) == "The source says Friday, not Monday."
    assert wrong_day("Kim came on Friday.", SOURCE) == ""
    assert wrong_day("Kim came on Monday.", "Kim came.") == ""


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Putin thanked Xi in Wonsan.", "Xi"),
        ("Kim’s guests came to Wonsan.", ""),
        ("The Company thanked Kim.", ""),
        ("The Kim-led side came.", ""),
        ("He used WonSan.", ""),
    ],
)
def test_a_name_that_the_document_has_not_is_told(sentence, name):
    assert unknown_name(sentence, terms(SOURCE), squashed(SOURCE)) == name


def test_an_abbreviation_is_known_by_first_letters():
    source = "Sales rose year over year."
    assert unknown_name("Sales rose YoY again.", terms(source), squashed(source)) == ""


def test_a_name_in_the_place_of_another_is_told():
    assert other_name("North Korean soldiers took part.", *["South Korean soldiers took part."] * 2) != ("", "")
    assert other_name("South Korean soldiers took part.", *["South Korean soldiers took part."] * 2) == ("", "")


def test_two_names_that_changed_places_are_told():
    assert swapped("Kim thanked Putin in Wonsan.", "Putin thanked Kim in Wonsan.") != ""
    assert swapped("Kim was thanked by Putin.", "Putin thanked Kim.") == ""
    assert swapped("Putin thanked Kim.", "Putin thanked Kim.") == ""
