"""The SQLite file of an index: its schema, its connections, and who may write when.

SQLite in WAL mode lets readers go on while one writer works: each read takes a connection from a pool (as many as
threads read at once) and sees the last committed state; writes share one connection behind one lock. A commit is on
the disk when it returns (`synchronous=FULL`), because the resuming of a killed update relies on their order.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from index.errors import StoreDamaged, StoreError, StoreReadOnly, StoreStale

REBUILD = "Rebuild it: python app.py index --rebuild"
SCHEMA_VERSION = 6
BUSY_SECONDS = 30.0  # how long a connection waits for another; only this process has any, so in truth milliseconds
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE roots (source TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE failures (number INTEGER PRIMARY KEY, path TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE files (path TEXT PRIMARY KEY, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL, path TEXT NOT NULL,
  source TEXT NOT NULL, author TEXT NOT NULL, published TEXT, url TEXT NOT NULL, language TEXT NOT NULL,
  file TEXT NOT NULL, fingerprint TEXT NOT NULL
);
CREATE INDEX documents_by_file ON documents (file);
CREATE INDEX documents_by_date ON documents (published);
CREATE INDEX documents_by_source ON documents (source);
CREATE TABLE passages (
  id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX passages_by_document ON passages (document_id, "start");
CREATE TABLE names (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, name TEXT NOT NULL,
  PRIMARY KEY (document_id, name)
) WITHOUT ROWID;
CREATE INDEX names_by_name ON names (name);
CREATE TABLE statements (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, position INTEGER NOT NULL,
  speaker TEXT NOT NULL, speaker_start INTEGER NOT NULL, speaker_end INTEGER NOT NULL,
  mention_start INTEGER NOT NULL, mention_end INTEGER NOT NULL,
  cue TEXT NOT NULL, cue_start INTEGER NOT NULL, cue_end INTEGER NOT NULL, kind TEXT NOT NULL,
  content TEXT NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  published TEXT, negated INTEGER NOT NULL, reported_by TEXT NOT NULL,
  PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE INDEX statements_by_speaker ON statements (speaker);
CREATE TABLE unfinished (
  passage_id TEXT NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (document_id, passage_id)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
  title, text, content = 'documents', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
CREATE TRIGGER words_in AFTER INSERT ON documents BEGIN
  INSERT INTO words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER words_out AFTER DELETE ON documents BEGIN
  INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;
"""
SINCE = {
    2: """
CREATE TABLE titles (
  key TEXT NOT NULL, document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  PRIMARY KEY (key, document)
) WITHOUT ROWID;
CREATE INDEX titles_by_document ON titles (document);
CREATE TABLE mentions (
  key TEXT NOT NULL, document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  "start" INTEGER NOT NULL, PRIMARY KEY (key, document, "start")
) WITHOUT ROWID;
CREATE INDEX mentions_by_document ON mentions (document);
CREATE TABLE signatures (
  number INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
  shingles INTEGER NOT NULL, signature BLOB NOT NULL, story TEXT
);
CREATE INDEX signatures_by_story ON signatures (story);
CREATE TABLE bands (
  key INTEGER NOT NULL, number INTEGER NOT NULL REFERENCES signatures (number) ON DELETE CASCADE,
  PRIMARY KEY (key, number)
) WITHOUT ROWID;
CREATE INDEX bands_by_number ON bands (number);
CREATE TRIGGER signatures_out AFTER DELETE ON signatures BEGIN
  UPDATE signatures SET story = NULL WHERE story = old.story;
END;
""",
    3: """
ALTER TABLE statements ADD COLUMN chain TEXT NOT NULL DEFAULT '[]';
ALTER TABLE statements ADD COLUMN medium_start INTEGER;
ALTER TABLE statements ADD COLUMN medium_end INTEGER;
ALTER TABLE statements ADD COLUMN candidates TEXT NOT NULL DEFAULT '[]';
ALTER TABLE statements ADD COLUMN confidence REAL NOT NULL DEFAULT 1;
""",
    4: """
CREATE TABLE spoken (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, digest TEXT NOT NULL, said TEXT NOT NULL, around TEXT NOT NULL,
  embedded INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX spoken_by_document ON spoken (document);
CREATE INDEX spoken_by_digest ON spoken (digest) WHERE embedded;
CREATE INDEX spoken_waiting ON spoken ("end" - "start", number) WHERE NOT embedded;
CREATE TABLE silent (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE spoken_words USING fts5 (
  said, around, content = 'spoken', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER spoken_in AFTER INSERT ON spoken BEGIN
  INSERT INTO spoken_words (rowid, said, around) VALUES (new.number, new.said, new.around);
END;
CREATE TRIGGER spoken_anew AFTER UPDATE OF said, around ON spoken BEGIN
  INSERT INTO spoken_words (spoken_words, rowid, said, around)
    VALUES ('delete', old.number, old.said, old.around);
  INSERT INTO spoken_words (rowid, said, around) VALUES (new.number, new.said, new.around);
END;
CREATE TRIGGER spoken_out AFTER DELETE ON spoken BEGIN
  INSERT INTO spoken_words (spoken_words, rowid, said, around)
    VALUES ('delete', old.number, old.said, old.around);
  INSERT OR IGNORE INTO silent VALUES (old.id);
END;
""",
    5: """
ALTER TABLE documents ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN veiled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN instructing INTEGER NOT NULL DEFAULT 0;
DELETE FROM files;
""",
    6: """
CREATE TABLE IF NOT EXISTS withdrawn (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, path TEXT NOT NULL, source TEXT NOT NULL,
  author TEXT NOT NULL, published TEXT, url TEXT NOT NULL, language TEXT NOT NULL, file TEXT NOT NULL,
  fingerprint TEXT NOT NULL, hidden INTEGER NOT NULL, veiled INTEGER NOT NULL, instructing INTEGER NOT NULL,
  moment TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS withdrawn_by_file ON withdrawn (file);
""",
}
"""What each later version adds to the schema. It only adds: an older file takes it on when it is opened, and the next
update fills it in from the stored texts. Version 5 forgets when files were read, and no document: older texts may
hold words that no reader sees, so the next update reads every file again and embeds what comes out otherwise."""


