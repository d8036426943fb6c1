"""The golden questions, answered from the shipped corpus: right, wrong or declined, and how exactly it cites.

One row a question, with the scores of `evals.verdicts`; the notes of the run count the verdicts of each kind. Documents
are named by their file, for their ids hold the path. Time is measured by `evals.speed`: here vectors may be remembered.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.assistant import Assistant
from answer.types import Answer, Turn
from evals.corpus import first_of_each, shipped, stored_in
from evals.datasets.collection import fingerprint
from evals.questions import GoldQuestion, Place, read_questions
from evals.rows import Row
from evals.suites import Context
from evals.verdicts import Stored, scores, verdict
from index.store import Index

SUITE = "golden"
SYSTEM = "verbatim"
"""The program without a language model."""


def golden_rows(index: Index, questions: Sequence[GoldQuestion], *, system: str = SYSTEM) -> Iterator[Row]:
    """A row for each question, answered from the index, in their order."""
    assistant, stored = Assistant(index), stored_in(index.catalogue)
    for question in questions:
        history = turns(assistant, question.earlier)
        answer = asyncio.run(assistant.ask(question.question, history=history))
        yield _row(question, answer, stored, system=system)


def turns(assistant: Assistant, questions: Sequence[str]) -> list[Turn]:
    """The questions asked one after the other, each with those before it as history: what a reader would have seen."""
    history: list[Turn] = []
    for question in questions:
        answer = asyncio.run(assistant.ask(question, history=history))
        history.append(Turn(question=question, answer=answer.text, days=answer.days))
    return history


@dataclass(frozen=True, slots=True)
class Golden:
    """The suite; a limit is in questions of each kind, and a kind may be asked for by its name."""

    name: str = SUITE
    about: str = "The golden questions on the shipped corpus: right, wrong or declined, and how exactly it cites."

    def rows(self, context: Context) -> Iterator[Row]:
        """The rows of the golden questions of the kinds asked for."""
        if not context.uses(SYSTEM):
            return
        every = context.wants(SUITE)
        wanted = [question for question in read_questions() if every or context.wants(question.kind)]
        asked = list(first_of_each(wanted, lambda each: each.kind, context.limit))
        if not asked:
            return
        with shipped(context.model, context.encoder) as index:
            context.journal.data[SUITE] = fingerprint(asked, sorted(stored_in(index.catalogue).texts.values()))
            rows = list(golden_rows(index, asked))
        context.journal.notes.extend(by_kind(asked, rows))
        yield from rows


def by_kind(questions: Sequence[GoldQuestion], rows: Sequence[Row]) -> Iterator[str]:
    """A line for each kind: how many came out best, and how many of its answers were wrong or declined."""
    verdicts = {row.question_id: row for row in rows}
    for kind in dict.fromkeys(question.kind for question in questions):
        of_kind = [verdicts[each.id] for each in questions if each.kind == kind]
        counts = Counter(row.verdict for row in of_kind)
        best = sum(row.scores["right"] for row in of_kind)
        yield f"{kind}: {best:.0f} of {len(of_kind)} best; {counts['wrong']} wrong, {counts['declined']} declined"


def _row(question: GoldQuestion, answer: Answer, stored: Stored, *, system: str) -> Row:
    names = {id: name for name, id in stored.ids.items()}
    found = [hit.passage for hit in answer.hits]
    return Row(
        suite=SUITE,
        dataset=SUITE,
        split=question.split,
        system=system,
        question_id=question.id,
        question=question.question,
        answer=answer.text,
        passages=tuple(f"{names[each.document_id]}:{each.start}-{each.end}" for each in found),
        gold=tuple(_named(place) for group in question.evidence for place in group),
        verdict=verdict(question, answer, stored),
        scores=scores(question, answer, stored),
    )


def _named(place: Place) -> str:
    return f"{place.document}: {place.text}"
