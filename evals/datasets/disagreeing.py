"""RAMDocs as questions with their own documents: which answers are right, which are wrong, which are said.

Most of its questions have several right answers, for a name in them is borne by several; others have documents whose
answer was changed, and some that do not answer. Each question is asked of its own documents only.
"""

from dataclasses import dataclass
from typing import Any, cast

from evals.datasets import ramdocs
from evals.datasets.collection import Absent, Collection, missing, read_lines
from evals.rows import Split
from evals.suites import Context

NAME = "ramdocs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A question. `right` and `wrong` are answers; `said` are the different answers that its documents give.

    `documents` are the ids of its documents in the collection, each once.
    """

    id: str
    question: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    said: tuple[str, ...]
    documents: tuple[str, ...]
    split: Split


def load(context: Context) -> tuple[Collection, tuple[Disputed, ...]] | Absent:
    """The collection of the documents of the questions asked, and the questions: those at odd places only report.

    A limit is in questions of each half. An answer counts as said by a document when its text holds it, in any case.
    """
    file = context.data / "ramdocs" / "dev.jsonl"
    if absent := missing(file):
        return absent
    collection = ramdocs.load(context)
    assert isinstance(collection, Collection)
    kept = [_disputed(place, row) for place, row in enumerate(read_lines(file))]
    asked = tuple(each for each in kept if context.limit is None or int(each.id) < 2 * context.limit)
    needed = {id for each in asked for id in each.documents}
    documents = tuple(each for each in collection.documents if each.id in needed)
    return Collection(name=NAME, documents=documents, questions=()), asked


def _disputed(place: int, row: dict[str, object]) -> Disputed:
    found = [each for each in cast(list[dict[str, Any]], row["documents"]) if any(map(str.isalnum, each["text"]))]
    answers = {each["answer"] for each in found if each["answer"].lower() in each["text"].lower()}
    return Disputed(
        id=str(place),
        question=str(row["question"]),
        right=tuple(dict.fromkeys(cast(list[str], row["gold_answers"]))),
        wrong=tuple(dict.fromkeys(cast(list[str], row["wrong_answers"]))),
        said=tuple(sorted(answers - {"unknown"})),
        documents=tuple(dict.fromkeys(ramdocs.id_of(each["text"]) for each in found)),
        split="report" if place % 2 else "development",
    )
