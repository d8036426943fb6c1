"""An update killed at any point resumes: nothing is lost, nothing is there twice.

Run as a program this file is the victim. It prepares an index, changes the files under it, and for every step of the
update forks a process that kills itself with SIGKILL just before that step, and a few that die at random moments. Then
it updates again, perhaps killed again, perhaps after the files changed once more, and compares with an index that was
never killed.
"""

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 1_000_000
BEFORE = {
    "same.txt": "Lavrov spoke about Iran. He praised the treaty with Korea. Lavrov said that the treaty holds.",
    "changed.txt": "Grain is dear. Iran buys grain. Nobody buys football.",
    "spans.txt": "Grain is dear. NATO said that it buys grain.",
    "gone.txt": "The troops left. The drills ended, said Lavrov. Kim said that Korea buys grain.",
    "long.txt": " ".join(f"The treaty number {n} is about grain and nuclear drills." for n in range(20)),
}
AFTER = {
    "same.txt": BEFORE["same.txt"],
    "changed.txt": "Grain is cheap now, said Lavrov. Iran sells grain. Lavrov said that the treaty holds.",
    "spans.txt": "Drill is dear. NATO said that it buys Korea.",
    "long.txt": " ".join(f"The treaty number {n} is about Iran and nuclear troops." for n in range(15)),
    "new.txt": "Korea held drills. Lavrov came to Korea.",
    "sub/new.txt": "Football, not NATO.",
}
WIRE = " ".join(f"In paragraph {n} the wire speaks of drills, of grain and of case {n * 7}." for n in range(9))
BEFORE |= {"wire/one.txt": WIRE, "wire/two.txt": f"From our desk. {WIRE}"}
AFTER |= {"wire/two.txt": f"From our desk. {WIRE}", "wire/three.txt": WIRE[:400]}
LAST = AFTER | {"changed.txt": BEFORE["changed.txt"], "spans.txt": "NATO is near. Iran buys drills."}
del LAST["new.txt"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, to kill at every step in little time")
def test_killed_at_any_step_the_next_update_ends_where_an_undisturbed_one_ends(tmp_path: Path):
    run = subprocess.run(
        [sys.executable, __file__, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    kills, wrong = json.loads(run.stdout.splitlines()[-1])
    assert wrong == []
    assert kills >= 20


def write(folder: Path, files: dict[str, str], moment: int) -> None:
    """Make the folder hold exactly these files; one whose text changes gets a new time."""
    for path in [path for path in folder.rglob("*.txt") if str(path.relative_to(folder)) not in files]:
        path.unlink()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            os.utime(path, (moment, moment))


def forked(work: Callable[[], None]) -> int:
    """Do it in a process of its own; how that ended (0, or minus the signal)."""
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException:  # noqa: BLE001 - the fork must end here, whatever happened
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Killer:
    """Counts the steps of an update, and kills the process at one of them."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.steps = 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: Any, name: str) -> None:
        working = getattr(owner, name)

        def stepping(*args: Any, **more: Any) -> Any:
            self.step()
            return working(*args, **more)

        setattr(owner, name, stepping)


def update(store: Path, docs: Path, *, kill_at: int = 0, kill_after: float = 0, dump: Path | None = None) -> int:
    """Update in a process of its own, killed at a step or after some seconds; its exit code."""

    def work() -> None:
        from conftest import ToyEncoder  # noqa: PLC0415

        from index import grouping, ingest, lexical, spoken_vectors  # noqa: PLC0415
        from index import store as store_module  # noqa: PLC0415
        from index.vectors import VectorStore  # noqa: PLC0415

        ingest.BATCH = 3
        spoken_vectors.BATCH = 2
        grouping.GROUP = 2
        if kill_at:
            killer = Killer(kill_at)
            for owner, names in (
                (ingest, ("begin", "finish", "settle", "set_roots", "set_failures", "state_of", "group_copies")),
                (grouping._Grouping, ("place",)),
                (spoken_vectors, ("waiting", "embedded_now", "forgotten", "remember")),
                (VectorStore, ("add", "delete", "ids")),
                (lexical, ("_publish",)),
                (store_module, ("remember",)),
                (ToyEncoder, ("encode_passages",)),
            ):
                for name in names:
                    killer.around(owner, name)
        if kill_after:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, kill_after)
        with store_module.Index.open(store, model="toy", encoder=ToyEncoder) as index:
            index.update([str(docs)], max_bytes=LIMIT)
            if dump:
                dump.write_text(json.dumps(state(index), default=str, sort_keys=True))

    return forked(work)


def state(index: Any) -> dict[str, Any]:
    from index.copies import stories  # noqa: PLC0415

    catalogue = index.catalogue
    ids = sorted(catalogue.document_ids())
    with catalogue.database.reading() as connection:
        spoken = connection.execute("SELECT id, said, around, embedded FROM spoken ORDER BY id").fetchall()
        silent = connection.execute("SELECT id FROM silent").fetchall()
    return {
        "spoken": spoken,
        "silent": silent,
        "said": vectors_of(index.spoken_vectors),
        "documents": [str(catalogue.document(id_)) for id_ in ids],
        "passages": [str(passage) for passage in catalogue.all_passages()],
        "stories": sorted(stories(catalogue, ids).items()),
        "statements": [str(catalogue.statements_of(id_)) for id_ in ids],
        "terms": dict(catalogue.terms()),
        "files": sorted(catalogue.files().items()),
        "vectors": vectors_of(index.vectors),
        "lexical": sorted(index.lexical._ids),
        "unfinished": sorted(catalogue.unfinished()),
    }


def vectors_of(store: Any) -> list[Any]:
    stored = store.collection.get(include=["embeddings"])
    pairs = zip(stored["ids"], stored["embeddings"], strict=True)
    return sorted((id_, [round(float(x), 4) for x in vector]) for id_, vector in pairs)


def arrange(docs: Path, *versions: dict[str, str]) -> None:
    """Bring the folder through these versions, always with the same times."""
    write(docs, {}, 0)
    for moment, files in enumerate(versions):
        write(docs, files, 1_600_000_000 + moment)


def main(folder: Path) -> None:
    warm(folder)
    docs, base, chance = folder / "docs", folder / "base", random.Random(7)
    endings = {"after": (BEFORE, AFTER), "last": (BEFORE, AFTER, LAST)}
    for name, versions in endings.items():
        arrange(docs, *versions)
        assert update(folder / name, docs, dump=folder / f"{name}.json") == 0
    arrange(docs, BEFORE)
    assert update(base, docs) == 0
    numbers, wrong, kills = itertools.count(), list[str](), 0

    def killed(**kill: Any) -> bool:
        """One update that is to be killed, and whether it was. The one after it must end as if it had not been."""
        store = folder / f"store{next(numbers)}"
        shutil.copytree(base, store)
        arrange(docs, BEFORE, AFTER)
        end = update(store, docs, **kill)
        for ending, versions in endings.items():
            resumed = store.with_name(f"{store.name}-{ending}")
            shutil.copytree(store, resumed)
            arrange(docs, *versions)
            if end and chance.random() < 0.2:
                update(resumed, docs, kill_at=chance.randint(1, 12))
            code = update(resumed, docs, dump=resumed / "state.json")
            if code or (resumed / "state.json").read_text() != (folder / f"{ending}.json").read_text():
                wrong.append(f"{kill} {resumed} {code}")
        return end in (-signal.SIGKILL, -signal.SIGALRM)

    for step in itertools.count(1):
        if not killed(kill_at=step):
            break
        kills += 1
    for _ in range(4):
        kills += killed(kill_after=chance.uniform(0.02, 0.4))
    print(json.dumps([kills, wrong]))


def warm(folder: Path) -> None:
    """Import once, before the forks, what each of them needs; no store may be open here."""
    import bm25s  # noqa: F401, PLC0415
    import chromadb  # noqa: F401, PLC0415
    from conftest import ToyEncoder  # noqa: PLC0415

    from index import ingest, lexical  # noqa: F401, PLC0415
    from index.loaders import read  # noqa: PLC0415

    write(folder / "warm", BEFORE, 1)
    for document in read(folder / "warm" / "same.txt", max_bytes=LIMIT):
        ingest.split(document, ToyEncoder())


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    main(Path(sys.argv[1]).resolve())
