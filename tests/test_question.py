"""A question read against a corpus: who is asked about, on what topic, and what an answer must hold."""

import time
from collections.abc import Iterator

import pytest

from answer.question import LONGEST, Question, understand
from answer.subject import speakers_named
from index.store import Index
from tests import newsroom

LAVROV = ("Sergei Lavrov", "Sergey Lavrov")


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as index:
        yield index


@pytest.fixture
def ask(index: Index):
    return lambda question: understand(question, index.catalogue)


@pytest.mark.parametrize(
    ("question", "person", "speakers", "topic"),
    [
        ("What did Lavrov say about Iran?", "Lavrov", LAVROV, "Iran"),
        ("what did lavrof say about iran", "Lavrov", LAVROV, "iran"),
        ("lavrof iran", "Lavrov", LAVROV, "iran"),
        ("iran lavrov", "lavrov", LAVROV, "iran"),
        ("Sergei Lavrov Iran", "Sergei Lavrov", LAVROV, "Iran"),
        ("Lavrov on Iran", "Lavrov", LAVROV, "Iran"),
        ("Lavrov: Iran", "Lavrov", LAVROV, "Iran"),
        ("Lavrov", "Lavrov", LAVROV, ""),
        ("Did Lavrov mention Venezuela?", "Lavrov", LAVROV, "Venezuela"),
        ("What is Russia's position on the drills?", "Russia", ("Russia", "Russian Foreign Ministry"), "drills"),
        ("What does Moscow think of the drills?", "Moscow", ("Russia", "Russian Foreign Ministry"), "drills"),
        ("What did Putin say?", "Putin", (), ""),
        ("What did Lavrov and Putin say about Iran?", "Lavrov and Putin", LAVROV, "Iran"),
    ],
)
def test_who_is_asked_about_is_known_by_the_names_that_the_corpus_has(ask, question, person, speakers, topic):
    found = ask(question)
    assert (found.intent, found.person, set(found.speakers), found.topic) == ("said", person, set(speakers), topic)


@pytest.mark.parametrize(
    "question",
    [
        "Who did Lavrov meet?",
        "What do the documents say about Iran?",
        "Which exercises are described?",
        "What does the harvest say?",
        "grain Kenya",
        "Что сказал Лавров?",
        "拉夫罗夫说了什么?",
        "?!… —",
        "",
    ],
)
def test_a_question_for_nobodys_words_looks_for_sentences(ask, question):
    found = ask(question)
    assert (found.intent, found.person, found.speakers) == ("find", "", ())


def test_a_why_looks_for_sentences_and_knows_who_may_have_said_them(ask):
    found = ask("Why does Russia object to the drills?")
    assert (found.intent, found.person, found.topic) == ("find", "", "Why does Russia object to the drills?")
    assert set(found.speakers) == {"Russia", "Russian Foreign Ministry"}


def test_what_is_searched_is_mended_and_what_was_asked_is_kept(ask):
    found = ask("  what did\nlavrof say  about Iran? ")
    assert found.asked == "  what did\nlavrof say  about Iran? "
    assert found.understood == "what did Lavrov say about Iran?"


def test_a_word_that_the_corpus_lacks_stays_and_is_required(ask):
    found = ask("What did Lavrov say about Venezuela?")
    assert (found.terms, found.required, found.named) == ({"xqvenezuela"}, {"xqvenezuela"}, ("Venezuela",))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did Lavrov say about Iran?", ("Iran",)),
        ("what did lavrov say about iran", ("iran",)),
        ("What did Lavrov say about the French and British troops?", ("French", "British")),
        ("What did Lavrov say about North Korea's army?", ("North Korea",)),
        ("Which exercises are described?", ()),
        ("Exercises of 2025", ()),
        ("Lavrov visited where?", ("Lavrov",)),
        ("Why does Russia object to the drills?", ("Russia",)),
        ("Who won the war in Kenya?", ("Kenya",)),
    ],
)
def test_the_names_of_a_topic_are_told_from_its_ordinary_words(ask, question, named):
    assert ask(question).named == named


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who met Lavrov?", "person"),
        ("Which minister went to Wonsan?", "person"),
        ("When did Lavrov arrive?", "date"),
        ("In what year was it?", "date"),
        ("How many tons were sold?", "number"),
        ("Where did they meet?", "place"),
        ("In which city did they meet?", "place"),
        ("Why does Russia object?", "reason"),
        ("“Who met Lavrov?”", "person"),
    ],
)
def test_the_question_word_tells_what_kind_of_thing_answers(ask, question, expected):
    assert ask(question).expected == expected


