"""CLAP NQ, a part of its dev split: 143 questions with a gold passage, among the passages of 132 others."""

import hashlib
from typing import Any, cast

from evals.datasets.collection import Absent, Asked, Collection, Item, missing, read_lines
from evals.suites import Context

FILES = ("answerable_dev.jsonl", "unanswerable_dev.jsonl")


def load(context: Context) -> Collection | Absent:
    """All passages are documents, equal ones once; only the answerable questions are asked, half of them choose."""
    folder = context.data / "clapnq"
    if absent := missing(*(folder / name for name in FILES)):
        return absent
    answerable, others = (read_lines(folder / name) for name in FILES)
    passages = {item.id: item for row in (*answerable, *others) for item in _items(row)}
    questions = tuple(
        Asked(
            id=str(row["id"]),
            text=str(row["input"]),
            gold=tuple(dict.fromkeys(item.id for item in _items(row))),
            split="report" if place % 2 else "development",
        )
        for place, row in enumerate(answerable)
    )
    return Collection(name="clapnq", documents=tuple(passages.values()), questions=questions)


def _items(row: dict[str, object]) -> list[Item]:
    found = cast(list[dict[str, Any]], row["passages"])
    return [
        Item(
            id=hashlib.sha256(f"{each['title']}\n{each['text']}".encode()).hexdigest()[:12],
            title=each["title"],
            text=each["text"],
        )
        for each in found
    ]
