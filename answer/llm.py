"""The language models: one protocol, and one adapter over LlamaIndex for every server that speaks OpenAI's protocol.

This module is the only home of LlamaIndex's LLM classes and of the client library below them. Both take seconds to
import, so that happens in a thread with the first question, not at the start of the program.
"""

import asyncio
import importlib
import logging
import re
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import httpx

from answer.errors import LLMError
from answer.faults import Seen, cause_for_log, empty, endless, sentence, silent, unfinished
from answer.prompts import Prompt
from answer.servers import Provider, Server, find_server, is_local

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponse
    from llama_index.llms.openai_like import OpenAILike

__all__ = ["LLM", "LLMError", "find_llm"]

ADAPTER = "llama_index.llms.openai_like"
CONNECT_SECONDS = 10.0
"""A server that is there accepts a connection within a second or two."""
LONGEST_PAUSE = 3
"""Seconds before the second try that a server may ask for: the reader is better served by the other answer at once."""
MOST_CHARACTERS = 40_000
"""Of an answer: more than twice the English that `OUTPUT_TOKENS` hold, so that none is refused by mistake."""
_OTHER_NAMES = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
"""OpenAI renamed the option, others keep the old name."""

log = logging.getLogger(__name__)


class LLM(Protocol):
    """A language model that writes."""

    name: str

    def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        """The answer in pieces, none of them empty. Closing the iterator closes the connection.

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
    ollama_host: str = "",
) -> LLM | None:
    """The language model that the settings choose, or None; `LLMError` when they lack a key or an address.

    `timeout` is how many seconds the model may be silent. Nothing is asked of a model yet, and nothing waits longer
    than a second (`answer/servers.py`).
    """
    server = find_server(
        provider=provider,
        model=model,
        url=url,
        key=key,
        openai_key=openai_key,
        anthropic_key=anthropic_key,
        ollama_host=ollama_host,
    )
    log.info("llm model=%s server=%s", server.model if server else "none", server.place if server else "none")
    return ServedLLM(server=server, timeout=timeout) if server else None


@dataclass(slots=True, kw_only=True)
class UnavailableLLM:
    """Stands for a model that was chosen but cannot be had: every answer goes on without it and says why."""

    reason: str
    name: str = "unavailable"

    async def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        """Raises `LLMError` with the reason."""
        raise LLMError(self.reason)
        yield ""  # makes the function a generator


@dataclass(slots=True, kw_only=True)
class ServedLLM:
    """A model at a server. One connection for each answer, so that closing it stops the server's work at once."""

    server: Server
    timeout: float
    name: str = ""
    _options: dict[str, Any] = field(default_factory=dict)
    _refused: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.name = self.name or self.server.model
        self._options = dict(self.server.options)

    async def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        """See `LLM.stream`."""
        begun = time.perf_counter()
        await asyncio.to_thread(importlib.import_module, ADAPTER)
        seen = Seen()
        async with self._client(seen) as client, aclosing(self._responses(client, prompt)) as responses:
            while (response := await self._next(responses, seen)) is not None:
                seen.finish = finish_reason(response) or seen.finish
                seen.characters += len(response.delta or "")
                if seen.characters > MOST_CHARACTERS:
                    raise endless(self.server)
                if response.delta:
                    yield response.delta
        fault = unfinished(self.server, seen) if seen.characters else empty(self.server, seen)
        if fault:
            raise fault
        log.info(
            "llm answered model=%s characters=%d seconds=%.1f", self.name, seen.characters, time.perf_counter() - begun
        )

    def _client(self, seen: Seen) -> httpx.AsyncClient:
        async def look(response: httpx.Response) -> None:
            seen.content_type = response.headers.get("content-type", "")
            pause = response.headers.get("retry-after", "0")
            if not pause.isdecimal() or int(pause) > LONGEST_PAUSE:
                response.headers["x-should-retry"] = "false"  # what the client library goes by

        return httpx.AsyncClient(
            timeout=httpx.Timeout(self.timeout, connect=min(self.timeout, CONNECT_SECONDS)),
            trust_env=not is_local(self.server.url),
            follow_redirects=True,
            event_hooks={"response": [look]},
        )

    async def _next(self, responses: "AsyncGenerator[ChatResponse, None]", seen: Seen) -> "ChatResponse | None":
        """The next response that tells something, or None at the end. Every fault of the server becomes `LLMError`."""
        openai = importlib.import_module("openai")
        try:
            async with asyncio.timeout(self.timeout):
                async for response in responses:
                    if response.delta or finish_reason(response):
                        return response
        except TimeoutError:
            raise silent(self.server, self.timeout) from None
        except (openai.APIError, httpx.HTTPError, ValueError, TypeError, AttributeError, LookupError) as error:
            # The client builds its objects from the server's JSON unchecked: a chunk of another shape raises the last
            # four. The cause is logged without the key and cut off here, for its text may hold the key.
            log.info("llm failed model=%s cause=%s", self.name, cause_for_log(error, self.server))
            raise LLMError(sentence(error, self.server, seen)) from None
        return None

    async def _responses(self, client: httpx.AsyncClient, prompt: Prompt) -> "AsyncGenerator[ChatResponse, None]":
        """What the server sends. A request refused for one of our options is repeated without it."""
        openai = importlib.import_module("openai")
        types = importlib.import_module("llama_index.core.base.llms.types")
        messages = [
            types.ChatMessage(role="system", content=prompt.system),
            types.ChatMessage(role="user", content=prompt.user),
        ]
        model = self._adapter(client)
        while True:
            try:
                options = {"temperature": openai.omit} | self._options
                async with aclosing(await model.astream_chat(messages, **options)) as responses:
                    async for response in responses:
                        yield response
                return
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                if not self._gave_way(f"{error.param} {error.message}"):
                    raise

    def _adapter(self, client: httpx.AsyncClient) -> "OpenAILike":
        adapter: type[OpenAILike] = importlib.import_module(ADAPTER).OpenAILike
        arguments: dict[str, Any] = {
            "model": self.server.model,
            "api_base": self.server.url,
            "api_key": self.server.key or "none",  # an empty one would be replaced by OPENAI_API_KEY
            "is_chat_model": True,
            "max_retries": 1,
            "timeout": self.timeout,
            "async_http_client": client,
        }
        return adapter(**arguments)

    def _gave_way(self, complaint: str) -> bool:
        """Drop or rename the options that a refusal names; False when it names none. Remembered for the next answer."""
        named = [name for name in self._options if re.search(rf"\b{name}\b", complaint)]
        for name in named:
            value = self._options.pop(name)
            self._refused.add(name)
            other = _OTHER_NAMES.get(name)
            if other and other not in self._refused:
                self._options[other] = value
        return bool(named)


def finish_reason(response: "ChatResponse") -> str:
    """Why the model stopped, in the server's word, or an empty string while it has not."""
    choices = getattr(response.raw, "choices", None)
    return str(choices[0].finish_reason or "") if choices else ""
