"""The golden questions of a run as a table."""

from evals.kinds import missed, table
from evals.rows import Row, Verdict


def row(id: str, verdict: Verdict, *, right: bool) -> Row:
    return Row(
        suite="golden",
        dataset="golden",
        split="report",
        system="verbatim",
        question_id=id,
        verdict=verdict,
        scores={"right": float(right)},
    )


ROWS = [
    row("a", "right", right=True),
    row("b", "declined", right=False),
    row("c", "declined", right=True),
]


def test_each_kind_is_a_line_and_all_together_the_last():
    assert table(ROWS, {"a": "said", "b": "said", "c": "trap"}).splitlines()[2:] == [
        "| said | 2 | 1 | 0 | 1 |",
        "| trap | 1 | 0 | 0 | 1 |",
        "| all | 3 | 1 | 0 | 2 |",
    ]


def test_what_missed_is_named_and_declining_a_trap_is_no_miss():
    assert [each.question_id for each in missed(ROWS)] == ["b"]
