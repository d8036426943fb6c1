"""The tab “Check a quotation”: every quotation of a pasted text gets its verdict. And the endpoint `check_quote`."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import api

from answer.quote_check import LONGEST, QuoteCheck
from answer.types import Answer, Coverage
from index.errors import VerbatimError
from ui import calls, quote_marks
from ui.answers import Answers
from ui.endpoints import told
from ui.html import Html, element, join
from ui.service import Service
from ui.strings import say

log = logging.getLogger(__name__)

SCRIPT = Path(__file__).parent / "scripts" / "quote_tab.js"
POLL_SECONDS = 0.2
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class QuoteTab:
    """The events of the tab; what it shows is kept in `answers`, so that a source can be opened beside it."""

    def __init__(self, service: Service, answers: Answers) -> None:
        self.service = service
        self.answers = answers

    async def check(self, text: str) -> Html:
        """The verdicts on the quotations of a text; an empty one shows what the tab is for."""
        if not text.strip():
            return empty(self.service.quotation())
        await self._loaded(patience=2 * POLL_SECONDS)
        try:
            self.service.rate.admit()
            found = await asyncio.to_thread(self.service.check_quotes, text)
        except VerbatimError as error:
            return _error(str(error))
        except Exception:  # the one net under everything: the reader keeps the text, the log gets the traceback
            log.exception("quote check failed")
            return _error(say("quotations.failed"))
        log.info("quotes checked count=%d seconds=%.2f", len(found.quotations), found.seconds)
        return quote_marks.report(found, self.answers.keep(_answer(found)))

    async def example(self, event: gr.EventData) -> tuple[str, Html]:
        """A click on the example: its text in the box, and its verdicts."""
        data = event._data if isinstance(event._data, dict) else {}
        text = data.get("text")
        text = text if isinstance(text, str) else ""
        return text, await self.check(text)

    async def check_quote(self, text: str) -> list[dict[str, Any]]:
        """The endpoint: every quotation of a text with verdict, source, speaker and differences, as plain values."""
        return await told(calls.check_quote(self.service, text))

    async def arrive(self) -> Html:
        """What a reader sees before the first check, once there is a corpus to take an example from."""
        await self._loaded()
        return empty(self.service.quotation())

    async def _loaded(self, patience: float = 0.0) -> None:
        """Wait for the index, and `patience` seconds more: what a reader asked for comes after what greets them."""
        waited = self.service.loading
        while self.service.loading:
            await asyncio.sleep(POLL_SECONDS)
        if waited:
            await asyncio.sleep(patience)


def build(tab: QuoteTab, page: gr.Blocks) -> None:
    """The tab's parts and events, within the page that is being built."""
    with gr.Column(elem_id="quotes"):
        with gr.Column(elem_id="verdicts"):
            shown = gr.HTML(empty(""), elem_id="checked", js_on_load=SCRIPT.read_text(encoding="utf-8"))
        with gr.Column(elem_id="paste"):
            box = gr.Textbox(
                placeholder=say("quotations.placeholder"),
                label=say("quotations.text"),
                show_label=False,
                container=False,
                lines=3,
                max_lines=6,
                max_length=LONGEST,
                submit_btn=say("quotations.check"),
                elem_id="quoted",
            )
    box.submit(tab.check, [box], [shown], **PRIVATE)
    shown.click(tab.example, None, [box, shown], **PRIVATE)
    page.load(tab.arrive, None, [shown], concurrency_limit=None, **PRIVATE)

    async def check_quote(text: str) -> list[dict[str, Any]]:  # Gradio reads the annotations of a plain function
        return await tab.check_quote(text)

    api(check_quote, api_name="check_quote", concurrency_limit=4)


def empty(example: str) -> Html:
    """The tab before anything was checked: what it does, what each verdict means, and something to try."""
    meanings = (
        ("verbatim", say("quotations.verbatim_means")),
        ("misattributed", say("quotations.misattributed_means")),
        ("altered", say("quotations.altered_means")),
        ("absent", say("quotations.absent_means")),
    )
    terms = [
        element("li", element("strong", quote_marks.NAMES[name]), f" {text}", class_=f"about {name}")  # type: ignore[index]
        for name, text in meanings
    ]
    chip = element("button", say("quotations.try"), type="button", class_="chip", data_text=example)
    return element(
        "div",
        element("h2", say("quotations.title")),
        element(
            "p",
            say("quotations.about"),
        ),
        element("ul", *terms, class_="meanings"),
        chip if example else None,
        class_="welcome",
    )


def _error(sentence: str) -> Html:
    return join(element("p", sentence, class_="error", role="alert"))


def _answer(found: QuoteCheck) -> Answer:
    """The check as the source panel knows it: an answer without citations."""
    coverage = Coverage(documents=found.documents, sources=())
    return Answer(
        question="",
        understood="",
        text=found.text,
        citations=(),
        checks=(),
        coverage=coverage,
        quotations=found.quotations,
    )
