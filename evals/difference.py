"""What changed between two runs: metric by metric, and row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evals.folder import Run
from evals.losses import lost
from evals.rows import Row
from evals.summary import Group, group_of, grouped, interval, metrics_of, paired

LEAST = 1e-9
"""A smaller change of a score is none."""
TIMES = "seconds"
"""Metrics with this word in their name differ at every run: a row whose time alone changed did not change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a metric's mean moved over the n questions of both runs: the later less the earlier, with its interval."""

    group: Group
    metric: str
    n: int
    before: float
    after: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that differs. `lost` and `won` are the later run's rows; `other` moved without crossing the line."""

    changes: tuple[Change, ...]
    lost: tuple[Row, ...]
    won: tuple[Row, ...]
    other: tuple[Row, ...]
    gone: tuple[Row, ...]
    new: tuple[Row, ...]
    data: tuple[str, ...]


def difference(before: Run, after: Run) -> Difference:
    """`after` seen from `before`, rows matched by suite, data set, split, system and question."""
    old, new = _by_key(before.rows), _by_key(after.rows)
    pairs = [(old[key], row) for key, row in new.items() if key in old]
    moved = [(was, row) for was, row in pairs if _differs(was, row)]
    return Difference(
        changes=tuple(_changes(before.rows, after.rows)),
        lost=tuple(row for was, row in moved if lost(row) and not lost(was)),
        won=tuple(row for was, row in moved if lost(was) and not lost(row)),
        other=tuple(row for was, row in moved if lost(was) == lost(row)),
        gone=tuple(row for key, row in old.items() if key not in new),
        new=tuple(row for key, row in new.items() if key not in old),
        data=tuple(_other_data(before, after)),
    )


def markdown(before: Run, after: Run, found: Difference) -> str:
    """The difference for people."""
    lines = [f"# {after.folder.name} against {before.folder.name}", ""]
    lines += [f"The data of {name} is not the same: its rows do not compare." for name in found.data]
    lines += _metric_table(found.changes)
    for title, rows in (("Lost", found.lost), ("Won", found.won), ("Gone", found.gone), ("New", found.new)):
        lines += ["", f"## {title}: {len(rows)}", "", *map(_line, rows)]
    lines += ["", f"{len(found.other)} rows changed without being lost or won."]
    return "\n".join(lines) + "\n"


def _metric_table(changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        yield "No metric changed."
        return
    yield "| suite | data set | split | system | metric | n | before | after | change |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for each in changes:
        bounds = f"{each.after - each.before:+.3f} [{each.low:+.3f}, {each.high:+.3f}]"
        cells = [*each.group, each.metric, str(each.n), f"{each.before:.3f}", f"{each.after:.3f}", bounds]
        yield f"| {' | '.join(cells)} |"


def _line(row: Row) -> str:
    scores = ", ".join(f"{name} {value:.2f}" for name, value in row.scores.items() if TIMES not in name)
    return f"- {'/'.join(group_of(row))} `{row.question_id}` {row.question} {row.verdict} ({scores})"


def _changes(before: Sequence[Row], after: Sequence[Row]) -> Iterator[Change]:
    old = grouped(before)
    for group, rows in grouped(after).items():
        shared = {row.question_id for row in old.get(group, ())} & {row.question_id for row in rows}
        for metric in metrics_of(rows):
            moves = paired(rows, old.get(group, ()), metric)
            if any(abs(move) > LEAST for move in moves):
                values = [row.scores[metric] for row in rows if row.question_id in shared and metric in row.scores]
                low, high = interval(moves)
                now = float(np.mean(values))
                was = now - float(np.mean(moves))
                yield Change(group=group, metric=metric, n=len(moves), before=was, after=now, low=low, high=high)


def _differs(was: Row, row: Row) -> bool:
    names = [name for name in {**was.scores, **row.scores} if TIMES not in name]
    return was.verdict != row.verdict or any(
        name not in was.scores or name not in row.scores or abs(was.scores[name] - row.scores[name]) > LEAST
        for name in names
    )


def _other_data(before: Run, after: Run) -> Iterator[str]:
    for suite, sets in after.settings.data.items():
        for name, mark in sets.items():
            if before.settings.data.get(suite, {}).get(name, mark) != mark:
                yield f"{suite}/{name}"


def _by_key(rows: Sequence[Row]) -> dict[tuple[Group, str], Row]:
    return {(group_of(row), row.question_id): row for row in rows}
