"""What the suite of speed measures; no test looks at how long something took."""

from pathlib import Path

import pytest

from evals.speed import Speed, indexed, started, started_in_a_process, summary
from evals.suites import Context
from index.sentence_transformer import DEFAULT_MODEL, load_encoder
from index.store import Index
from tests.conftest import ToyEncoder


def toy(_: str) -> ToyEncoder:
    return ToyEncoder()


@pytest.mark.parametrize(
    ("seconds", "median", "high"), [([2.0], 2.0, 2.0), ([0.0, 0.0], 0.0, 0.0), ([4.0, 1.0, 2.0, 3.0, 5.0], 3.0, 4.8)]
)
def test_median_and_percentile_are_as_worked_by_hand(seconds: list[float], median: float, high: float):
    assert summary(seconds) == {"median seconds": median, "95th percentile seconds": pytest.approx(high)}


def test_a_start_has_its_steps(tmp_path: Path):
    with Index.open(tmp_path, model="toy", encoder=ToyEncoder) as index:
        (tmp_path / "a.txt").write_text("Lavrov spoke about Iran.", "utf-8")
        assert list(indexed(index, [str(tmp_path / "a.txt")])) == ["seconds", "documents a second", "passages a second"]
    assert list(started(tmp_path, "toy", toy)) == ["open seconds", "load seconds", "first answer seconds"]


def test_the_suite_has_a_row_for_every_step_and_question(tmp_path: Path):
    def start(folder: Path, model: str) -> dict[str, float]:
        return started(folder, model, toy)

    context = Context(data=tmp_path, work=tmp_path, model="toy", encoder=ToyEncoder, limit=1)
    rows = list(Speed(start=start, load=toy).rows(context))
    assert {row.dataset for row in rows} == {"index cold", "index", "question", "questions", "start"}
    asked = [row for row in rows if row.dataset == "question"]
    assert len(asked) == 14  # one of each kind but follow-up, which needs earlier turns
    assert all({"seconds", "understand seconds", "search seconds"} <= set(row.scores) for row in asked)


@pytest.mark.model
def test_a_start_in_a_process_of_its_own_is_measured(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Lavrov spoke about Iran.", "utf-8")
    with Index.open(tmp_path / "s", model=DEFAULT_MODEL, encoder=lambda: load_encoder(DEFAULT_MODEL)) as index:
        index.update([str(tmp_path / "a.txt")], max_bytes=1_000)
    assert "process seconds" in started_in_a_process(tmp_path / "s", DEFAULT_MODEL)
