"""Many rows as few numbers: means with their intervals, and what one system has over another on the same questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from evals.rows import Row

RESAMPLES = 2000
"""Drawings of a bootstrap: the ends of an interval then move by less than a tenth of its width between seeds."""
SEED = 20261124
LEVEL = 0.95
OURS = "verbatim"
"""The system that the others are compared with."""


class Group(NamedTuple):
    """What a mean is taken over: the rows of one system on one part of one data set."""

    suite: str
    dataset: str
    split: str
    system: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """The mean of a metric over n rows, with the ends of its 95 % interval."""

    group: Group
    metric: str
    n: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Our mean less another system's, over the questions that both answered, with its paired 95 % interval."""

    group: Group
    metric: str
    n: int
    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All means of a run, and all leads over other systems; `group.system` of a lead is the other one."""

    means: tuple[Mean, ...]
    leads: tuple[Lead, ...]


def group_of(row: Row) -> Group:
    """The group that a row counts in."""
    return Group(row.suite, row.dataset, row.split, row.system)


def summarise(rows: Sequence[Row]) -> Summary:
    """The summary of a run; groups and metrics keep the order in which the rows bring them."""
    groups = grouped(rows)
    return Summary(means=tuple(_means(groups)), leads=tuple(_leads(groups)))


def grouped(rows: Iterable[Row]) -> dict[Group, list[Row]]:
    """The rows of each group, in order."""
    made: dict[Group, list[Row]] = {}
    for row in rows:
        made.setdefault(group_of(row), []).append(row)
    return made


def metrics_of(rows: Iterable[Row]) -> list[str]:
    """The names of all metrics of the rows, in order, each once."""
    return list(dict.fromkeys(name for row in rows for name in row.scores))


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean by the percentile bootstrap over the values.

    With one value, or equal ones, it has no width: that says that the sample shows no spread, not that there is none.
    """
    from scipy.stats import bootstrap  # noqa: PLC0415 - 1 s

    if len(set(values)) < 2:
        return (values[0], values[0])
    found = bootstrap(
        (np.array(values, dtype=np.float64),),
        np.mean,
        n_resamples=RESAMPLES,
        batch=200,
        confidence_level=LEVEL,
        method="percentile",
        rng=np.random.default_rng(SEED),
    )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def _means(groups: Mapping[Group, Sequence[Row]]) -> Iterable[Mean]:
    for group, rows in groups.items():
        for metric in metrics_of(rows):
            values = [row.scores[metric] for row in rows if metric in row.scores]
            low, high = interval(values)
            yield Mean(group=group, metric=metric, n=len(values), mean=float(np.mean(values)), low=low, high=high)


def _leads(groups: Mapping[Group, Sequence[Row]]) -> Iterable[Lead]:
    for group, rows in groups.items():
        ours = groups.get(group._replace(system=OURS))
        if ours and group.system != OURS:
            for metric in metrics_of(ours):
                yield from _lead(group, metric, ours, rows)


def _lead(group: Group, metric: str, ours: Sequence[Row], theirs: Sequence[Row]) -> Iterable[Lead]:
    differences = paired(ours, theirs, metric)
    if differences:
        low, high = interval(differences)
        mean = float(np.mean(differences))
        yield Lead(group=group, metric=metric, n=len(differences), difference=mean, low=low, high=high)


def paired(ours: Sequence[Row], theirs: Sequence[Row], metric: str) -> list[float]:
    """Ours less theirs for each question that has the metric in both, in our order."""
    other = {row.question_id: row.scores[metric] for row in theirs if metric in row.scores}
    return [
        row.scores[metric] - other[row.question_id] for row in ours if metric in row.scores and row.question_id in other
    ]
