"""Keeping an index in step with folders while they change."""

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from watchfiles import watch as changes_in

from index.plan import is_url, under
from index.store import Index
from index.survey import resolve
from index.types import Report

DEBOUNCE_MS = 1_000
"""How long a burst of changes is collected before an update: a saved page and its pictures arrive one by one."""
FIRST_LOOK_MS = 200
"""How long the first update waits after the watching began, so that nothing falls between the two."""

log = logging.getLogger(__name__)


def watch(
    index: Index,
    sources: Sequence[str],
    *,
    max_bytes: int,
    on_report: Callable[[Report], None],
    stop_event: threading.Event,
) -> None:
    """Update once, then after every burst of changes in the folders among `sources`, until `stop_event` is set.

    Files and URLs are read at every update, but only a change in a folder starts one. `on_report` hears of the first
    update and of every later one that did something or failed in another way. Without a folder it returns after one.
    """
    folders = [path for path in map(resolve, sources) if not is_url(path) and Path(path).is_dir()]
    if not folders:
        on_report(index.update(sources, max_bytes=max_bytes))
        return
    log.info("step=watch folders=%d", len(folders))
    last: Report | None = None
    for burst in changes_in(
        *folders,
        watch_filter=lambda _, path: _counts(path, folders, resolve(str(index.directory))),
        debounce=DEBOUNCE_MS,
        rust_timeout=FIRST_LOOK_MS,
        yield_on_timeout=True,
        stop_event=stop_event,
    ):
        if burst or last is None:
            report = index.update(sources, max_bytes=max_bytes)
            if last is None or report.failed != last.failed or report.new or report.changed or report.removed:
                on_report(report)
            last = report


def _counts(path: str, folders: Sequence[str], store: str) -> bool:
    """Whether a change there can change the index: not in hidden files and folders, and not in the index itself."""
    if under(path, store):
        return False
    inside = [Path(path).relative_to(folder) for folder in folders if under(path, folder)]
    return any(not any(part.startswith(".") for part in rest.parts) for rest in inside)
