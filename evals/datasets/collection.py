"""What a retrieval data set is: documents, and questions whose gold documents are known."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from evals.rows import Split
from index.errors import VerbatimError


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A document of a data set, under the data set's own id."""

    id: str
    title: str
    text: str
    published: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, the ids of all documents that should be found for it, and what it may be used for."""

    id: str
    text: str
    gold: tuple[str, ...]
    split: Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A data set. `public`: whether the texts of its questions may stand in a report.

    Laws: ids are unique; every gold id is a document's; no question is without gold.
    """

    name: str
    documents: tuple[Item, ...]
    questions: tuple[Asked, ...]
    public: bool = True
    notes: tuple[str, ...] = ()

    def limited(self, most: int | None) -> "Collection":
        """The collection with at most `most` questions a split, the first ones; all documents stay."""
        if most is None:
            return self
        kept: list[Asked] = []
        for asked in self.questions:
            if sum(other.split == asked.split for other in kept) < most:
                kept.append(asked)
        return replace(self, questions=tuple(kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A data set that cannot be read here, and why: a sentence for the reader."""

    reason: str


class DataError(VerbatimError):
    """A file of a data set is there but is not what it should be."""


def fingerprint(*parts: Iterable[object]) -> str:
    """16 hexadecimal digits that change with any character of the parts (frozen dataclasses or plain values)."""
    digest = hashlib.sha256()
    for part in parts:
        for each in part:
            value = asdict(each) if hasattr(each, "__dataclass_fields__") else each  # type: ignore[call-overload]
            digest.update(json.dumps(value, sort_keys=True, default=str).encode() + b"\n")
        digest.update(b"\x00")
    return digest.hexdigest()[:16]


def missing(*files: Path) -> Absent | None:
    """The sentence on the first file that is not there; None when all are."""
    absent = next((file for file in files if not file.exists()), None)
    return Absent(reason=f"{absent} is not there") if absent else None


def read_json(file: Path) -> object:
    """The value of a JSON file, with or without a byte order mark. DataError when it is none."""
    try:
        value: object = json.loads(file.read_text("utf-8-sig"))
    except ValueError as error:
        raise DataError(f"{file} is not valid JSON ({error}): fetch it again.") from error
    return value


def read_lines(file: Path) -> Sequence[dict[str, object]]:
    """The objects of a file of JSON lines. DataError names the first line that is none."""
    rows: list[dict[str, object]] = []
    for number, line in enumerate(file.read_text("utf-8-sig").split("\n"), start=1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise DataError(f"Line {number} of {file} is not valid JSON: fetch it again.") from error
    return rows
