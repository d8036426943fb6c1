"""The retrieval suite: are the documents that answer found, and how far up?"""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.findings import LIMIT
from evals import systems
from evals.datasets.collection import Asked, Collection
from evals.datasets.sets import wanted
from evals.indexed import Indexed, indexed
from evals.metrics import distinct, measured
from evals.remembering import Remembering
from evals.rows import Row
from evals.suites import Context

log = logging.getLogger(__name__)

KEPT = 10
"""Documents of a ranking that a row keeps."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Every system on every data set, each ranking the same documents for the same questions."""

    name: str = "retrieval"
    about: str = "Are the documents that answer found? Against BM25, dense and LlamaIndex, on the same data."

    def rows(self, context: Context) -> Iterator[Row]:
        """One row a question and system, a data set after the other."""
        for collection in wanted(context):
            context.journal.notes += [f"{collection.name}: {note}" for note in collection.notes]
            with indexed(collection, context) as ready:
                yield from _compared(ready, context)


def _compared(ready: Indexed, context: Context) -> Iterator[Row]:
    ready.index.warm()
    for name, make in systems.SYSTEMS.items():
        if context.uses(name):
            start = time.perf_counter()
            further = systems.verbatim_further(ready) if name == "verbatim" else None
            yield from _rows(name, make(ready), ready, further)
            seconds = time.perf_counter() - start
            log.info("step=retrieval dataset=%s system=%s seconds=%.1f", ready.collection.name, name, seconds)


def _rows(name: str, system: systems.System, ready: Indexed, further: systems.System | None) -> Iterator[Row]:
    """`further` goes on where the system's own ranking ends; it is not timed."""
    questions = ready.collection.questions
    rankings: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}
    for asked in questions:
        rankings[asked.id], seconds[asked.id] = _timed(system, asked.text, ready)
        if further:
            rankings[asked.id] = continued(rankings[asked.id], further(asked.text))
    scores = measured(rankings, {asked.id: asked.gold for asked in questions})
    for asked in questions:
        yield _row(
            name, asked, rankings[asked.id], {**scores[asked.id], "seconds": seconds[asked.id]}, ready.collection
        )


def continued(shown: Sequence[str], further: Sequence[str]) -> list[str]:
    """The passages shown, then the documents that a deeper search adds: what is shown stays as it is."""
    if len(shown) < LIMIT:
        return list(shown)  # there is nothing else
    return [*shown, *(id for id in distinct(further) if id not in set(shown))]


def _timed(system: systems.System, asked: str, ready: Indexed) -> tuple[list[str], float]:
    """The ranking and its seconds, as if no vector had been remembered."""
    encoder = ready.index.encoder
    saved = encoder.saved if isinstance(encoder, Remembering) else 0.0
    start = time.perf_counter()
    ranking = system(asked)
    seconds = time.perf_counter() - start
    return ranking, seconds + (encoder.saved - saved if isinstance(encoder, Remembering) else 0.0)


def _row(name: str, asked: Asked, ranking: Sequence[str], scores: dict[str, float], collection: Collection) -> Row:
    return Row(
        suite="retrieval",
        dataset=collection.name,
        split=asked.split,
        system=name,
        question_id=asked.id,
        question=asked.text if collection.public else "",
        passages=tuple(distinct(ranking)[:KEPT]),
        gold=asked.gold,
        scores=scores,
    )
