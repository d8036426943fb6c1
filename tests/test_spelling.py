"""Misspelt names of a question: which are mended, and which words must be left as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.spelling import applied, respelled, spellings

NAMES = (
    "Lavrov Sergei Kim Jong Un Wonsan Iran Korea Pyongyang Zelensky Macron Netanyahu Erdogan Kremlin Moscow Seoul "
    "Ukraine Vladimir Britain"
).split()
WORDS = frozenset(name.lower() for name in NAMES) | {"drills", "iran", "position", "plain", "kind", "state"}
KNOWN = WORDS | {"exercises", "missile", "statement", "rarely", "choe", "son", "hui", "north"}


HELD = spellings(
    [*NAMES, "Choe", "Son", "Hui"],
    words={"exercises": 3, "missile": 3, "statement": 5, "rarely": 1},
    whole_names=["Kim Jong Un", "Choe Son Hui", "North Korea", "Sergei Lavrov"],
)


def mend(question: str) -> str:
    return applied(question, respelled(question, KNOWN.__contains__, HELD))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("lavrof", "Lavrov"),
        ("Lavrow", "Lavrov"),
        ("Lavrov", "Lavrov"),
        ("lavarov", "Lavrov"),
        ("Lavorv", "Lavrov"),
        ("zelenskiy", "Zelensky"),
        ("Zelenskyy", "Zelensky"),
        ("Pyongjang", "Pyongyang"),
        ("pyonyang", "Pyongyang"),
        ("Netanjahu", "Netanyahu"),
        ("Makron", "Macron"),
        ("Macorn", "Macron"),
        ("Erdogen", "Erdogan"),
        ("Kremlim", "Kremlin"),
        ("Wonsam", "Wonsan"),
        ("Ukrain", "Ukraine"),
        ("moskow", "Moscow"),
        ("Koreea", "Korea"),
    ],
)
def test_a_misspelt_name_is_mended(written, meant):
    assert mend(written) == meant


@pytest.mark.parametrize(
    "word",
    [
        "Venezuela",
        "Putin",
        "Iraq",
        "Kin",
        "position",
        "drill",
        "say",
        "about",
        "2025",
        "kind",
        "Lavender",
        "football",
        "Botswana",
        "patron",
        "marine",
        "rarly",
        "revising",
        "Kim Jong Il",
        "kim il sung",
        "金正恩",
        "",
    ],
)
def test_a_word_that_is_no_misspelt_name_is_left_alone(word):
    assert mend(word) == word


def test_only_the_misspelt_word_of_a_question_changes():
    assert mend("what did  lavrof say, about “Iran”?") == "what did  Lavrov say, about “Iran”?"


def test_nothing_is_mended_where_no_names_are_known():
    assert respelled("lavrof iran", lambda _: False, spellings([])) == []


@pytest.mark.parametrize(
    ("written", "meant", "kind"),
    [
        ("kim jon un", "Kim Jong Un", "spelling"),
        ("kimjongun", "Kim Jong Un", "spelling"),
        ("northkorea", "North Korea", "spelling"),
        ("Gim Jeongeun", "Kim Jong Un", "transliteration"),
        ("Choi Seon-hui", "Choe Son Hui", "transliteration"),
        ("Serguei Lawrow", "Sergei Lavrov", "transliteration"),
        ("Lavroff", "Lavrov", "transliteration"),
        ("Selenskyj", "Zelensky", "transliteration"),
        ("Лавров", "Lavrov", "transliteration"),
        ("Сеул", "Seoul", "transliteration"),
        ("Xavrov", "Lavrov", "spelling"),
        ("Zelinsgy", "Zelensky", "spelling"),
        ("exercices", "exercises", "spelling"),
        ("misile", "missile", "spelling"),
    ],
)
def test_what_is_read_otherwise_says_how(written, meant, kind):
    assert [
        (each.words, each.meant, each.kind) for each in respelled(f"about {written}?", KNOWN.__contains__, HELD)
    ] == [(written, meant, kind)]


def test_one_of_two_names_that_are_equally_near_is_not_guessed():
    assert respelled("Marinx", lambda _: False, spellings(["Marina", "Marino"])) == []


def test_a_name_among_a_hundred_thousand_is_looked_up_and_not_compared_with_all():
    names = [f"{first}{second}{third}" for first in ("Bal", "Kor", "Tim") for second in "aeiou" for third in "xyz"]
    held = spellings(names)
    assert max(map(len, held.keys.values())) < len(names) / 3


@given(st.text())
def test_any_text_is_mended_without_an_error_and_a_second_time_changes_nothing(text):
    once = mend(text)
    assert mend(once) == once
