"""The index as the rest of the program sees it: open it, bring it up to date, search it."""

import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from index import manifest
from index.catalogue import EVERYTHING, Catalogue
from index.catalogue_writer import remember
from index.database import REBUILD
from index.encoder import Encoder
from index.errors import StoreDamaged, StoreError, StoreReadOnly, StoreStale
from index.layout import CATALOGUE, LEXICAL, VECTORS, check_vectors, clear
from index.ledger import Ledger, Query, Reader
from index.lock import StoreLock
from index.reranker import DEPTH, Reranker, Reranking
from index.search import RETRIEVERS, Search
from index.types import Filters, Hit, Progress, Report

if TYPE_CHECKING:
    from index.ingest import Ingest
    from index.lexical import LexicalIndex
    from index.vectors import VectorStore


class Index:
    """Documents, passages, and the two ways to find them. One process at a time may have it open.

    Every method may be called from any thread, a search also while an update runs; updates wait for each other.
    Opening is quick: the embedding model and the vector store are loaded when they are first needed, or by `warm`.
    """

    def __init__(
        self,
        directory: Path,
        catalogue: Catalogue,
        lock: StoreLock,
        *,
        encoder: Callable[[], Encoder],
        writable: bool,
        reranker: Callable[[], Reranker] | None = None,
    ) -> None:
        self.directory = directory
        self.catalogue = catalogue
        self._lock = lock
        self._load_encoder = encoder
        self._writable = writable
        self._reranking = Reranking(reranker) if reranker else None
        self._encoder: Encoder | None = None
        self._vectors: VectorStore | None = None
        self._spoken_vectors: VectorStore | None = None
        self._lexical: LexicalIndex | None = None
        self._loading = threading.RLock()
        self._building = threading.RLock()
        self._updating = threading.RLock()
        self._closing = threading.Event()

    @classmethod
    def open(
        cls,
        directory: Path,
        *,
        model: str,
        encoder: Callable[[], Encoder],
        reranker: Callable[[], Reranker] | None = None,
        writable: bool = True,
        rebuild: bool = False,
    ) -> Self:
        """The index in `directory`, made when it is missing.

        `encoder` is called once, when a vector is first needed, and `reranker`, which may be left out, at the first
        search. An index that is not `writable` refuses updates; the lock and the permission to write are needed all
        the same. `rebuild` deletes what was built, whatever its state, and keeps only the list of what was indexed:
        the next `update` builds it all afresh.
        StoreLocked, StoreReadOnly, StoreStale or StoreDamaged say what to do.
        """
        lock = StoreLock(directory)
        try:
            if rebuild:
                clear(directory)
            catalogue = Catalogue(directory / CATALOGUE)
            try:
                check_vectors(catalogue, directory)
                manifest.check(catalogue, manifest.settings(model), directory)
            except BaseException:
                catalogue.close()
                raise
        except BaseException:
            lock.release()
            raise
        return cls(directory, catalogue, lock, encoder=encoder, writable=writable, reranker=reranker)

    @property
    def documents_changed(self) -> int:
        """A number that grows whenever documents change: what was computed from the index at another one is stale."""
        return self.catalogue.generation

    @property
    def encoder(self) -> Encoder:
        """The embedding model, loaded at the first use."""
        with self._loading:
            if self._encoder is None:
                loaded = self._load_encoder()
                built = self.catalogue.meta().get("dimensions")
                if built and int(built) != loaded.dimensions and self.catalogue.count():
                    raise StoreStale(
                        f"{self.directory} was built with vectors of the length {built}, "
                        f"but the model {loaded.name!r} makes {loaded.dimensions}. {REBUILD}"
                    )
                remember(self.catalogue, dimensions=str(loaded.dimensions))
                self._encoder = loaded
            return self._encoder

    @property
    def vectors(self) -> "VectorStore":
        """The vector store, opened at the first use."""
        with self._loading:
            if self._vectors is None:
                self._vectors = self._open_vectors("passages")
            return self._vectors

    @property
    def spoken_vectors(self) -> "VectorStore":
        """The vectors of the sentences in which somebody speaks, opened at the first use."""
        with self._loading:
            if self._spoken_vectors is None:
                self._spoken_vectors = self._open_vectors("statements")
            return self._spoken_vectors

    def _open_vectors(self, collection: str) -> "VectorStore":
        from index.vectors import VectorStore  # noqa: PLC0415 - brings chromadb

        known = self.catalogue.meta().get("dimensions")
        dimensions = int(known) if known else self.encoder.dimensions
        return VectorStore.open(self.directory / VECTORS, dimensions, collection)

    @property
    def lexical(self) -> "LexicalIndex":
        """The lexical index, loaded at the first use, and built when what is on the disk is not of these documents."""
        ready = self._lexical
        if ready is None:
            with self._building:
                ready = self._lexical if self._lexical is not None else self._load_lexical()
                self._lexical = ready = self._build_lexical() if ready is None else ready
        return ready

    def warm(self) -> None:
        """Load all that a search needs, for a thread in the background."""
        _ = (self.lexical, self.vectors, self.encoder)
        if self._reranking:
            self._reranking.warm()

    def search(
        self, question: str, *, filters: Filters = EVERYTHING, limit: int = 8, retrievers: Collection[str] = RETRIEVERS
    ) -> list[Hit]:
        """The passages that fit the question best: all `retrievers` blended, equal texts once. See `search.py`.

        With a reranker the first of them are put into its order. `Hit.score` is the blended score; `Hit.ranks` has the
        place in each retriever, and in "reranker". Nothing found, an empty index and an empty question give an empty
        list.
        """
        search = Search(
            question=question,
            catalogue=self.catalogue,
            encoder=lambda: self.encoder,
            vectors=lambda: self.vectors,
            lexical=lambda: self.lexical,
        )
        if self._reranking is None:
            return search.hits(filters=filters, limit=limit, retrievers=retrievers)
        hits = search.hits(filters=filters, limit=max(limit, DEPTH), retrievers=retrievers)
        return self._reranking.apply(question, hits)[: max(limit, 0)]

    def said(self, query: Query) -> Ledger:
        """Look up in the ledger who said what. See `ledger.py`."""
        return self.ledger.search(query)

    @property
    def ledger(self) -> Reader:
        """The reader of the ledger, for whoever chooses among what it finds."""
        return Reader(catalogue=self.catalogue, encoder=lambda: self.encoder, vectors=lambda: self.spoken_vectors)

    def update(
        self,
        sources: Sequence[str] = (),
        *,
        max_bytes: int,
        on_progress: Callable[[Progress], None] = lambda _: None,
        stopped: Callable[[], bool] = lambda: False,
        public: bool = False,
    ) -> Report:
        """Bring the index in step with folders, files and URLs; without any, with all that were indexed before.

        What cannot be read is in the report, and the rest is indexed. Killed at any point, the next update resumes; so
        it does when `stopped`, which is asked after every batch, said that it is enough. `public` fetches no URL of
        this machine or of a network of its own.
        """
        return self._changed(
            lambda ingest: ingest.update(sources),
            max_bytes=max_bytes, on_progress=on_progress, stopped=stopped, public=public,
        )  # fmt: skip

    def remove(self, sources: Sequence[str]) -> Report:
        """Take out every document that came from these folders, files or URLs, which need not be there any more."""
        return self._changed(lambda ingest: ingest.remove(sources))

    def withdraw(self, ids: Sequence[str]) -> Report:
        """Take documents out and keep them aside: no update brings them back, `put_back` does."""
        return self._changed(lambda ingest: ingest.withdraw(ids))

    def put_back(self, ids: Sequence[str]) -> Report:
        """Put back documents that were taken out, as they were."""
        return self._changed(lambda ingest: ingest.put_back(ids))

    def _changed(self, change: "Callable[[Ingest], Report]", **given: Any) -> Report:  # noqa: ANN401 - of `_ingest`
        start = time.perf_counter()
        with self._writing():
            report = change(self._ingest(**given))
            self._refresh()
        return replace(report, seconds=time.perf_counter() - start)

    def close(self) -> None:
        """Give the index free. An update under way in another thread ends after the batch it is at, with StoreError."""
        self._closing.set()
        with self._updating, self._building, self._loading:
            for store in (self._vectors, self._spoken_vectors):
                if store is not None:
                    store.close()
            self._vectors, self._spoken_vectors, self._lexical, self._encoder = None, None, None, None
            self.catalogue.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if not self._writable:
            raise StoreReadOnly(f"The index in {self.directory} was opened for reading only.")
        with self._updating:
            self._go_on()
            yield

    def _go_on(self) -> None:
        if self._closing.is_set():
            raise StoreError(
                f"The index in {self.directory} was closed. Open it again: an update goes on where it was."
            )

    def _ingest(self, on_progress: Callable[[Progress], None] = lambda _: None, **given: Any) -> "Ingest":  # noqa: ANN401
        from index.ingest import Ingest  # noqa: PLC0415 - brings the readers of all formats

        def report(progress: Progress) -> None:
            self._go_on()
            on_progress(progress)

        return Ingest(
            catalogue=self.catalogue, directory=self.directory, on_progress=report, encoder=lambda: self.encoder,
            vectors=lambda: self.vectors, spoken_vectors=lambda: self.spoken_vectors, **given,
        )  # fmt: skip

    def _refresh(self) -> None:
        """Rebuild the lexical index when documents changed since it was built."""
        if self.catalogue.meta().get("lexical") != self._stamp() or not (self.directory / LEXICAL).is_dir():
            with self._building:
                self._lexical = self._build_lexical()

    def _load_lexical(self) -> "LexicalIndex | None":
        """What is on the disk, unless it was built from other documents or cannot be read."""
        from index.lexical import LexicalIndex  # noqa: PLC0415

        if self.catalogue.meta().get("lexical") == self._stamp():
            with suppress(StoreDamaged):
                return LexicalIndex.load(self.directory / LEXICAL)
        return None

    def _build_lexical(self) -> "LexicalIndex":
        from index.lexical import LexicalIndex  # noqa: PLC0415

        stamp = self._stamp()
        built = LexicalIndex.build(self.directory / LEXICAL, self.catalogue.all_passages())
        remember(self.catalogue, lexical=stamp)
        return built

    def _stamp(self) -> str:
        """What the lexical index must have been built from."""
        return f"{self.catalogue.generation}/{manifest.WORDS}"
