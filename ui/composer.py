"""The question box with what belongs to it: the filters, and who writes the answers."""

from dataclasses import dataclass

import gradio as gr
from gradio.components import Component

from ui import writer_choice
from ui.arguments import QUESTION_LENGTH
from ui.service import Service
from ui.strings import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """What a question is made with. `filters` are in the order in which the handlers take them."""

    box: gr.Textbox
    filters: list[Component]
    writer: gr.Radio

    @property
    def outlets(self) -> Component:
        """The filter whose choices come from the corpus."""
        return self.filters[-1]


def build(service: Service, page: gr.Blocks) -> Composer:
    """The composer, within the page that is being built."""
    with gr.Column(elem_id="composer"):
        box = _question_box()
        with gr.Accordion(say("composer.filters"), open=False, elem_id="filters"), gr.Row():
            since = _date(say("composer.since"), "since")
            until = _date(say("composer.until"), "until")
            outlets = gr.Dropdown([], label=say("composer.outlets"), multiselect=True, elem_id="outlets", min_width=200)
        writer = writer_choice.build(service, page)
    return Composer(box=box, filters=[since, until, outlets], writer=writer)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        placeholder=say("composer.placeholder"),
        label=say("composer.question"),
        show_label=False,
        container=False,
        lines=1,
        max_lines=6,
        max_length=QUESTION_LENGTH,  # what is longer is cut by the browser, in view of the reader
        autofocus=True,
        submit_btn=say("composer.ask"),
        elem_id="question",
    )


def _date(label: str, name: str) -> gr.DateTime:
    return gr.DateTime(label=label, include_time=False, type="string", elem_id=name, min_width=140)
