"""Statements as far as they tell who spoke of what and when: for whoever looks for topics and speakers, not for words.

Read in SQL from the sentences' terms; no document is opened and nothing is embedded.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.catalogue import EVERYTHING, IN_LIST, Catalogue, listed, quoted, where
from index.speech.confidence import SURE
from index.types import Filters

MOST = 400
"""Statements read, the newest first: enough to tell the topics of anybody, and read in a few milliseconds."""

_SAME = "k.id = s.document_id || ':' || s.sentence_start || '-' || s.sentence_end"
_BY_SPEAKER = f"statements s JOIN documents d ON d.id = s.document_id CROSS JOIN spoken k ON {_SAME}"
_BY_WORDS = (
    "spoken k CROSS JOIN documents d ON d.number = k.document "
    f"CROSS JOIN statements s ON s.document_id = d.id AND {_SAME}"
)
"""CROSS JOIN keeps the order: from the few that are wanted to the rest. SQLite's own guess took seconds for a topic."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """A statement: its speaker, the terms of its sentence (`topics.terms`), and its month (2025-07; empty: undated)."""

    speaker: str
    terms: frozenset[str]
    month: str


def spoke(
    catalogue: Catalogue,
    *,
    speakers: Sequence[str] | None = None,
    terms: Collection[str] = (),
    filters: Filters = EVERYTHING,
) -> list[Spoke]:
    """The statements of these speakers (None: of anybody) whose own sentence holds all the terms, the newest first.

    Only those that the ledger shows unasked: others are doubtful.
    """
    clause, values = where(filters)
    conditions = [clause, "s.confidence >= ?"]
    values.append(SURE)
    if speakers is not None:
        conditions.append(f"s.speaker {IN_LIST}")
        values.append(listed(speakers))
    if terms:
        conditions.append("k.number IN (SELECT rowid FROM spoken_words WHERE spoken_words MATCH ?)")
        values.append(" AND ".join(f"said : {quoted(each)}" for each in sorted(terms)))
    query = (
        "SELECT s.speaker, k.said, ifnull(substr(d.published, 1, 7), '') "
        f"FROM {_BY_WORDS if terms else _BY_SPEAKER} "
        f"WHERE {' AND '.join(conditions)} ORDER BY d.published DESC NULLS LAST, s.document_id, s.position LIMIT ?"
    )
    with catalogue.database.reading() as connection:
        rows = connection.execute(query, (*values, MOST)).fetchall()
    return [Spoke(speaker, frozenset(said.split()), month) for speaker, said, month in rows]
