"""What a question wants done: told from its words, and an answer where no words ask for more."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.task import task_of
from evals.questions import read_questions

PIECES = st.sampled_from(
    ["compare ", "and ", "what ", "said ", "about ", "versus ", "timeline of ", "how has ", "changed ", "’s ", "x? "]
)


@pytest.mark.parametrize(
    ("question", "rest", "sides"),
    [
        ("Compare what Lavrov and Kim said about Iran.", "What did Lavrov and Kim say about Iran?", ("Lavrov", "Kim")),
        (
            "compare what Lavrov said about Iran with what Kim said about it",
            "What did Lavrov and Kim say about Iran?",
            ("Lavrov", "Kim"),
        ),
        (
            "Compare what the defence minister No Kwang Chol said about drills with what Kim Yo Jong said, please",
            "What did No Kwang Chol and Kim Yo Jong say about drills?",
            ("No Kwang Chol", "Kim Yo Jong"),
        ),
        (
            "How does Macron's view on the force differ from Lavrov's?",
            "What did Macron and Lavrov say about the force?",
            ("Macron", "Lavrov"),
        ),
        (
            "Compare the positions of Moscow and Tokyo on the drills",
            "What did Moscow and Tokyo say about the drills?",
            ("Moscow", "Tokyo"),
        ),
        ("What is the difference between Alpha and Beta?", "Alpha and Beta?", ("Alpha", "Beta")),
        ("what is the difference in size between Alpha and Beta", "Alpha and Beta in size?", ("Alpha", "Beta")),
        ("Alpha versus Beta", "Alpha versus Beta?", ("Alpha", "Beta")),
        ("How do Alpha and Beta differ on tariffs?", "Alpha and Beta on tariffs?", ("Alpha", "Beta")),
    ],
)
def test_a_comparison_is_read_with_its_sides(question: str, rest: str, sides: tuple[str, str]):
    task = task_of(question)
    assert (task.name, task.rest, task.sides) == ("compare", rest, sides)


@pytest.mark.parametrize(
    ("question", "words", "rest"),
    [
        ("Timeline of the nuclear deal", "Timeline of", "the nuclear deal?"),
        ("Please give me a short chronology of the war.", "give me a short chronology of", "the war?"),
        ("How has Lavrov's position on Iran changed since July?", "changed", "Lavrov's position on Iran since July?"),
        ("What happened when in Wonsan?", "What happened when", "Wonsan?"),
        ("history of TASS", "history of", "TASS?"),
        ("What did Lavrov say about Iran, as a timeline?", "as a timeline", "What did Lavrov say about Iran?"),
    ],
)
def test_a_timeline_is_read(question: str, words: str, rest: str):
    task = task_of(question)
    assert (task.name, task.words, task.rest) == ("timeline", words, rest)


@pytest.mark.parametrize(
    ("question", "words", "rest"),
    [
        ("Summarise what Lavrov said about Iran.", "Summarise", "what Lavrov said about Iran?"),
        ("Summarise: Why does Russia object?", "Summarise", "Why does Russia object?"),
        ("Could you sum up the treaty, please?", "sum up", "the treaty?"),
        ("I need an overview of the drills", "an overview of", "the drills?"),
        ("What is known about Choe Son Hui?", "What is known about", "Choe Son Hui?"),
        ("brief me on the treaty", "brief me on", "the treaty?"),
    ],
)
def test_a_summary_is_read(question: str, words: str, rest: str):
    task = task_of(question)
    assert (task.name, task.words, task.rest) == ("summarise", words, rest)


@pytest.mark.parametrize(
    "question",
    [
        "What did Lavrov say about Iran?",
        "What happened when the deal collapsed?",
        "How has the war changed Iran's policy?",
        "Who wrote the history of the war?",
        "How do the drills differ?",
        "Which summary did TASS publish?",
        "How many people fled, compared with 2014?",
        "compare",
        "Summarise",
        "",
    ],
)
def test_any_other_question_wants_an_answer_and_is_left_as_it_is(question: str):
    task = task_of(question)
    assert (task.name, task.rest, task.words) == ("answer", question, "")


@given(st.text(max_size=120) | st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_read_and_the_words_stand_in_it(question: str):
    task = task_of(question)
    assert task.words in question
    assert task.name == "answer" or task.rest


def test_no_golden_question_is_taken_for_a_task_that_it_is_not():
    read = {each.id: task_of(each.question).name for each in read_questions()}
    assert {id: name for id, name in read.items() if name != "answer"} == {
        "comparison-trump-caine": "compare",
        "comparison-edge-ulchi": "compare",
        "comparison-kim-yo-jong-no": "compare",
    }


def test_of_the_questions_of_xquad_only_three_that_compare_are_no_plain_questions(shared: Path):
    articles = json.loads((shared / "xquad_en" / "xquad.en.json").read_text("utf-8"))["data"]
    asked = [each["question"] for one in articles for part in one["paragraphs"] for each in part["qas"]]
    other = [question for question in asked if task_of(question).name != "answer"]
    assert len(asked) == 1190
    assert len(other) == 3
    assert all(" compare to " in question for question in other)