@pytest.mark.parametrize(
    "question", ["Lavrov Iran " * 834, "x" * 10_000, "?" * 10_000, "what did lavrov say " * 500, "\n" * 10_000]
)
def test_a_question_of_ten_thousand_characters_is_cut_and_understood_in_a_moment(ask, question):
    start = time.perf_counter()
    found = ask(question)
    assert isinstance(found, Question)
    assert len(found.understood) <= LONGEST
    assert found.asked == question
    assert time.perf_counter() - start < 5


SPEAKERS = ["Sergei Lavrov", "Sergey Lavrov", "Anna Lavrov", "Kim Jong Un", "Kim Yo Jong", "Russia", "Kremlin",
            "Russian Foreign Ministry", "North Korea", "the ministry", "Lee",
            "Sergei Shoigu", "Trade and Industry Department"]  # fmt: skip


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("Lavrov", {"Sergei Lavrov", "Sergey Lavrov", "Anna Lavrov"}),
        ("lavrov", {"Sergei Lavrov", "Sergey Lavrov", "Anna Lavrov"}),
        ("Sergey Lavrov", {"Sergei Lavrov", "Sergey Lavrov"}),
        ("Anna Lavrov", {"Anna Lavrov"}),
        ("Kim", {"Kim Jong Un", "Kim Yo Jong"}),
        ("Kim Jong Un", {"Kim Jong Un"}),
        ("Russia", {"Russia", "Kremlin", "Russian Foreign Ministry"}),
        ("the Kremlin", {"Russia", "Kremlin", "Russian Foreign Ministry"}),
        ("Pyongyang", {"North Korea"}),
        ("Lee", {"Lee"}),
        ("Kim Jong Un and Anna Lavrov", {"Kim Jong Un", "Anna Lavrov"}),
        ("Sergei Shoigu and Sergei Lavrov", {"Sergei Shoigu", "Sergei Lavrov", "Sergey Lavrov"}),
        ("Trade and Industry Department", {"Trade and Industry Department"}),
        ("Russia or North Korea", {"Russia", "Kremlin", "Russian Foreign Ministry", "North Korea"}),
        ("Putin", set()),
        ("the", set()),
        ("", set()),
    ],
)
def test_a_person_is_every_speaker_that_the_words_can_mean(person, expected):
    assert set(speakers_named(person, SPEAKERS)) == expected


def test_a_name_of_two_persons_is_told_by_both_full_names(tmp_path):
    written = {
        "one.md": newsroom.article("One", "Jaroslaw Kaczynski said that the vote was fair.", "Desk", "2025-07-01"),
        "two.md": newsroom.article("Two", "Lech Kaczynski said that the vote was late.", "Echo", "2025-07-02"),
    }
    for name, text in written.items():
        (tmp_path / name).write_text(text, "utf-8")
    with newsroom.opened(tmp_path) as index:
        index.update([str(tmp_path / name) for name in written], max_bytes=newsroom.LIMIT)
        both = understand("What did Kaczynski say about the vote?", index.catalogue)
        one = understand("What did Lech Kaczynski say about the vote?", index.catalogue)
    assert both.readings[0].meaning == "words of Jaroslaw Kaczynski, Lech Kaczynski"
    assert (one.readings[0].meaning, one.speakers) == ("words of Lech Kaczynski", ("Lech Kaczynski",))
