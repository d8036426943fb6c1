"""Which documents are copies of one story, kept in the catalogue and brought up to date after every update.

Two documents are joined when they share a band of their signatures and `same_story` holds; a story is all that is
joined, directly or through others. So the stories depend on the documents alone, not on the order they came in. A story
is named by the smallest id of its documents; a document without copies is a story of its own.

Work is found, not remembered: a document without a row is new and is signed; a row without a story has lost a fellow
(a trigger of the schema sees to it) and is joined again. Both are committed with their result, some documents at a
time, so a killed update goes on where it was.
"""

import json
import logging
import sqlite3
import time
from collections.abc import Callable

import numpy as np

from index.catalogue import Catalogue, listed
from index.catalogue_writer import remember
from index.signatures import (
    VERSION,
    Numbers,
    Signature,
    band_keys,
    may_be_copies,
    same_story,
    shingles,
    signature,
    whole_key,
)
from index.types import Progress

GROUP = 100
"""Documents a transaction: half a second of work to repeat after a kill."""
KEPT = 400
"""Documents whose shingles stay in memory during an update: some kilobytes each."""
UNSIGNED = "SELECT d.number FROM documents d LEFT JOIN signatures s USING (number) WHERE s.number IS NULL"
LOST = "SELECT number FROM signatures WHERE story IS NULL"
TWIN = (
    "SELECT s.story FROM bands b JOIN signatures s USING (number) "
    "WHERE b.key = ? AND s.number <> ? AND s.story IS NOT NULL LIMIT 1"
)
NEAR = (
    "SELECT number, story FROM signatures WHERE story IS NOT NULL AND number IN "
    "(SELECT number FROM bands WHERE key IN (SELECT value FROM json_each(?)))"
)
SIGNED = "SELECT shingles, signature FROM signatures WHERE number = ?"

log = logging.getLogger(__name__)


def group_copies(catalogue: Catalogue, on_progress: Callable[[Progress], None]) -> None:
    """Sign the documents that are new, and join those that are new or lost a fellow with their copies."""
    if catalogue.meta().get("signatures") != VERSION:
        _forget(catalogue)
    start = time.perf_counter()
    with catalogue.database.reading() as connection:
        numbers = [row[0] for query in (UNSIGNED, LOST) for row in connection.execute(f"{query} ORDER BY 1")]
    work = _Grouping()
    for at in range(0, len(numbers), GROUP):
        group = numbers[at : at + GROUP]
        with catalogue.database.writing() as connection:
            for number in group:
                work.place(connection, number)
        on_progress(Progress(step="comparing", done=at + len(group), total=len(numbers)))
    if numbers:
        log.info("step=copies documents=%d seconds=%.1f", len(numbers), time.perf_counter() - start)


def copies_in(catalogue: Catalogue) -> int:
    """How many documents are copies beyond the first of their story."""
    with catalogue.database.reading() as connection:
        row = connection.execute("SELECT count(story) - count(DISTINCT story) FROM signatures").fetchone()
    return int(row[0])


def _forget(catalogue: Catalogue) -> None:
    """Drop what another version signed."""
    with catalogue.database.writing() as connection:
        connection.execute("DELETE FROM signatures")
    remember(catalogue, signatures=VERSION)


class _Grouping:
    """One run over the documents that need a story. The shingles of the last `KEPT` ones compared stay in memory."""

    def __init__(self) -> None:
        self._shingles: dict[int, Numbers] = {}

    def place(self, connection: sqlite3.Connection, number: int) -> None:
        """Give one document its story, joining the stories that it is a copy of."""
        own = connection.execute("SELECT id FROM documents WHERE number = ?", (number,)).fetchone()[0]
        found = self._of(connection, number)
        signed = signature(found)
        joined = self._joined(connection, number, found, signed) if signed else set()
        story = min({own, *joined})
        connection.execute(
            "INSERT INTO signatures (number, shingles, signature, story) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (number) DO UPDATE SET story = excluded.story",
            (number, len(found), signed.values.astype("<u4").tobytes() if signed else b"", story),
        )
        keys = [whole_key(found), *band_keys(signed)] if signed else []
        connection.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(key, number) for key in keys])
        if joined - {story}:
            connection.execute(
                "UPDATE signatures SET story = ? WHERE story IN (SELECT value FROM json_each(?))",
                (story, listed(joined)),
            )

    def _joined(self, connection: sqlite3.Connection, number: int, found: Numbers, signed: Signature) -> set[str]:
        """The stories with a document that this one is a copy of. One with equal shingles has joined them all before:
        a text printed a thousand times is compared once."""
        twin = connection.execute(TWIN, (whole_key(found), number)).fetchone()
        if twin:
            return {twin[0]}
        near = connection.execute(NEAR, (json.dumps(band_keys(signed)),)).fetchall()
        joined = set[str]()
        for other, story in near:
            if story not in joined and other != number and self._copies(connection, other, found, signed):
                joined.add(story)
        return joined

    def _copies(self, connection: sqlite3.Connection, other: int, found: Numbers, signed: Signature) -> bool:
        """Whether another document is a copy: its signature must leave it possible before its text is read."""
        size, raw = connection.execute(SIGNED, (other,)).fetchone()
        theirs = Signature(shingles=size, values=np.frombuffer(raw, dtype="<u4"))
        return may_be_copies(signed, theirs) and same_story(found, self._of(connection, other))

    def _of(self, connection: sqlite3.Connection, number: int) -> Numbers:
        known = self._shingles.pop(number, None)
        if known is None:
            known = shingles(connection.execute("SELECT text FROM documents WHERE number = ?", (number,)).fetchone()[0])
        self._shingles[number] = known
        if len(self._shingles) > KEPT:
            del self._shingles[next(iter(self._shingles))]
        return known
