"""What the command `quote` reads and prints: each quotation of a text with its verdict, source and differences."""

import json
import sys
from pathlib import Path

from rich.markup import escape

from answer.quote_check import VERDICTS, QuoteCheck, check_quotes, summary, told
from index.catalogue import Catalogue
from index.errors import VerbatimError
from index.loaders import read
from index.types import Document
from terminal import console, quotation_lines

MAX_BYTES = 20_000_000
"""Bytes of a file: a text that long is a book."""
_LONGEST_NAME = 255
"""Characters of a file's name; what is longer is a text."""
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
    if max(map(len, Path(given).parts), default=0) > _LONGEST_NAME or not Path(given).is_file():
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
        for line in quotation_lines(each):
            console.print(f"  {line}", soft_wrap=True)
        console.print()
    console.print(f"[dim]{escape(summary(found))}[/dim]", soft_wrap=True)
