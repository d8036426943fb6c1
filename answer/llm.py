"""The language models: one protocol for all, and the one that speaks to a server.

How a server is spoken to is in `adapters.py`, what a reader is told when it fails in `faults.py`.
"""

import asyncio
import logging
import re
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

from answer.adapters import Chunk, chunks, load, speaker
from answer.addresses import is_local
from answer.errors import LLMError
from answer.faults import (
    Seen,
    asks_for_patience,
    cause_for_log,
    complaint,
    empty,
    endless,
    expected,
    fault,
    silent,
    status_of,
    unfinished,
    waiting,
)
from answer.prompts import Prompt
from answer.servers import Provider, Server, Wanted, find_server, find_servers
from answer.types import Usage, Waiting
from answer.window import answer_tokens, tokens, window_of

__all__ = ["LLM", "LLMError", "Piece", "find_llm", "find_llms"]

CONNECT_SECONDS = 10.0
"""A server that is there accepts a connection within a second or two."""
PAUSES = (1.0, 4.0)
"""Seconds before the second and the third try of a server that is over its limit or has a fault on its side."""
LONGEST_PAUSE = 20.0
"""Seconds that a server may ask for: after that the reader is better served by the other answer at once."""
MOST_CHARACTERS = 40_000
"""Of an answer: more than twice the English that `OUTPUT_TOKENS` hold, so that none is refused by mistake."""
_LENGTHS = ("max_tokens", "max_completion_tokens")
_OTHER_NAMES = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
"""OpenAI renamed the option, others keep the old name."""

log = logging.getLogger(__name__)

Piece = str | Waiting | Usage
"""What a model sends: its text piece by piece, what the reader waits for meanwhile, and at the end what it took."""


class LLM(Protocol):
    """A language model that writes.

    `name` is the model's, `place` the server's address without anything secret, `local` whether that is this machine.
    """

    name: str
    place: str
    local: bool

    async def window(self) -> int:
        """The tokens that it takes, prompt and answer together."""
        ...

    def stream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """The answer in pieces, no text of them empty. Closing the iterator closes the connection.

        `LLMError` when there is no answer or no whole one; its message is one sentence for the reader.
        """
        ...


def find_llm(
    *,
    provider: Provider,
    model: str,
    url: str,
    key: str,
    timeout: float,
    openai_key: str = "",
    anthropic_key: str = "",
    google_key: str = "",
    ollama_host: str = "",
) -> LLM | None:
    """The language model that the settings choose, or None; `LLMError` when they lack a key or an address.

    `timeout` is how many seconds the model may be silent. Nothing is asked of a model yet, and nothing waits longer
    than a second (`answer/servers.py`).
    """
    wanted = Wanted(
        provider=provider,
        model=model,
        url=url,
        key=key,
        openai_key=openai_key,
        anthropic_key=anthropic_key,
        google_key=google_key,
        ollama_host=ollama_host,
    )
    server = find_server(wanted)
    return ServedLLM(server=server, timeout=timeout) if server else None


def find_llms(wanted: Wanted, *, timeout: float) -> tuple[LLM, ...]:
    """Every language model that a reader may choose, the one that answers unasked first. Else as `find_llm`."""
    servers = find_servers(wanted)
    log.info("llms %s", [f"{server.model} at {server.place}" for server in servers] or "none")
    return tuple(ServedLLM(server=server, timeout=timeout) for server in servers)


@dataclass(slots=True, kw_only=True)
class UnavailableLLM:
    """Stands for a model that was chosen but cannot be had: every answer goes on without it and says why."""

    reason: str
    name: str = "unavailable"
    place: str = ""
    local: bool = True

    async def window(self) -> int:
        """None at all."""
        return 0

    async def stream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """Raises `LLMError` with the reason."""
        raise LLMError(self.reason)
        yield ""  # makes the function a generator


