"""Who is said to have said it."""

import pytest

from answer.said import said_by_another, speakers_named
from index.statements import statements
from index.types import Document, Span

TEXT = "Sergei Lavrov said that the drills threaten the peace. The ministry rejected the plan."
DOCUMENT = Document(id="d", title="", text=TEXT, path="/d.txt")
FIRST = Span(start=0, end=TEXT.index(".") + 1)


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("Lavrov warned of the drills.", ["Lavrov"]),
        ("The drills threaten peace, said Lavrov.", ["Lavrov"]),
        ("According to Lavrov the drills threaten peace.", ["Lavrov"]),
        ("The drills threaten Lavrov.", []),
        ("He was thanked by Lavrov.", []),
    ],
)
def test_who_speaks_in_a_sentence(sentence, speakers):
    assert speakers_named(sentence) == speakers


def test_another_speaker_is_named_with_the_true_one():
    said = statements(DOCUMENT)
    reason = said_by_another("Kim said that the drills threaten the peace.", FIRST, said)
    assert reason == "Said by Sergei Lavrov, not Kim."


@pytest.mark.parametrize(
    "sentence",
    [
        "Lavrov said that the drills threaten the peace.",
        "The drills threaten the peace.",
        "He said that the drills threaten the peace.",
    ],
)
def test_the_true_speaker_and_no_speaker_pass(sentence):
    assert said_by_another(sentence, FIRST, statements(DOCUMENT)) == ""


def test_where_the_source_names_no_speaker_nobody_is_accused():
    assert said_by_another("Kim said that the drills threaten the peace.", FIRST, []) == ""