class Database:
    """One SQLite file with the schema of this version; see the module's text for who waits for whom."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._pool_lock = threading.Lock()
        self._write_lock = threading.RLock()
        self._closed = False
        with self._explained():
            self._writer = self._connect()
            try:
                self._prepare()
                self.generation = int(
                    self._writer.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()[0]
                )
            except BaseException:
                self._writer.close()
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from, of this thread alone until the block ends."""
        with self._explained():
            with self._pool_lock:
                self._check_open()
                connection = self._idle.pop() if self._idle else None
            connection = connection or self._connect()
            try:
                yield connection
            finally:
                with self._pool_lock:
                    if self._closed:
                        connection.close()
                    else:
                        self._idle.append(connection)

    @contextmanager
    def writing(self, *, counts: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction: everything in the block or nothing. `counts`: documents change, so the generation does.

        The fact “changed” then holds the moment, in UTC: a finding can name the state of the index that it is about.
        """
        with self._write_lock, self._explained():
            self._check_open()
            connection = self._writer
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                generation = self.generation + counts
                if counts:
                    connection.execute("UPDATE meta SET value = ? WHERE key = 'generation'", (str(generation),))
                    moment = datetime.now(UTC).isoformat(timespec="seconds")
                    connection.execute("INSERT OR REPLACE INTO meta VALUES ('changed', ?)", (moment,))
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
            self.generation = generation

    def close(self) -> None:
        """Close every connection; a read that is under way finishes first and closes its own."""
        with self._write_lock, self._pool_lock:
            self._closed = True
            for connection in (*self._idle, self._writer):
                connection.close()
            self._idle.clear()

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"The catalogue {self.path} was closed. Open the index again.")

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        try:
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self) -> None:
        """Lay the schema into an empty file, and what was added since into an older one; refuse any other file."""
        tables = {name for (name,) in self._writer.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            facts = f"INSERT INTO meta VALUES ('schema', '{SCHEMA_VERSION}'), ('generation', '0');"
            self._writer.executescript(f"BEGIN IMMEDIATE; {SCHEMA} {' '.join(SINCE.values())} {facts} COMMIT;")
            return
        row = (
            self._writer.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() if "meta" in tables else None
        )
        if row is None:
            raise StoreDamaged(f"{self.path} is not a catalogue of Verbatim. Move it away, or rebuild: {REBUILD[12:]}")
        if row[0] not in map(str, range(1, SCHEMA_VERSION + 1)):
            raise StoreStale(
                f"{self.path} has the format {row[0]}, but this version of Verbatim reads the format {SCHEMA_VERSION}. "
                f"{REBUILD}"
            )
        added = " ".join(script for version, script in SINCE.items() if version > int(row[0]))
        if added:
            fact = f"UPDATE meta SET value = '{SCHEMA_VERSION}' WHERE key = 'schema';"
            self._writer.executescript(f"BEGIN IMMEDIATE; {added} {fact} COMMIT;")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What SQLite says about a broken or unwritable file, as our own errors."""
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
                raise StoreReadOnly(
                    f"{self.path} cannot be written ({error}). Give yourself the permission, "
                    "or choose another place with VERBATIM_STORE."
                ) from error
            if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")):
                raise StoreDamaged(f"{self.path} is damaged ({error}). {REBUILD}") from error
            raise
