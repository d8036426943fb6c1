"""One process owns an index; the second is told which one, and what to do."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from index.errors import StoreLocked, StoreReadOnly
from index.lock import StoreLock

ROOT = Path(__file__).resolve().parents[1]
HOLD = "import sys; from pathlib import Path; from index.lock import StoreLock; l = StoreLock(Path(sys.argv[1]));"


@pytest.fixture
def holder(tmp_path: Path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD + "print('held', flush=True); sys.stdin.read()", str(tmp_path / "store")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_process_is_told_who_has_it_and_what_to_do(holder: subprocess.Popen, tmp_path: Path):
    with pytest.raises(StoreLocked) as error:
        StoreLock(tmp_path / "store")
    assert f"in use by process {holder.pid}" in str(error.value)
    assert "Stop that process" in str(error.value)
    assert "VERBATIM_STORE" in str(error.value)


def test_the_lock_of_a_dead_process_is_free(holder: subprocess.Popen, tmp_path: Path):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert (tmp_path / "store" / "lock.json").exists()
    StoreLock(tmp_path / "store").release()


def test_one_process_does_not_open_it_twice(tmp_path: Path):
    first = StoreLock(tmp_path)
    with pytest.raises(StoreLocked, match=rf"already open in this process \({os.getpid()}\)"):
        StoreLock(tmp_path)
    first.release()
    first.release()
    StoreLock(tmp_path).release()


@pytest.mark.parametrize("content", ["", "not json", "{}", '{"pid": null}', "[]"])
def test_an_owner_that_cannot_be_told_is_still_an_owner(tmp_path: Path, content: str):
    lock = StoreLock(tmp_path)
    (tmp_path / "lock.json").write_text(content)
    with pytest.raises(StoreLocked, match="in use by another process"):
        StoreLock(tmp_path)
    lock.release()


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreReadOnly, match="VERBATIM_STORE"):
        StoreLock(tmp_path / "file" / "store")


@pytest.fixture
def unprivileged():
    """A folder that this process may read and not write, also when the tests run as root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            if root:
                os.seteuid(0)
            Path(folder).chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind")
@pytest.mark.parametrize("place", [".", "store"])
def test_without_the_permission_to_write_the_sentence_names_the_folder(unprivileged: Path, place: str):
    with pytest.raises(StoreReadOnly, match=r"permission denied.*VERBATIM_STORE"):
        StoreLock(unprivileged / place)
