"""The writes to a catalogue. Each function is one transaction: a process killed inside it has changed nothing.

The order that makes an update resumable (see `ingest.py`): `begin` notes which passages are about to be touched in
the vector store, the vectors are written, `finish` puts the documents in and takes the note away.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from index.catalogue import IN_LIST, Catalogue, listed
from index.links import Links
from index.spoken import Spoken
from index.statement_rows import INSERT, statement_row
from index.types import Document, Failure, Passage, Statement

FileState = tuple[int, int]  # modification time in ns, size in bytes
_COLUMNS = (
    "id, title, text, path, source, author, published, url, language, file, fingerprint, hidden, veiled, instructing"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What is taken out of a document besides its passages."""

    statements: Sequence[Statement] = ()
    spoken: Sequence[Spoken] = ()
    names: Sequence[str] = ()
    links: Links = field(default_factory=Links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document with all that the catalogue keeps of it. `file` is the file or URL that it was read from."""

    document: Document
    file: str
    fingerprint: str
    passages: Sequence[Passage]
    extract: Extract = field(default_factory=Extract)


@dataclass(slots=True, kw_only=True)
class Change:
    """What one transaction does: documents put in (in place of older versions) and taken out, files seen to the end."""

    entries: list[Entry] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    """Those of the removed that a reader took out: they are set aside, and can be put back."""
    files: dict[str, FileState] = field(default_factory=dict)
    """Files whose documents are all done, with the state they were read in."""
    forgotten: list[str] = field(default_factory=list)
    """Files that are gone, or must be read again the next time."""

    @property
    def document_ids(self) -> list[str]:
        """The documents that change."""
        return [*(entry.document.id for entry in self.entries), *self.removed]


def begin(catalogue: Catalogue, change: Change) -> set[str]:
    """Note that the vectors of the changing documents are in the making; return the ids of all old and new passages."""
    with catalogue.database.writing() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO unfinished (passage_id, document_id) "
            "SELECT id, document_id FROM passages WHERE document_id IN (SELECT value FROM json_each(?))",
            (listed(change.document_ids),),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO unfinished (passage_id, document_id) VALUES (?, ?)",
            [(passage.id, passage.document_id) for entry in change.entries for passage in entry.passages],
        )
        return {row[0] for row in connection.execute("SELECT passage_id FROM unfinished")}


def finish(catalogue: Catalogue, change: Change) -> None:
    """Make the change visible: documents in and out, files noted, nothing unfinished any more."""
    with catalogue.database.writing(counts=bool(change.entries or change.removed)) as connection:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        aside = f"INSERT OR REPLACE INTO withdrawn ({_COLUMNS}, moment) SELECT {_COLUMNS}, ? FROM documents"
        connection.execute(f"{aside} WHERE id {IN_LIST}", (moment, listed(change.withdrawn)))
        put_in = listed(entry.document.id for entry in change.entries)
        connection.execute(f"DELETE FROM withdrawn WHERE id {IN_LIST}", (put_in,))
        connection.execute(
            "DELETE FROM documents WHERE id IN (SELECT value FROM json_each(?))", (listed(change.document_ids),)
        )
        for entry in change.entries:
            _insert(connection, entry)
        connection.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in change.forgotten])
        connection.executemany(
            "INSERT OR REPLACE INTO files (path, mtime_ns, size) VALUES (?, ?, ?)",
            [(path, *state) for path, state in change.files.items()],
        )
        connection.execute("DELETE FROM unfinished")


def put_extracts(catalogue: Catalogue, extracts: Mapping[str, Extract]) -> None:
    """Replace what was extracted from documents, by document id; one that has left meanwhile is passed over."""
    with catalogue.database.writing(counts=True) as connection:
        for document_id, extract in extracts.items():
            found = connection.execute("SELECT number FROM documents WHERE id = ?", (document_id,)).fetchone()
            if found is None:
                continue
            for table in ("statements", "names"):
                connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
            for table in ("titles", "mentions"):
                connection.execute(f"DELETE FROM {table} WHERE document = ?", found)
            kept = listed(each.id for each in extract.spoken)
            connection.execute(f"DELETE FROM spoken WHERE document = ? AND id NOT {IN_LIST}", (*found, kept))
            _insert_extract(connection, document_id, found[0], extract)


def settle(catalogue: Catalogue) -> None:
    """Note that no vectors are in the making: whoever calls has made them fit the catalogue."""
    with catalogue.database.writing() as connection:
        connection.execute("DELETE FROM unfinished")


def remember(catalogue: Catalogue, **facts: str) -> None:
    """Keep single facts under their keys; a fact that is already so is not written."""
    known = catalogue.meta()
    fresh = [(key, value) for key, value in facts.items() if known.get(key) != value]
    if fresh:
        with catalogue.database.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", fresh)


def set_roots(catalogue: Catalogue, roots: Iterable[str]) -> None:
    """Replace what an update without sources reads."""
    fresh = tuple(sorted(set(roots)))
    if fresh != catalogue.roots():
        with catalogue.database.writing() as connection:
            connection.execute("DELETE FROM roots")
            connection.executemany("INSERT INTO roots (source) VALUES (?)", [(root,) for root in fresh])


def set_failures(catalogue: Catalogue, failures: Sequence[Failure]) -> None:
    """Replace the failures of the last update."""
    if tuple(failures) != catalogue.failures():
        with catalogue.database.writing() as connection:
            connection.execute("DELETE FROM failures")
            connection.executemany(
                "INSERT INTO failures (path, reason) VALUES (?, ?)",
                [(failure.path, failure.reason) for failure in failures],
            )


def _insert(connection: sqlite3.Connection, entry: Entry) -> None:
    document = entry.document
    published = document.published and document.published.isoformat()
    number = connection.execute(
        f"INSERT INTO documents ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(document.id, document.title, document.text, document.path, document.source, document.author, published),
            *(document.url, document.language, entry.file, entry.fingerprint),
            *(document.hidden, document.veiled, document.instructing),
        ),
    ).lastrowid
    connection.executemany(
        "INSERT OR IGNORE INTO passages VALUES (?, ?, ?, ?, ?)",
        [(p.id, p.document_id, p.start, p.end, p.text) for p in entry.passages],
    )
    assert number is not None
    _insert_extract(connection, document.id, number, entry.extract)


def _insert_extract(connection: sqlite3.Connection, document_id: str, number: int, extract: Extract) -> None:
    """`number` is the document's row, which the many rows of its names point to: it is shorter than the id."""
    connection.executemany(
        "INSERT INTO names VALUES (?, ?)", [(document_id, name) for name in dict.fromkeys(extract.names)]
    )
    connection.executemany(
        INSERT,
        [(document_id, position, *statement_row(statement)) for position, statement in enumerate(extract.statements)],
    )
    _insert_spoken(connection, number, extract.spoken)
    connection.executemany("INSERT INTO titles VALUES (?, ?)", [(key, number) for key in extract.links.titles])
    connection.executemany(
        "INSERT INTO mentions VALUES (?, ?, ?)", [(key, number, start) for key, start in extract.links.mentions]
    )


def _insert_spoken(connection: sqlite3.Connection, number: int, spoken: Sequence[Spoken]) -> None:
    """Sentences that are there already keep their vectors, for the text is the same; only their terms are renewed."""
    for each in spoken:
        said, around = " ".join(each.said), " ".join(each.around)
        row = connection.execute("SELECT number, said, around FROM spoken WHERE id = ?", (each.id,)).fetchone()
        if row is None:
            connection.execute(
                'INSERT INTO spoken (id, document, "start", "end", digest, said, around) VALUES (?, ?, ?, ?, ?, ?, ?)',
                (each.id, number, each.sentence.start, each.sentence.end, each.digest, said, around),
            )
        elif row[1:] != (said, around):
            connection.execute("UPDATE spoken SET said = ?, around = ? WHERE number = ?", (said, around, row[0]))
