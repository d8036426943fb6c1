"""The ways people ask for somebody's words: the speaker and the topic, told apart without a catalogue."""

import time

import pytest

from answer.phrasing import is_keywords, person_and_rest, topic_of


def read(question: str) -> tuple[str, str] | None:
    """The person and the topic of a question, or None when it asks for nobody's words."""
    found = person_and_rest(question)
    return found and (found[0], topic_of(found[1]))


@pytest.mark.parametrize(
    ("question", "person", "topic"),
    [
        ("What did Lavrov say about Iran?", "Lavrov", "Iran"),
        ("what did lavrov say about iran", "lavrov", "iran"),
        ("WHAT DID LAVROV say ABOUT IRAN", "LAVROV", "IRAN"),
        ("What did Foreign Minister Lavrov say about Iran?", "Lavrov", "Iran"),
        ("What did General Caine say about the damage?", "Caine", "damage"),
        ("What did the president say?", "president", ""),
        ("What has Sergei Lavrov said on NATO?", "Sergei Lavrov", "NATO"),
        ("What does Lavrov think of NATO?", "Lavrov", "NATO"),
        ("What did Lavrov warn about?", "Lavrov", ""),
        ("What did Putin say?", "Putin", ""),
        ("What did Kim Jong Un say about the drills?", "Kim Jong Un", "drills"),
        ("What did the U.S. State Department say?", "U.S. State Department", ""),
        (
            "What did the spokesman for the Russian Foreign Ministry say about Japan?",
            "spokesman for the Russian Foreign Ministry",
            "Japan",
        ),
        ("How did Moscow react to the exercises?", "Moscow", "exercises"),
        ("When did Lavrov say that?", "Lavrov", "that"),
        ("Did Lavrov mention Venezuela?", "Lavrov", "Venezuela"),
        ("Has Lavrov ever mentioned Syria?", "Lavrov", "Syria"),
        ("Did Lavrov say anything about Iran?", "Lavrov", "Iran"),
        ("Tell me what Lavrov said about Iran", "Lavrov", "Iran"),
        ("Can you tell me what Lavrov said about Iran?", "Lavrov", "Iran"),
        ("everything Lavrov has said about Iran", "Lavrov", "Iran"),
        ("What is Russia's position on the drills?", "Russia", "drills"),
        ("what is Russia’s stance on NATO", "Russia", "NATO"),
        ("What's Lavrov's opinion of NATO?", "Lavrov", "NATO"),
        ("What were Lavrov's remarks about the troops?", "Lavrov", "troops"),
        ("Could you summarise Lavrov's views on NATO?", "Lavrov", "NATO"),
        ("Lavrov's comments on Iran", "Lavrov", "Iran"),
        ("What are the views of Lavrov on NATO?", "Lavrov", "NATO"),
        ("quotes by Lavrov on NATO", "Lavrov", "NATO"),
        ("Give me a quote from Lavrov", "Lavrov", ""),
        ("Show me all statements of the Russian Foreign Ministry", "Russian Foreign Ministry", ""),
        ("What did Lavrov, the foreign minister, say about Iran?", "Lavrov", "Iran"),
        ("What did Lavrov not say about Iran?", "Lavrov", "Iran"),
    ],
)
def test_a_question_for_somebodys_words_is_parted_into_speaker_and_topic(question, person, topic):
    assert read(question) == (person, topic)


@pytest.mark.parametrize(
    "question",
    [
        "Who did Lavrov meet?",
        "Who did Lavrov meet in North Korea?",
        "Why does Russia object to the drills?",
        "Which exercises are described?",
        "What is the State Department?",
        "What was said about Iran?",
        "lavrof iran",
        "Lavrov on Iran",
        "",
        "?!…",
        "Что сказал Лавров об Иране?",
        "拉夫罗夫说了什么?",
    ],
)
def test_a_question_for_nobodys_words_is_left_alone(question):
    assert person_and_rest(question) is None


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What do the documents say about Iran?", "Iran"),
        ("What does the article say about the drills?", "drills"),
        ("What did he say about Iran?", "Iran"),
        ("What do people think of NATO?", "NATO"),
    ],
)
def test_words_that_name_nobody_stand_for_no_person(question, topic):
    assert read(question) == ("", topic)


def test_a_question_whose_speaker_is_nobody_and_that_has_no_topic_is_its_own_topic():
    assert person_and_rest("What do the documents say?") == ("", "What do the documents say?")


@pytest.mark.parametrize("question", ["lavrof iran", "Lavrov on Iran", "trilateral drills"])
def test_a_few_words_without_a_verb_are_keywords(question):
    assert is_keywords(question)


@pytest.mark.parametrize("question", ["", "a", "Is it?", "who is Lavrov", "word " * 20])
def test_a_sentence_is_no_keywords(question):
    assert not is_keywords(question)


@pytest.mark.parametrize(
    ("rest", "topic"),
    [
        (" about the drills?", "drills"),
        (" on NATO", "NATO"),
        ("?", ""),
        ("", ""),
        (" anything about Iran?", "Iran"),
        (" that the drills threaten peace", "drills threaten peace"),
    ],
)
def test_the_topic_has_neither_its_preposition_nor_its_marks(rest, topic):
    assert topic_of(rest) == topic


@pytest.mark.parametrize("piece", ["what ", "did lavrov ", "has had ", "is the ", "Lavrov's ", "views of ", "?", "a"])
def test_a_long_question_is_read_in_a_moment(piece):
    start = time.perf_counter()
    person_and_rest((piece * 2_000)[:2_000])
    person_and_rest(("what " + piece * 2_000)[:2_000])
    assert time.perf_counter() - start < 2
