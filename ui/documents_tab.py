"""The tab “Documents”: what happens when files are added, searched, replaced, deleted and put back."""

import asyncio
import logging
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import gradio as gr

from index.contents import ORDERS
from index.errors import VerbatimError
from index.ledger import Query
from index.types import Filters, Report
from ui import progress
from ui.documents_table import ROWS, UPWARDS_FIRST, Shelf, View, shelf
from ui.glance import glance
from ui.html import Html, element
from ui.received import Received, received
from ui.service import Service
from ui.strings import count, say
from ui.updating import Update

log = logging.getLogger(__name__)

POLL_SECONDS = 0.25
"""Between two looks at an update: often enough to be seen moving."""
PATIENCE_SECONDS = 0.4
"""A change that takes longer says that it runs."""
MOST_IDS = 1_000
"""Documents that one click may delete or put back."""
LONGEST_WORDS = 500
_ID = re.compile(r"[a-z0-9-]{1,200}")

Shown = tuple[object, ...]
"""Updates for: what is being indexed, the words, the outlets, the counts at a glance, the shelf."""
SAME = (gr.skip(),) * 4
"""All but the first as it is."""
Change = Callable[[Update], Report]


@dataclass(slots=True)
class Visit:
    """What one browser tab looks at, and the update that it started last."""

    view: View = field(default_factory=View)
    update: Update | None = None


