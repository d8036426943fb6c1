"""The reranking suite: what it says about all data sets together."""

from evals.reranking import pooled
from evals.rows import Row, Split


def row(dataset: str, system: str, question: str, score: float, split: Split = "report") -> Row:
    return Row(
        suite="reranking", dataset=dataset, split=split, system=system, question_id=question, scores={"MRR": score}
    )


def test_the_report_questions_of_all_data_sets_count_once_each() -> None:
    rows = [
        row("a", "verbatim", "1", 1.0),
        row("a", "other", "1", 0.5),
        row("b", "verbatim", "1", 1.0),
        row("b", "other", "1", 0.5),
        row("b", "verbatim", "2", 0.0, "development"),
        row("b", "other", "2", 1.0, "development"),
    ]

    assert list(pooled(rows, ["MRR"])) == [
        "all report questions, verbatim less other: MRR +0.5000 [+0.5000, +0.5000], n 2"
    ]


def test_without_the_product_there_is_nothing_to_compare() -> None:
    assert list(pooled([row("a", "other", "1", 0.5)], ["MRR"])) == []
