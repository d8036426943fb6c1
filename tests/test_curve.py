"""What a threshold costs, on rows worked by hand."""

from itertools import pairwise

import pytest

from answer.refusals import LEAST_CERTAINTY
from evals.curve import Point, curve, has_curve
from evals.plots import trade_off
from evals.rows import Row


def row(id: str, *, answerable: bool, certainty: float | None, verdict="right") -> Row:
    return Row(
        suite="refusal",
        dataset="golden",
        split="development",
        system="verbatim",
        question_id=id,
        gold=("answerable" if answerable else "unanswerable",),
        verdict=verdict,
        certainty=certainty,
    )


ROWS = [
    row("a", answerable=True, certainty=2.0),
    row("b", answerable=True, certainty=0.5, verdict="declined"),
    row("c", answerable=False, certainty=1.5, verdict="wrong"),
    row("d", answerable=False, certainty=0.1, verdict="declined"),
    row("e", answerable=False, certainty=None, verdict="declined"),
    row("f", answerable=True, certainty=None),
]


def test_each_threshold_has_its_two_errors_and_what_a_rule_decided_stays():
    assert curve(ROWS) == [
        Point(threshold=0.1, wrongly_answered=pytest.approx(2 / 3), wrongly_declined=0.0),
        Point(threshold=0.5, wrongly_answered=pytest.approx(1 / 3), wrongly_declined=0.0),
        Point(threshold=LEAST_CERTAINTY, wrongly_answered=pytest.approx(1 / 3), wrongly_declined=pytest.approx(1 / 3)),
        Point(threshold=1.5, wrongly_answered=pytest.approx(1 / 3), wrongly_declined=pytest.approx(1 / 3)),
        Point(threshold=2.0, wrongly_answered=0.0, wrongly_declined=pytest.approx(1 / 3)),
    ]


def test_a_higher_threshold_answers_no_more():
    found = curve(ROWS)
    assert all(one.wrongly_answered >= other.wrongly_answered for one, other in pairwise(found))
    assert all(one.wrongly_declined <= other.wrongly_declined for one, other in pairwise(found))


def test_there_is_no_curve_without_certainties_of_both_kinds():
    assert has_curve(ROWS)
    assert not has_curve([each for each in ROWS if each.gold == ("answerable",)])
    assert not has_curve([])


def test_the_plot_names_the_point_in_use():
    assert f"in use: {LEAST_CERTAINTY:.2f}" in trade_off(curve(ROWS), LEAST_CERTAINTY)
