"""What an index knows about its documents: texts, passages, names, statements, and the words of each. Reads only.

Every document in the catalogue is done: its passages are here and its vectors are in the vector store. The writes are
in `catalogue_writer.py`; what SQLite needs is in `database.py`. All methods may be called from any thread.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from index.database import Database
from index.statement_rows import STATEMENT, statement_of
from index.types import Document, Failure, Filters, Passage, Span, Statement

DOCUMENT = (
    "d.id, d.title, d.text, d.path, d.source, d.author, d.published, d.url, d.language, "
    "d.hidden, d.veiled, d.instructing"
)
PASSAGE = 'p.id, p.document_id, p."start", p."end", p.text, d.title, d.source, d.author, d.published, d.url'
EVERYTHING = Filters()
HOLDING = "SELECT rowid FROM words WHERE words MATCH ?"
IN_LIST = "IN (SELECT value FROM json_each(?))"  # a list of any length as one parameter
SPEAKER = f"s.speaker {IN_LIST}"
SPOKEN_IN = f"SELECT document_id FROM statements s WHERE {SPEAKER}"


class Catalogue:
    """The documents of an index and what is known about them, in one SQLite file."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self._terms: tuple[int, Mapping[str, int]] = (-1, {})

    @property
    def generation(self) -> int:
        """A number that grows with every change of the documents; what was computed at a lower one is out of date."""
        return self.database.generation

    @property
    def changed(self) -> datetime | None:
        """When the documents changed last, in UTC to the second; None where an older version wrote them."""
        moment = self.meta().get("changed")
        return datetime.fromisoformat(moment) if moment else None

    def close(self) -> None:
        """Close the file. Reads after this raise."""
        self.database.close()

    # ---- documents and passages

    def document(self, document_id: str) -> Document:
        """The document of that id; `KeyError` when there is none."""
        rows = self._rows(f"SELECT {DOCUMENT} FROM documents d WHERE d.id = ?", document_id)
        if not rows:
            raise KeyError(document_id)
        return document_of(rows[0])

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The passages of those ids in the order asked; an id that is not in the catalogue is left out."""
        rows = self._rows(
            f"SELECT {PASSAGE} FROM passages p JOIN documents d ON d.id = p.document_id WHERE p.id {IN_LIST}",
            listed(ids),
        )
        found = {row[0]: passage_of(row) for row in rows}
        return [found[passage_id] for passage_id in ids if passage_id in found]

    def passages_of(self, document_id: str) -> list[Passage]:
        """The passages of one document in text order."""
        return [
            passage_of(row)
            for row in self._rows(
                f"SELECT {PASSAGE} FROM passages p JOIN documents d ON d.id = p.document_id "
                'WHERE p.document_id = ? ORDER BY p."start", p."end"',
                document_id,
            )
        ]

    def all_passages(self) -> Iterator[Passage]:
        """Every passage by document id and text order, read as the caller goes: the whole is never in memory."""
        with self.database.reading() as connection:
            yield from map(
                passage_of,
                connection.execute(
                    f"SELECT {PASSAGE} FROM passages p JOIN documents d ON d.id = p.document_id "
                    'ORDER BY p.document_id, p."start", p."end"'
                ),
            )

    def passage_count(self) -> int:
        """How many passages there are."""
        return int(self._rows("SELECT count(*) FROM passages")[0][0])

    # ---- what passes a filter

    def document_ids(self, filters: Filters = EVERYTHING) -> set[str]:
        """The ids of the documents that pass."""
        clause, values = where(filters)
        return {row[0] for row in self._rows(f"SELECT d.id FROM documents d WHERE {clause}", *values)}

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many documents pass."""
        clause, values = where(filters)
        return int(self._rows(f"SELECT count(*) FROM documents d WHERE {clause}", *values)[0][0])

    def sources(self, filters: Filters = EVERYTHING) -> tuple[str, ...]:
        """The distinct sources of the documents that pass, by name; documents without a source add none."""
        clause, values = where(filters)
        query = f"SELECT DISTINCT d.source FROM documents d WHERE d.source <> '' AND {clause} ORDER BY d.source"
        return tuple(row[0] for row in self._rows(query, *values))

    def date_range(self, filters: Filters = EVERYTHING) -> tuple[date | None, date | None]:
        """The first and the last day of the dated documents that pass; both None when there is none."""
        clause, values = where(filters)
        query = f"SELECT min(d.published), max(d.published) FROM documents d WHERE {clause}"
        first, last = self._rows(query, *values)[0]
        return day(first), day(last)

    def titles(self, filters: Filters = EVERYTHING, limit: int = 1000) -> list[tuple[str, str, str, date | None]]:
        """Id, title, source and date of the documents that pass: newest first, undated last, then by title."""
        clause, values = where(filters)
        query = (
            f"SELECT d.id, d.title, d.source, d.published FROM documents d WHERE {clause} "
            "ORDER BY d.published DESC NULLS LAST, d.title, d.id LIMIT ?"
        )
        return [(*row[:3], day(row[3])) for row in self._rows(query, *values, limit)]

    # ---- words, names and statements

    def mentioning(self, phrases: Sequence[str], filters: Filters = EVERYTHING) -> set[str]:
        """The ids of the documents that pass and whose title or text holds all the phrases.

        A phrase is whole words in a row within the title or within the text; case, accents and punctuation do not
        count. A phrase without any word is held by no document; without phrases, every document that passes counts.
        """
        clause, values = where(filters)
        found = self.document_ids(filters) if not phrases else None
        for phrase in phrases:
            query = f"SELECT d.id FROM documents d WHERE d.number IN ({HOLDING}) AND {clause}"
            holding = {row[0] for row in self._rows(query, quoted(phrase), *values)}
            found = holding if found is None else found & holding
            if not found:
                break
        return found or set()

    def mentioning_any(self, phrases: Iterable[str], filters: Filters = EVERYTHING) -> set[str]:
        """The ids of the documents that pass and that `mentioning` gives for at least one of the phrases."""
        clause, values = where(filters)
        either = " OR ".join(map(quoted, dict.fromkeys(phrases)))
        query = f"SELECT d.id FROM documents d WHERE d.number IN ({HOLDING}) AND {clause}"
        return {row[0] for row in self._rows(query, either, *values)} if either else set()

    def terms(self) -> Mapping[str, int]:
        """Every word of the titles and texts, in lower case and without accents, with its number of documents."""
        generation, terms = self._terms
        if generation != self.generation:
            generation = self.generation
            terms = MappingProxyType(dict(self._rows("SELECT term, doc FROM vocabulary")))
            self._terms = (generation, terms)
        return terms

    def names(self) -> list[tuple[str, int]]:
        """Every distinct name with its number of documents, most first, then by name."""
        return self._rows("SELECT name, count(*) FROM names GROUP BY name ORDER BY count(*) DESC, name")

    def names_of(self, document_id: str) -> list[str]:
        """The names in one document, by name."""
        return [row[0] for row in self._rows("SELECT name FROM names WHERE document_id = ? ORDER BY name", document_id)]

    def speakers(self) -> list[tuple[str, int]]:
        """Every distinct speaker with the number of statements, most first, then by name."""
        return self._rows("SELECT speaker, count(*) FROM statements GROUP BY speaker ORDER BY count(*) DESC, speaker")

    def reporters(self) -> tuple[str, ...]:
        """Every distinct name of those who reported a statement second-hand, by name."""
        return tuple(row[0] for row in self._rows("SELECT DISTINCT reported_by FROM statements ORDER BY 1") if row[0])

    def statements(self, speakers: Sequence[str], filters: Filters = EVERYTHING) -> list[Statement]:
        """What those speakers said in the documents that pass: by document id, then in text order."""
        clause, values = where(filters)
        said = listed(each for each in speakers if filters.says(each))
        query = (
            f"SELECT {STATEMENT} FROM statements s JOIN documents d ON d.id = s.document_id "
            f"WHERE {SPEAKER} AND {clause} ORDER BY s.document_id, s.position"
        )
        return [statement_of(row) for row in self._rows(query, said, *values)]

    def statements_of(self, document_id: str) -> list[Statement]:
        """The statements of one document in text order."""
        query = f"SELECT {STATEMENT} FROM statements s WHERE s.document_id = ? ORDER BY s.position"
        return [statement_of(row) for row in self._rows(query, document_id)]

    def statements_over(self, document_id: str, place: Span) -> list[Statement]:
        """The statements of one document whose content overlaps a place of it, in text order."""
        start, end = "json_extract(value, '$[0]')", "json_extract(value, '$[1]')"
        over = f"SELECT 1 FROM json_each(s.content) WHERE {start} < ? AND {end} > ?"
        query = f"SELECT {STATEMENT} FROM statements s WHERE s.document_id = ? AND EXISTS ({over}) ORDER BY s.position"
        return [statement_of(row) for row in self._rows(query, document_id, place.end, place.start)]

    # ---- how it came about

    def roots(self) -> tuple[str, ...]:
        """The folders, files and URLs that were indexed: what an update without sources reads again."""
        return tuple(row[0] for row in self._rows("SELECT source FROM roots ORDER BY source"))

    def failures(self) -> tuple[Failure, ...]:
        """What the last update could not read."""
        query = "SELECT path, reason FROM failures ORDER BY number"
        return tuple(Failure(path=path, reason=reason) for path, reason in self._rows(query))

    def meta(self) -> dict[str, str]:
        """The settings that built the index and other single facts, by key."""
        return dict(self._rows("SELECT key, value FROM meta"))

    def files(self) -> dict[str, tuple[int, int]]:
        """Every file whose documents are done, with the modification time (ns) and size it had when it was read."""
        return {path: (mtime, size) for path, mtime, size in self._rows("SELECT path, mtime_ns, size FROM files")}

    def origins(self) -> dict[str, int]:
        """Every file or URL that documents came from, with their number."""
        return dict(self._rows("SELECT file, count(*) FROM documents GROUP BY file"))

    def fingerprints(self, file: str) -> dict[str, tuple[str, str]]:
        """The documents that came from one file or URL: id to path and fingerprint."""
        rows = self._rows("SELECT id, path, fingerprint FROM documents WHERE file = ?", file)
        return {document_id: (path, fingerprint) for document_id, path, fingerprint in rows}

    def fingerprint(self, document_id: str) -> str | None:
        """The fingerprint of one document, or None when it is not here."""
        return next((row[0] for row in self._rows("SELECT fingerprint FROM documents WHERE id = ?", document_id)), None)

    def unfinished(self) -> dict[str, set[str]]:
        """The documents whose vectors an interrupted update may have left half-written: id to touched passages."""
        found: dict[str, set[str]] = {}
        for document_id, passage_id in self._rows("SELECT document_id, passage_id FROM unfinished"):
            found.setdefault(document_id, set()).add(passage_id)
        return found

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self.database.reading() as connection:
            return connection.execute(query, values).fetchall()


