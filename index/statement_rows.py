"""A statement as a row of the catalogue, and back."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from index.types import Span, Statement

_COLUMNS = (
    "speaker", "speaker_start", "speaker_end", "mention_start", "mention_end", "cue", "cue_start", "cue_end", "kind",
    "content", "sentence_start", "sentence_end", "published", "negated", "reported_by", "chain", "medium_start",
    "medium_end", "candidates", "confidence",
)  # fmt: skip
STATEMENT = ", ".join(f"s.{name}" for name in ("document_id", *_COLUMNS))
"""The columns of a statement `s`, in the order that `statement_of` reads."""
INSERT = (
    f"INSERT INTO statements (document_id, position, {', '.join(_COLUMNS)}) "
    f"VALUES ({', '.join('?' * (2 + len(_COLUMNS)))})"
)
"""Takes the document's id, the place in the document and `statement_row`."""


def statement_row(statement: Statement) -> tuple[object, ...]:
    """The values of a statement's columns behind the document and the position."""
    return (
        statement.speaker,
        *_ends(statement.speaker_span),
        *_ends(statement.mention),
        *(statement.cue, *_ends(statement.cue_span)),
        statement.kind,
        json.dumps([_ends(span) for span in statement.content]),
        *_ends(statement.sentence),
        statement.published and statement.published.isoformat(),
        *(int(statement.negated), statement.reported_by, json.dumps(statement.chain)),
        *(_ends(statement.medium) if statement.medium else (None, None)),
        *(json.dumps(statement.candidates), statement.confidence),
    )


def statement_of(row: Sequence[Any]) -> Statement:
    """The statement in a row of the columns STATEMENT."""
    return Statement(
        document_id=row[0],
        speaker=row[1],
        speaker_span=Span(start=row[2], end=row[3]),
        mention=Span(start=row[4], end=row[5]),
        cue=row[6],
        cue_span=Span(start=row[7], end=row[8]),
        kind=row[9],
        content=tuple(Span(start=start, end=end) for start, end in json.loads(row[10])),
        sentence=Span(start=row[11], end=row[12]),
        published=date.fromisoformat(row[13]) if row[13] else None,
        negated=bool(row[14]),
        reported_by=row[15],
        chain=tuple(json.loads(row[16])),
        medium=None if row[17] is None else Span(start=row[17], end=row[18]),
        candidates=tuple(json.loads(row[19])),
        confidence=row[20],
    )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
