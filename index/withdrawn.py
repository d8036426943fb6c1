"""Documents that a reader took out of the index: set aside, passed over by every update, and put back as they were.

A document that is taken out keeps its row, with its text, in the table `withdrawn`; the same transaction takes it out
of the catalogue. So it can be put back exactly, whatever became of its file, and its file is never touched: it may lie
in a folder of the reader's own. It stays out until it is put back, or until its file is named again as a source of its
own. Taking out and putting back are in `withdrawal.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from index.catalogue import DOCUMENT, IN_LIST, Catalogue, document_of, listed
from index.plan import under
from index.types import Document

HELD = "text <> ''"
"""True of what can be put back: of what was deleted for good the text is gone, and only the place is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A document that was taken out: as it was, the file or URL it came from, and when, in UTC."""

    document: Document
    file: str
    fingerprint: str
    moment: str


def withdrawn(catalogue: Catalogue, ids: Sequence[str] | None = None) -> tuple[Withdrawn, ...]:
    """What can be put back, taken out last first; of these ids only, where they are given."""
    those = f"{HELD} AND id {IN_LIST}" if ids is not None else HELD
    query = f"SELECT {DOCUMENT}, file, fingerprint, moment FROM withdrawn d WHERE {those} ORDER BY moment DESC, id"
    found = rows_of(catalogue, query, *([listed(ids)] if ids is not None else []))
    return tuple(
        Withdrawn(document=document_of(row[:-3]), file=row[-3], fingerprint=row[-2], moment=row[-1]) for row in found
    )


def readmitted(catalogue: Catalogue, named: Iterable[str]) -> frozenset[str]:
    """Those of the named files whose documents come in again: all of them were taken out, and it is named anew."""
    files = {file for (file,) in rows_of(catalogue, "SELECT DISTINCT file FROM withdrawn")}
    return frozenset(files.intersection(named).difference(catalogue.roots()))


def taken_out(catalogue: Catalogue, again: Iterable[str]) -> frozenset[str]:
    """The documents that an update passes over: all that were taken out, but those of the files `again`."""
    query = f"SELECT id FROM withdrawn WHERE file NOT {IN_LIST}"
    return frozenset(id_ for (id_,) in rows_of(catalogue, query, listed(again)))


def forget(catalogue: Catalogue, ids: Sequence[str]) -> tuple[Withdrawn, ...]:
    """Delete for good the texts of what was taken out, and tell what it was. The documents still do not come back."""
    gone = withdrawn(catalogue, ids)
    with catalogue.database.writing() as connection:
        blank = "text = '', title = '', author = '', source = '', url = ''"
        connection.execute(f"UPDATE withdrawn SET {blank} WHERE id {IN_LIST}", (listed(ids),))
    return gone


def forget_under(catalogue: Catalogue, sources: Sequence[str]) -> None:
    """Know nothing more of what was taken out of these sources, which are no sources any more."""
    files = [file for (file,) in rows_of(catalogue, "SELECT DISTINCT file FROM withdrawn")]
    gone = [file for file in files if any(under(file, source) for source in sources)]
    if gone:
        with catalogue.database.writing() as connection:
            connection.execute(f"DELETE FROM withdrawn WHERE file {IN_LIST}", (listed(gone),))
            connection.execute(f"DELETE FROM files WHERE path {IN_LIST}", (listed(gone),))


def kept_aside(catalogue: Catalogue) -> list[tuple[Any, ...]]:
    """All that is known of what was taken out, for `set_aside` in a catalogue that is built afresh."""
    return rows_of(catalogue, "SELECT * FROM withdrawn")


def set_aside(catalogue: Catalogue, rows: Sequence[tuple[Any, ...]]) -> None:
    """Take over what `kept_aside` gave."""
    if rows:
        with catalogue.database.writing() as connection:
            places = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO withdrawn VALUES ({places})", rows)


def rows_of(catalogue: Catalogue, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What a query of the catalogue gives."""
    with catalogue.database.reading() as connection:
        return connection.execute(query, values).fetchall()
