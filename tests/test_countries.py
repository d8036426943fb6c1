"""One sign for a country however news names it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.countries import country_of, is_country_sign, with_country_signs

US, UK, RUSSIA, NORTH, SOUTH = "xqunitedstates", "xqunitedkingdom", "xqrussia", "xqnorthkorea", "xqsouthkorea"


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("Russia", RUSSIA),
        ("russian", RUSSIA),
        ("the Kremlin", RUSSIA),
        ("Moscow", RUSSIA),
        ("U.S.", US),
        ("the US", US),
        ("United States", US),
        ("the White House", US),
        ("State Department", US),
        ("British", UK),
        ("France", "xqfrance"),
        ("French", "xqfrance"),
        ("DPRK", NORTH),
        ("North Korean", NORTH),
        ("Democratic People’s Republic of Korea", NORTH),
        ("Korean People's Democratic Republic", NORTH),
        ("Seoul", SOUTH),
        ("Islamic Republic of Iran", "xqiran"),
        ("Türkiye", "xqturkey"),
        ("European Union", "xqeuropeanunion"),
        ("Kenya", "xqkenya"),
        ("Lavrov", ""),
        ("", ""),
        ("house", ""),
        ("the", ""),
    ],
)
def test_a_country_is_known_by_its_name_its_people_and_its_capital(words, sign):
    assert country_of(words) == sign


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and Russia met.", f"The {US} and {RUSSIA} met."),
        ("They told us that un is a word.", "They told us that un is a word."),
        ("The US and the UN agree.", f"The {US} and the xqunitednations agree."),
        ("North Korean and South Korean troops", f"{NORTH} and {SOUTH} troops"),
        ("France’s plan", "xqfrance's plan"),
        ("Frenchman and Iranology stay.", "Frenchman and Iranology stay."),
        ("Kim Jong Un", "Kim Jong Un"),
        ("what does america want", "what does xqunitedstates want"),
    ],
)
def test_names_of_countries_in_a_text_become_their_signs(text, expected):
    assert with_country_signs(text) == expected


def test_a_sign_is_told_from_a_word():
    assert is_country_sign(RUSSIA)
    assert not is_country_sign("russia")


@given(st.text())
def test_any_text_can_be_given_signs(text):
    assert isinstance(with_country_signs(text), str)
    assert isinstance(country_of(text), str)
