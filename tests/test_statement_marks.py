"""The metrics of `evals.statements`, worked by hand."""

import pytest

from evals.statements import Mark, f1, held, overlaps, quotations, read_marks
from index.statements import statements
from index.types import Document, Span

TEXT = "“We go home now,” Anna Berg said. “He stays out there,” Jon Bell said."
FOUND = statements(Document(id="d", title="", text=TEXT, path=""))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def mark(source: str, content: str) -> Mark:
    return Mark(source=(span(source),), content=(span(content),))


RIGHT = [mark("Anna Berg", "We go home now"), mark("Jon Bell", "He stays out there")]
SWAPPED = [mark("Jon Bell", "We go home now"), mark("Anna Berg", "He stays out there")]


@pytest.mark.parametrize(("marks", "right"), [(RIGHT, 2), (SWAPPED, 0), ([RIGHT[0], SWAPPED[1]], 1)])
def test_a_quotation_is_right_when_it_is_given_to_the_marked_source(marks, right):
    counts = quotations(TEXT, FOUND, marks)
    assert (counts["marked"], counts["held"], counts["right"]) == (2, 2, right)


def test_a_statement_is_real_when_somebody_marked_its_words():
    assert overlaps(FOUND, RIGHT) == {"all": 2, "found": 2, "made": 2, "real": 2}
    assert overlaps(FOUND, RIGHT[:1]) == {"all": 1, "found": 1, "made": 2, "real": 1}


def test_marks_are_read_from_their_lines():
    labels = "T1\tSource 18 27\tAnna Berg\nT2\tContent 1 5;6 15\tWe go\nT3\tCue 28 32\tsaid\n"
    lines = labels + "E1\tAttribution:T4 Content:T2 Source:T1"
    assert read_marks(lines) == [
        Mark(source=(Span(start=18, end=27),), content=(Span(start=1, end=5), Span(start=6, end=15)))
    ]


@pytest.mark.parametrize(
    ("other", "share"), [(Span(start=0, end=10), 1.0), (Span(start=5, end=9), 0.4), (Span(start=20, end=30), 0.0)]
)
def test_a_span_is_held_by_the_share_of_its_characters(other, share):
    assert held(Span(start=0, end=10), [other]) == share


@pytest.mark.parametrize(("precision", "recall", "expected"), [(0, 0, 0), (1, 1, 1), (0.5, 1, 2 / 3)])
def test_f1_is_the_harmonic_mean(precision, recall, expected):
    assert f1(precision, recall) == pytest.approx(expected)
