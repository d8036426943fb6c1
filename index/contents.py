"""The documents of an index as a list to leaf through: what each is, and how much of it there is. Reads only."""

from dataclasses import dataclass
from datetime import date

from index.catalogue import HOLDING, Catalogue, day, quoted, where
from index.types import Filters

_PASSAGES = "(SELECT count(*) FROM passages p WHERE p.document_id = d.id)"
_STATEMENTS = "(SELECT count(*) FROM statements s WHERE s.document_id = d.id)"
_ENTRY = f"d.id, d.title, d.source, d.author, d.published, d.url, {_PASSAGES}, {_STATEMENTS}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document without its text, with its number of passages and of statements."""

    id: str
    title: str
    source: str
    author: str
    published: date | None
    url: str
    passages: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A page of the list, and how many documents the whole list has."""

    total: int
    entries: tuple[Entry, ...]


def contents(catalogue: Catalogue, words: str, filters: Filters, limit: int, offset: int) -> Contents:
    """The documents that pass and whose title or text holds all the words, whatever their case and accents.

    Newest first, undated last, then by title, as `Catalogue.titles` has them. Words without a letter or a digit are
    held by no document; without words every document that passes counts.
    """
    clause, values = where(filters)
    sought = [word for word in words.split() if any(map(str.isalnum, word))] or [words][: bool(words.strip())]
    clause = " AND ".join([clause, *[f"d.number IN ({HOLDING})"] * len(sought)])
    values = [*values, *map(quoted, sought)]
    page = f"SELECT {_ENTRY} FROM documents d WHERE {clause} ORDER BY d.published DESC NULLS LAST, d.title, d.id"
    with catalogue.database.reading() as connection:
        (total,) = connection.execute(f"SELECT count(*) FROM documents d WHERE {clause}", values).fetchone()
        rows = connection.execute(f"{page} LIMIT ? OFFSET ?", [*values, limit, offset]).fetchall()
    return Contents(total=total, entries=tuple(map(_entry, rows)))


def _entry(row: tuple[str, str, str, str, str | None, str, int, int]) -> Entry:
    id_, title, source, author, published, url, passages, statements = row
    return Entry(
        id=id_, title=title, source=source, author=author, published=day(published), url=url, passages=passages,
        statements=statements,
    )  # fmt: skip
