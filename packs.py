"""Evidence packs on the command line: an answer's pack into a file, and a file verified."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from answer.evidence_pack import Asked, evidence_pack
from answer.marks import MARKS, Marks
from answer.types import Answer
from export.as_json import verify
from index.errors import VerbatimError
from index.store import Index
from terminal import console, errors
from ui.exports import FORMS

ENDINGS = ", ".join(f".{each}" for each in FORMS)
Export = Annotated[Path | None, typer.Option(metavar="FILE", help=f"Write the answer with its evidence: {ENDINGS}.")]
PackFile = Annotated[Path, typer.Argument(help="An evidence pack that ends in .json.")]


class ExportError(VerbatimError):
    """A file that an evidence pack cannot be written to or read from."""


def form_of(file: Path | None) -> str:
    """The ending of the file, which says the form; empty without a file. One that says none is an error."""
    if file is None:
        return ""
    ending = file.suffix.lower().removeprefix(".")
    if ending not in FORMS:
        raise ExportError(f"{file.name} does not end in {ENDINGS}: the ending says which form to write.")
    return ending


def write_pack(file: Path, answer: Answer, asked: datetime, opened: Index) -> None:
    """Write the answer with its evidence, and with what was ticked on the page, in the form of the file's ending."""
    form = FORMS[form_of(file)]
    marks = Marks(opened.directory / MARKS)
    pack = evidence_pack([Asked(answer=answer, at=asked)], opened.catalogue, made=asked, marks=marks.of)
    try:
        file.write_bytes(form.content(pack))
    except OSError as error:
        raise ExportError(f"{file} cannot be written: {error.strerror}.") from error
    errors.print(f"[dim]Evidence written to {escape(str(file))}[/dim]", soft_wrap=True)


def print_verification(file: Path) -> None:
    """Print what a pack's parts were compared with, and what does not fit, which ends the program with 1."""
    try:
        found = verify(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(f"{file} cannot be read: {error}.") from error
    for problem in found.problems:
        console.print(f"[red]{escape(problem)}[/red]", soft_wrap=True)
    if found.problems:
        raise typer.Exit(1)
    console.print(f"{found.citations} citations stand in {found.documents} documents, whose texts have their SHA-256.")
