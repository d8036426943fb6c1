"""What the command `quote` reads and prints: each quotation of a text with its verdict, source and differences."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.markup import escape

from answer.quote_check import VERDICTS, QuoteCheck, check_quotes, speakers, summary, told
from answer.types import QuotationCheck
from index.catalogue import Catalogue
from index.errors import VerbatimError
from index.loaders import read
from index.types import Document
from terminal import console

MAX_BYTES = 20_000_000
"""Bytes of a file: a text that long is a book."""
_COLOURS = {"verbatim": "green", "misattributed": "yellow", "altered": "yellow", "absent": "red"}


class UnreadableTextError(VerbatimError):
    """A file whose text cannot be read."""


def check(given: str, catalogue: Catalogue, *, as_json: bool) -> None:
    """Check the quotations of a text, a file (of any kind that can be indexed) or standard input, and print them."""
    found = check_quotes(text_of(given), catalogue)
    if as_json:
        sys.stdout.write(f"{json.dumps([told(each) for each in found.quotations], ensure_ascii=False, indent=2)}\n")
    else:
        print_check(found)


def text_of(given: str) -> str:
    """The text itself, or what the file or standard input that it names holds."""
    if given == "-":
        return sys.stdin.read()
    if len(given) > 1_000 or "\n" in given or not Path(given).is_file():
        return given
    texts = []
    for item in read(Path(given), max_bytes=MAX_BYTES):
        if not isinstance(item, Document):
            raise UnreadableTextError(f"{given} cannot be read: {item.reason}.")
        texts.append(item.text)
    return "\n\n".join(texts)


def print_check(found: QuoteCheck) -> None:
    """Each quotation with its verdict, and what there is to say about it."""
    for number, each in enumerate(found.quotations, start=1):
        colour = _COLOURS[each.verdict]
        verdict = f"[{colour}]{VERDICTS[each.verdict]}[/{colour}]"
        console.print(f"[bold]{number}[/bold] {verdict}: “{escape(each.words)}”", soft_wrap=True)
        for line in _lines(each):
            console.print(f"  {line}", soft_wrap=True)
        console.print()
    console.print(f"[dim]{escape(summary(found))}[/dim]", soft_wrap=True)


def _lines(check: QuotationCheck) -> Iterator[str]:
    if check.diff:
        yield f"Source: {differences(check)}"
    if check.reason and not check.diff:
        yield escape(check.reason)
    if check.passage:
        place = check.passage
        origin = " · ".join(filter(None, (place.title, place.source, str(place.published or ""))))
        more = f" [dim](in {check.documents} documents)[/dim]" if check.documents > 1 else ""
        yield f"{escape(origin)}{more}"
    line = speakers(check)
    if line:
        yield f"[dim]{escape(line)}[/dim]"


def differences(check: QuotationCheck) -> str:
    """The source's words, with what the quotation has instead in brackets that say so.

    “We do {not} take [-them-] these plans”: the source has the words in braces, the quotation those in [-…-].
    """
    pieces = []
    for piece in check.diff:
        written, source = escape(piece.left.of(check.words)), escape(piece.right.of(check.source))
        if piece.kind == "same":
            pieces.append(source)
        else:
            pieces += [f"[red]{escape('[-')}{written}-][/red]"] if written else []
            pieces += [f"[green]{{+{source}+}}[/green]"] if source else []
    return " ".join(pieces)
