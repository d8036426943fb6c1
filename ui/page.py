"""The page: a chat beside a source panel, in Gradio. What is shown comes from `render` and `panel`; what happens, from
`handlers`.
"""

from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component

from ui import endpoints, ledger_controls, panel, quote_tab, render, writer_choice
from ui.answers import Answers
from ui.arguments import QUESTION_LENGTH
from ui.chat import Conversation
from ui.handlers import Handlers
from ui.html import element, join
from ui.ledger_tab import LedgerTab
from ui.service import Service

HERE = Path(__file__).parent
STYLE = HERE / "style.css"
ICON = HERE / "icon.svg"
HEAD = '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def theme() -> gr.themes.Base:
    """The theme: fonts of the reader's system only, so that nothing is fetched."""
    return gr.themes.Base(primary_hue="blue", neutral_hue="slate", radius_size="md", font=SANS, font_mono=MONO)


def build(service: Service, answers: Answers | None = None) -> gr.Blocks:
    """The page over `service`. Mount it with `ui.server.create`."""
    handlers = Handlers(service, answers)

    def show(link: object) -> str:  # Gradio marks the function it is given, and a method cannot be marked
        return handlers.show(link)

    page: gr.Blocks
    with gr.Blocks(title="Verbatim", analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)) as page:
        state = gr.State(Conversation(), time_to_live=12 * 3600)
        with gr.Row(elem_id="top"):
            status = gr.HTML(_brand(), elem_id="brand")
            upload = gr.UploadButton("Add documents", file_count="multiple", size="sm", elem_id="upload", min_width=40)
            fresh = gr.Button("New chat", size="sm", elem_id="fresh", min_width=40)
        with gr.Row(elem_id="desk", equal_height=True):
            with gr.Column(elem_id="talk", scale=6, min_width=0), gr.Tabs(elem_id="tabs"):
                with gr.Tab("Ask", elem_id="ask"):
                    thread, draft, notice, box, filters, writer = _chat(service, page)
                with gr.Tab("Who said what", elem_id="who-said-what") as opened:
                    ledger_controls.build(LedgerTab(service, handlers.answers), opened)
                with gr.Tab("Check a quotation", elem_id="check"):
                    quote_tab.build(quote_tab.QuoteTab(service, handlers.answers), page)
            with gr.Column(elem_id="side", scale=5, min_width=0):
                side = gr.HTML(panel.empty(), elem_id="panel", js_on_load=_side_script(), server_functions=[show])

        view = [state, thread, draft, side, box]
        corpus = [status, thread, filters[-1], notice]
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        asked = box.submit(handlers.submit, [state, box, *filters, writer], view, **private)
        acted = thread.click(handlers.act, [state, *filters, writer], view, **private)
        ended = box.stop(handlers.stop, [state], view, cancels=[asked, acted], **private)
        cleared = fresh.click(handlers.clear, [state], [*view, notice], cancels=[asked, acted], **private)
        for event in (ended, cleared):
            event.then(handlers.settle, [state], view, **private)
        upload.upload(handlers.add, [upload, state], [*corpus, upload], concurrency_limit=2, **private)
        endpoints.build(service)
        page.load(handlers.arrive, [state], corpus, concurrency_limit=None, **private)
    page.queue(default_concurrency_limit=8, max_size=64, api_open=False)
    return page


def _chat(service: Service, page: gr.Blocks) -> tuple[gr.HTML, gr.HTML, gr.HTML, gr.Textbox, list[Component], gr.Radio]:
    """The chat's parts: what was answered, what is being written, notices, the question box, the filters, and who
    writes."""
    with gr.Column(elem_id="scroll"):
        thread = gr.HTML(render.welcome(()), elem_id="thread", js_on_load=_script("thread.js"))
        draft = gr.HTML("", elem_id="draft", js_on_load=None)
    notice = gr.HTML("", elem_id="notice", js_on_load=None)
    with gr.Column(elem_id="composer"):
        box = _question_box()
        with gr.Accordion("Filters", open=False, elem_id="filters"), gr.Row():
            since = _date("From", "since")
            until = _date("Until", "until")
            outlets = gr.Dropdown([], label="Outlets", multiselect=True, elem_id="outlets", min_width=200)
        writer = writer_choice.build(service, page)
    return thread, draft, notice, box, [since, until, outlets], writer


def _brand() -> str:
    return join(element("h1", "Verbatim"), element("p", "", class_="corpus"))


def _script(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _side_script() -> str:
    return _script("panel.js") + _script("evidence.js")


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        placeholder="Ask about the documents",
        label="Question",
        show_label=False,
        container=False,
        lines=1,
        max_lines=6,
        max_length=QUESTION_LENGTH,  # what is longer is cut by the browser, in view of the reader
        autofocus=True,
        submit_btn="Ask",
        elem_id="question",
    )


def _date(label: str, name: str) -> gr.DateTime:
    return gr.DateTime(label=label, include_time=False, type="string", elem_id=name, min_width=140)
