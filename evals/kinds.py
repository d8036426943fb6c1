"""The golden questions of a run as one table by kind, and those that came out wrong.

python -m evals run golden --out RUN
python -m evals.kinds RUN
"""

# ruff: noqa: T201 - printing is what a script is for

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.folder import read_run
from evals.golden import ALL_KINDS, SUITE
from evals.rows import Row

COLUMNS = ("right", "wrong", "declined")


def main(folder: Path) -> None:
    """Print both."""
    rows = [row for row in read_run(folder).rows if row.suite == SUITE]
    print(table(rows))
    print()
    print("\n".join(f"- `{row.question_id}` {row.verdict}: {row.question}" for row in missed(rows)))


def table(rows: Iterable[Row]) -> str:
    """One line a kind, in order, and all together last: how many were right, wrong and declined.

    Of the kinds that the corpus does not answer, declining is what is right.
    """
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row.dataset, Counter())[row.verdict] += 1
    lines = ["| kind | n | right | wrong | declined |", "|---|---|---|---|---|"]
    for kind in sorted(counts, key=lambda each: each == ALL_KINDS):
        cells = [str(counts[kind][column]) for column in COLUMNS]
        lines.append(f"| {kind} | {counts[kind].total()} | {' | '.join(cells)} |")
    return "\n".join(lines)


def missed(rows: Sequence[Row]) -> list[Row]:
    """The rows whose verdict is not the best that their question allows, once each."""
    return [row for row in rows if row.dataset != ALL_KINDS and not row.scores["right"]]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
