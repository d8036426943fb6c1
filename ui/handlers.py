"""What happens on the page: asking, stopping, clearing, uploading, opening a source. Each event yields updates."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

import gradio as gr

from answer.types import Answer, Event, Finished, Found, Token, Waiting
from index.errors import VerbatimError
from ui import evidence, links, panel, render, turns, understood
from ui.answers import Answers
from ui.asked import LONGEST
from ui.chat import Conversation, Exchange, Run
from ui.documents_table import opened
from ui.filter_row import told
from ui.filters import filters_of, left_out
from ui.html import Html, element, join
from ui.service import Service
from ui.strings import say

log = logging.getLogger(__name__)

REFRESH_SECONDS = 0.06
"""Between two updates of a draft: sixteen a second read as a flow, and spare the connection."""
AGAIN = ("retry", "switch", "unfiltered")
"""What a click may do with the last question: ask it again, with a reading switched, without filters."""
POLL_SECONDS = 0.2
"""Between two looks at what is still loading."""

MOST_RESTORED = 200
"""Exchanges of one conversation that come back."""

View = tuple[object, ...]
"""Updates for: state, thread, draft, panel, question box."""


class Handlers:
    """The page's events over one service; answers are kept so that their citations can be opened."""

    def __init__(self, service: Service, answers: Answers | None = None) -> None:
        self.service = service
        self.answers = answers or Answers()

    async def submit(
        self, chat: Conversation, question: str, chosen: object = None, writer: object = ""
    ) -> AsyncIterator[View]:
        """Ask what is in the box. An empty question, or one while another runs, does nothing.

        `chosen` are the filters and the readings removed, as the row of filters carries them (`ui/filters.py`).
        """
        async with aclosing(self._ask(chat, question, chosen, writer, left_out(chosen, question))) as views:
            async for view in views:
                yield view

    async def act(
        self, event: gr.EventData, chat: Conversation, chosen: object = None, writer: object = ""
    ) -> AsyncIterator[View]:
        """A click in the chat: an example, "ask again", "edit", a reading to switch. Its data comes from a browser."""
        data: dict[str, Any] = event._data if isinstance(event._data, dict) else {}
        action, asked, reading = data.get("action"), data.get("ask"), data.get("reading")
        if chat.run or not (asked or chat.exchanges):
            return
        if action == "edit":
            yield _view(chat, box=_box(chat.take_back()))
            return
        again = bool(chat.exchanges) and action in AGAIN
        without = _left_out(chat, reading) if again else frozenset()
        text = chat.take_back() if again else asked
        chosen = None if action == "unfiltered" else chosen
        async with aclosing(self._ask(chat, text if isinstance(text, str) else "", chosen, writer, without)) as views:
            async for view in views:
                yield view

    async def _ask(
        self, chat: Conversation, question: str, chosen: object, writer: object, without: frozenset[str]
    ) -> AsyncGenerator[View, None]:
        if chat.run or not question.strip():
            return
        run = chat.begin(question.strip(), without)
        yield _view(chat, draft=self._waiting(run), box=_box("", running=True))
        try:
            self.service.rate.admit()
            run.filters = filters_of(chosen)
            async with aclosing(self._answer(chat, run, str(writer or ""))) as views:
                async for view in views:
                    yield view
        except VerbatimError as error:
            yield self._failed(chat, run, str(error))
        except Exception:  # the one net under everything: the reader keeps the question, the log gets the traceback
            log.exception("answer failed")
            yield self._failed(chat, run, say("chat.went_wrong"))
        finally:
            if chat.run is run:
                self._keep(chat.stop())

    async def _answer(self, chat: Conversation, run: Run, writer: str) -> AsyncGenerator[View, None]:
        while self.service.loading:
            await asyncio.sleep(POLL_SECONDS)  # first: the page may drop an update that another follows at once
            yield _same(draft=self._waiting(run))
        if self.service.failure:
            raise VerbatimError(self.service.failure)
        shown, run.only = 0.0, told(run.filters, self.service)
        stream = self.service.stream(
            run.question, filters=run.filters, history=chat.history(), without=run.without, writer=writer
        )
        async with aclosing(stream) as events:
            async for event in events:
                if isinstance(event, Token) and time.monotonic() - shown < REFRESH_SECONDS:
                    run.written += event.text
                    continue
                if isinstance(event, Finished):
                    before = [*(each.question for each in chat.exchanges), run.question]
                    run.suggested = await asyncio.to_thread(self.service.suggest, event.answer, run.filters, before)
                yield self._after(chat, run, event)
                shown = time.monotonic()

    def _after(self, chat: Conversation, run: Run, event: Event) -> View:
        if isinstance(event, Token):
            run.written += event.text
            return _same(draft=self._draft(run))
        if isinstance(event, Waiting):
            return _same(draft=self._draft(run, event.sentence))
        if isinstance(event, Found):
            run.understood, run.readings = event.understood or run.question, event.readings
            provisional = _provisional(run, event)
            run.message = self.answers.keep(provisional)
            side = panel.found(event.hits, run.message, provisional)
            return _same(draft=self._draft(run), side=side, box=_asking(running=True))
        return self._finished(chat, run, event)

    def _finished(self, chat: Conversation, run: Run, event: Finished) -> View:
        answer = event.answer
        run.message = self.answers.keep(answer, run.message)
        if not self._keep(chat.end(run, answer=answer)):
            return _same()
        return _view(chat, side=panel.found(answer.hits, run.message, answer), box=gr.update(**_asking()))

    def _failed(self, chat: Conversation, run: Run, sentence: str) -> View:
        self._keep(chat.end(run, error=sentence))
        return _view(chat, box=_box(run.question))

    def _keep(self, exchange: Exchange | None) -> bool:
        """Keep what has just ended, so that the browser can fetch it for its history."""
        if exchange:
            self.answers.exchanges.keep(exchange, exchange.message)
        return exchange is not None

    def _waiting(self, run: Run) -> Html:
        status = self.service.state() if self.service.loading else say("chat.searching")
        return join(turns.question(run.question), turns.draft("", status))

    def _draft(self, run: Run, waiting: str = "") -> Html:
        status = waiting or ("" if run.written else say("chat.reading"))
        return turns.running(
            run.question, run.written, status, limits=understood.limits(run.only, offer=False),
            chips=understood.chips(run.readings, switches=True, inert=True),
            searched=understood.searched_for(run.question, run.understood),
        )  # fmt: skip

    def stop(self, chat: Conversation) -> View:
        """End the running answer; what is written stays, marked as not checked."""
        self._keep(chat.stop())
        return _view(chat, box=gr.update(**_asking()))

    def clear(self, chat: Conversation) -> View:
        """A new chat."""
        chat.clear()
        return self._whole(chat, side=panel.empty(), box=_box(""))

    def settle(self, chat: Conversation) -> View:
        """Show what is, once a stop or a new chat is through: a piece of the ended draft may have come after it."""
        if chat.run:
            return _same()
        return self._whole(chat)

    async def recall(
        self, event: gr.EventData, chat: Conversation, chosen: object = None, writer: object = ""
    ) -> AsyncIterator[View]:
        """What the history asks for: a conversation to stand there again, or the question of a link. It comes from a
        browser, which sets the filters of a link itself. A question is not asked unseen where its text would leave this
        machine."""
        data: dict[str, Any] = event._data if isinstance(event._data, dict) else {}
        messages, linked = data.get("messages"), links.read(data)
        if isinstance(messages, list):
            yield self._restored(chat, messages)
        if isinstance(messages, list) or chat.run or not linked.question:
            return
        yield _same(box={"value": linked.question})
        while self.service.loading:
            await asyncio.sleep(POLL_SECONDS)
        if self.service.failure or self.service.leaves(str(writer or "")):
            return
        async with aclosing(self._ask(chat, linked.question, linked.chosen, writer, linked.without)) as views:
            async for view in views:
                yield view

    def _restored(self, chat: Conversation, messages: list[Any]) -> View:
        """The conversation of these exchanges, which the browser has brought back before."""
        chat.clear()
        wanted = (each for each in messages[:MOST_RESTORED] if isinstance(each, str))
        chat.exchanges += filter(None, map(self.answers.exchanges.get, wanted))
        last = chat.exchanges[-1] if chat.exchanges else None
        side = panel.found(last.answer.hits, last.message, last.answer) if last and last.answer else panel.empty()
        return self._whole(chat, side=side, box=gr.update(**_asking()))

    def _whole(self, chat: Conversation, *, side: Html | None = None, box: object = None) -> View:
        """The view of a conversation that nothing runs in: with examples where nothing was asked."""
        thread = None if chat.exchanges else render.welcome(self.service.examples())
        return _view(chat, side=side, box=box, thread=thread)

    def show(self, link: object) -> str:
        """The panel for a link. Anyone can call this with anything: `panel.show` accepts known places only."""
        place = link if isinstance(link, str) else ""
        shown = opened(place, self.service.document) or evidence.show(place, self.answers.asked, self.service.pack)
        return shown or panel.show(place, self.answers.get, self.service.document, self.service.mentioned)

    async def arrive(self) -> AsyncIterator[View]:
        """A reader opens the page: tell what loads until it has loaded. What there is then `refreshed` tells, with the
        conversation as it is by then: the history may have brought one back."""
        while self.service.loading:
            yield (_brand(self.service.state()),)
            await asyncio.sleep(POLL_SECONDS)
        await asyncio.to_thread(self.service.examples)  # a second, after an update: `refreshed` must not wait

    def refreshed(self, chat: Conversation) -> View:
        """Documents changed: the status line, the examples of an empty chat."""
        thread = gr.skip() if chat.exchanges or chat.run else render.welcome(self.service.examples())
        return (_brand(self.service.state(), failed=bool(self.service.failure)), thread)

    def open_documents(self) -> gr.Tabs:
        """The tab of the documents, from wherever the reader is."""
        return gr.Tabs(selected="documents")

    def open_person(self, event: gr.EventData) -> tuple[gr.Tabs, str]:
        """A click on somebody in the counts of the documents: the tab with what they said. It comes from a browser."""
        data = event._data if isinstance(event._data, dict) else {}
        return gr.Tabs(selected="statements"), str(data.get("person", ""))[:LONGEST]


