import json

import pytest

from evals.datasets.collection import DataError
from evals.gate import Floor, checked, failures, pin, read_floors, suites_in_repository, write_floors
from tests.evaluated import row, run


def floor(value: float = 1.0, **more: object) -> Floor:
    fields = {"suite": "retrieval", "dataset": "golden", "split": "report", "system": "verbatim", "metric": "hit"}
    return Floor(**{**fields, "floor": value, "n": 4, "data": "f1", "where": "repository", **more})  # type: ignore[arg-type]


def four(*hits: float, **more: object):
    return [row(str(number), hit, **more) for number, hit in enumerate(hits)]


def test_a_run_at_its_floor_passes():
    assert failures(run(*four(1, 1, 1, 0)), [floor(0.75)]) == []


def test_a_question_lost_whole_fails():
    (sentence,) = failures(run(*four(1, 1, 0, 0)), [floor(0.75)])
    assert sentence == (
        "retrieval / golden / report / verbatim / hit: 0.5000 is below the floor 0.7500 by 1.0 of 4 questions."
    )


def test_half_a_question_is_what_a_near_tie_may_cost():
    assert failures(run(*four(1, 1, 1, 0.5)), [floor(1.0)]) == []
    assert len(failures(run(*four(1, 1, 1, 0.49)), [floor(1.0)])) == 1


def test_other_data_fails_however_good_the_run_is():
    (sentence,) = failures(run(*four(1, 1, 1, 1), data={"golden": "f2"}), [floor(0.5)])
    assert "the data is f2, but the floor was measured on f1" in sentence


def test_a_missing_row_fails():
    (sentence,) = failures(run(*four(1, 1, 1)), [floor(0.5)])
    assert "3 rows, but the floor was measured over 4" in sentence


def test_a_floor_without_any_row_fails():
    (sentence,) = failures(run(*four(1, 1, 1, 1, system="other")), [floor(0.5)])
    assert "no row" in sentence


def test_a_floor_on_data_from_elsewhere_counts_only_where_that_data_was_measured():
    elsewhere = floor(1.0, dataset="xquad", where="elsewhere")
    assert failures(run(*four(1, 1, 1, 1)), [floor(), elsewhere]) == []
    measured = run(*four(0, 0, 0, 0, dataset="xquad"), data={"xquad": "f1"})
    assert len(failures(measured, [elsewhere])) == 1
    assert (checked(run(), [floor(), elsewhere]), checked(measured, [elsewhere])) == (1, 1)


def test_a_floor_of_a_suite_that_did_not_run_does_not_count():
    assert failures(run(*four(1, 1, 1, 1)), [floor(1.0, suite="answers")]) == []


def test_pinning_a_first_run_makes_its_floors():
    made = pin(run(*four(1, 1, 1, 0)), [])
    assert made.floors == (floor(0.75),)
    assert made.new == ("retrieval / golden / report / verbatim / hit: 0.7500",)


def test_pinning_a_better_run_raises_the_floor():
    made = pin(run(*four(1, 1, 1, 1)), [floor(0.75)])
    assert [each.floor for each in made.floors] == [1.0]
    assert made.raised == ("retrieval / golden / report / verbatim / hit: 0.7500 (n 4) to 1.0000 (n 4)",)
    assert made.lowered == ()


def test_a_lower_floor_is_named():
    made = pin(run(*four(1, 1, 1, 0)), [floor(1.0)])
    assert made.lowered == ("retrieval / golden / report / verbatim / hit: 1.0000 (n 4) to 0.7500 (n 4)",)


def test_fewer_rows_are_a_lower_floor_too():
    assert len(pin(run(*four(1, 1, 1)), [floor(1.0)]).lowered) == 1


def test_floors_of_what_did_not_run_stay():
    other = floor(0.3, suite="answers")
    assert other in pin(run(*four(1, 1, 1, 1)), [other]).floors


def test_neither_seconds_nor_the_systems_we_are_compared_with_have_floors():
    rows = [row("1", scores={"seconds": 0.2, "hit": 1.0}), row("1", system="bm25")]
    assert [each.metric for each in pin(run(*rows), []).floors] == ["hit"]


def test_data_from_elsewhere_is_marked():
    made = pin(run(row("1", dataset="ap"), data={"ap": "f9"}), [])
    assert [(each.where, each.data) for each in made.floors] == [("elsewhere", "f9")]


def test_floors_are_read_as_they_were_written(tmp_path):
    file = tmp_path / "baseline.json"
    write_floors([floor(0.75), floor(0.5, metric="MRR")], file)
    assert read_floors(file) == (floor(0.5, metric="MRR"), floor(0.75))
    assert json.loads(file.read_text())["tolerance_questions"] == 0.5


@pytest.mark.parametrize("text", ["{", "[]", '{"floors": [{"suite": 1}]}'])
def test_a_broken_file_of_floors_is_one_sentence(tmp_path, text):
    (tmp_path / "baseline.json").write_text(text)
    with pytest.raises(DataError, match=r"is not a file of floors"):
        read_floors(tmp_path / "baseline.json")


def test_without_a_file_of_floors_nothing_passes(tmp_path):
    with pytest.raises(DataError):
        read_floors(tmp_path / "baseline.json")


def test_only_suites_with_floors_in_the_repository_must_run_for_the_gate():
    floors = [floor(), floor(metric="MRR"), floor(suite="speed", where="elsewhere")]
    assert suites_in_repository(floors) == ["retrieval"]
