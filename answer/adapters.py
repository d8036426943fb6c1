"""LlamaIndex's language models, one for each protocol, and what each of their responses tells.

This module is the only home of LlamaIndex's LLM classes and of the client libraries below them. They take seconds to
import, so that happens in a thread with the first question, not at the start of the program.
"""

import asyncio
import importlib
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import httpx

from answer.errors import LLMError
from answer.listing import bearer
from answer.prompts import Prompt
from answer.servers import Protocol, Server, has_package

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponse

Finish = Literal["", "stop", "length", "refused"]
_Made = tuple[Any, dict[str, Any]]
"""A model of LlamaIndex, and what goes with every request to it."""

MODULES: Mapping[Protocol, str] = {
    "openai": "llama_index.llms.openai_like",
    "anthropic": "llama_index.llms.anthropic",
    "google": "llama_index.llms.google_genai",
    "ollama": "llama_index.llms.ollama",
}
_FINISHES: Mapping[str, Finish] = {
    "length": "length",
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
    "content_filter": "refused",
    "refusal": "refused",
    "safety": "refused",
}
"""Why a model stopped, in the words of the four protocols; any other word is its own will."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """What one response tells: text, a thought, why it ended, and the tokens read and written so far (0: untold)."""

    text: str = ""
    thought: str = ""
    finish: Finish = ""
    prompt_tokens: int = 0
    answer_tokens: int = 0


async def load(server: Server) -> None:
    """Import what speaks the server's protocol, in a thread; `LLMError` when the package is not installed."""
    if not has_package(server.protocol):
        raise LLMError(
            f"The language model {server.model} needs a package that is not installed: "
            "python -m pip install -r requirements.txt."
        )
    await asyncio.to_thread(importlib.import_module, MODULES[server.protocol])


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """LlamaIndex's model for a server, with what goes with every request; made for one answer."""

    protocol: Protocol
    model: Any
    arguments: Mapping[str, Any]


def speaker(server: Server, client: httpx.AsyncClient, options: Mapping[str, Any], window: int) -> Speaker:
    """What speaks to the server through `client` and nothing else. Nothing is sent yet."""
    model, arguments = _MODELS[server.protocol](server, client, dict(options), window)
    return Speaker(protocol=server.protocol, model=model, arguments=arguments)


