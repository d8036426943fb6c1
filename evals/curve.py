"""What a threshold costs: answered though nothing answers, against declined though something does. From rows; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.refusals import LEAST_CERTAINTY
from evals.rows import Row

STEPS = 20
"""Points of a curve beside the threshold in use: quantiles of the certainties, so that each moves as many rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """At this threshold: the share of the unanswerable questions that are answered, of the answerable ones declined."""

    threshold: float
    wrongly_answered: float
    wrongly_declined: float


def has_curve(rows: Sequence[Row]) -> bool:
    """Whether some answers to questions of both kinds were decided by a certainty."""
    return len({_answerable(row) for row in rows if row.certainty is not None}) == 2


def curve(rows: Sequence[Row]) -> list[Point]:
    """The points by ascending threshold, the one in use among them; of rows that `has_curve`.

    A row without a certainty was decided by a rule or a statement: its verdict is the same at every threshold.
    """
    found = sorted(row.certainty for row in rows if row.certainty is not None)
    quantiles = {found[(len(found) - 1) * step // STEPS] for step in range(STEPS + 1)}
    return [_point(rows, threshold) for threshold in sorted({*quantiles, LEAST_CERTAINTY})]


def _point(rows: Sequence[Row], threshold: float) -> Point:
    answered: dict[bool, list[bool]] = {True: [], False: []}
    for row in rows:
        decided = row.verdict != "declined" if row.certainty is None else row.certainty >= threshold
        answered[_answerable(row)].append(decided)
    wrongly = sum(answered[False]) / len(answered[False])
    return Point(
        threshold=threshold,
        wrongly_answered=wrongly,
        wrongly_declined=1 - sum(answered[True]) / len(answered[True]),
    )


def _answerable(row: Row) -> bool:
    return row.gold == ("answerable",)
