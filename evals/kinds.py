"""The golden questions of a run as one table by kind, and those that came out wrong.

python -m evals run golden --out RUN
python -m evals.kinds RUN
"""

# ruff: noqa: T201 - printing is what a script is for

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evals.folder import read_run
from evals.golden import SUITE
from evals.questions import read_questions
from evals.rows import Row

COLUMNS = ("right", "wrong", "declined")


def main(folder: Path) -> None:
    """Print both."""
    rows = [row for row in read_run(folder).rows if row.suite == SUITE]
    print(table(rows, {question.id: question.kind for question in read_questions()}))
    print()
    print("\n".join(f"- `{row.question_id}` {row.verdict}: {row.question}" for row in missed(rows)))


def table(rows: Iterable[Row], kinds: Mapping[str, str]) -> str:
    """One line a kind, in order, and all together last: how many were right, wrong and declined.

    `kinds` has the kind of each question's id. Of the kinds that the corpus does not answer, declining is what is
    right.
    """
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(kinds[row.question_id], Counter())[row.verdict] += 1
    counts["all"] = sum(counts.values(), Counter())
    lines = ["| kind | n | right | wrong | declined |", "|---|---|---|---|---|"]
    for kind, count in counts.items():
        lines.append(f"| {kind} | {count.total()} | {' | '.join(str(count[column]) for column in COLUMNS)} |")
    return "\n".join(lines)


def missed(rows: Sequence[Row]) -> list[Row]:
    """The rows whose verdict is not the best that their question allows."""
    return [row for row in rows if not row.scores["right"]]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