def _left_out(chat: Conversation, reading: object) -> frozenset[str]:
    """The readings that the last question is asked again without: as before, or with one of them switched."""
    return chat.switched(reading) if isinstance(reading, str) else chat.exchanges[-1].without


def _provisional(run: Run, found: Found) -> Answer:
    """What can be opened before the answer is finished: the passages found."""
    return Answer(
        question=run.question,
        understood=run.understood,
        readings=run.readings,
        text="",
        citations=(),
        checks=(),
        coverage=found.coverage,
        hits=found.hits,
    )


def _view(
    chat: Conversation, *, draft: str = "", side: Html | None = None, box: object = None, thread: Html | None = None
) -> View:
    shown = chat.html() if thread is None else thread
    return (chat, shown, draft, gr.skip() if side is None else side, gr.skip() if box is None else box)


def _same(*, draft: str | None = None, side: Html | None = None, box: dict[str, Any] | None = None) -> View:
    """The view with nothing changed but what is named: a streamed piece costs its draft alone."""
    shown = (gr.skip() if value is None else value for value in (draft, side))
    return (gr.skip(), gr.skip(), *shown, gr.update(**box) if box else gr.skip())


def _asking(*, running: bool = False) -> dict[str, Any]:
    return {
        "submit_btn": False if running else say("composer.ask"),
        "stop_btn": say("composer.stop") if running else False,
    }


def _box(text: str, *, running: bool = False) -> object:
    return gr.update(value=text, **_asking(running=running))


def _brand(state: str, *, failed: bool = False) -> Html:
    return join(
        element("h1", "Verbatim"),
        element("p", state, class_="corpus failed" if failed else "corpus", role="status", dir="auto"),
    )
