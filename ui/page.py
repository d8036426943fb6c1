"""The page: tabs beside a source panel, in Gradio. What is shown comes from `render` and `panel`; what happens, from
`handlers`.
"""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui import assets, composer, documents_controls, drawer, endpoints, ledger_controls, panel, quote_tab, render
from ui.answers import Answers
from ui.chat import Conversation
from ui.composer import Composer
from ui.documents_tab import DocumentsTab
from ui.handlers import Handlers
from ui.html import element, join
from ui.ledger_tab import LedgerTab
from ui.login_page import log_out
from ui.reader import reader
from ui.service import Service
from ui.strings import say

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""An event of the page is no endpoint for programs, and covers nothing while it runs."""
HOURS_KEPT = 12
"""A conversation that nobody came back to is dropped by the server after so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of the page that events read and write."""

    state: gr.State
    status: gr.HTML
    upload: gr.Button
    fresh: gr.Button
    history: gr.HTML
    thread: gr.HTML
    draft: gr.HTML
    side: gr.HTML
    composer: Composer
    tabs: gr.Tabs
    held: documents_controls.Parts
    ledger: ledger_controls.Parts


def build(service: Service, answers: Answers | None = None, *, accounts: bool = False) -> gr.Blocks:
    """The page over `service`. Mount it with `ui.server.create`; with `accounts` it shows who is logged in."""
    handlers = Handlers(service, answers)
    page: gr.Blocks
    with gr.Blocks(title="Verbatim", analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)) as page:
        parts = _layout(service, handlers, page, accounts=accounts)
        _wire(parts, handlers, page)
        endpoints.build(service)
    page.queue(default_concurrency_limit=8, max_size=64, api_open=False)
    return page


def _layout(service: Service, handlers: Handlers, page: gr.Blocks, *, accounts: bool) -> Parts:
    state = gr.State(Conversation(), time_to_live=HOURS_KEPT * 3600)
    with gr.Row(elem_id="top"):
        gr.Button(say("history.open"), size="sm", elem_id="history-open", min_width=40)
        status = gr.HTML(_brand(), elem_id="brand")
        upload = gr.Button(say("top.upload"), size="sm", elem_id="upload", min_width=40)
        fresh = gr.Button(say("top.fresh"), size="sm", elem_id="fresh", min_width=40)
        if accounts:
            _account(page)
    with gr.Row(elem_id="desk", equal_height=True):
        with gr.Column(elem_id="talk", scale=6, min_width=0), gr.Tabs(elem_id="tabs") as tabs:
            with gr.Tab(say("tabs.ask"), elem_id="ask"):
                with gr.Column(elem_id="scroll"):
                    script = assets.script("thread", "feedback", "cards", "names")
                    thread = gr.HTML(render.welcome(()), elem_id="thread", js_on_load=script)
                    draft = gr.HTML("", elem_id="draft", js_on_load=None)
                asking = composer.build(service, page)
            with gr.Tab(say("tabs.statements"), id="statements", elem_id="who-said-what") as opened:
                ledger = ledger_controls.build(LedgerTab(service, handlers.answers), opened)
            with gr.Tab(say("tabs.quotations"), elem_id="check"):
                quote_tab.build(quote_tab.QuoteTab(service, handlers.answers), page)
            with gr.Tab(say("tabs.documents"), id="documents", elem_id="documents") as opened:
                held = documents_controls.build(DocumentsTab(service), opened)
        side = _side(handlers)
    history = gr.HTML(drawer.drawer(), elem_id="history", js_on_load=assets.script("history"))
    return Parts(
        state=state, status=status, upload=upload, fresh=fresh, history=history, thread=thread, draft=draft,
        side=side, composer=asking, tabs=tabs, held=held, ledger=ledger,
    )  # fmt: skip


def _account(page: gr.Blocks) -> None:
    """Who is logged in, with the way out."""
    shown = gr.HTML("", elem_id="account", js_on_load=None)
    page.load(lambda: log_out(reader().user), None, [shown], queue=False, **PRIVATE)


def _side(handlers: Handlers) -> gr.HTML:
    def show(link: object) -> str:  # Gradio marks the function it is given, and a method cannot be marked
        return handlers.show(link)

    with gr.Column(elem_id="side", scale=5, min_width=0):
        script = assets.script("panel", "evidence")
        return gr.HTML(panel.empty(), elem_id="panel", js_on_load=script, server_functions=[show])


def _wire(parts: Parts, handlers: Handlers, page: gr.Blocks) -> None:
    """The events of the chat and of what is above it; the tabs have theirs of their own."""
    state, box, asking = parts.state, parts.composer.box, [parts.composer.filters, parts.composer.writer]
    view = [state, parts.thread, parts.draft, parts.side, box]
    corpus = [parts.status, parts.thread]
    asked = box.submit(handlers.submit, [state, box, *asking], view, **PRIVATE)
    acted = parts.thread.click(handlers.act, [state, *asking], view, **PRIVATE)
    recalled = parts.history.click(handlers.recall, [state, *asking], view, cancels=[asked, acted], **PRIVATE)
    running: list[Any] = [asked, acted, recalled]
    ended = box.stop(handlers.stop, [state], view, cancels=running, **PRIVATE)
    cleared = parts.fresh.click(handlers.clear, [state], view, cancels=running, **PRIVATE)
    for event in (ended, cleared, recalled):
        event.then(handlers.settle, [state], view, **PRIVATE)
    parts.upload.click(handlers.open_documents, None, [parts.tabs], **PRIVATE)
    for change in parts.held.changing:
        change.then(handlers.refreshed, [state], corpus, **PRIVATE)
    person = parts.held.counts.select(handlers.open_person, None, [parts.tabs, parts.ledger.who], **PRIVATE)
    person.then(*parts.ledger.looking_up, **PRIVATE)
    come = page.load(handlers.arrive, None, [parts.status], concurrency_limit=None, **PRIVATE)
    come.then(handlers.refreshed, [state], corpus, **PRIVATE)


def _brand() -> str:
    return join(element("h1", "Verbatim"), element("p", "", class_="corpus"))
