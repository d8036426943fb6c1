"""Two sides of a comparison, read out of a question."""

import pytest

from answer.comparison import sides
from index.topics import terms


@pytest.mark.parametrize(
    ("question", "named", "one", "other"),
    [
        ("Which carriers took part in the first and in the second edition?", (), "first", "second"),
        ("How do Moscow and Tokyo see the drills?", ("Moscow", "Tokyo"), "Moscow", "Tokyo"),
        ("What came of Hanoi compared with Singapore?", ("Hanoi", "Singapore"), "Hanoi", "Singapore"),
        ("Which was signed first, Alpha or Beta?", ("Alpha", "Beta"), "Alpha", "Beta"),
        ("What is the difference between Alpha and Beta?", ("Alpha", "Beta"), "Alpha", "Beta"),
    ],
)
def test_a_comparison_has_two_sides(question, named, one, other):
    assert sides(question, named) == (terms(one), terms(other))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("When was the treaty between Alpha and Beta signed?", ("Alpha", "Beta")),
        ("When did the first one begin?", ()),
        ("How do the drills differ?", ()),
        ("How does Alpha differ?", ("Alpha",)),
        ("How do Russia and Moscow differ?", ("Russia", "Moscow")),
    ],
)
def test_a_question_about_one_thing_has_none(question, named):
    assert sides(question, named) is None
