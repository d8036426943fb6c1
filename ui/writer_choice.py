"""The choice of who writes the answers, below the question box: one click, and what it means for the reader's text."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from ui.html import Html
from ui.service import Service
from ui.strings import say
from ui.writers import Writer, note

POLL_SECONDS = 0.2
"""Between two looks at what is still loading."""
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": None}


class WriterChoice:
    """The events of the choice."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def arrive(self) -> AsyncIterator[tuple[object, Html]]:
        """Who there is, once it is known; with one only, nothing is to be chosen and the line says who."""
        while self.service.loading:
            await asyncio.sleep(POLL_SECONDS)
        if self.service.failure:
            return
        found = self.service.writers()
        alone_first = sorted(found, key=lambda each: each.llm is not None)  # it is the one that is always there
        choices, only = [(each.label, each.key) for each in alone_first], len(found) == 1
        yield gr.update(choices=choices, value=found[0].key, visible=not only), note(found[0], only=only)

    def chosen(self, key: object) -> Html:
        """What the choice means; the key comes from a browser."""
        found: tuple[Writer, ...] = self.service.writers()
        return note(next((each for each in found if each.key == key), found[0]))


def build(service: Service, page: gr.Blocks) -> gr.Radio:
    """The choice and its line, within the page that is being built."""
    choice = WriterChoice(service)
    radio = gr.Radio([], label=say("writers.label"), elem_id="writers", visible=False, container=False)
    line = gr.HTML("", elem_id="writer-note", js_on_load=None)
    radio.input(choice.chosen, [radio], [line], **PRIVATE)
    page.load(choice.arrive, None, [radio, line], **PRIVATE)
    return radio
