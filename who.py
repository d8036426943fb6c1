"""What the command `who` prints: the ledger as a table for people, as CSV and as JSON for programs."""

import sys
from collections.abc import Sequence
from typing import Literal, TypeVar, get_args

import typer
from rich.markup import escape
from rich.table import Table

from answer.ledger_export import BETWEEN, as_csv, as_json, speakers_as_csv
from answer.lookup import LookUp, act, describe
from answer.telling import versions
from index.ledger import Row
from index.types import StatementKind, Voice
from terminal import console, told

KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
VOICES: tuple[Voice, ...] = get_args(Voice)
ROWS_SHOWN = 20
ALL = 1_000_000
"""Statements in a table, unless another number is asked for; and in CSV and JSON, which have all."""
Form = Literal["table", "csv", "json"]
Choice = TypeVar("Choice", bound=str)


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
    through = said.reported_by or ", ".join(said.chain)
    voice = f"{said.voice}, by {through}" if through else said.voice
    return "\n".join((speaker, f"{act(said)}, {row.medium}" if row.medium else act(said), voice))


def _words(row: Row) -> str:
    """The words said; below them who else prints, shortened or altered them, or gives them to somebody else."""
    words = BETWEEN.join(row.words)
    return "\n".join((f"“{words}”" if row.statement.kind == "direct" else words, *versions(row)))


def _where(row: Row) -> str:
    return "\n".join(filter(None, (row.source, row.title)))
