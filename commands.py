"""The commands that look up: who said what, whether a quotation stands in the documents, what readers think."""

import json
from pathlib import Path
from typing import Annotated

import typer

from answer.feedback import FEEDBACK, Feedback
from answer.lookup import look_up
from config import load
from index.force import FORCES
from index.ledger import DEFAULT_CONFIDENCE, Order, Query
from opening import ready
from options import AsJson, Outlet, Since, Until, filters
from packs import ExportError, PackFile, print_verification
from terminal import explained
from who import ALL, KINDS, ROWS_SHOWN, VOICES, Form, chosen, show


def who(
    name: Annotated[str, typer.Argument(help="Whose words; without a name the speakers are listed.")] = "",
    *,
    about: Annotated[str, typer.Option(help="Only what was said on this.")] = "",
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    kind: Annotated[list[str] | None, typer.Option(help="direct, indirect or mixed; may be repeated.")] = None,
    voice: Annotated[list[str] | None, typer.Option(help="own words, reported or second-hand.")] = None,
    force: Annotated[list[str] | None, typer.Option(help="claim, denial, warning, demand, promise, …")] = None,
    confidence: Annotated[float, typer.Option(min=0, max=1, help="The least.")] = DEFAULT_CONFIDENCE,
    order: Annotated[Order, typer.Option(help="Of the rows.")] = "newest",
    limit: Annotated[int | None, typer.Option(min=1, help="Rows; a table has 20, CSV and JSON have all.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="For a spreadsheet.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show who said what, when and where: every statement with its exact words.

    Examples:

    - `python app.py who` lists the speakers

    - `python app.py who "Lavrov" --about Iran --since 2025-07-01`

    - `python app.py who anybody --about drills --force denial --csv`
    """
    form: Form = "csv" if as_csv else "json" if as_json else "table"
    asked = Query(
        about=about, filters=filters(since, until, outlet), confidence=confidence, order=order, together=form != "csv",
        kinds=chosen(kind, KINDS, "--kind"), voices=chosen(voice, VOICES, "--voice"),
        forces=chosen(force, FORCES, "--force"), limit=limit or (ROWS_SHOWN if form == "table" else ALL),
    )  # fmt: skip
    with explained(), ready(load()) as opened:
        show(look_up(opened, name, asked), speakers=not name, limit=limit, form=form)


def quote(
    text: Annotated[str, typer.Argument(help="A quotation, a text with quotations, a file, or - for standard input.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Check every quotation of a text against the documents, word for word.

    Examples:

    - `python app.py quote "We do not take these plans seriously"`

    - `python app.py quote draft.docx --json`

    - `python app.py quote - < article.txt`
    """
    from quote import check  # noqa: PLC0415

    with explained(), ready(load()) as opened:
        check(text, opened.catalogue, as_json=as_json)


def verify(file: PackFile) -> None:
    """Verify an evidence pack: every citation against its document's text, every text against its SHA-256.

    Example: `python app.py verify lavrov.json`
    """
    with explained():
        print_verification(file)


def feedback(
    output: Annotated[Path | None, typer.Argument(help="A file to write to; without one it is printed.")] = None,
) -> None:
    """Export what readers said of answers on the page, as JSON lines: the rating, the reasons, the answer.

    It is kept in the store, on this machine, and goes nowhere by itself.

    Examples:

    - `python app.py feedback`

    - `python app.py feedback ratings.jsonl`
    """
    with explained():
        lines = [json.dumps(each, ensure_ascii=False) for each in Feedback(load().store / FEEDBACK).all()]
        if output is None:
            typer.echo("".join(f"{line}\n" for line in lines), nl=False)
            return
        try:
            output.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        except OSError as error:
            raise ExportError(f"{output} cannot be written: {error.strerror}. Name another file.") from error
    typer.echo(f"{len(lines)} {'opinion' if len(lines) == 1 else 'opinions'} written to {output}")
