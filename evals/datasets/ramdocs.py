"""RAMDocs: 250 questions whose documents disagree; here it is asked whether all that are right are found."""

import hashlib
from typing import Any, cast

from evals.datasets.collection import Absent, Asked, Collection, Item, missing, read_lines
from evals.suites import Context


def load(context: Context) -> Collection | Absent:
    """The documents of all questions, equal texts once; gold are a question's documents of the type `correct`.

    The documents have no titles. Wrong and noisy ones stay in, so finding all gold is harder than with them alone.
    """
    file = context.data / "ramdocs" / "dev.jsonl"
    if absent := missing(file):
        return absent
    documents: dict[str, Item] = {}
    questions: list[Asked] = []
    for place, row in enumerate(read_lines(file)):
        found = cast(list[dict[str, Any]], row["documents"])
        kept = [(each, id_of(each["text"])) for each in found if any(map(str.isalnum, each["text"]))]
        documents |= {id: Item(id=id, title="", text=each["text"]) for each, id in kept}
        gold = tuple(dict.fromkeys(id for each, id in kept if each["type"] == "correct"))
        if gold:
            split = "report" if place % 2 else "development"
            questions.append(Asked(id=str(place), text=str(row["question"]), gold=gold, split=split))  # type: ignore[arg-type]
    return Collection(name="ramdocs", documents=tuple(documents.values()), questions=tuple(questions))


def id_of(text: str) -> str:
    """The id of a document: of its text alone, for they have no other mark."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
