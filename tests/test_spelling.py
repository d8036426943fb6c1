"""Misspelt names of a question: which are mended, and which words must be left as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.spelling import mended

NAMES = (
    "Lavrov Sergei Kim Jong Un Wonsan Iran Korea Pyongyang Zelensky Macron Netanyahu Erdogan Kremlin Moscow Seoul "
    "Ukraine Vladimir Britain"
).split()
WORDS = frozenset(name.lower() for name in NAMES) | {"drills", "iran", "position", "plain", "kind", "state"}


def mend(question: str) -> str:
    return mended(question, known=WORDS.__contains__, names=NAMES)


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
        "Лавров",
        "Сеул",
        "",
    ],
)
def test_a_word_that_is_no_misspelt_name_is_left_alone(word):
    assert mend(word) == word


def test_only_the_misspelt_word_of_a_question_changes():
    assert mend("what did  lavrof say, about “Iran”?") == "what did  Lavrov say, about “Iran”?"


def test_nothing_is_mended_where_no_names_are_known():
    assert mended("lavrof iran", known=lambda _: False, names=[]) == "lavrof iran"


@given(st.text())
def test_any_text_is_mended_without_an_error_and_a_second_time_changes_nothing(text):
    once = mend(text)
    assert mend(once) == once
