"""The golden questions of a run as a table."""

from evals.kinds import missed, table
from evals.rows import Row, Verdict


def row(id: str, dataset: str, verdict: Verdict, *, right: bool) -> Row:
    return Row(
        suite="golden",
        dataset=dataset,
        split="report",
        system="verbatim",
        question_id=id,
        verdict=verdict,
        scores={"right": float(right)},
    )


ROWS = [
    row("a", "all", "right", right=True),
    row("b", "all", "declined", right=False),
    row("a", "said", "right", right=True),
    row("b", "said", "declined", right=False),
    row("c", "trap", "declined", right=True),
]


def test_each_kind_is_a_line_and_all_together_the_last():
    assert table(ROWS).splitlines()[2:] == [
        "| said | 2 | 1 | 0 | 1 |",
        "| trap | 1 | 0 | 0 | 1 |",
        "| all | 2 | 1 | 0 | 1 |",
    ]


def test_what_missed_is_named_once_and_declining_a_trap_is_no_miss():
    assert [each.question_id for each in missed(ROWS)] == ["b"]
