"""What a program may ask: five calls, plain values in and out. The endpoints of the page and the MCP server are doors
to these and add nothing.

Every call waits for what is still being opened. What is wrong with an argument, or with the index, is a VerbatimError
of one sentence. Dates are texts, 2025-07-21; every offset counts characters of the document's text. What is asked is
not logged.
"""

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import replace
from typing import Any

from answer.ledger_export import facts
from answer.quote_check import LONGEST, told
from answer.snapshot import plain
from answer.types import Finished
from index.contents import Entry
from index.errors import VerbatimError
from index.ledger import DEFAULT_CONFIDENCE, Query
from index.types import Filters, Hit
from ui import arguments
from ui.arguments import BadArgumentError
from ui.asked import IN_A_FILE, all_known, asked
from ui.service import Service

log = logging.getLogger(__name__)

POLL_SECONDS = 0.1
"""Between two looks at what is still loading."""
MOST_PASSAGES = 50
MOST_DOCUMENTS = 200
FURTHEST = 100_000_000
"""The greatest offset: more documents than an index can have."""

Texts = Sequence[str] | None


async def ask(
    service: Service,
    question: str,
    *,
    since: str = "",
    until: str = "",
    outlets: Texts = (),
    documents: Texts = (),
    speakers: Texts = (),
    history: Sequence[Sequence[str]] | None = (),
    without: Texts = (),
) -> dict[str, Any]:
    """The finished answer, with the fields of `python app.py ask --json`; a refusal is an answer too.

    `history` has the earlier exchanges as pairs of question and answer, `without` the readings to leave out.
    """
    wanted, filters = (
        arguments.text("question", question),
        arguments.filters(since, until, outlets, documents, speakers),
    )
    turns, off = arguments.turns(history), arguments.readings(without)
    with _timed("ask"):
        await _opened(service)
        async with aclosing(service.stream(wanted, filters=filters, history=turns, without=off)) as events:
            async for event in events:
                if isinstance(event, Finished):
                    return plain(event.answer)
    raise AssertionError("a stream ends with Finished")


async def search(
    service: Service,
    question: str,
    *,
    limit: int = 8,
    since: str = "",
    until: str = "",
    outlets: Texts = (),
    documents: Texts = (),
    speakers: Texts = (),
) -> list[dict[str, Any]]:
    """The passages found, best first, with the rank that each retriever gave them; none for an empty question."""
    wanted, filters = (
        arguments.text("question", question),
        arguments.filters(since, until, outlets, documents, speakers),
    )
    most = arguments.whole("limit", limit, 1, MOST_PASSAGES)
    with _timed("search"):
        await _opened(service)
        return [_passage(hit) for hit in await asyncio.to_thread(service.search, wanted, filters, most)]


async def statements(
    service: Service,
    *,
    speaker: str = "",
    about: str = "",
    since: str = "",
    until: str = "",
    outlets: Texts = (),
    kinds: Texts = (),
    forces: Texts = (),
    voices: Texts = (),
    order: str = "newest",
    confidence: float = DEFAULT_CONFIDENCE,
    limit: int = Query().limit,
) -> dict[str, Any]:
    """Who said what, with the fields of `python app.py who --json`. A limit over 20,000 is taken for that."""
    lists = {"kinds": kinds, "forces": forces, "voices": voices}
    choices: dict[str, Any] = {name: list(arguments.texts(name, each)) for name, each in lists.items()}
    choices["order"] = arguments.maybe("order", order)
    all_known(**choices)
    wanted = asked(who=arguments.maybe("speaker", speaker), about=arguments.maybe("about", about), **choices)
    most = min(arguments.whole("limit", limit, 0, FURTHEST), IN_A_FILE)
    least, filters = arguments.share("confidence", confidence), arguments.filters(since, until, outlets)
    query = replace(wanted.query, filters=filters, limit=most, confidence=least)
    with _timed("statements"):
        await _opened(service)
        return facts(await asyncio.to_thread(service.look_up, wanted.who, query))


async def check_quote(service: Service, text: str) -> list[dict[str, Any]]:
    """Every quotation of a text with verdict, source, speaker and differences."""
    wanted = arguments.text("text", text, LONGEST)
    with _timed("check_quote"):
        await _opened(service)
        return [told(each) for each in (await asyncio.to_thread(service.check_quotes, wanted)).quotations]


async def documents(
    service: Service,
    *,
    id: str = "",
    words: str = "",
    since: str = "",
    until: str = "",
    outlets: Texts = (),
    limit: int = 50,
    offset: int = 0,
) -> dict[str, Any]:
    """The documents that pass and hold all the words, newest first, with their total; with an id, that document alone
    with its whole text, and the other arguments do not count."""
    wanted, sought = arguments.maybe("id", id), arguments.maybe("words", words)
    filters = arguments.filters(since, until, outlets)
    most = arguments.whole("limit", limit, 1, MOST_DOCUMENTS)
    begin = arguments.whole("offset", offset, 0, FURTHEST)
    with _timed("documents"):
        await _opened(service)
        if wanted:
            return await asyncio.to_thread(_document, service, wanted)
        found = await asyncio.to_thread(service.documents, sought, filters, most, begin)
        return {"total": found.total, "documents": [_entry(each) for each in found.entries]}


async def _opened(service: Service) -> None:
    service.rate.admit()
    while service.loading:
        await asyncio.sleep(POLL_SECONDS)
    if service.failure:
        raise VerbatimError(service.failure)


@contextmanager
def _timed(call: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    log.info("called name=%s seconds=%.2f", call, time.perf_counter() - began)


def _document(service: Service, document_id: str) -> dict[str, Any]:
    document = service.document(document_id)
    found = service.documents("", Filters(documents=(document_id,)), 1, 0).entries
    if not document or not found:
        raise BadArgumentError(f"No document has the id {document_id!r}: documents without an id lists them.")
    return _entry(found[0]) | {"text": document.text}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "outlet": entry.source,
        "author": entry.author,
        "date": entry.published and entry.published.isoformat(),
        "url": entry.url,
        "passages": entry.passages,
        "statements": entry.statements,
    }


def _passage(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "document": passage.document_id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "title": passage.title,
        "outlet": passage.source,
        "date": passage.published and passage.published.isoformat(),
        "url": passage.url,
        "ranks": dict(hit.ranks),
    }
