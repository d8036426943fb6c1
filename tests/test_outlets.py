"""The outlet that a question names, matched with those that the corpus has."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.lexis import Lexis
from answer.outlets import outlet_phrase, outlets_named, reporting
from answer.spelling import spellings

LEXIS = Lexis(
    documents=9,
    words={},
    stems={},
    name_words=frozenset(),
    speakers=("Sergei Lavrov", "KCNA", "Russia"),
    sources=("Verbatim desk", "Verbatim background", "The New York Times", "Reuters"),
    reporters=("TASS", "Al Jazeera", "KCNA"),
    spellings=spellings([]),
)


@pytest.mark.parametrize(
    ("question", "words", "outlets"),
    [
        ("According to TASS, what did Lavrov say?", "According to TASS", ("TASS",)),
        ("What did Lavrov say according to Tas?", "according to Tas", ("TASS",)),
        ("What did he say, as reported by Al Jazeera?", "as reported by Al Jazeera", ("Al Jazeera",)),
        ("What did he say in the New York Times?", "in the New York Times", ("The New York Times",)),
        ("What did he say in the New York Tmies?", "in the New York Tmies", ("The New York Times",)),
        ("What happened according to the NYT?", "according to the NYT", ("The New York Times",)),
        ("What happened according to Reuterz?", "according to Reuterz", ("Reuters",)),
        ("What happened according to Verbatim?", "according to Verbatim", ("Verbatim background", "Verbatim desk")),
        ("drills in the Verbatim desk", "in the Verbatim desk", ("Verbatim desk",)),
        ("According to Xinhua, what did Lavrov say?", "According to Xinhua", ()),
        ("How many, according to the Office for Statistics?", "according to the Office for Statistics", ()),
    ],
)
def test_an_outlet_is_known_whole_misspelt_and_in_part(question, words, outlets):
    found = outlet_phrase(question, LEXIS, speakers=LEXIS.speakers)
    assert found.words == words
    assert (*found.sources, *found.reporters) == outlets


def test_initials_stand_for_three_words_and_more():
    times = replace(LEXIS, sources=("Financial Times of India",))
    assert outlets_named("FTOI", times) == (("Financial Times of India",), ())


@pytest.mark.parametrize(
    "question",
    [
        "According to Lavrov, what did Korea conclude?",
        "According to Russia, who began?",
        "What happened according to Article 4 of the treaty?",
        "What happened according to the treaty?",
        "What happened in New York?",
        "What happened in Verbatim?",
        "What did TASS report?",
        "What is TASS?",
        "",
    ],
)
def test_a_person_a_place_and_a_text_are_no_outlets(question):
    assert outlet_phrase(question, LEXIS, speakers=LEXIS.speakers) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Reuters report about Iran?", ("Reuters", " about Iran?")),
        ("What has the Verbatim desk published?", ("Verbatim desk", "?")),
        ("What did Lavrov say?", None),
        ("Which report did TASS quote?", None),
    ],
)
def test_a_question_for_reports_names_who_reports(question, expected):
    assert reporting(question) == expected


@given(st.text() | st.lists(st.sampled_from(["according to", "in the", "TASS", "Xin", ",", "("])).map(" ".join))
def test_any_text_is_read_and_the_phrase_stands_in_it(question):
    found = outlet_phrase(question, LEXIS, speakers=LEXIS.speakers)
    assert found is None or found.words in question[found.start : found.end]
