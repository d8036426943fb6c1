import asyncio
import io
from collections.abc import AsyncGenerator

import pytest
from rich.console import Console

from answer.types import Event, Finished, Found, Token, Waiting
from draft_view import shown
from tests.ui_fakes import ANSWER, COVERAGE, HITS


def terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=100)


def written(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


async def events(*after: Event) -> AsyncGenerator[Event, None]:
    yield Found(hits=HITS, coverage=COVERAGE)
    for event in after:
        yield event
        await asyncio.sleep(0.12)


async def test_the_draft_is_shown_while_it_is_written_and_the_finished_answer_returned():
    console = terminal()
    waiting = Waiting(sentence="m is over its limit (429): trying again in 1 s …")
    stream = events(waiting, Token(text="Ada Berg "), Token(text="said"), Finished(answer=ANSWER))
    assert await shown(stream, console) is ANSWER
    assert "Searching the documents …" in written(console)
    assert "trying again in 1 s" in written(console)
    assert "Ada Berg said" in written(console)


async def test_a_draft_cannot_command_the_terminal():
    console = terminal()
    await shown(events(Token(text="a\x1b]0;owned\x07b [red]c[/red]"), Finished(answer=ANSWER)), console)
    assert "\x1b]0;owned" not in written(console)
    assert "[red]c[/red]" in written(console)


async def test_an_interrupted_answer_closes_the_stream():
    closed = False

    async def endless() -> AsyncGenerator[Event, None]:
        nonlocal closed
        try:
            while True:
                yield Token(text="on ")
                await asyncio.sleep(0.01)
        finally:
            closed = True

    task = asyncio.create_task(shown(endless(), terminal()))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert closed
