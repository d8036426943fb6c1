"""The vectors of the sentences in which somebody speaks, kept in step with the catalogue.

The catalogue says what is left to do, in the same transactions that put statements in and take them out: a sentence
that is not `embedded` yet waits, and the id of one that has left stands in `silent`, put there by a trigger. Both are
ticked off only when the vector store has done it. So an update killed at any point leaves a list that is too long,
never one that is too short, and doing a thing twice changes nothing.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.catalogue import IN_LIST, Catalogue, listed, passage_of
from index.catalogue_writer import remember
from index.encoder import Encoder, Vectors
from index.types import Passage, Progress

if TYPE_CHECKING:
    from index.vectors import VectorStore

EMBEDDED = "sentence"
"""What is embedded: rename it when that changes; the next update then embeds all of them again."""
BATCH = 64
"""Sentences a call of the encoder and a commit. They come by length, so that none is padded for a longer one."""
SLICE = 5_000  # ids of gone sentences a transaction

_WAITING = (
    'SELECT k.number, k.digest, k.id, k."start", k."end", k.document FROM spoken k '
    'WHERE NOT k.embedded ORDER BY k."end" - k."start", k.number LIMIT ?'
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    number: int
    digest: str
    sentence: Passage


def embed_spoken(
    catalogue: Catalogue,
    encoder: Callable[[], Encoder],
    vectors: Callable[[], "VectorStore"],
    on_progress: Callable[[Progress], None],
) -> int:
    """Make the vectors of the statements fit the catalogue; how many texts had to be embedded.

    The encoder and the vectors are asked for only when there is something to do. A text that stands in several
    documents is embedded once, and its vector copied.
    """
    _start_over(catalogue)
    _forget(catalogue, vectors)
    done, embedded, total = 0, 0, _waiting_count(catalogue)
    while batch := waiting(catalogue):
        made, fresh = _vectors(catalogue, batch, encoder, vectors)
        vectors().add([each.sentence for each in batch], made)
        embedded_now(catalogue, [each.number for each in batch])
        done, embedded = done + len(batch), embedded + fresh
        on_progress(Progress(step="statements", done=done, total=max(total, done)))
    if done:
        log.info("step=statements sentences=%d embedded=%d", done, embedded)
    return embedded


def waiting(catalogue: Catalogue) -> list[_Waiting]:
    """The next sentences without a vector, the shortest first."""
    with catalogue.database.reading() as connection:
        rows = connection.execute(_WAITING, (BATCH,)).fetchall()
        documents = connection.execute(
            f"SELECT d.number, d.id, d.text, d.title, d.source, d.author, d.published, d.url FROM documents d "
            f"WHERE d.number {IN_LIST}",
            (listed({row[5] for row in rows}),),
        ).fetchall()
    facts = {row[0]: row[1:] for row in documents}
    return [
        _Waiting(number, digest, _sentence(id_, start, end, facts[document]))
        for number, digest, id_, start, end, document in rows
    ]


def embedded_now(catalogue: Catalogue, numbers: Sequence[int]) -> None:
    """Note that the vectors of these sentences are in the store."""
    with catalogue.database.writing() as connection:
        connection.execute(f"UPDATE spoken SET embedded = 1 WHERE number {IN_LIST}", (listed(numbers),))


def forgotten(catalogue: Catalogue, ids: Sequence[str]) -> None:
    """Note that the vectors of these sentences, which have left, are out of the store."""
    with catalogue.database.writing() as connection:
        connection.execute(f"DELETE FROM silent WHERE id {IN_LIST}", (listed(ids),))


def _forget(catalogue: Catalogue, vectors: Callable[[], "VectorStore"]) -> None:
    while ids := _rows(catalogue, "SELECT id FROM silent LIMIT ?", SLICE):
        vectors().delete([id_ for (id_,) in ids])
        forgotten(catalogue, [id_ for (id_,) in ids])


def _start_over(catalogue: Catalogue) -> None:
    """Let every sentence wait when something else is embedded now."""
    if catalogue.meta().get("spoken") == EMBEDDED:
        return
    with catalogue.database.writing() as connection:
        connection.execute("INSERT OR IGNORE INTO silent SELECT id FROM spoken WHERE embedded")
        connection.execute("UPDATE spoken SET embedded = 0 WHERE embedded")
    remember(catalogue, spoken=EMBEDDED)


def _vectors(
    catalogue: Catalogue,
    batch: Sequence[_Waiting],
    encoder: Callable[[], Encoder],
    vectors: Callable[[], "VectorStore"],
) -> tuple[Vectors, int]:
    """A vector for each of the batch, and how many were made: the others are those of equal texts."""
    known = _known(catalogue, batch, vectors)
    new = {each.digest: each.sentence.text for each in batch if each.digest not in known}
    if new:
        known.update(zip(new, encoder().encode_passages(list(new.values())), strict=True))
    return np.stack([known[each.digest] for each in batch]), len(new)


def _known(catalogue: Catalogue, batch: Sequence[_Waiting], vectors: Callable[[], "VectorStore"]) -> dict[str, Vectors]:
    """The vectors of those texts that are embedded elsewhere."""
    twins = _rows(
        catalogue,
        f"SELECT k.digest, min(k.id) FROM spoken k WHERE k.embedded AND k.digest {IN_LIST} GROUP BY k.digest",
        listed({each.digest for each in batch}),
    )
    stored = vectors().vectors([id_ for _, id_ in twins]) if twins else {}
    return {digest: stored[id_] for digest, id_ in twins if id_ in stored}


def _sentence(id_: str, start: int, end: int, facts: tuple[str, ...]) -> Passage:
    document_id, text, *shown = facts
    return passage_of((id_, document_id, start, end, text[start:end], *shown))


def _waiting_count(catalogue: Catalogue) -> int:
    return int(_rows(catalogue, "SELECT count(*) FROM spoken WHERE NOT embedded")[0][0])


def _rows(catalogue: Catalogue, query: str, *values: object) -> list[tuple[Any, ...]]:
    with catalogue.database.reading() as connection:
        return connection.execute(query, values).fetchall()
