"""What the command `who` prints: the ledger as a table for people, as CSV and as JSON for programs."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Literal, TypeVar, get_args

import typer
from rich.markup import escape
from rich.table import Table

from answer.lookup import LookUp, describe
from answer.telling import told_conflict, told_place, told_version
from index.ledger import Row
from index.speech.verbs import ALWAYS_NEGATIVE
from index.types import Span, StatementKind, Voice
from terminal import console, told

KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
VOICES: tuple[Voice, ...] = get_args(Voice)
ROWS_SHOWN = 20
ALL = 1_000_000
"""Statements in a table, unless another number is asked for; and in CSV and JSON, which have all."""
Form = Literal["table", "csv", "json"]
Choice = TypeVar("Choice", bound=str)

COLUMNS = (
    "published", "outlet", "speaker", "words_for_speaker", "cue", "negated", "force", "kind", "voice", "words",
    "sentence", "medium", "reported_by", "chain", "candidates", "confidence", "score", "title", "author", "url",
    "document", "passage", "content_spans", "speaker_span", "cue_span", "sentence_span",
)  # fmt: skip
"""The columns of the CSV; spans are `start..end`, in characters of the document's text."""
_BETWEEN = " … "
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula."""


def chosen(values: Sequence[str] | None, known: Sequence[Choice], option: str) -> tuple[Choice, ...]:
    """The values of an option that may be repeated; one that does not exist is a mistake that is named."""
    for each in values or ():
        if each not in known:
            raise typer.BadParameter(f"{each!r} is none of {', '.join(known)}", param_hint=option)
    return tuple(each for each in known if each in (values or ()))


def show(found: LookUp, *, speakers: bool, limit: int | None, form: Form) -> None:
    """Print what was found, or with `speakers` who said it how often."""
    if form == "json":
        sys.stdout.write(f"{as_json(found)}\n")
    elif form == "csv":
        sys.stdout.write(speakers_as_csv(found) if speakers else as_csv(found.ledger.rows))
    elif speakers:
        print_speakers(found, limit or ROWS_SHOWN)
    else:
        print_look_up(found)


def print_look_up(found: LookUp) -> None:
    """The rows as a table, or the nearest when there are none, and what was searched."""
    if found.readings:
        console.print(f"[dim]{escape(told(found.readings))}[/dim]", soft_wrap=True)
    ledger = found.ledger
    if ledger.rows:
        console.print(_table(ledger.rows))
    console.print(escape(describe(found)))
    if ledger.nearest:
        console.print("\n[dim]Nearest, but not that:[/dim]")
        console.print(_table(ledger.nearest))


def print_speakers(found: LookUp, limit: int) -> None:
    """The speakers with their number of statements, most first."""
    table = Table("speaker", "statements")
    speakers = found.ledger.speakers
    for name, statements in speakers[:limit]:
        table.add_row(escape(name), str(statements))
    if speakers:
        console.print(table)
    more = f"{len(speakers):,} speakers; {min(limit, len(speakers))} shown. " if speakers else ""
    console.print(escape(more + describe(found, rows=False)))


def _table(rows: Sequence[Row]) -> Table:
    """Four columns, so that the words have room on a narrow terminal too."""
    table = Table("date", "who, how", "words", "outlet, where", show_lines=True, expand=True)
    table.columns[0].no_wrap = True
    for at, share in ((1, 3), (2, 6), (3, 3)):
        table.columns[at].ratio = share
    for row in rows:
        table.add_row(*map(escape, (str(row.published or "no date"), _who(row), _words(row), _where(row))))
    return table


def _who(row: Row) -> str:
    """The speaker, also who else it may be; the cue with its medium; whose words they are."""
    said = row.statement
    speaker = said.speaker + (f" (or {', '.join(said.candidates)})" if said.candidates else "")
    cue = f"not: {said.cue}" if said.negated and said.cue not in ALWAYS_NEGATIVE else said.cue
    through = said.reported_by or ", ".join(said.chain)
    voice = f"{said.voice}, by {through}" if through else said.voice
    return "\n".join((speaker, f"{cue}, {row.medium}" if row.medium else cue, voice))


def _words(row: Row) -> str:
    """The words said; below them who else prints, shortened or altered them, or gives them to somebody else."""
    words = _BETWEEN.join(row.words)
    same = [each for each in row.versions if each.kind == "same"]
    other = [each for each in row.versions if each.kind in ("clipped", "altered")]
    also = "; ".join(dict.fromkeys(map(told_place, same)))
    lines = [
        f"“{words}”" if row.statement.kind == "direct" else words,
        f"Also in {also}." if also else "",
        *(f"{told_version(each)}." for each in other),
        *map(told_conflict, row.conflicts),
    ]
    return "\n".join(filter(None, lines))


def _where(row: Row) -> str:
    return "\n".join(filter(None, (row.source, row.title)))


def as_csv(rows: Sequence[Row]) -> str:
    """The rows with all that is known of them, under COLUMNS."""
    return _csv(COLUMNS, map(_values, rows))


def speakers_as_csv(found: LookUp) -> str:
    """The speakers with their number of statements."""
    return _csv(("speaker", "statements"), found.ledger.speakers)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
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
        said.kind, said.voice, _BETWEEN.join(row.words), row.sentence, row.medium, said.reported_by,
        "; ".join(said.chain), "; ".join(said.candidates), said.confidence, round(row.score, 4), row.title,
        row.author, row.url, said.document_id, row.passage_id, " ".join(map(_ends, said.content)),
        _ends(said.speaker_span), _ends(said.cue_span), _ends(said.sentence),
    )  # fmt: skip


def _ends(span: Span) -> str:
    return f"{span.start}..{span.end}"


def as_json(found: LookUp) -> str:
    """All that was found, with counts and what was searched; every span in characters of its document's text."""
    ledger = asdict(found.ledger)
    for name, rows in (("rows", found.ledger.rows), ("nearest", found.ledger.nearest)):
        ledger[name] = [asdict(row) | {"voice": row.statement.voice} for row in rows]
    for name in ("speakers", "outlets", "kinds", "forces", "months"):
        ledger[name] = dict(ledger[name])
    facts = {
        "person": found.person,
        "understood": [asdict(each) for each in found.readings],
        "suggested": found.suggested,
        "summary": describe(found),
    }
    return json.dumps(facts | ledger, default=str, ensure_ascii=False, indent=2)
