"""An answer on its way, in a terminal: what is being done, then the draft as it is written."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from answer.types import Answer, Event, Finished, Found, Token, Waiting
from index.text import clean

SEARCHING, READING = "Searching the documents …", "Reading …"


async def shown(stream: AsyncGenerator[Event, None], console: Console) -> Answer:
    """The finished answer. Meanwhile its draft is shown, which was not checked: the caller prints what was."""
    draft, status = "", SEARCHING
    async with aclosing(stream) as events:
        with Live(_view(draft, status), console=console, transient=True, refresh_per_second=12) as live:
            async for event in events:
                if isinstance(event, Finished):
                    return event.answer
                if isinstance(event, Token):
                    draft, status = draft + event.text, ""
                elif isinstance(event, Found | Waiting):
                    status = READING if isinstance(event, Found) else event.sentence
                live.update(_view(draft, status))
    raise AssertionError("a stream ends with Finished")


def _view(draft: str, status: str) -> Group:
    """Text and no markup: what a model writes may hold what a terminal would obey."""
    return Group(*(Text(clean(part), style=style) for part, style in ((draft, ""), (status, "dim")) if part))
