"""A watched folder and its index stay in step."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest

from index.store import Index
from index.types import Report
from index.watch import watch

LIMIT = 1_000_000
PATIENCE = 20  # seconds; a report comes a second or two after the change


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("Lavrov spoke about Iran.")
    return tmp_path / "docs"


@pytest.fixture
def watching(folder: Path, encoder) -> Iterator[Callable[[], Report]]:
    """Watches the folder, with the index inside it as in a home folder; gives the next report."""
    reports: Queue[Report] = Queue()
    stop = threading.Event()
    with Index.open(folder / ".verbatim", model="toy", encoder=lambda: encoder) as index:
        thread = threading.Thread(
            target=watch,
            args=(index, [str(folder)]),
            kwargs={"max_bytes": LIMIT, "on_report": reports.put, "stop_event": stop},
        )
        thread.start()
        yield lambda: reports.get(timeout=PATIENCE)
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        assert reports.empty()


def test_what_changes_in_the_folder_changes_in_the_index(watching: Callable[[], Report], folder: Path):
    assert watching().new == 1
    (folder / "more").mkdir()
    (folder / "more" / "b.txt").write_text("NATO held drills.")
    assert watching().new == 1
    (folder / "more" / "b.txt").write_text("NATO held other drills.")
    assert watching().changed == 1
    (folder / "a.txt").unlink()
    assert watching().removed == 1


def test_without_a_folder_it_updates_once(folder: Path, tmp_path: Path, encoder):
    reports: list[Report] = []
    with Index.open(tmp_path / "store", model="toy", encoder=lambda: encoder) as index:
        source = [str(folder / "a.txt")]
        watch(index, source, max_bytes=LIMIT, on_report=reports.append, stop_event=threading.Event())
    assert [report.new for report in reports] == [1]
