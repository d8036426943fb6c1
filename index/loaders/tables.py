"""CSV: one article in each row, under a header that names its columns."""

import csv
import io
from collections.abc import Iterator

from index.errors import Unreadable
from index.loaders.article import Article, Content
from index.loaders.encodings import decode
from index.loaders.fields import SYNONYMS, article_of, key_of
from index.loaders.records import with_plain_text
from index.types import Failure

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 2**31 - 1
"""Characters: the file as a whole has a limit, and Python's default of 131,072 refuses long reports."""


def load(content: Content) -> Iterator[Article | Failure]:
    """The articles of a table, each named by its row; rows count from 1 below the header."""
    csv.field_size_limit(_LONGEST_CELL)
    text = decode(content.data, content.name, content.charset)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = next(rows, [])
        if not {key_of(name) for name in header} & set(SYNONYMS["text"]):
            raise Unreadable(
                f"{content.name} has no column of texts: name one column of its first row text, body or content."
            )
        yield from _articles(header, rows, content)
    except csv.Error as error:
        raise Unreadable(
            f"{content.name} is broken at line {rows.line_num} ({error}): what stands above it is kept."
        ) from error


def _articles(header: list[str], rows: Iterator[list[str]], content: Content) -> Iterator[Article | Failure]:
    count = 0
    for number, row in enumerate(rows, start=1):
        if any(cell.strip() for cell in row):
            count += 1
            yield with_plain_text(article_of(dict(zip(header, row, strict=False)), part=f"#{number}"))
    if not count:
        raise Unreadable(f"{content.name} has a header but no rows: there is nothing to index in it.")


def _delimiter(text: str) -> str:
    """The candidate that the first line has most of: a guess by the header, which holds names and no prose."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=header.count)
