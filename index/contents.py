"""The documents of an index as a list to leaf through, what each is and how much of it there is; and the whole of them
at a glance. Reads only: a page of the list costs three queries, whatever its length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from index.catalogue import HOLDING, IN_LIST, Catalogue, day, listed, quoted, where
from index.remarks import remarks
from index.types import Document, Filters

Order = Literal["date", "title", "outlet", "passages", "statements"]
ORDERS: tuple[Order, ...] = get_args(Order)
_PASSAGES = "(SELECT count(*) FROM passages p WHERE p.document_id = d.id)"
_STATEMENTS = "(SELECT count(*) FROM statements s WHERE s.document_id = d.id)"
_ENTRY = (
    f"d.id, d.title, d.source, d.author, d.published, d.url, {_PASSAGES}, {_STATEMENTS}, "
    "d.file, d.hidden, d.veiled, d.instructing"
)
_BY: dict[Order, str] = {
    "date": "d.published",
    "title": "d.title COLLATE NOCASE",
    "outlet": "nullif(d.source, '') COLLATE NOCASE",
    "passages": _PASSAGES,
    "statements": _STATEMENTS,
}
_FIRST = (
    "SELECT s.story, d.id, d.title, d.source FROM signatures s JOIN documents d USING (number) "
    f"WHERE s.story IN (SELECT t.story FROM signatures t JOIN documents e USING (number) WHERE e.id {IN_LIST}) "
    "ORDER BY s.story, d.published NULLS LAST, d.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The document that another one is a near-copy of: the earliest of their story."""

    id: str
    title: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document without its text, with its number of passages and of statements.

    `file` is the file or URL that it came from, `remarks` what a reader is to know of how it was read, `original` what
    it is a copy of.
    """

    id: str
    title: str
    source: str
    author: str
    published: date | None
    url: str
    passages: int
    statements: int
    file: str = ""
    remarks: tuple[str, ...] = ()
    original: Original | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A page of the list, and how many documents the whole list has."""

    total: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """All documents counted: by month (`2025-07`, in order) and by outlet (most first), with those that have none."""

    documents: int
    months: tuple[tuple[str, int], ...]
    undated: int
    outlets: tuple[tuple[str, int], ...]


def contents(
    catalogue: Catalogue,
    words: str,
    filters: Filters,
    limit: int,
    offset: int,
    *,
    order: Order = "date",
    descending: bool = True,
) -> Contents:
    """The documents that pass and whose title or text holds all the words, whatever their case and accents.

    In the order asked for, those without it last, then by title; as it stands newest first, as `Catalogue.titles` has
    them. Words without a letter or a digit are held by no document; without words every document that passes counts.
    """
    clause, values = where(filters)
    sought = [word for word in words.split() if any(map(str.isalnum, word))] or [words][: bool(words.strip())]
    clause = " AND ".join([clause, *[f"d.number IN ({HOLDING})"] * len(sought)])
    values = [*values, *map(quoted, sought)]
    way = "DESC" if descending else "ASC"
    # The numbers of the page are found first: only its own documents are read and counted.
    page = f"SELECT d.number FROM documents d WHERE {clause} ORDER BY {_BY[order]} {way} NULLS LAST, d.title, d.id"
    with catalogue.database.reading() as connection:
        (total,) = connection.execute(f"SELECT count(*) FROM documents d WHERE {clause}", values).fetchone()
        numbers = [row[0] for row in connection.execute(f"{page} LIMIT ? OFFSET ?", [*values, limit, offset])]
        query = f"SELECT d.number, {_ENTRY} FROM documents d WHERE d.number {IN_LIST}"
        rows = {row[0]: row[1:] for row in connection.execute(query, (listed(numbers),))}
        found = [rows[number] for number in numbers if number in rows]
        first = _originals(connection.execute(_FIRST, (listed(row[0] for row in found),)).fetchall())
    return Contents(total=total, entries=tuple(_entry(row, first) for row in found))


def glance(catalogue: Catalogue) -> Glance:
    """How many documents there are, of which months and from which outlets."""
    with catalogue.database.reading() as connection:
        months = connection.execute("SELECT substr(published, 1, 7), count(*) FROM documents GROUP BY 1").fetchall()
        outlets = connection.execute("SELECT source, count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1").fetchall()
    return Glance(
        documents=sum(count for _, count in months),
        months=tuple(sorted((month, count) for month, count in months if month)),
        undated=sum(count for month, count in months if not month),
        outlets=tuple((source, count) for source, count in outlets if source),
    )


def _originals(rows: Sequence[tuple[str, str, str, str]]) -> dict[str, Original]:
    """By document: the first of its story, where that is another one."""
    first: dict[str, Original] = {}
    found: dict[str, Original] = {}
    for story, id_, title, source in rows:
        original = first.setdefault(story, Original(id=id_, title=title, source=source))
        if original.id != id_:
            found[id_] = original
    return found


def _entry(row: tuple[Any, ...], first: dict[str, Original]) -> Entry:
    id_, title, source, author, published, url, passages, statements, file, hidden, veiled, instructing = row
    known = Document(
        id=id_, title=title, text="", path=file, hidden=hidden, veiled=veiled, instructing=bool(instructing)
    )
    return Entry(
        id=id_, title=title, source=source, author=author, published=day(published), url=url, passages=passages,
        statements=statements, file=file, remarks=remarks(known), original=first.get(id_),
    )  # fmt: skip
