"""The golden questions, answered from the shipped corpus: right, wrong or declined, and how exactly it cites.

One row a question; its data set is its kind, so that a summary is a table by kind. The scores are those of
`evals.verdicts`, and `seconds`: wall-clock time of the answer without a language model, earlier turns not counted.
Documents are named by their file, for their ids hold the path.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from answer.assistant import Assistant
from answer.types import Answer, Turn
from evals.questions import CORPUS, GoldQuestion, Place, read_questions
from evals.rows import Row
from evals.verdicts import Stored, scores, verdict
from index.catalogue import Catalogue
from index.encoder import Encoder
from index.store import Index

SUITE = "golden"
MAX_BYTES = 50_000_000


def corpus_rows(
    encoder: Encoder, place: Path, questions: Sequence[GoldQuestion] = read_questions(), *, corpus: Path = CORPUS
) -> Iterator[Row]:
    """Index the corpus in `place`, an empty folder, ask every question, and yield a row for each."""
    with Index.open(place, model=encoder.name, encoder=lambda: encoder) as index:
        index.update([str(corpus)], max_bytes=MAX_BYTES)
        index.warm()
        yield from golden_rows(index, questions)


def golden_rows(index: Index, questions: Sequence[GoldQuestion], *, system: str = "extractive") -> Iterator[Row]:
    """A row for each question, answered from the index, in their order."""
    assistant, stored = Assistant(index), stored_in(index.catalogue)
    for question in questions:
        history = turns(assistant, question.earlier)
        begin = time.perf_counter()
        answer = asyncio.run(assistant.ask(question.question, history=history))
        seconds = time.perf_counter() - begin
        yield _row(question, answer, stored, seconds=seconds, system=system)


def turns(assistant: Assistant, questions: Sequence[str]) -> list[Turn]:
    """The questions asked one after the other, each with those before it as history: what a reader would have seen."""
    history: list[Turn] = []
    for question in questions:
        answer = asyncio.run(assistant.ask(question, history=history))
        history.append(Turn(question=question, answer=answer.text))
    return history


def stored_in(catalogue: Catalogue) -> Stored:
    """All documents of the catalogue, by id and by file name."""
    documents = [catalogue.document(id) for id in sorted(catalogue.document_ids())]
    return Stored(
        texts={document.id: document.text for document in documents},
        ids={Path(document.path).name: document.id for document in documents},
    )


def _row(question: GoldQuestion, answer: Answer, stored: Stored, *, seconds: float, system: str) -> Row:
    names = {id: name for name, id in stored.ids.items()}
    found = [hit.passage for hit in answer.hits]
    return Row(
        suite=SUITE,
        dataset=question.kind,
        split=question.split,
        system=system,
        question_id=question.id,
        question=question.question,
        answer=answer.text,
        passages=tuple(f"{names[each.document_id]}:{each.start}-{each.end}" for each in found),
        gold=tuple(_named(place) for group in question.evidence for place in group),
        verdict=verdict(question, answer, stored),
        scores={**scores(question, answer, stored), "seconds": seconds},
    )


def _named(place: Place) -> str:
    return f"{place.document}: {place.text}"
