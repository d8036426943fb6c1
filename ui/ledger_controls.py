"""The tab “Who said what” in Gradio: its controls, and which of them leads to which event of `ledger_tab`."""

from collections.abc import Callable, Mapping
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
from ui.strings import say

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
        who = gr.Dropdown(
            [], value=None, label=say("statements.speaker"), allow_custom_value=True, elem_id="who", min_width=200
        )
        about = gr.Textbox(label=say("statements.topic"), placeholder=say("statements.any_topic"), max_length=LONGEST,
                           submit_btn=say("statements.look_up"), lines=1, max_lines=1, elem_id="about",
                           min_width=200)  # fmt: skip
    with gr.Accordion(say("statements.narrow"), open=False, elem_id="narrow"), gr.Row():
        since = _date(say("filters.since"), "said-since")
        until = _date(say("filters.until"), "said-until")
        outlets = _choices(say("filters.outlets"), [], "said-outlets")
        kinds = _choices(say("statements.kind"), _named(words.KINDS), "said-kinds")
        forces = _choices(say("statements.force"), [(name, name) for name in FORCES], "said-forces")
        voices = _choices(say("statements.voice"), _named(words.VOICES), "said-voices")
        order = gr.Dropdown(_named(words.ORDERS), value="newest", label=say("statements.order"), elem_id="said-order",
                            filterable=False, min_width=180)  # fmt: skip
    doubtful = gr.Checkbox(label=say("statements.show_doubtful"), container=False, elem_id="doubtful")
    return [who, about, since, until, outlets, kinds, forces, voices, order, doubtful]


def _date(label: str, name: str) -> gr.DateTime:
    return gr.DateTime(label=label, include_time=False, type="string", elem_id=name, min_width=140)


def _named(names: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Choices by the names that a reader sees."""
    return [(name, value) for value, name in names.items()]


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
