"""2WikiMultihopQA: 6,119 short encyclopedia passages, and questions that need two of them."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, cast

from evals.datasets.collection import Absent, Asked, Collection, Item, missing, read_json, read_lines
from evals.rows import Split
from evals.suites import Context

DEVELOPMENT = "twowiki-dev"
"""The name under which the file with the other questions is given: a JSON list of objects with `question` and
`ground_truth`, a list of titles; its questions that are not among the 51 choose."""


def load(context: Context) -> Collection | Absent:
    """The 51 questions that ship only ever report; those of the second file, where it is given, choose."""
    folder = context.data / "twowiki"
    if absent := missing(folder / "corpus.json", folder / "questions.jsonl"):
        return absent
    corpus = cast(list[dict[str, str]], read_json(folder / "corpus.json"))
    documents = tuple(
        Item(id=str(number), title=each["title"], text=each["text"]) for number, each in enumerate(corpus)
    )
    report = [(str(row["question"]), _titles(row["gold_titles"])) for row in read_lines(folder / "questions.jsonl")]
    known = {text for text, _ in report}
    questions, lost = _asked(report, documents, "report")
    other = context.fetched.get(DEVELOPMENT)
    notes = [] if other else [f"No development questions: name their file with --fetched {DEVELOPMENT}=FILE."]
    if other:
        rows = cast(list[dict[str, Any]], read_json(other))
        chosen = [(row["question"], _titles(row["ground_truth"])) for row in rows if row["question"] not in known]
        more, unknown = _asked(chosen, documents, "development")
        questions, lost = [*questions, *more], lost + unknown
    if lost:
        notes.append(f"{lost} questions were left out: a gold title is not in the corpus.")
    return Collection(name="twowiki", documents=documents, questions=tuple(questions), notes=tuple(notes))


def _asked(
    pairs: Iterable[tuple[str, Sequence[str]]], documents: Sequence[Item], split: Split
) -> tuple[list[Asked], int]:
    """The questions with the ids of their titles, and how many had a title that no document has."""
    by_title = {document.title: document.id for document in reversed(documents)}
    made, lost = [], 0
    for text, titles in pairs:
        if titles and all(title in by_title for title in titles):
            id = hashlib.sha256(text.encode()).hexdigest()[:12]
            made.append(Asked(id=id, text=text, gold=tuple(by_title[title] for title in titles), split=split))
        else:
            lost += 1
    return made, lost


def _titles(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, cast(Iterable[object], value))))
