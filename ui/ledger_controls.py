"""The tab “Who said what” in Gradio: its controls, and which of them leads to which event of `ledger_tab`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import api

from index.force import FORCES
from index.ledger import DEFAULT_CONFIDENCE, Query
from ui import words
from ui.asked import LONGEST
from ui.ledger_tab import LedgerTab, Visit

SCRIPT = Path(__file__).parent / "scripts" / "ledger_tab.js"
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What leads here from elsewhere: the speaker's name, and the look-up: an event's function, inputs and outputs."""

    who: Component
    looking_up: tuple[Callable[..., Any], list[Component], list[Component]]


def build(tab: LedgerTab, opened: gr.Tab) -> Parts:
    """The tab's parts and events; nothing is looked up before the tab is `opened`."""

    def csv(message: object) -> str:  # Gradio marks the function it is given, and a method cannot be marked
        return tab.csv(message)

    with gr.Column(elem_id="ledger"):
        visit = gr.State(Visit(), time_to_live=12 * 3600)
        controls = _controls()
        shown = gr.HTML("", elem_id="statements", js_on_load=SCRIPT.read_text(encoding="utf-8"), server_functions=[csv])
    who, about, _, _, outlets, *_ = controls
    gr.on(list(map(_change, controls)), tab.look_up, [visit, *controls], [shown], trigger_mode="always_last", **PRIVATE)
    shown.click(tab.act, [visit, *controls], [who, about, shown], **PRIVATE)
    opened.select(tab.arrive, [visit], [who, outlets, shown], concurrency_limit=None, **PRIVATE)
    _endpoint(tab)
    return Parts(who=who, looking_up=(tab.look_up, [visit, *controls], [shown]))


def _change(control: Component) -> Callable[..., Any]:
    """The event with which a reader has finished changing a control."""
    if isinstance(control, gr.Textbox):
        return control.submit
    if isinstance(control, gr.DateTime):
        return control.change
    assert isinstance(control, gr.Dropdown | gr.Checkbox)
    return control.input


def _controls() -> list[Component]:
    """In the order of `ui.asked.CONTROLS`."""
    with gr.Row(elem_id="lookup"):
        who = gr.Dropdown([], value=None, label="Speaker", allow_custom_value=True, elem_id="who", min_width=200)
        about = gr.Textbox(label="Topic", placeholder="Any topic", max_length=LONGEST, submit_btn="Look up",
                           lines=1, max_lines=1, elem_id="about", min_width=200)  # fmt: skip
    with gr.Accordion("Dates, outlets, kinds, order", open=False, elem_id="narrow"), gr.Row():
        since = gr.DateTime(label="From", include_time=False, type="string", elem_id="said-since", min_width=140)
        until = gr.DateTime(label="Until", include_time=False, type="string", elem_id="said-until", min_width=140)
        outlets = _choices("Outlets", [], "said-outlets")
        kinds = _choices("Kind", [(name, kind) for kind, name in words.KINDS.items()], "said-kinds")
        forces = _choices("What the words do", [(name, name) for name in FORCES], "said-forces")
        voices = _choices("Whose words", [(name, voice) for voice, name in words.VOICES.items()], "said-voices")
        order = gr.Dropdown([(name, each) for each, name in words.ORDERS.items()], value="newest", label="Order",
                            elem_id="said-order", filterable=False, min_width=180)  # fmt: skip
    doubtful = gr.Checkbox(label="Show doubtful ones", container=False, elem_id="doubtful")
    return [who, about, since, until, outlets, kinds, forces, voices, order, doubtful]


def _choices(label: str, choices: list[tuple[str, str]], name: str) -> gr.Dropdown:
    return gr.Dropdown(choices, label=label, multiselect=True, elem_id=name, min_width=180)


def _endpoint(tab: LedgerTab) -> None:
    async def look_up(  # noqa: PLR0917 - Gradio calls it by position
        speaker: str = "",
        about: str = "",
        since: str = "",
        until: str = "",
        outlets: list[str] | None = None,
        kinds: list[str] | None = None,
        forces: list[str] | None = None,
        voices: list[str] | None = None,
        order: str = "newest",
        confidence: float = DEFAULT_CONFIDENCE,
        limit: int = Query().limit,
    ) -> dict[str, Any]:  # Gradio reads the annotations of a plain function
        return await tab.statements(
            speaker=speaker, about=about, since=since, until=until, outlets=outlets, kinds=kinds, forces=forces,
            voices=voices, order=order, limit=limit, confidence=confidence,
        )  # fmt: skip

    api(look_up, api_name="statements", concurrency_limit=4)
