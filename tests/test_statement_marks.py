"""The metrics of `evals.statements`, worked by hand."""

from pathlib import Path
from statistics import fmean

import pytest

from evals.attributions import Mark, agrees, compared, read_marks
from evals.statements import Statements, f1, held, quotations, statement_rows
from evals.suites import Context
from index.statements import statements
from index.types import Document, Span
from tests.conftest import ToyEncoder

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


def test_a_mark_agrees_that_shares_words_of_content_and_source():
    assert all(agrees(TEXT, statement, RIGHT) for statement in FOUND)
    assert not any(agrees(TEXT, statement, SWAPPED) for statement in FOUND)
    nobody = [Mark(source=(), content=mark.content) for mark in RIGHT]
    assert all(agrees(TEXT, statement, nobody) for statement in FOUND)


def test_what_overlaps_is_counted_in_words_of_pairs():
    half = [mark("Anna Berg", "We go"), mark("Jon Bell", "He stays out there")]
    counts = compared(TEXT, FOUND, half)
    assert (counts["statements"], counts["marks"]) == (2, 2)
    assert (counts["content words found"], counts["content words marked"], counts["content overlap"]) == (8, 6, 6)
    assert (counts["content any"], counts["content exact"]) == (2, 1)
    assert (counts["source overlap"], counts["source exact"]) == (4, 2)


def test_a_mark_is_paired_with_one_statement_only():
    one = compared(TEXT, FOUND, RIGHT[:1])
    assert (one["statements"], one["marks"], one["content any"], one["source any"]) == (2, 1, 1, 1)


def test_what_several_say_by_one_verb_counts_once():
    text = "Anna Berg and Jon Bell said that it was over."
    both = statements(Document(id="d", title="", text=text, path=""))
    assert [statement.speaker for statement in both] == ["Jon Bell", "Anna Berg"]
    assert compared(text, both, [])["statements"] == 1


def test_that_before_a_clause_belongs_to_no_content():
    text = "Anna Berg said that it was over."
    found = statements(Document(id="d", title="", text=text, path=""))
    start = text.index("that")
    marked = Mark(source=(Span(start=0, end=9),), content=(Span(start=start, end=len(text) - 1),))
    assert compared(text, found, [marked])["content exact"] == 1


def test_marks_are_read_from_their_lines():
    labels = "T1\tSource 18 27\tAnna Berg\nT2\tContent 1 5;6 15\tWe go\nT3\tCue 28 32\tsaid\n"
    lines = labels + "E1\tAttribution:T4 Content:T2 Cue:T3 Source:T1"
    assert read_marks(lines) == [
        Mark(
            source=(Span(start=18, end=27),),
            content=(Span(start=1, end=5), Span(start=6, end=15)),
            cue=(Span(start=28, end=32),),
        )
    ]


@pytest.mark.parametrize(
    ("other", "share"), [(Span(start=0, end=10), 1.0), (Span(start=5, end=9), 0.4), (Span(start=20, end=30), 0.0)]
)
def test_a_span_is_held_by_the_share_of_its_characters(other, share):
    assert held(Span(start=0, end=10), [other]) == share


@pytest.mark.parametrize(("precision", "recall", "expected"), [(0, 0, 0), (1, 1, 1), (0.5, 1, 2 / 3)])
def test_f1_is_the_harmonic_mean(precision, recall, expected):
    assert f1(precision, recall) == pytest.approx(expected)


@pytest.fixture
def polnear(tmp_path: Path) -> Path:
    """Two articles: in the first one quotation is right and one given to the wrong person, in the second both right."""
    folder = tmp_path / "data" / "dev"
    for name in ("text", "attributions"):
        (folder / name).mkdir(parents=True)
    for number, marks in enumerate(([RIGHT[0], SWAPPED[1]], RIGHT)):
        (folder / "text" / f"{number}.txt").write_text(TEXT, "utf-8")
        lines = []
        for place, each in enumerate(marks):
            for role, (found,) in (("Source", each.source), ("Content", each.content)):
                lines.append(f"T{place}{len(role)}\t{role} {found.start} {found.end}\twords")
            lines.append(f"E{place}\tAttribution:T9 Content:T{place}7 Source:T{place}6")
        (folder / "attributions" / f"{number}_anna.ann").write_text("\n".join(lines), "utf-8")
    return tmp_path


def test_the_mean_over_the_articles_is_the_figure_over_all_quotations(polnear: Path):
    rows = list(statement_rows(polnear / "data" / "dev", dataset="polnear-dev", split="report"))
    assert [row.question_id for row in rows] == ["0", "1"]
    assert fmean(row.scores["quotation precision"] for row in rows) == 3 / 4
    assert fmean(row.scores["quotation recall"] for row in rows) == 3 / 4
    assert {(row.question, row.answer) for row in rows} == {("", "")}


def test_the_suite_takes_what_is_asked_for_and_says_what_is_missing(polnear: Path, tmp_path: Path):
    wanted = Context(
        data=tmp_path,
        work=tmp_path,
        model="toy",
        encoder=ToyEncoder,
        fetched={"polnear": polnear},
        datasets=frozenset({"polnear-dev"}),
        limit=1,
    )
    assert [row.question_id for row in Statements().rows(wanted)] == ["0"]
    without = Context(data=tmp_path, work=tmp_path, model="toy", encoder=ToyEncoder)
    assert list(Statements().rows(without)) == []
    assert set(without.journal.skipped) == {"polnear-train", "polnear-dev"}
