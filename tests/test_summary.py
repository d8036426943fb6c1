import pytest

from evals.rows import Row
from evals.summary import interval, paired, summarise


def row(id: str, system: str = "verbatim", **scores: float) -> Row:
    return Row(suite="s", dataset="d", split="report", system=system, question_id=id, scores=scores)


def test_a_mean_is_over_the_rows_that_have_the_metric():
    means = summarise([row("1", hit=1.0), row("2", hit=0.0), row("3", other=1.0)]).means
    assert [(mean.metric, mean.n, mean.mean) for mean in means] == [("hit", 2, 0.5), ("other", 1, 1.0)]


def test_each_system_has_its_own_mean():
    means = summarise([row("1", hit=1.0), row("1", "bm25", hit=0.0)]).means
    assert [(mean.group.system, mean.mean) for mean in means] == [("verbatim", 1.0), ("bm25", 0.0)]


def test_an_interval_of_equal_values_has_no_width():
    assert interval([1.0, 1.0, 1.0]) == (1.0, 1.0)
    assert interval([0.0]) == (0.0, 0.0)


def test_an_interval_is_near_that_of_the_normal_distribution():
    low, high = interval([1.0] * 50 + [0.0] * 50)
    # .5 -+ 1.96 * sqrt(.25 / 100)
    assert low == pytest.approx(0.402, abs=0.011)
    assert high == pytest.approx(0.598, abs=0.011)


def test_an_interval_is_the_same_at_every_call():
    values = [0.0, 0.2, 1.0, 0.7, 0.3]
    assert interval(values) == interval(values)


def test_differences_are_paired_by_question():
    ours = [row("1", hit=1.0), row("2", hit=0.0), row("3", hit=1.0)]
    theirs = [row("2", "bm25", hit=1.0), row("1", "bm25", hit=0.5), row("4", "bm25", hit=1.0)]
    assert paired(ours, theirs, "hit") == [0.5, -1.0]


def test_our_lead_over_another_system_is_the_mean_difference():
    (lead,) = summarise(
        [row("1", hit=1.0), row("2", hit=1.0), row("1", "bm25", hit=0.0), row("2", "bm25", hit=1.0)]
    ).leads
    assert (lead.group.system, lead.n, lead.difference, lead.low, lead.high) == ("bm25", 2, 0.5, 0.0, 1.0)


def test_there_is_no_lead_over_a_system_on_other_questions():
    assert summarise([row("1", hit=1.0), row("2", "bm25", hit=0.0)]).leads == ()


def test_without_our_system_there_is_no_lead():
    assert summarise([row("1", "dense", hit=1.0), row("1", "bm25", hit=0.0)]).leads == ()
