from evals.difference import difference, markdown
from tests.evaluated import row, run

SHOWN = "all-gold@8 passages"


def test_equal_runs_do_not_differ():
    found = difference(run(row("1")), run(row("1")))
    assert (found.changes, found.lost, found.won, found.other, found.gone, found.new, found.data) == ((),) * 7


def test_time_alone_is_no_change_of_a_row():
    before, after = (run(row("1", scores={"hit": 1.0, "seconds": s})) for s in (0.1, 0.2))
    assert difference(before, after).other == ()


def test_a_metric_that_moved_is_told_with_both_means():
    before = run(row("1", 1.0), row("2", 0.0), row("3", 0.0))
    after = run(row("1", 1.0), row("2", 1.0), row("4", 0.0))
    (change,) = difference(before, after).changes
    assert (change.metric, change.n, change.before, change.after) == ("hit", 2, 0.5, 1.0)


def test_a_question_whose_verdict_turns_is_lost_or_won():
    right, wrong = row("1", verdict="right"), row("1", verdict="wrong")
    assert difference(run(right), run(wrong)).lost == (wrong,)
    assert difference(run(wrong), run(right)).won == (right,)


def test_a_question_whose_gold_is_no_longer_shown_is_lost():
    shown, hidden = row("1", scores={SHOWN: 1.0}), row("1", scores={SHOWN: 0.0})
    assert difference(run(shown), run(hidden)).lost == (hidden,)


def test_a_row_that_moved_without_crossing_the_line_is_counted():
    moved = row("1", 0.5)
    assert difference(run(row("1", 1.0)), run(moved)).other == (moved,)


def test_rows_that_only_one_run_has_are_gone_or_new():
    found = difference(run(row("1"), row("2")), run(row("2"), row("3")))
    assert [each.question_id for each in found.gone] == ["1"]
    assert [each.question_id for each in found.new] == ["3"]


def test_other_data_is_told_before_all():
    before, after = run(row("1"), data={"golden": "f1"}), run(row("1"), data={"golden": "f2"})
    found = difference(before, after)
    assert found.data == ("retrieval/golden",)
    assert "The data of retrieval/golden is not the same: its rows do not compare." in markdown(before, after, found)


def test_the_text_names_metrics_and_lost_questions():
    before = run(row("1", verdict="right", question="Who?"))
    after = run(row("1", 0.0, verdict="wrong", question="Who?"))
    text = markdown(before, after, difference(before, after))
    assert "| retrieval | golden | report | verbatim | hit | 1 | 1.000 | 0.000 | -1.000 [-1.000, -1.000] |" in text
    assert "## Lost: 1\n\n- retrieval/golden/report/verbatim `1` Who? wrong (hit 0.00)" in text
