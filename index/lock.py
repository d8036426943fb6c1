"""One process owns an index. A second one is told which, and what to do.

The lock is the operating system's own on the file `lock`, so it ends with its process, however that dies; the file
`lock.json` beside it only says who holds it. Two openings within one process exclude each other as well.
"""

import json
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import StoreLocked, StoreReadOnly

COMMAND_LENGTH = 120  # characters of the command line that a message shows


class StoreLock:
    """The right to use the index in `directory`, from construction until `release`."""

    def __init__(self, directory: Path) -> None:
        self._owner = directory / "lock.json"
        self._lock = FileLock(directory / "lock", thread_local=False)
        _make(directory)
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            raise StoreLocked(_sentence(directory, self._owner)) from None
        except OSError as error:
            raise _read_only(directory, error) from error
        owner = {"pid": os.getpid(), "command": " ".join(sys.argv)[:COMMAND_LENGTH], "since": f"{datetime.now():%F %T}"}
        with suppress(OSError):  # who holds it is a courtesy
            self._owner.write_text(json.dumps(owner), "utf-8")

    def release(self) -> None:
        """Let others use the index. A second call does nothing."""
        if self._lock.is_locked:
            self._owner.unlink(missing_ok=True)
            self._lock.release()


def _make(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _read_only(directory, error) from error
    if not os.access(directory, os.W_OK | os.X_OK):
        raise _read_only(directory, PermissionError(0, "permission denied"))


def _read_only(directory: Path, error: OSError) -> StoreReadOnly:
    reason = (error.strerror or str(error)).lower()
    return StoreReadOnly(
        f"The index cannot be kept in {directory}: {reason}. "
        "Give yourself the permission to write there, or choose another place with VERBATIM_STORE."
    )


def _sentence(directory: Path, owner: Path) -> str:
    try:
        known = json.loads(owner.read_text("utf-8"))
        pid, who = int(known["pid"]), f"{known['command']}, since {known['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return (
            f"The index in {directory} is in use by another process. Stop that process, ask through its page, "
            "or use another store with VERBATIM_STORE."
        )
    if pid == os.getpid():
        return f"The index in {directory} is already open in this process ({pid}): use that one, or close it first."
    return (
        f"The index in {directory} is in use by process {pid} ({who}). Stop that process, ask through its page, "
        "or use another store with VERBATIM_STORE."
    )
