"""Questions that tell what they ask about by its relation to a name."""

import pytest

from index.links import words
from index.relations import is_nested


def nested(question: str) -> bool:
    """Names are written in capitals here, so that a test needs no catalogue."""
    asked = words(question)
    return is_nested(asked, [(at, at + 1) for at, word in enumerate(asked) if word.text.rstrip("’s").isupper()])


@pytest.mark.parametrize(
    "question",
    [
        "Where was the husband of ANNA born?",
        "When did the director of the film FORTUNELLA die?",
        "Who is the father of the director of FORTUNELLA?",
        "Who is ANNA’s grandfather?",
        "Who is ANNA’s father in law?",
        "Where did ANNA’s mother die?",
        "What nationality is the composer of song BLUE?",
    ],
)
def test_a_question_about_somebody_told_by_a_relation_is_nested(question):
    assert nested(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the husband of ANNA?",
        "Who was ANNA’s mother?",
        "When was ANNA born?",
        "Was ANNA or BERTA born first?",
        "What did LAVROV say about IRAN?",
        "Who directed it?",
        "",
    ],
)
def test_a_question_for_the_relation_itself_or_without_one_is_not(question):
    assert not nested(question)