async def chunks(speaker: Speaker, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
    """What the server sends for a prompt. Errors are those of its library."""
    types = importlib.import_module("llama_index.core.base.llms.types")
    messages = [
        types.ChatMessage(role="system", content=prompt.system),
        types.ChatMessage(role="user", content=prompt.user),
    ]
    read = _READERS[speaker.protocol]
    async with aclosing(await speaker.model.astream_chat(messages, **speaker.arguments)) as responses:
        async for response in responses:
            yield read(response)
    if speaker.protocol == "google":
        yield Chunk(finish="stop")  # its last chunk may be dropped on the way; a cut connection raises


def _openai(server: Server, client: httpx.AsyncClient, options: dict[str, Any], window: int) -> _Made:
    openai = importlib.import_module("openai")
    model = importlib.import_module(MODULES["openai"]).OpenAILike(
        model=server.model,
        api_base=server.openai_url,
        api_key=server.key or "none",  # an empty one would be replaced by OPENAI_API_KEY
        is_chat_model=True,
        max_retries=0,
        async_http_client=client,
    )
    return model, {"temperature": openai.omit} | options


def _anthropic(server: Server, client: httpx.AsyncClient, options: dict[str, Any], window: int) -> _Made:
    anthropic = importlib.import_module("anthropic")
    types = importlib.import_module("llama_index.core.base.llms.types")
    base: Any = importlib.import_module(MODULES["anthropic"]).Anthropic

    class AnyAnthropic(base):  # type: ignore[misc] # LlamaIndex's takes the names of today's models only
        @property
        def metadata(self) -> Any:  # noqa: ANN401
            return types.LLMMetadata(context_window=window, is_chat_model=True, model_name=server.model)

    model = AnyAnthropic(model=server.model, api_key=server.key, base_url=server.url, max_retries=0)
    model._aclient = anthropic.AsyncAnthropic(
        api_key=server.key, base_url=server.url, http_client=client, max_retries=0
    )
    return model, {"temperature": anthropic.omit} | options


def _google(server: Server, client: httpx.AsyncClient, options: dict[str, Any], window: int) -> _Made:
    model = importlib.import_module(MODULES["google"]).GoogleGenAI(
        model=server.model,
        api_key=server.key,
        http_options={"base_url": server.url, "httpx_async_client": client},
        max_tokens=options.get("max_tokens"),
        context_window=window,
        max_retries=0,
        file_mode="inline",
    )
    names = {"max_tokens": "max_output_tokens"}
    return model, {"generation_config": {names.get(name, name): value for name, value in options.items()}}


def _ollama(server: Server, client: httpx.AsyncClient, options: dict[str, Any], window: int) -> _Made:
    ollama = importlib.import_module("ollama")
    client.base_url = httpx.URL(server.url)
    client.headers.update(bearer(server.key))
    speaker = ollama.AsyncClient(host=server.url)
    speaker._client = client  # its own would take OLLAMA_API_KEY, whatever the server
    names = {"max_tokens": "num_predict"}
    model = importlib.import_module(MODULES["ollama"]).Ollama(
        model=server.model,
        base_url=server.url,
        context_window=window,
        async_client=speaker,
        additional_kwargs={names.get(name, name): value for name, value in options.items()},
    )
    return model, {}


def _read_openai(response: "ChatResponse") -> Chunk:
    choices = getattr(response.raw, "choices", None)
    finish = str(choices[0].finish_reason or "") if choices else ""
    told = response.additional_kwargs
    refused = bool(choices and getattr(choices[0].delta, "refusal", None))
    return Chunk(
        text=response.delta or "",
        thought=str(told.get("thinking_delta") or ""),
        finish="refused" if refused else _finish(finish),
        prompt_tokens=_count(told.get("prompt_tokens")),
        answer_tokens=_count(told.get("completion_tokens")),
    )


def _read_anthropic(response: "ChatResponse") -> Chunk:
    told = response.message.additional_kwargs
    usage = told.get("usage") or {}
    return Chunk(
        text=response.delta or "",
        thought=str(told.get("thinking_delta") or ""),
        finish=_finish(str(told.get("stop_reason") or "")),
        prompt_tokens=_count(usage.get("input_tokens")),
        answer_tokens=_count(usage.get("output_tokens")),
    )


def _read_google(response: "ChatResponse") -> Chunk:
    told = response.additional_kwargs
    return Chunk(
        text=response.delta or "",
        prompt_tokens=_count(told.get("prompt_tokens")),
        answer_tokens=_count(told.get("completion_tokens")),
    )


def _read_ollama(response: "ChatResponse") -> Chunk:
    raw: Mapping[str, Any] = response.raw if isinstance(response.raw, Mapping) else {}
    return Chunk(
        text=response.delta or "",
        thought=str(response.additional_kwargs.get("thinking_delta") or ""),
        finish=_finish(str(raw.get("done_reason") or "stop")) if raw.get("done") else "",
        prompt_tokens=_count(raw.get("prompt_eval_count")),
        answer_tokens=_count(raw.get("eval_count")),
    )


def _finish(word: str) -> Finish:
    return _FINISHES.get(word, "stop") if word else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


_MODELS: Mapping[Protocol, Callable[[Server, httpx.AsyncClient, dict[str, Any], int], _Made]] = {
    "openai": _openai,
    "anthropic": _anthropic,
    "google": _google,
    "ollama": _ollama,
}
_READERS: Mapping[Protocol, "Callable[[ChatResponse], Chunk]"] = {
    "openai": _read_openai,
    "anthropic": _read_anthropic,
    "google": _read_google,
    "ollama": _read_ollama,
}
