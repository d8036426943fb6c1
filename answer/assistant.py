"""The assistant: a question in, the events of its answer out. Streaming is the one code path."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence, Set
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from answer.attributions import with_speakers
from answer.choices import clashes
from answer.conflicts import Conflict, conflict
from answer.coverage import searched
from answer.disagreement import kept, told
from answer.draft import Draft
from answer.drafting import Written, write
from answer.errors import LLMError
from answer.extractive import write_refusal
from answer.findings import Findings, find
from answer.llm import LLM
from answer.memory import self_contained
from answer.prompts import REFUSAL_PHRASE
from answer.prose import has_marks, read_prose, sources_of
from answer.refusals import empty_question, refusal, sure
from answer.shelf import Stored
from answer.types import Answer, Citation, Coverage, Event, Finished, Found, Refusal, Token, Turn, Usage, Waiting
from answer.verbatim_gate import pass_gate
from answer.versions import with_versions
from answer.writing import write_found
from index.copies import copies_of, stories
from index.entailment import Checker
from index.lazily import Lazily
from index.store import Index
from index.types import Filters

ALL = Filters()
EXTRACTIVE = "extractive"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Work:
    """What is known so far of one answer."""

    question: str
    understood: str = ""
    found: Findings | None = None
    started: float = field(default_factory=time.perf_counter)
    seconds: dict[str, float] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    clashes: tuple[str, ...] = ()
    disputed: Conflict | None = None
    checker: str = ""

    def clock(self, step: str) -> None:
        """Charge the time since the last call to `step`."""
        now = time.perf_counter()
        self.seconds[step] = round(now - self.started, 4)
        self.started = now


@dataclass(frozen=True, slots=True, kw_only=True)
class _By:
    """Who wrote an answer, and at what price."""

    model: str = EXTRACTIVE
    place: str = ""
    prompt: str = ""
    usage: Usage | None = None


_BY_US = _By()


async def finished(stream: AsyncGenerator[Event, None]) -> Answer:
    """The answer that a stream ends with."""
    async with aclosing(stream) as events:
        async for event in events:
            if isinstance(event, Finished):
                return event.answer
    raise AssertionError("a stream ends with Finished")


class Assistant:
    """Answers from one index, in the words of its documents, or through `llm` in prose that is checked against them.

    A `checker` gives a second opinion on that prose.
    """

    def __init__(self, index: Index, llm: LLM | None = None, checker: Lazily[Checker] | None = None) -> None:
        self._index = index
        self._llm = llm
        self._checker = checker

    async def ask(
        self, question: str, *, filters: Filters = ALL, history: Sequence[Turn] = (), without: Set[str] = frozenset()
    ) -> Answer:
        """The finished answer: the last event of `stream`."""
        return await finished(self.stream(question, filters=filters, history=history, without=without))

    async def stream(
        self, question: str, *, filters: Filters = ALL, history: Sequence[Turn] = (), without: Set[str] = frozenset()
    ) -> AsyncGenerator[Event, None]:
        """`Found`, then the draft as `Token`s, then `Finished`, exactly once and last.

        A `Waiting` may come wherever a `Token` may.

        `without` holds the readings of the question that are switched off, by their kind or key (`Reading.is_off`).

        Close the iterator to stop: the language model's stream is closed with it. When the model fails, the extractive
        answer takes over and the answer's notice says so. Errors of the index itself are raised (`VerbatimError`).
        """
        work = _Work(question)
        if not any(sign.isalnum() for sign in question):
            yield Found(hits=(), coverage=await asyncio.to_thread(self._counts, filters))
            yield Finished(answer=self._refused(work, empty_question(), await asyncio.to_thread(self._counts, filters)))
            return
        work.understood = await self_contained(question, history, self._llm) if history else question
        work.clock("understand")
        found = work.found = await asyncio.to_thread(find, work.understood, self._index, filters, without=without)
        work.clashes = clashes(found.question, filters, self._index.catalogue)
        work.clock("search")
        read = found.question
        yield Found(hits=found.hits, coverage=found.coverage, understood=read.understood, readings=read.readings)
        refused = refusal(found)
        if refused:
            yield Token(text=refused.reason)
            yield Finished(answer=self._refused(work, refused, found.coverage))
            return
        async with aclosing(self._answered(work, found)) as events:  # closing this stream closes the model's
            async for event in events:
                yield event

    async def _answered(self, work: _Work, found: Findings) -> AsyncGenerator[Event, None]:
        work.disputed = await asyncio.to_thread(self._conflict, found)
        if self._llm:
            written = Written()
            try:
                async with aclosing(self._drafted(self._llm, found, written)) as drafted:
                    async for piece in drafted:
                        yield piece
                work.clock("write")
                if self._checker:
                    yield Waiting(sentence="Checking every sentence …")
                answer = await asyncio.to_thread(self._from_prose, work, found, written)
            except LLMError as error:
                log.warning("llm failed model=%s characters=%d: %s", self._llm.name, len(written.prose), error)
                work.notices = [f"{error} This answer was put together from the documents alone."]
            else:
                yield Finished(answer=answer)
                return
        async for event in self._extracted(work, found):
            yield event

    def _drafted(self, llm: LLM, found: Findings, written: Written) -> AsyncGenerator[Token | Waiting, None]:
        asked, catalogue = found.question.understood, self._index.catalogue
        return write(llm, found.question.task, asked, found.hits, catalogue, written)

    def _conflict(self, found: Findings) -> Conflict | None:
        widened = with_versions(found.evidence, found.hits, self._index.catalogue, found.searched)
        origins = stories(self._index.catalogue, (each.document.id for each in widened))
        return conflict(found.question, widened, origins)

    async def _extracted(self, work: _Work, found: Findings) -> AsyncIterator[Event]:
        draft = Draft()
        writing = write_found(draft, found, work.disputed, self._index.catalogue)
        for piece in await asyncio.to_thread(list, writing):
            yield Token(text=piece)
        work.clock("write")
        await asyncio.to_thread(pass_gate, draft, Stored(self._index.catalogue))
        work.clock("check")
        yield Finished(answer=self._finished(work, found, draft, _BY_US))

    def _from_prose(self, work: _Work, found: Findings, written: Written) -> Answer:
        """The model's prose as an answer; `LLMError` when it cites nothing and the passages carry nothing of it."""
        assert self._llm
        assert written.prompt
        catalogue, checker = self._index.catalogue, self._checker.get() if self._checker else None
        draft = read_prose(written.prose, sources_of(written.hits, catalogue), Stored(catalogue), checker)
        by = _By(model=self._llm.name, place=self._llm.place, prompt=written.prompt.label, usage=written.usage)
        work.clock("check")
        if REFUSAL_PHRASE.rstrip(".").lower() in written.prose.lower() and not draft.citations:
            nearest = tuple(hit.passage for hit in found.hits[:3])
            refused = Refusal(kind="not in the passages", reason=REFUSAL_PHRASE, nearest=nearest)
            return self._refused(work, refused, found.coverage, by)
        if not draft.citations and not has_marks(written.prose):
            raise LLMError("The language model named no sources, and no passage carries what it wrote.")
        work.checker = checker.name if checker else ""
        work.notices = [*([told(work.disputed)] if work.disputed else []), *written.notes]
        return self._finished(work, found, draft, by)

    def _finished(self, work: _Work, found: Findings, draft: Draft, by: _By) -> Answer:
        seconds = sum(work.seconds.values())
        log.info("answered model=%s citations=%d seconds=%.2f", by.model, len(draft.citations), seconds)
        return Answer(
            question=work.question,
            understood=found.question.understood,
            text=draft.text,
            citations=self._with_copies(draft.citations),
            checks=draft.checks,
            coverage=found.coverage,
            statements=with_speakers(
                [saying.statement for saying in found.sayings], draft.citations, self._index.catalogue
            ),
            hits=found.hits,
            model=by.model,
            prompt=by.prompt,
            notice=" ".join((*work.clashes, *work.notices)),
            seconds=work.seconds,
            quotations=draft.quotations,
            readings=found.question.readings,
            certainty=sure(found),
            conflict=kept(work.disputed),
            checker=work.checker,
            place=by.place,
            usage=by.usage,
        )

    def _with_copies(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        catalogue = self._index.catalogue
        return tuple(replace(each, copies=copies_of(each.passage, each.quote, catalogue)) for each in citations)

    def _refused(self, work: _Work, refused: Refusal, coverage: Coverage, by: _By = _BY_US) -> Answer:
        log.info("refused kind=%s seconds=%.2f", refused.kind.replace(" ", "-"), sum(work.seconds.values()))
        draft = Draft()
        nearest = work.found.silence.nearest if work.found else ()
        list(write_refusal(draft, refused.reason, nearest, self._index.catalogue))
        return Answer(
            question=work.question,
            understood=work.found.question.understood if work.found else work.question,
            text=draft.text,
            citations=self._with_copies(draft.citations),
            checks=draft.checks,
            coverage=coverage,
            statements=tuple(each.statement for each in nearest),
            refusal=refused,
            hits=work.found.hits if work.found else (),
            model=by.model,
            prompt=by.prompt,
            notice=" ".join((*work.clashes, *work.notices)),
            seconds=work.seconds,
            readings=work.found.question.readings if work.found else (),
            certainty=sure(work.found) if work.found else None,
            place=by.place,
            usage=by.usage,
        )

    def _counts(self, filters: Filters) -> Coverage:
        return searched(self._index.catalogue, filters)
