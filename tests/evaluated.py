"""Runs made by hand for the tests of the evaluation."""

from pathlib import Path

from evals.folder import Run, Settings
from evals.rows import Row


def row(id: str, hit: float = 1.0, *, system: str = "verbatim", dataset: str = "golden", **more: object) -> Row:
    fields = {"scores": {"hit": hit}, "suite": "retrieval", "split": "report", **more}
    return Row(dataset=dataset, system=system, question_id=id, **fields)  # type: ignore[arg-type]


def run(*rows: Row, data: dict[str, str] | None = None, folder: Path = Path("run"), **more: object) -> Run:
    suites = {row.suite for row in rows} or {"retrieval"}
    fields = {"command": "python -m evals run", "commit": "abc", "started": "2026-11-24", "seconds": 1.0, **more}
    settings = Settings(
        encoder="toy",
        python="3.11",
        machine="x",
        data={suite: {"golden": "f1"} if data is None else data for suite in suites},
        **fields,  # type: ignore[arg-type]
    )
    return Run(folder=folder, settings=settings, rows=rows)
