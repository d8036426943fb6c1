"""What the page asks for: an answer, a document, the outlets, examples, new files. The index and the models open in a
background thread, so that the page stands at once; whatever needs them waits for them.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol, cast

from answer.choices import Choices
from answer.evidence_pack import Asked, EvidencePack, evidence_pack
from answer.feedback import FEEDBACK, Feedback
from answer.lookup import LookUp
from answer.marks import MARKS, Marks
from answer.quote_check import QuoteCheck
from answer.types import Answer, Event, Turn
from index.contents import Contents
from index.errors import VerbatimError
from index.generations import PerGeneration, Value
from index.ledger import Query
from index.types import Document, Filters, Hit, Progress, Report, Span
from ui.examples import Catalogue as QuotedCatalogue
from ui.examples import examples, quotation, spoken_topics
from ui.holdings import Holdings
from ui.limits import Rate
from ui.strings import count, say
from ui.updating import Update
from ui.uploads import Uploads
from ui.writers import DOCUMENTS, Writer

log = logging.getLogger(__name__)

ALL = Filters()
HISTORY_KEY = "history.key"
"""The name of the file in the folder of the store with the secret that seals what browsers keep. See `ui.seals`."""


class Catalogue(QuotedCatalogue, Protocol):
    """What the page reads from the index's catalogue."""

    def document(self, document_id: str, /) -> Document: ...  # noqa: D102
    def count(self, filters: Filters, /) -> int: ...  # noqa: D102
    def sources(self, filters: Filters, /) -> tuple[str, ...]: ...  # noqa: D102
    def meta(self) -> Mapping[str, str]: ...  # noqa: D102
    def origins(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def generation(self) -> int: ...  # noqa: D102


class Index(Protocol):
    """What the page needs of the index."""

    @property
    def catalogue(self) -> Catalogue: ...  # noqa: D102
    def update(  # noqa: D102
        self,
        sources: Sequence[str],
        *,
        max_bytes: int,
        on_progress: Callable[[Progress], None],
        stopped: Callable[[], bool],
        public: bool,
    ) -> Report: ...
    def withdraw(self, ids: Sequence[str]) -> Report: ...  # noqa: D102
    def put_back(self, ids: Sequence[str]) -> Report: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


class Assistant(Protocol):
    """What the page needs of the assistant."""

    def stream(  # noqa: D102
        self, question: str, *, filters: Filters, history: Sequence[Turn], without: Set[str]
    ) -> AsyncIterator[Event]: ...


Derived = PerGeneration[Catalogue, Value]
"""What greets a reader: made of the catalogue once, and kept until its documents change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """An opened index, the assistant over it, the check of quotations in any text, the look-up in the ledger, the
    search for passages (question, filters, limit), and the list of documents (words, filters, limit, offset).

    `assistants` are all that a reader may choose, by their writers, the first of which is `assistant`.
    `warm` makes in a thread of its own what the first question would have to wait for.
    `suggest` makes the questions to go on with after an answer, under the filters and besides those asked before.
    `mentioned` tells where a document mentions what the question of an answer was about; `choices` what a question can
    be limited to.
    """

    index: Index
    assistant: Assistant
    check_quotes: Callable[[str], QuoteCheck]
    look_up: Callable[[str, Query], LookUp]
    search: Callable[[str, Filters, int], Sequence[Hit]]
    documents: Callable[[str, Filters, int, int], Contents]
    warm: Callable[[], object] = bool
    assistants: Mapping[Writer, Assistant] = field(default_factory=dict)
    mentioned: Callable[[Answer, Document], Sequence[Span]] = lambda answer, document: ()
    suggest: Callable[[Answer, Filters, Sequence[str]], Sequence[str]] = lambda answer, filters, before: ()
    choices: Choices | None = None


Say = Callable[[str], None]
Load = Callable[[Say], Backend]


class Service:
    """The page's one door to the program.

    `load` opens everything; it is run once, in a thread, and tells by its argument what it is doing ("Loading the
    embedding model …"). Uploaded files are kept in `uploads`, because a citation must resolve after a restart too;
    what readers tick is kept beside that folder. `private_addresses` lets the page fetch addresses of this machine
    and of its network. Documents are added, changed and taken out through `holdings`. `rate` is how many questions
    somebody may ask in a minute.
    """

    def __init__(
        self, load: Load, *, uploads: Path, max_bytes: int, private_addresses: bool = False, rate: int = 0
    ) -> None:
        self.max_bytes = max_bytes
        self.rate = Rate(rate)
        self.marks = Marks(uploads.parent / MARKS)
        self.feedback = Feedback(uploads.parent / FEEDBACK)
        self.history_key = uploads.parent / HISTORY_KEY
        kept = Uploads(uploads, max_bytes=max_bytes)
        self.holdings = Holdings(lambda: self._loading.result().index, kept, private_addresses=private_addresses)
        self._step = "Starting …"
        self._examples: Derived[tuple[str, ...]] = PerGeneration(partial(examples, document=self.document))
        self._topics: Derived[tuple[tuple[str, str], ...]] = PerGeneration(
            partial(spoken_topics, document=self.document)
        )
        self._quotation: Derived[str] = PerGeneration(partial(quotation, document=self.document))
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="load")
        self._loading: Future[Backend] = self._thread.submit(self._open, load)

    def _open(self, load: Load) -> Backend:
        began = time.perf_counter()
        backend = load(self._say)
        with suppress(RuntimeError):  # closed meanwhile: there will be no first question
            self._thread.submit(self._warm, backend)
        log.info("ready seconds=%.1f", time.perf_counter() - began)
        return backend

    def _warm(self, backend: Backend) -> None:
        self._examples.of(backend.index.catalogue)
        backend.warm()

    def _say(self, step: str) -> None:
        self._step = step

    @property
    def loading(self) -> bool:
        """Whether the index or a model is still being opened."""
        return not self._loading.done()

    @property
    def failure(self) -> str:
        """Why nothing can be answered, in one sentence; empty when all is well or not known yet."""
        error = self._loading.exception() if self._loading.done() else None
        if error is None:
            return ""
        return str(error) if isinstance(error, VerbatimError) else say("top.not_opened", error=str(error))

    def state(self) -> str:
        """What a reader should know now, in one sentence."""
        if self.loading:
            return self._step
        if self.failure:
            return self.failure
        documents, sources = self._catalogue().count(ALL), len(self.sources())
        if not documents:
            return say("top.empty")
        return f"{count(documents, 'document')} from {count(sources, 'source')}"

    def writers(self) -> tuple[Writer, ...]:
        """Who can write the answers, the one that does unasked first; waits for what is being opened."""
        return tuple(self._loading.result().assistants) or (Writer(key=DOCUMENTS),)

    def leaves(self, writer: str) -> bool:
        """Whether text leaves this machine when the writer of this key writes; one that is not known is the first."""
        found = self.writers()
        return next((each for each in found if each.key == writer), found[0]).leaves

    async def stream(
        self,
        question: str,
        *,
        filters: Filters = ALL,
        history: Sequence[Turn] = (),
        without: Set[str] = frozenset(),
        writer: str = "",
    ) -> AsyncGenerator[Event, None]:
        """The events of an answer, once the models are there. Closing this closes the assistant's stream too.

        `writer` is the key of who is to write; one that is not known is the first.
        """
        backend = await asyncio.shield(asyncio.wrap_future(self._loading))
        chosen = (assistant for each, assistant in backend.assistants.items() if each.key == writer)
        stream = next(chosen, backend.assistant).stream(question, filters=filters, history=history, without=without)
        async with aclosing(cast("AsyncGenerator[Event, None]", stream)) as events:
            async for event in events:
                yield event

    def document(self, document_id: str) -> Document | None:
        """A stored document, or None when it is not (or no longer) in the index."""
        try:
            return self._catalogue().document(document_id)
        except (LookupError, VerbatimError):
            return None

    def pack(self, asked: Sequence[Asked]) -> EvidencePack:
        """The evidence of these answers, with what readers ticked, as it is now."""
        return evidence_pack(asked, self._catalogue(), made=datetime.now(UTC), marks=self.marks.of)

    def mentioned(self, answer: Answer, document: Document) -> Sequence[Span]:
        """Where a document mentions what the question of an answer was about."""
        return self._loading.result().mentioned(answer, document)

    def suggest(self, answer: Answer, filters: Filters, before: Sequence[str]) -> tuple[str, ...]:
        """Questions to go on with; none rather than an error, since the answer stands without them."""
        try:
            return tuple(self._loading.result().suggest(answer, filters, before))
        except (LookupError, VerbatimError):
            log.warning("no suggestions", exc_info=True)
            return ()

    def sources(self) -> tuple[str, ...]:
        """The outlets that can be filtered by; none until the index is open."""
        return () if self.loading or self.failure else tuple(filter(None, self._catalogue().sources(ALL)))

    def examples(self) -> tuple[str, ...]:
        """Questions that this corpus can answer; none until the index is open."""
        return () if self.loading or self.failure else self._examples.of(self._catalogue())

    def check_quotes(self, text: str) -> QuoteCheck:
        """Every quotation of a text with its verdict; waits for what is being opened. Errors are VerbatimErrors."""
        return self._loading.result().check_quotes(text)

    def look_up(self, person: str, query: Query) -> LookUp:
        """Who said what; waits for what is being opened. Errors are VerbatimErrors."""
        return self._loading.result().look_up(person, query)

    def search(self, question: str, filters: Filters, limit: int) -> Sequence[Hit]:
        """The passages found for a question, best first; waits for what is being opened."""
        return self._loading.result().search(question, filters, limit)

    def documents(self, words: str, filters: Filters, limit: int, offset: int) -> Contents:
        """The documents that pass and hold the words, newest first; waits for what is being opened."""
        return self._loading.result().documents(words, filters, limit, offset)

    @property
    def choices(self) -> Choices | None:
        """What a question can be limited to, and how it is understood; None until the index is open."""
        return None if self.loading or self.failure else self._loading.result().choices

    def topics(self) -> tuple[tuple[str, str], ...]:
        """Speakers to begin with, each with a topic that they spoke of; none until the index is open."""
        return () if self.loading or self.failure else self._topics.of(self._catalogue())

    def quotation(self) -> str:
        """A text with a quotation from the corpus and the same altered, to try the check with; empty where none is."""
        return "" if self.loading or self.failure else self._quotation.of(self._catalogue())

    def add(self, files: Sequence[Path], on_progress: Callable[[Progress], None] = lambda _: None) -> Report:
        """Keep and index uploaded files. Files of a wrong kind or size are reported; the others go on."""
        return self.holdings.add(files, Update(on_progress=on_progress))

    def close(self) -> None:
        """Close the index; waits for what is being opened."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        if not self._loading.cancelled() and not self._loading.exception():
            self._loading.result().index.close()

    def _catalogue(self) -> Catalogue:
        return self._loading.result().index.catalogue
