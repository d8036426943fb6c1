"""How long it takes: to index, to start, to answer. Wall-clock seconds on the machine that measures, so compare runs
of one machine only, and nothing else running.

- `index`: the shipped corpus into an empty folder, the model loaded before: documents and passages a second. `index
  cold` is the same, done first in the process: most of it is the loading of libraries.
- `start`: a process of its own that opens this index (`open`), loads the model and the stores (`load`) and answers its
  first question (`first answer`); `process` is all of it with the interpreter, until it has ended.
- `question`: golden questions without earlier turns, every third, after one that is not counted. `seconds` in all, and
  the steps as the answer itself has them. `questions` is one row with their median and 95th percentile.
"""

# ruff: noqa: T201 - the process that is measured prints its figures

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from answer.assistant import Assistant
from evals.corpus import MAX_BYTES, first_of_each
from evals.questions import CORPUS, HOME, GoldQuestion, read_questions
from evals.rows import Row
from evals.suites import Context
from index.encoder import Encoder
from index.sentence_transformer import load_encoder
from index.store import Index

SUITE = "speed"
EVERY = 3
"""Every so-maniest golden question is asked: enough for a percentile, in half a minute."""
FIRST = "What did Lavrov say about Iran?"
Seconds = Mapping[str, float]


def started(folder: Path, model: str, load: Callable[[str], Encoder] = load_encoder) -> dict[str, float]:
    """Seconds of each step from nothing to the first answer, on the index in `folder`."""
    clock = [time.perf_counter()]
    with Index.open(folder, model=model, encoder=lambda: load(model)) as index:
        clock.append(time.perf_counter())
        index.warm()
        clock.append(time.perf_counter())
        asyncio.run(Assistant(index).ask(FIRST))
        clock.append(time.perf_counter())
    names = ("open seconds", "load seconds", "first answer seconds")
    return dict(zip(names, np.diff(clock).tolist(), strict=True))


def started_in_a_process(folder: Path, model: str) -> dict[str, float]:
    """`started`, in a fresh process, with the seconds of the whole process beside it."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "evals.speed", str(folder), model]
    printed = subprocess.run(command, cwd=HOME, check=True, capture_output=True, text=True).stdout
    steps: dict[str, float] = json.loads(printed.splitlines()[-1])
    return steps | {"process seconds": time.perf_counter() - begin}


def indexed(index: Index, sources: Sequence[str]) -> dict[str, float]:
    """Bring the sources into the empty index: seconds, and documents and passages in one."""
    _ = index.encoder
    begin = time.perf_counter()
    report = index.update(sources, max_bytes=MAX_BYTES)
    seconds = time.perf_counter() - begin
    return {
        "seconds": seconds,
        "documents a second": report.new / seconds,
        "passages a second": report.passages / seconds,
    }


def answered(index: Index, questions: Sequence[GoldQuestion]) -> Iterator[tuple[GoldQuestion, dict[str, float]]]:
    """Each question with its seconds in all and by step; the first is asked once before."""
    assistant = Assistant(index)
    asyncio.run(assistant.ask(FIRST))
    for question in questions:
        begin = time.perf_counter()
        answer = asyncio.run(assistant.ask(question.question))
        yield (
            question,
            {"seconds": time.perf_counter() - begin}
            | {f"{step} seconds": each for step, each in answer.seconds.items()},
        )


def summary(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile, between two values by straight line.

    >>> summary([4.0, 1.0, 2.0, 3.0, 5.0])
    {'median seconds': 3.0, '95th percentile seconds': 4.8}
    """
    return {
        "median seconds": float(np.median(seconds)),
        "95th percentile seconds": float(np.percentile(seconds, 95)),
    }


@dataclass(frozen=True, slots=True)
class Speed:
    """The suite; a limit is in questions of each kind."""

    name: str = SUITE
    about: str = "Seconds to index, to start and to answer, on this machine."
    start: Callable[[Path, str], Seconds] = started_in_a_process
    load: Callable[[str], Encoder] = load_encoder

    def rows(self, context: Context) -> Iterator[Row]:
        """Rows of every step that is asked for. The model is loaded afresh: the context's may remember vectors."""
        encoder = self.load(context.model)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "index"
            for name, where in (("index cold", Path(place) / "cold"), ("index", folder)):
                with Index.open(where, model=context.model, encoder=lambda: encoder) as index:
                    built = indexed(index, [str(CORPUS)])
                    if context.wants(name):
                        yield _row(name, "corpus", built)
            if context.wants("question"):
                with Index.open(folder, model=context.model, encoder=lambda: encoder) as index:
                    yield from _questions(index, context.limit)
            if context.wants("start"):
                yield _row("start", "corpus", self.start(folder, context.model))


def _questions(index: Index, limit: int | None) -> Iterator[Row]:
    alone = [question for question in read_questions() if not question.earlier]
    asked = list(first_of_each(alone[::EVERY], lambda each: each.kind, limit))
    measured = list(answered(index, asked))
    for question, seconds in measured:
        yield _row("question", question.id, seconds, text=question.question)
    yield _row("questions", "all", summary([seconds["seconds"] for _, seconds in measured]))


def _row(dataset: str, id: str, seconds: Seconds, text: str = "") -> Row:
    return Row(
        suite=SUITE,
        dataset=dataset,
        split="report",
        system="verbatim",
        question_id=id,
        question=text,
        scores=dict(seconds),
    )


if __name__ == "__main__":
    print(json.dumps(started(Path(sys.argv[1]), sys.argv[2])))
