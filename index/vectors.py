"""The vectors of passages and of statements, in Chroma's embedded store. The only home of chromadb."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np

from index.encoder import Vectors
from index.errors import StoreDamaged, StoreReadOnly, StoreStale
from index.types import Filters, Passage

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection

PASSAGES = "passages"
STATEMENTS = "statements"
"""The two collections of an index. In the second the sentences in which somebody speaks stand in for passages."""
SPACE: Literal["cosine"] = "cosine"
EF_CONSTRUCTION = 400
EF_SEARCH = 400
MAX_NEIGHBORS = 32
"""How widely Chroma's graph is built and searched. docs/decisions/retrieval.md has the recall against exact search:
with the defaults (100, 100, 16) passages that resemble each other hide true neighbours."""

SLICE = 500
"""Passages a write: Chroma refuses more than 5,461, and a reader of the same process waits for one write."""
FILTER_VALUES = 10_000
"""Values a filter: SQLite takes 32,766 variables in one statement."""

log = logging.getLogger(__name__)


class VectorStore:
    """One collection of an index: passages and their unit vectors. One process owns it; the caller holds the lock.

    Several collections in one folder share what Chroma has open; the last one closed releases the files.
    """

    def __init__(self, client: Client, collection: Collection, directory: Path) -> None:
        self._client = client
        self._collection = collection
        self._directory = directory

    @classmethod
    def open(cls, directory: Path, dimensions: int, collection: str = PASSAGES) -> VectorStore:
        """The collection of that name in `directory`, made when it is missing.

        StoreStale when it was built with other settings.
        """
        import chromadb  # noqa: PLC0415 - .8 s, and an update without changes needs no vectors
        from chromadb.config import Settings  # noqa: PLC0415

        _writable(directory)
        with _damage(directory):
            settings = Settings(anonymized_telemetry=False)
            client = cast("Client", chromadb.PersistentClient(str(directory), settings))
        try:
            with _damage(directory):
                made = client.get_or_create_collection(
                    collection,
                    configuration={"hnsw": _graph()},
                    metadata={"dimensions": dimensions},
                    embedding_function=None,
                )
            _check(made, directory, dimensions)
        except BaseException:
            client.close()
            raise
        return cls(client, made, directory)

    @property
    def collection(self) -> Collection:
        """Chroma's own object, for views of other libraries over the same vectors. Write only through this class."""
        return self._collection

    def add(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Store `passages` with `vectors[i]` for `passages[i]`. An id that is there already stays as it is."""
        if len(passages) != len(vectors):
            raise ValueError(f"{len(passages)} passages need as many vectors, not {len(vectors)}")
        for start in range(0, len(passages), SLICE):
            piece = passages[start : start + SLICE]
            with _damage(self._directory):
                self._collection.add(
                    ids=[passage.id for passage in piece],
                    embeddings=vectors[start : start + SLICE],
                    documents=[passage.text for passage in piece],
                    metadatas=[_metadata(passage) for passage in piece],
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Forget these passages; ids that are not there do not matter."""
        for start in range(0, len(ids), SLICE):
            with _damage(self._directory):
                self._collection.delete(ids=list(ids[start : start + SLICE]))

    def ids(self) -> set[str]:
        """The ids of all stored passages."""
        with _damage(self._directory):
            return set(self._collection.get(include=[])["ids"])

    def search(self, vector: Vectors, *, limit: int, filters: Filters | None = None) -> list[tuple[str, float]]:
        """The ids of the `limit` nearest passages that pass `filters`, with their cosine similarity, best first.

        Of speakers nothing is known here: `speaking.by_documents` names the documents in their place.
        """
        if filters and filters.speakers:
            raise ValueError("a filter by speakers must be given as one by documents")
        if limit < 1:
            return []
        found: dict[str, float] = {}
        for where in _conditions(filters or Filters()):
            found.update(self._nearest(vector, limit, where))
        return sorted(found.items(), key=lambda scored: -scored[1])[:limit]

    def _nearest(self, vector: Vectors, limit: int, where: dict[str, Any] | None) -> list[tuple[str, float]]:
        with _damage(self._directory):
            result = self._collection.query(
                query_embeddings=vector.reshape(1, -1), n_results=limit, where=where, include=["distances"]
            )
        distances = result["distances"] or [[]]
        return [(id, 1.0 - float(distance)) for id, distance in zip(result["ids"][0], distances[0], strict=True)]

    def similarities(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """The cosine similarity of each of these passages that is stored, by id; exact, for it asks no graph."""
        found: dict[str, float] = {}
        for stored_ids, stored in self._stored(ids):
            lengths = np.linalg.norm(stored, axis=1) * np.linalg.norm(vector)
            found.update(zip(stored_ids, map(float, stored @ vector / lengths), strict=True))
        return found

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The stored vector of each of these passages that is stored, by id."""
        found: dict[str, Vectors] = {}
        for stored_ids, stored in self._stored(ids):
            found.update(zip(stored_ids, stored, strict=True))
        return found

    def _stored(self, ids: Sequence[str]) -> Iterator[tuple[list[str], Vectors]]:
        for start in range(0, len(ids), SLICE):
            with _damage(self._directory):
                result = self._collection.get(ids=list(ids[start : start + SLICE]), include=["embeddings"])
            if result["ids"]:
                yield result["ids"], np.asarray(result["embeddings"], dtype=np.float32)

    def close(self) -> None:
        """Release the files: the store can be opened again, or its folder deleted. A second call does nothing."""
        self._client.close()


def _graph() -> CreateHNSWConfiguration:
    return {
        "space": SPACE,
        "ef_construction": EF_CONSTRUCTION,
        "ef_search": EF_SEARCH,
        "max_neighbors": MAX_NEIGHBORS,
    }


def _check(collection: Collection, directory: Path, dimensions: int) -> None:
    """Chroma keeps the settings of the first opening and says nothing about others: compare them."""
    stored = dict(collection.configuration.get("hnsw") or {})
    wanted: dict[str, object] = {**_graph(), "dimensions": dimensions}
    found = {name: stored.get(name) for name in wanted} | {"dimensions": (collection.metadata or {}).get("dimensions")}
    different = [name for name in wanted if found[name] != wanted[name]]
    if different:
        was = ", ".join(f"{name}={found[name]}" for name in different)
        now = ", ".join(f"{name}={wanted[name]}" for name in different)
        raise StoreStale(
            f"{directory} was built with {was}, but {now} is configured. Rebuild it: python app.py index --rebuild"
        )


def _metadata(passage: Passage) -> dict[str, str | int]:
    return {
        "document_id": passage.document_id,
        "start": passage.start,
        "end": passage.end,
        "title": passage.title,
        "source": passage.source,
        "author": passage.author,
        "url": passage.url,
        "published": _number(passage.published),
    }


def _number(day: date | None) -> int:
    """20241230 for 30 December 2024: Chroma's range filters take numbers only. 0 when the date is unknown."""
    return day.year * 10_000 + day.month * 100 + day.day if day else 0


def _conditions(filters: Filters) -> Iterator[dict[str, Any] | None]:
    """The filters in Chroma's language: several when the documents are too many for one statement."""
    parts: list[dict[str, Any]] = []
    if filters.sources:
        parts.append({"source": {"$in": list(filters.sources)}})
    if filters.since or filters.until:
        parts.append({"published": {"$gte": max(_number(filters.since), 1)}})
    if filters.until:
        parts.append({"published": {"$lte": _number(filters.until)}})
    if not filters.documents:
        yield _all(parts)
    for start in range(0, len(filters.documents), FILTER_VALUES):
        documents = list(filters.documents[start : start + FILTER_VALUES])
        yield _all([*parts, {"document_id": {"$in": documents}}])


def _all(parts: list[dict[str, Any]]) -> dict[str, Any] | None:
    if len(parts) > 1:
        return {"$and": parts}
    return parts[0] if parts else None


def _writable(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnly(
            f"{directory} cannot be made: {error.strerror}. Choose another place with VERBATIM_STORE."
        ) from error
    if not os.access(directory, os.W_OK):
        raise StoreReadOnly(f"{directory} cannot be written. Choose another place with VERBATIM_STORE.")


@contextmanager
def _damage(directory: Path) -> Iterator[None]:
    """Chroma's errors, and a panic of its Rust core, as one sentence with the way out."""
    try:
        yield
    except BaseException as error:
        if not _of_chroma(error):
            raise
        log.debug("chroma failed", exc_info=True)
        raise StoreDamaged(
            f"The vectors in {directory} cannot be used: {error}. Rebuild the index: python app.py index --rebuild"
        ) from error


def _of_chroma(error: BaseException) -> bool:
    from chromadb.errors import ChromaError  # noqa: PLC0415

    return isinstance(error, ChromaError) or type(error).__name__ == "PanicException"
