"""The ledger for spreadsheets and programs: what a look-up found as CSV, and as JSON."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from answer.lookup import LookUp, describe
from index.ledger import Row
from index.types import Span

COLUMNS = (
    "published", "outlet", "speaker", "words_for_speaker", "cue", "negated", "force", "kind", "voice", "words",
    "sentence", "medium", "reported_by", "chain", "candidates", "confidence", "score", "title", "author", "url",
    "document", "passage", "content_spans", "speaker_span", "cue_span", "sentence_span",
)  # fmt: skip
"""The columns of the CSV; spans are `start..end`, in characters of the document's text."""
BETWEEN = " … "
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula."""


def as_csv(rows: Sequence[Row]) -> str:
    """The rows with all that is known of them, under COLUMNS."""
    return _csv(COLUMNS, map(_values, rows))


def speakers_as_csv(found: LookUp) -> str:
    """The speakers with their number of statements."""
    return _csv(("speaker", "statements"), found.ledger.speakers)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)  # else a lone \r breaks a row
    writer.writerow(columns)
    writer.writerows([harmless(value) if isinstance(value, str) else value for value in row] for row in rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before one that begins like it.

    A cell that begins with apostrophes and then so gets one more, so that taking one away is always right.
    """
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def _values(row: Row) -> tuple[str | int | float, ...]:
    said = row.statement
    return (
        str(row.published or ""), row.source, said.speaker, row.mention, said.cue, int(said.negated), row.force,
        said.kind, said.voice, BETWEEN.join(row.words), row.sentence, row.medium, said.reported_by,
        "; ".join(said.chain), "; ".join(said.candidates), said.confidence, round(row.score, 4), row.title,
        row.author, row.url, said.document_id, row.passage_id, " ".join(map(_ends, said.content)),
        _ends(said.speaker_span), _ends(said.cue_span), _ends(said.sentence),
    )  # fmt: skip


def _ends(span: Span) -> str:
    return f"{span.start}..{span.end}"


def as_json(found: LookUp) -> str:
    """All that was found, with counts and what was searched; every span in characters of its document's text."""
    return json.dumps(facts(found), ensure_ascii=False, indent=2)


def facts(found: LookUp) -> dict[str, Any]:
    """The same as plain values: dates are texts, the values of a count its keys, the months without the speakers."""
    ledger = asdict(found.ledger)
    del ledger["tallies"], ledger["query"]["tallied"]
    for name, rows in (("rows", found.ledger.rows), ("nearest", found.ledger.nearest)):
        ledger[name] = [asdict(row) | {"voice": row.statement.voice} for row in rows]
    for name in ("speakers", "outlets", "kinds", "forces", "months"):
        ledger[name] = dict(ledger[name])
    told = {
        "person": found.person,
        "understood": [asdict(each) for each in found.readings],
        "suggested": found.suggested,
        "summary": describe(found),
    }
    plain: dict[str, Any] = json.loads(json.dumps(told | ledger, default=str))
    return plain