class DocumentsTab:
    """The events of the tab. Every argument comes from a browser."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.holdings = service.holdings
        self._glance: tuple[int, Html] = (-1, Html(""))

    async def arrive(self, visit: Visit, words: object, outlets: object) -> AsyncIterator[Shown]:
        """The tab is opened: what there is, and the update that runs, whoever started it."""
        async for shown in self._loading():
            yield shown
        if self.service.failure:
            yield progress.notice(_error(self.service.failure)), *SAME
            return
        async for shown in self._all(gr.skip(), visit, words, outlets):
            yield shown
        update = self.holdings.current
        if update and update is not visit.update:
            async for html in self._followed(update):
                yield html, *SAME
            async for shown in self._all(progress.ended(update), visit, words, outlets):
                yield shown

    async def look(self, visit: Visit, words: object, outlets: object) -> Shown:
        """Other words, or other outlets: the first page of what they find."""
        visit.view.page = 0
        return gr.skip(), *await self._shown(visit, words, outlets)

    async def add(self, event: gr.EventData, visit: Visit, words: object, outlets: object) -> AsyncIterator[Shown]:
        """Files arrived: index them; or put one in the place of a document."""
        data = _data(event)
        came = received(data)
        change: Change = partial(self._added, came)
        if _ids(data.get("replace")):
            change = partial(self._replaced, _ids(data["replace"])[0], came)
        async for shown in self._changed(change, visit, words, outlets):
            yield shown

    async def fetch(self, address: str, visit: Visit, words: object, outlets: object) -> AsyncIterator[Shown]:
        """Index what is at an address."""
        async for shown in self._changed(partial(self.holdings.fetch, address), visit, words, outlets):
            yield shown

    async def catch_up(self, visit: Visit, words: object, outlets: object) -> AsyncIterator[Shown]:
        """Bring every source in step."""
        async for shown in self._changed(self.holdings.catch_up, visit, words, outlets):
            yield shown

    async def act(self, event: gr.EventData, visit: Visit, words: object, outlets: object) -> AsyncIterator[Shown]:
        """A click in the table or in a notice."""
        data = _data(event)
        if "catchup" in data:
            acted = self._changed(self.holdings.catch_up, visit, words, outlets)
        elif renewed := _ids(data.get("renew")):
            acted = self._changed(partial(self.holdings.renew, renewed[0], None), visit, words, outlets)
        elif told := self._telling(data):
            acted = self._told(told, visit, words, outlets)
        else:
            acted = self._turned(data, visit, words, outlets)
        async for shown in acted:
            yield shown

    def stop(self, visit: Visit) -> object:
        """End the update that runs after the batch at hand; where none runs yet, the reader's own."""
        mine = visit.update if visit.update and not visit.update.over else None
        update = self.holdings.current or mine
        if update is None:
            return gr.skip()
        update.stopping.set()
        return progress.running(update)

    # ---- changes

    def _added(self, came: Received, update: Update) -> Report:
        done = self.holdings.add(came.files, update)
        return came.beside(done)

    def _replaced(self, document_id: str, came: Received, update: Update) -> Report:
        done = self.holdings.renew(document_id, came.files[0], update) if came.files else Report()
        return came.beside(done)

    def _telling(self, data: dict[str, Any]) -> Callable[[], Html] | None:
        """What a click on delete, undo or delete for good does, and what it says then."""
        for name, act in (("delete", self._deleted), ("undo", self._undone), ("forget", self._forgotten)):
            if ids := _ids(data.get(name)):
                return partial(act, ids)
        return None

    def _deleted(self, ids: list[str]) -> Html:
        gone = self.holdings.withdraw(ids)
        log.info("deleted documents=%d", len(gone))
        return progress.deleted(gone) if gone else progress.notice(element("p", say("documents.not_there")))

    def _undone(self, ids: list[str]) -> Html:
        back = count(self.holdings.put_back(ids), "document")
        return progress.notice(element("p", say("documents.put_back_done", documents=back)))

    def _forgotten(self, ids: list[str]) -> Html:
        gone = count(self.holdings.forget(ids), "document")
        return progress.notice(element("p", say("documents.forgotten", documents=gone)))

    async def _told(
        self, told: Callable[[], Html], visit: Visit, words: object, outlets: object
    ) -> AsyncGenerator[Shown, None]:
        work = asyncio.create_task(asyncio.to_thread(_netted, told))
        while not (await asyncio.wait({work}, timeout=PATIENCE_SECONDS))[0]:
            current = self.holdings.current
            yield progress.running(current, queued=True) if current else progress.working(), *SAME
        async for shown in self._all(await work, visit, words, outlets):
            yield shown

    async def _changed(
        self, change: Change, visit: Visit, words: object, outlets: object
    ) -> AsyncGenerator[Shown, None]:
        """Run a change of the index, telling how far it is, and then what became of it."""
        async for shown in self._loading():
            yield shown
        update = visit.update = Update()
        work = asyncio.create_task(asyncio.to_thread(_run, change, update))
        async for html in self._followed(update):
            yield html, *SAME
        await work
        async for shown in self._all(progress.ended(update), visit, words, outlets):
            yield shown

    async def _followed(self, update: Update) -> AsyncGenerator[Html, None]:
        while not update.over:
            current = self.holdings.current or update
            yield progress.running(current, queued=current is not update)
            await asyncio.sleep(POLL_SECONDS)

    async def _loading(self) -> AsyncGenerator[Shown, None]:
        while self.service.loading:
            busy = element("p", element("span", class_="pulse"), self.service.state(), class_="status", role="status")
            yield busy, *SAME
            await asyncio.sleep(POLL_SECONDS)

    # ---- what is shown

    async def _turned(
        self, data: dict[str, Any], visit: Visit, words: object, outlets: object
    ) -> AsyncGenerator[Shown, None]:
        """A click that changes nothing but what is looked at: another order, page or outlet, or everything."""
        view, order, page = visit.view, data.get("sort"), str(data.get("page", ""))
        if order in ORDERS:
            same = view.order == order
            view.descending = not view.descending if same else order not in UPWARDS_FIRST
            view.order, view.page = order, 0
        elif page.isdecimal() and len(page) < 7:
            view.page = int(page)
        elif isinstance(data.get("outlet"), str) or "clear" in data:
            view.page, words, outlets = 0, "", [data["outlet"]] if "outlet" in data else []
        yield gr.skip(), *await self._shown(visit, words, outlets)

    async def _all(self, first: object, visit: Visit, words: object, outlets: object) -> AsyncGenerator[Shown, None]:
        """The table, and then the counts, which take seconds where there are a hundred thousand statements."""
        yield first, *await self._shown(visit, words, outlets)
        if not self.service.failure:
            await asyncio.sleep(POLL_SECONDS)  # the page may drop an update that another follows at once
            counts = await asyncio.to_thread(_netted, self._at_a_glance)
            yield gr.skip(), gr.skip(), gr.skip(), counts, gr.skip()

    async def _shown(self, visit: Visit, words: object, outlets: object) -> Shown:
        """The words and the outlets as they count, and the shelf."""
        if self.service.failure:
            return SAME
        known = self.service.sources()
        chosen = [each for each in outlets if each in known] if isinstance(outlets, list) else []
        sought = words[:LONGEST_WORDS] if isinstance(words, str) else ""
        body = await asyncio.to_thread(_netted, partial(self._shelf, visit.view, sought, chosen))
        return sought, gr.update(choices=list(known), value=chosen), gr.skip(), body

    def _shelf(self, view: View, words: str, outlets: Sequence[str]) -> Html:
        filters = Filters(sources=tuple(outlets))
        page = partial(self.holdings.page, words, filters, ROWS, order=view.order, descending=view.descending)
        found = page(offset=view.page * ROWS)
        if not found.entries and view.page:  # the last ones of the page were deleted
            view.page = max(found.total - 1, 0) // ROWS
            found = page(offset=view.page * ROWS)
        seen = Shelf(
            contents=found,
            taken_out=self.holdings.taken_out(),
            failed=self.holdings.failures(),
            narrowed=bool(words.strip() or outlets),
            replaceable=self.holdings.uploads.holds,
        )
        return shelf(seen, view)

    def _at_a_glance(self) -> Html:
        """The counts, made anew only when documents changed."""
        now = self.holdings.generation
        if self._glance[0] != now:
            speakers = self.service.look_up("", Query(limit=0)).ledger.speakers
            self._glance = (now, glance(self.holdings.glance(), speakers))
        return self._glance[1]


def _run(change: Change, update: Update) -> None:
    try:
        update.report = change(update)
    except VerbatimError as error:
        update.error = str(error)
    except Exception:  # the one net under everything: the reader gets a sentence, the log the traceback
        log.exception("update failed")
        update.error = say("documents.went_wrong")
    finally:
        update.over = True


def _netted(told: Callable[[], Html]) -> Html:
    try:
        return told()
    except VerbatimError as error:
        return progress.notice(_error(str(error)))
    except Exception:  # the same net
        log.exception("change failed")
        return progress.notice(_error(say("documents.went_wrong")))


def _error(sentence: str) -> Html:
    return element("p", sentence, class_="error", role="alert")


def _data(event: gr.EventData) -> dict[str, Any]:
    return event._data if isinstance(event._data, dict) else {}


def _ids(value: object) -> list[str]:
    """The ids in what a browser sent: well-formed ones, not too many."""
    return [each for each in value.split(" ") if _ID.fullmatch(each)][:MOST_IDS] if isinstance(value, str) else []
