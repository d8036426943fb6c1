"""What a question leaves out, and whether it asks for a denial."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.exclusions import denial, exclusions, left_out
from index.topics import terms


@pytest.mark.parametrize(
    ("question", "words", "named", "others"),
    [
        ("What did Lavrov say apart from Iran?", "apart from Iran", ("Iran",), True),
        ("Apart from Iran, what did Lavrov say?", "Apart from Iran", ("Iran",), True),
        ("What did Lavrov say about Asia other than the drills?", "other than the drills", ("drills",), True),
        ("Which countries except Japan took part?", "except Japan", ("Japan",), True),
        ("Who besides Kim did Lavrov meet?", "besides Kim", ("Kim",), True),
        ("What did he say, but not about Iran or Ukraine, in July?", "but not about Iran or Ukraine",
         ("Iran", "Ukraine"), False),
        ("Which states other than North Korea and Iran signed it?", "other than North Korea and Iran",
         ("North Korea", "Iran"), True),
        ("What did he say, not about Iran sanctions?", "not about Iran sanctions", ("Iran sanctions",), False),
        ("What did he say without mentioning Iran?", "without mentioning Iran", ("Iran",), False),
        ("What did he say (not about the nuclear deal)?", "not about the nuclear deal", ("nuclear deal",), False),
        ("What is the other team aside from the Ducks to reside here?", "aside from the Ducks", ("Ducks",), True),
    ],
)  # fmt: skip
def test_what_is_left_out_is_named(question, words, named, others):
    [found] = exclusions(question)
    assert (found.words, found.named, found.others) == (words, named, others)


@pytest.mark.parametrize(
    "question",
    [
        "What did Lavrov say about Iran?",
        "Besides publishing books, what did he do?",
        "the only divisor besides 1",
        "not",
        "",
    ],
)
def test_a_question_without_such_words_leaves_nothing_out(question):
    assert exclusions(question) == []


def test_a_text_is_left_out_when_it_holds_all_of_one_thing():
    [found] = exclusions("What did he say, not about the nuclear deal or Ukraine?")
    assert left_out(terms("The deal on nuclear fuel is dead."), found.terms)
    assert left_out(terms("The Ukrainian army"), found.terms)
    assert not left_out(terms("A deal on grain"), found.terms)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Lavrov deny?", "deny"),
        ("Did Lavrov reject the plan?", "reject"),
        ("What has Lavrov ruled out?", "ruled out"),
        ("What did Lavrov refuse to discuss?", "refuse to discuss"),
        ("What did Lavrov not say?", "not say"),
        ("Didn't Lavrov say so?", ""),
        ("What did Lavrov say about the rule of law?", ""),
        ("What did Lavrov say?", ""),
    ],
)
def test_a_question_for_a_denial_is_known_by_its_verb(question, words):
    assert denial(question) == words


@given(st.text() | st.lists(st.sampled_from(["besides", "not about", "Iran", ",", "and", "the", "?"])).map(" ".join))
def test_any_text_is_read_and_every_phrase_stands_in_it(question):
    for found in exclusions(question):
        assert found.words in question[found.start : found.end]
        assert len(found.named) == len(found.terms) > 0
