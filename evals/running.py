"""A run: every suite asked for, and its folder."""

import logging
import platform
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from evals.folder import Run, Settings, write_json, write_rows, write_settings
from evals.report import page
from evals.rows import Row
from evals.suites import Context, Journal, Suite
from evals.summary import Summary, summarise
from evals.tables import markdown

LIBRARIES = ("numpy", "torch", "sentence-transformers", "chromadb", "bm25s", "llama-index-core", "ir-measures", "scipy")
HOME = Path(__file__).resolve().parents[1]

log = logging.getLogger(__name__)


def run(suites: Sequence[Suite], context: Context, folder: Path, *, command: str) -> Run:
    """Ask the suites one after the other, write the run's folder, and give the run."""
    started, start = datetime.now(UTC), time.perf_counter()
    rows: list[Row] = []
    journals: dict[str, Journal] = {}
    for suite in suites:
        journals[suite.name] = Journal()
        begun = time.perf_counter()
        rows += suite.rows(replace(context, journal=journals[suite.name]))
        log.info("step=suite name=%s rows=%d seconds=%.1f", suite.name, len(rows), time.perf_counter() - begun)
    settings = Settings(
        command=command,
        commit=commit(),
        started=started.strftime("%Y-%m-%d %H:%M:%S UTC"),
        seconds=round(time.perf_counter() - start, 1),
        encoder=context.model,
        python=platform.python_version(),
        machine=platform.machine(),
        versions=versions(),
        data={name: journal.data for name, journal in journals.items()},
        skipped={name: journal.skipped for name, journal in journals.items() if journal.skipped},
        notes={name: journal.notes for name, journal in journals.items() if journal.notes},
    )
    folder.mkdir(parents=True, exist_ok=True)
    made = Run(folder=folder, settings=settings, rows=tuple(rows))
    write_settings(folder, settings)
    write_rows(folder, rows)
    write_reports(made)
    return made


def write_reports(made: Run) -> None:
    """All that is made of the rows: the summary for programs, the same as tables, and the page for people."""
    summary = summarise(made.rows)
    _write_summary(made, summary)
    (made.folder / "report.html").write_text(page(made, summary), "utf-8")


def _write_summary(made: Run, summary: Summary) -> None:
    write_json(
        made.folder / "summary.json",
        {
            "means": [{**asdict(mean), "group": mean.group._asdict()} for mean in summary.means],
            "leads": [{**asdict(lead), "group": lead.group._asdict()} for lead in summary.leads],
        },
    )
    (made.folder / "summary.md").write_text(markdown(made, summary), "utf-8")


def commit() -> str:
    """The commit of the program, with a plus when files differ from it; "unknown" without git."""
    try:
        found = _git("rev-parse", "--short=12", "HEAD")
        return found + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def versions() -> dict[str, str]:
    """The versions of the libraries that decide results."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "absent"
    return found


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=HOME, capture_output=True, text=True, check=True)
    return done.stdout.strip()
