"""Terms: what two texts share although they are worded differently, and how much a term tells."""

import math

import pytest

from index.topics import rarity, terms, topic_terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the French troops", {"xqfranc", "troop"}),
        ("France’s troops", {"xqfranc", "troop"}),
        ("Paris sent a troop", {"xqfranc", "send", "troop"}),
        ("Iran", {"xqiran"}),
        ("the Islamic Republic of Iran", {"xqiran"}),
        ("", set()),
        ("the of and", set()),
        ("…!?", set()),
        ("Лавров", {"лавров"}),
    ],
)
def test_terms_are_stems_and_signs_of_countries(text, expected):
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which exercises are described?", {"exercis"}),
        ("Tell me everything about the drills", {"exercis"}),
        ("What happened recently?", set()),
        ("Please list the latest news articles", set()),
    ],
)
def test_words_that_only_ask_are_no_topic(question, expected):
    assert topic_terms(question) == expected


def test_a_rare_term_tells_more_than_a_common_one():
    assert rarity(1, 9) == pytest.approx(math.log(10 / 1.5))
    assert rarity(0, 9) == pytest.approx(math.log(10 / 0.5))
    assert rarity(9, 9) == pytest.approx(0.1)


def test_no_term_tells_nothing():
    assert rarity(5, 1) == pytest.approx(0.1)
    assert rarity(0, 0) == pytest.approx(math.log(2))


def test_words_that_news_uses_in_turn_are_one_term():
    assert topic_terms("drills") == topic_terms("exercises") == topic_terms("manoeuvres")
    assert topic_terms("troops") == topic_terms("soldiers") != topic_terms("tanks")
