"""The command line of the measurements, and the folder of a run."""

import json
import re

import pytest
from typer.testing import CliRunner

from evals import __main__ as commands
from evals import registry, running
from evals.folder import kept, read_run, write_settings
from evals.suites import Context, Suite
from tests.evaluated import row, run


class Numbers:
    """A suite of three rows, one of them wrong."""

    name = "numbers"
    about = "Counts."

    def rows(self, context: Context):
        context.journal.data["golden"] = "f1"
        context.journal.skipped["ap"] = "it was lost"
        context.journal.notes.append("Two is odd.")
        for number, hit in enumerate((1.0, 1.0, 0.0)):
            yield row(str(number), hit, suite="numbers", verdict="right" if hit else "wrong")


@pytest.fixture(autouse=True)
def numbers(monkeypatch):
    suites: tuple[Suite, ...] = (Numbers(),)
    monkeypatch.setattr(registry, "SUITES", suites)
    monkeypatch.setattr(commands, "SUITES", suites)


@pytest.fixture
def told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run_command(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(commands.app, list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    return run_command


def test_a_run_leaves_its_folder(told, tmp_path):
    code, output = told("run", "numbers", "--out", "made")
    assert code == 0
    names = {"settings.json", "rows.jsonl", "summary.json", "summary.md", "report.html"}
    assert {file.name for file in (tmp_path / "made").iterdir()} == names
    assert "| verbatim | 0.667 |" in output
    assert "- numbers: ap was skipped: it was lost." in output
    assert "3 rows in 0 s" in output
    settings = json.loads((tmp_path / "made/settings.json").read_text())
    assert settings["data"] == {"numbers": {"golden": "f1"}}
    assert set(settings) >= {"command", "commit", "versions", "encoder", "python"}


def test_rows_are_read_as_they_were_written(tmp_path):
    made = run(row("1", gold=("a", "b"), passages=("c",), question="“Who?”"), row("2", verdict="declined"))
    assert tuple(kept(made.rows, tmp_path)) == made.rows
    write_settings(tmp_path, made.settings)
    assert read_run(tmp_path).rows == made.rows
    assert read_run(tmp_path).settings == made.settings


def test_a_run_that_breaks_off_leaves_its_rows(tmp_path):
    rows = kept([row("1"), row("2")], tmp_path)
    next(rows)
    rows.close()
    assert len((tmp_path / "rows.jsonl").read_text().splitlines()) == 1


def test_a_run_into_the_folder_of_another_takes_its_place(told, tmp_path):
    told("run", "--out", "one")
    told("run", "--out", "one")
    assert len((tmp_path / "one/rows.jsonl").read_text().splitlines()) == 3


def test_a_summary_is_written_for_programs(told, tmp_path):
    told("run", "--out", "made")
    (mean,) = json.loads((tmp_path / "made/summary.json").read_text())["means"]
    assert (mean["group"]["system"], mean["metric"], mean["n"]) == ("verbatim", "hit", 3)
    assert mean["low"] <= mean["mean"] <= mean["high"]


def test_a_difference_is_printed_and_written(told, tmp_path):
    told("run", "--out", "one")
    code, output = told("diff", "one", "one")
    assert (code, "No metric changed." in output) == (0, True)
    assert (tmp_path / "one/diff.md").read_text().strip() == output.strip()


def test_a_run_tells_what_changed_since_another(told, tmp_path):
    told("run", "--out", "one")
    _, output = told("run", "--out", "two", "--against", "one")
    assert "# two against one" in output
    assert (tmp_path / "two/diff.md").exists()


def test_a_pinned_run_passes_its_own_gate_and_a_gate_without_a_run_makes_one(told):
    told("run", "--out", "one")
    code, output = told("pin", "one", "--floors", "floors.json")
    assert (code, "new  numbers / golden / report / verbatim / hit: 0.6667" in output) == (0, True)
    assert told("gate", "one", "--floors", "floors.json") == (
        0,
        "1 floors hold; 0 are of suites or data that were not measured.\n",
    )
    code, output = told("gate", "--floors", "floors.json")
    assert (code, "1 floors hold;" in output) == (0, True)


def test_a_floor_is_not_lowered_unasked(told, tmp_path):
    told("run", "--out", "one")
    told("pin", "one", "--floors", "floors.json")
    floors = tmp_path / "floors.json"
    floors.write_text(floors.read_text().replace("0.666667", "0.9"))
    raised = floors.read_text()
    assert told("gate", "one", "--floors", "floors.json")[0] == 1
    code, output = told("pin", "one", "--floors", "floors.json")
    assert code == 1
    assert "lowered  numbers / golden / report / verbatim / hit: 0.9000 (n 3) to 0.6667 (n 3)" in output
    assert floors.read_text() == raised
    assert told("pin", "one", "--floors", "floors.json", "--allow-lower")[0] == 0
    assert "0.666667" in floors.read_text()


def test_a_report_can_be_made_again(told, tmp_path):
    told("run", "--out", "one")
    page = (tmp_path / "one/report.html").read_text()
    (tmp_path / "one/report.html").unlink()
    assert told("report", "one")[0] == 0
    assert (tmp_path / "one/report.html").read_text() == page


def test_the_list_names_suites_data_sets_and_systems(told):
    code, output = told("list")
    assert code == 0
    assert "numbers      Counts." in output
    assert "realtimeqa-2025" in output
    assert "llamaindex" in output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["run", "unknown"], "Error: There is no suite 'unknown'. There are: numbers."),
        (["run", "--fetched", "ap"], "Error: --fetched 'ap' names no place: write NAME=PATH."),
        (["run", "--fetched", "ap=nowhere"], "Error: --fetched ap: nowhere is not there."),
        (["run", "--against", "nowhere"], "Error: nowhere is not the folder of a run: "),
        (["report", "nowhere"], "Error: nowhere is not the folder of a run: "),
        (["gate", "--floors", "nowhere.json"], "Error: nowhere.json is not a file of floors "),
    ],
)
def test_an_error_is_one_sentence(told, words, sentence):
    code, output = told(*words)
    assert code == 1
    assert output.startswith(sentence)
    assert output.count("\n") == 1


@pytest.mark.parametrize("option", ["--only", "--system"])
def test_a_name_that_nothing_has_is_an_error(told, option):
    code, output = told("run", option, "unknown")
    assert code == 1
    assert output.endswith("Error: Nothing that ran is named 'unknown'. What there is: python -m evals list\n")


def test_a_data_set_that_was_skipped_is_no_unknown_one(told):
    assert told("run", "--only", "ap", "--only", "golden")[0] == 0


def test_a_run_without_git_has_an_unknown_commit(monkeypatch, tmp_path):
    monkeypatch.setattr(running, "HOME", tmp_path)
    assert running.commit() == "unknown"


def test_a_commit_is_twelve_digits_and_a_plus_for_what_is_not_committed():
    assert re.fullmatch(r"[0-9a-f]{12}\+?|unknown", running.commit())