@dataclass(slots=True, kw_only=True)
class ServedLLM:
    """A model at a server. One connection for each answer, so that closing it stops the server's work at once."""

    server: Server
    timeout: float
    name: str = ""
    place: str = ""
    local: bool = True
    _options: dict[str, Any] = field(default_factory=dict)
    _refused: set[str] = field(default_factory=set)
    _window: int = 0

    def __post_init__(self) -> None:
        self.name = self.name or self.server.model
        self.place, self.local = self.server.place, self.server.local
        self._options = dict(self.server.options)
        if self.server.protocol == "openai":
            self._options["stream_options"] = {"include_usage": True}

    async def window(self) -> int:
        """See `LLM.window`. A local server is asked once, at the first question."""
        if not self._window:
            self._window = await asyncio.to_thread(window_of, self.server)
            for name in _LENGTHS:
                if name in self._options:
                    self._options[name] = answer_tokens(self._window)
        return self._window

    async def stream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """See `LLM.stream`."""
        begun = time.perf_counter()
        await load(self.server)
        window = await self.window()
        seen = Seen()
        async with aclosing(self._tried(prompt, window, seen)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Waiting):
                    yield piece
                    continue
                seen.note(piece)
                if seen.characters > MOST_CHARACTERS:
                    raise endless(self.server)
                if piece.text:
                    yield piece.text
        broken = unfinished(self.server, seen) if seen.characters else empty(self.server, seen)
        if broken:
            raise broken
        yield self._usage(prompt, seen)
        log.info(
            "llm answered model=%s characters=%d seconds=%.1f", self.name, seen.characters, time.perf_counter() - begun
        )

    async def _tried(self, prompt: Prompt, window: int, seen: Seen) -> AsyncGenerator[Chunk | Waiting, None]:
        """What the server sends; a passing fault before its first word is waited out, in view of the reader."""
        for pause in (*PAUSES, None):
            try:
                async with self._client(seen) as client, aclosing(self._sent(client, prompt, window)) as sent:
                    while (chunk := await self._next(sent, seen)) is not None:
                        if chunk.thought and not seen.thought:
                            yield Waiting(sentence=f"{self.name} is thinking …")
                        yield chunk
                return
            except LLMError as error:
                seconds = asks_for_patience(error, seen, pause)
                if seconds is None or seconds > LONGEST_PAUSE:
                    raise
            yield Waiting(sentence=waiting(self.server, seen.status, seconds))
            await asyncio.sleep(seconds)

    def _client(self, seen: Seen) -> httpx.AsyncClient:
        async def look(response: httpx.Response) -> None:
            seen.look(response)

        return httpx.AsyncClient(
            timeout=httpx.Timeout(self.timeout, connect=min(self.timeout, CONNECT_SECONDS)),
            trust_env=not is_local(self.server.url),
            follow_redirects=True,
            event_hooks={"response": [look]},
        )

    async def _next(self, sent: AsyncGenerator[Chunk, None], seen: Seen) -> Chunk | None:
        """The next chunk that tells something, or None at the end. Every fault of the server becomes `LLMError`."""
        try:
            async with asyncio.timeout(self.timeout):
                async for chunk in sent:
                    if chunk != Chunk():
                        return chunk
        except TimeoutError:
            raise silent(self.server, self.timeout) from None
        except expected() as error:
            # The cause is logged without the key and cut off here, for its text may hold the key.
            log.info("llm failed model=%s cause=%s", self.name, cause_for_log(error, self.server))
            seen.status = status_of(error) or 0
            raise fault(error, self.server, seen) from None
        return None

    async def _sent(self, client: httpx.AsyncClient, prompt: Prompt, window: int) -> AsyncGenerator[Chunk, None]:
        """What the server sends. A request refused for one of our options is repeated without it."""
        while True:
            speaks = speaker(self.server, client, self._options, window)
            try:
                async with aclosing(chunks(speaks, prompt)) as sent:
                    async for chunk in sent:
                        yield chunk
                return
            except expected() as error:
                if status_of(error) not in (400, 422) or not self._gave_way(complaint(error)):
                    raise

    def _gave_way(self, refusal: str) -> bool:
        """Drop or rename the options that a refusal names; False when it names none. Remembered for the next answer."""
        named = [name for name in self._options if re.search(rf"\b{name}\b", refusal)]
        for name in named:
            value = self._options.pop(name)
            self._refused.add(name)
            other = _OTHER_NAMES.get(name)
            if other and other not in self._refused:
                self._options[other] = value
        return bool(named)

    def _usage(self, prompt: Prompt, seen: Seen) -> Usage:
        """What the answer took: as the server counted, else estimated; its cost where the prices are known."""
        counted = seen.prompt_tokens > 0 and seen.answer_tokens > 0
        read = seen.prompt_tokens or tokens(prompt.system + prompt.user)
        written = seen.answer_tokens or tokens("x" * seen.characters)
        prices = self.server.prices
        cost = (read * prices[0] + written * prices[1]) / 1_000_000 if prices else None
        return Usage(prompt_tokens=read, answer_tokens=written, cost=cost, estimated=not counted)