def where(filters: Filters) -> tuple[str, list[object]]:
    """The SQL condition on `documents d` that says what `Filters.accept` says, and its values."""
    conditions, values = ["1"], list[object]()
    for value, condition in (
        (filters.since and filters.since.isoformat(), "d.published >= ?"),
        (filters.until and filters.until.isoformat(), "d.published <= ?"),
        (filters.sources and listed(filters.sources), f"d.source {IN_LIST}"),
        (filters.documents and listed(filters.documents), f"d.id {IN_LIST}"),
        (filters.speakers and listed(filters.speakers), f"d.id IN ({SPOKEN_IN})"),
    ):
        if value:
            conditions.append(condition)
            values.append(value)
    return " AND ".join(conditions), values


def quoted(phrase: str) -> str:
    """`phrase` as an FTS5 string: every character in it is text, none is syntax.

    >>> quoted('say "yes" AND')
    '"say ""yes"" AND"'
    """
    # NUL ends a query, surrogates no text
    harmless = phrase.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    return '"' + harmless.replace('"', '""') + '"'


def listed(values: Iterable[str] | Iterable[int]) -> str:
    """A list as one SQL parameter, for `json_each`."""
    return json.dumps(list(values))


def day(text: str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(text) if text else None


def document_of(row: sqlite3.Row | tuple[Any, ...]) -> Document:
    """The document in a row of the columns DOCUMENT."""
    id_, title, text, path, source, author, published, url, language, hidden, veiled, instructing = row
    return Document(
        id=id_, title=title, text=text, path=path, source=source, author=author,
        published=day(published), url=url, language=language, hidden=hidden, veiled=veiled,
        instructing=bool(instructing),
    )  # fmt: skip


def passage_of(row: tuple[Any, ...]) -> Passage:
    """The passage in a row of the columns PASSAGE."""
    id_, document_id, start, end, text, title, source, author, published, url = row
    return Passage(
        id=id_, document_id=document_id, start=start, end=end, text=text, title=title, source=source,
        author=author, published=day(published), url=url,
    )  # fmt: skip
