"""Sentences that say what something is."""

import pytest

from answer.definitions import defines


@pytest.mark.parametrize(
    ("question", "named", "text", "said"),
    [
        ("What is TASS?", ("TASS",), "TASS is an agency.", True),
        ("What is TASS?", ("TASS",), "The paper is older than TASS.", False),
        ("Which exercises are described?", (), "Steel Rain is an exercise of two armies.", True),
        ("Which exercises are described?", (), "It is an exercise of two armies.", False),
        ("When was TASS founded?", ("TASS",), "TASS is an agency.", False),
    ],
)
def test_what_is_asked_for_is_said_by_the_sentence_that_defines_it(question, named, text, said):
    assert defines(question, named, text) is said
