"""The questions that our system lost: what a person looks at first."""

from collections.abc import Iterable, Sequence

from evals.rows import Row
from evals.summary import OURS

ALL_SHOWN = "all-gold@8 passages"
"""For retrieval: whether a reader was shown every gold document."""


def lost(row: Row) -> bool:
    """Whether the row is a failure: a wrong verdict, or without a verdict a gold document that was not shown."""
    return row.verdict == "wrong" or (not row.verdict and row.scores.get(ALL_SHOWN) == 0)


def losses(rows: Iterable[Row]) -> Sequence[Row]:
    """The failures of our system, in order; of all systems where ours is not among the rows' systems."""
    kept = list(rows)
    ours = [row for row in kept if row.system == OURS]
    return [row for row in ours or kept if lost(row)]
