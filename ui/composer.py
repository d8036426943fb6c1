"""The question box with what belongs to it: the filters, and who writes the answers."""

from dataclasses import dataclass

import gradio as gr

from ui import filter_row, writer_choice
from ui.arguments import QUESTION_LENGTH
from ui.service import Service
from ui.strings import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """What a question is made with: its words, what it is limited to, and who writes the answer."""

    box: gr.Textbox
    filters: gr.HTML
    writer: gr.Radio


def build(service: Service, page: gr.Blocks) -> Composer:
    """The composer, within the page that is being built."""
    with gr.Column(elem_id="composer"):
        box = _question_box()
        filters = filter_row.build(service)
        writer = writer_choice.build(service, page)
    return Composer(box=box, filters=filters, writer=writer)


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
