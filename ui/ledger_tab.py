"""The tab “Who said what”: the statements of the ledger as a table with a timeline. And the endpoint `statements`."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from answer.ledger_export import as_csv
from answer.lookup import LookUp
from index.errors import VerbatimError
from index.ledger import Query
from ui import calls, statements
from ui.answers import Answers, Kept
from ui.asked import CONTROLS, IN_A_FILE, Asked, asked
from ui.endpoints import told
from ui.html import Html
from ui.service import Service
from ui.strings import say

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 0.3
"""A look-up that takes longer says that it runs; most are done by then."""
POLL_SECONDS = 0.2
"""Between two looks at what is still loading."""
SPEAKERS = 1_000
"""Speakers in the picker, the most quoted; any other name can be typed."""
MOST_ROWS = 2_000
"""Rows that the table shows at most; the CSV has more."""

View = tuple[object, ...]
"""Updates for: the speaker, the topic or the outlets, the statements."""


@dataclass(slots=True)
class Visit:
    """What one browser tab has done here: whether something was looked up, which stays when the reader comes back."""

    looked_up: bool = False


class LedgerTab:
    """The events of the tab. Sources of what it shows are kept in `answers`; in `kept` what was asked, for the CSV."""

    def __init__(self, service: Service, answers: Answers) -> None:
        self.service = service
        self.answers = answers
        self.kept: Kept[Asked] = Kept()

    async def look_up(self, visit: Visit, *controls: object) -> AsyncIterator[Html]:
        """The statements that the controls ask for; what the tab is for when they ask for nothing."""
        visit.looked_up = True
        async for shown in self._shown(controls, Query().limit):
            yield shown

    async def act(self, event: gr.EventData, visit: Visit, *controls: object) -> AsyncIterator[View]:
        """A click: somebody to look up, or more rows. The data comes from a browser."""
        data: dict[str, Any] = event._data if isinstance(event._data, dict) else {}
        who, about = controls[:2]
        limit = Query().limit
        if isinstance(data.get("who"), str):
            who, about = data["who"], data["about"] if isinstance(data.get("about"), str) else about
        elif str(data.get("more")).isdecimal():
            limit = min(int(data["more"]), MOST_ROWS)
        else:
            return
        visit.looked_up = True
        async for shown in self._shown((who, about, *controls[2:]), limit):
            yield who, about, shown

    async def arrive(self, visit: Visit) -> AsyncIterator[View]:
        """The tab is opened: the speakers with their counts, the outlets; what was looked up before stays."""
        while self.service.loading:
            yield gr.skip(), gr.skip(), gr.skip() if visit.looked_up else statements.busy(self.service.state())
            await asyncio.sleep(POLL_SECONDS)
        if self.service.failure:
            yield gr.skip(), gr.skip(), statements.error(self.service.failure)
            return
        ledger = (await asyncio.to_thread(self.service.look_up, "", Query(limit=0))).ledger
        speakers = ((statements.EVERYBODY, ledger.total), *ledger.speakers[:SPEAKERS])
        names = gr.update(choices=[(f"{name} ({count:,})", name) for name, count in speakers])
        topics = await asyncio.to_thread(self.service.topics)
        shown = gr.skip() if visit.looked_up else statements.welcome(ledger.speakers, topics)
        yield names, gr.update(choices=list(self.service.sources())), shown

    def csv(self, message: object) -> str:
        """The whole of a look-up as CSV, by its message; empty when it is no longer known."""
        found = self.kept.get(message) if isinstance(message, str) else None
        if not found:
            return ""
        rows = self.service.look_up(found.who, replace(found.query, limit=IN_A_FILE)).ledger.rows
        log.info("exported rows=%d", len(rows))
        return as_csv(rows)

    async def _shown(self, controls: tuple[object, ...], limit: int) -> AsyncGenerator[Html, None]:
        try:
            wanted = _asked(controls)
            self.service.rate.admit()
            while self.service.loading:
                yield statements.busy(self.service.state())
                await asyncio.sleep(POLL_SECONDS)
            if self.service.failure:
                raise VerbatimError(self.service.failure)
            work = asyncio.create_task(asyncio.to_thread(self._report, wanted, limit))
            if not (await asyncio.wait({work}, timeout=PATIENCE_SECONDS))[0]:
                yield statements.busy(say("statements.looking_up"))
            yield await work
        except VerbatimError as failed:
            yield statements.error(str(failed))
        except Exception:  # the one net under everything: the reader keeps the controls, the log gets the traceback
            log.exception("look-up failed")
            yield statements.error(say("statements.failed"))

    def _report(self, wanted: Asked, limit: int) -> Html:
        if wanted.empty:
            speakers = self.service.look_up("", Query(limit=0)).ledger.speakers
            return statements.welcome(speakers, self.service.topics())
        found = self.service.look_up(wanted.who, replace(wanted.query, limit=limit, tallied=True))
        log.info("looked up total=%d", found.ledger.total)
        message = self.answers.keep(statements.sources(found))
        self.kept.keep(wanted, message)
        return statements.report(found, message, self._hidden(wanted, found))

    def _hidden(self, wanted: Asked, found: LookUp) -> int:
        """How many more statements there are below the threshold."""
        if wanted.query.confidence == 0 or found.unknown:
            return 0
        everything = wanted.with_doubtful
        return self.service.look_up(everything.who, everything.query).ledger.total - found.ledger.total

    async def statements(self, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - passed on as they came
        """The endpoint: a look-up as plain values, with the fields of `python app.py who --json`."""
        return await told(calls.statements(self.service, **fields))


def _asked(controls: tuple[object, ...]) -> Asked:
    return asked(**dict(zip(CONTROLS, controls, strict=False)))
