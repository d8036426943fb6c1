"""An answer as JSON and back, exactly: what a browser keeps, what the endpoint `ask` gives, what a test stores.

Law: `load(dump(answer)) == answer`. Dates and moments are texts of ISO 8601. A snapshot says its version, and one of
another version is refused rather than guessed at.
"""

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from answer.types import Answer
from index.errors import VerbatimError

VERSION = 1
"""Raise it when a field of an answer changes its meaning, or a new one has no default."""

_ADAPTER = TypeAdapter(Answer)


class BadSnapshotError(VerbatimError):
    """What was to be read as the snapshot of an answer, and is none of this version."""


def plain(answer: Answer) -> dict[str, Any]:
    """The answer in the values of JSON: the fields of `Answer`, spans and passages as objects, tuples as lists."""
    values: dict[str, Any] = _ADAPTER.dump_python(answer, mode="json")
    return values


def dump(answer: Answer) -> str:
    """The snapshot of an answer: one line of JSON."""
    return json.dumps({"version": VERSION, "answer": plain(answer)}, ensure_ascii=False, separators=(",", ":"))


def load(snapshot: str) -> Answer:
    """The answer of a snapshot. What is broken, or of another version, is a BadSnapshotError."""
    try:
        whole = json.loads(snapshot)
    except (ValueError, RecursionError):
        raise BadSnapshotError("This is no snapshot of an answer: it is no JSON. Ask the question again.") from None
    version = whole.get("version") if isinstance(whole, dict) else None
    if version != VERSION:
        raise BadSnapshotError(
            f"This snapshot of an answer has version {version!r}, and this program reads version {VERSION}. "
            "Ask the question again."
        )
    try:
        # JSON once more, for its rules: a list may be a tuple there and a text a date, and nothing else is guessed
        return _ADAPTER.validate_json(json.dumps(whole.get("answer")), strict=True)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"])) or "answer"
        raise BadSnapshotError(f"This snapshot of an answer is broken at {place}. Ask the question again.") from None
