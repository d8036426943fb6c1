"""The tab “Documents” in Gradio: its parts, and which of them leads to which event of `documents_tab`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import Dependency

from ui import assets
from ui.documents_tab import LONGEST_WORDS, DocumentsTab, Visit
from ui.documents_table import intake
from ui.holdings import LONGEST_ADDRESS
from ui.strings import say

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
ALWAYS = PRIVATE | {"trigger_mode": "multiple", "concurrency_limit": 16}
"""What is added, or deleted, while an update runs is not lost: it waits its turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the page connects with its other parts: the events after which the corpus may differ, and the counts, whose
    `select` names a person to look up.
    """

    changing: Sequence[Dependency]
    counts: gr.HTML


def build(tab: DocumentsTab, opened: gr.Tab) -> Parts:
    """The tab's parts and events; nothing is read before the tab is `opened`."""
    with gr.Column(elem_id="holdings"):
        visit = gr.State(Visit(), time_to_live=12 * 3600)
        limit = tab.service.max_bytes
        drop = gr.HTML(intake(limit), elem_id="intake", js_on_load=assets.script("documents_intake"))
        with gr.Row(elem_id="bring"):
            address = gr.Textbox(
                label=say("documents.address"), placeholder=say("documents.address_placeholder"), lines=1, max_lines=1,
                max_length=LONGEST_ADDRESS, submit_btn=say("documents.fetch"), elem_id="address", min_width=200,
            )  # fmt: skip
            again = gr.Button(say("documents.catch_up"), size="sm", elem_id="catch-up", min_width=40)
        busy = gr.HTML("", elem_id="indexing", js_on_load=assets.script("documents_indexing"))
        counts = gr.HTML("", elem_id="at-a-glance", js_on_load=assets.script("documents_glance"))
        with gr.Row(elem_id="sift"):
            words = gr.Textbox(
                label=say("documents.words"), placeholder=say("documents.words_placeholder"), lines=1, max_lines=1,
                max_length=LONGEST_WORDS, submit_btn=say("documents.search"), elem_id="sought", min_width=200,
            )  # fmt: skip
            outlets = gr.Dropdown([], label=say("documents.outlets"), multiselect=True, elem_id="from-outlets",
                                  min_width=180)  # fmt: skip
        shown = gr.HTML("", elem_id="shelf", js_on_load=assets.script("documents_shelf"))
    narrowed, view = [words, outlets], [busy, words, outlets, counts, shown]
    asked = [visit, *narrowed]
    opened.select(tab.arrive, asked, view, concurrency_limit=None, **PRIVATE)
    words.submit(tab.look, asked, view, **PRIVATE)
    outlets.input(tab.look, asked, view, trigger_mode="always_last", **PRIVATE)
    busy.stop(tab.stop, [visit], [busy], concurrency_limit=None, **PRIVATE)

    changing = [
        drop.upload(tab.add, asked, view, **ALWAYS),
        shown.upload(tab.add, asked, view, **ALWAYS),
        shown.click(tab.act, asked, view, **ALWAYS),
        counts.click(tab.act, asked, view, **ALWAYS),
        busy.click(tab.act, asked, view, **ALWAYS),
        again.click(tab.catch_up, asked, view, **ALWAYS),
        address.submit(tab.fetch, [address, *asked], view, **ALWAYS),
    ]
    return Parts(changing=changing, counts=counts)
