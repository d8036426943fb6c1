"""What a reader is told when a language model fails: one sentence with what failed, where, and what to do.

No sentence holds a key or any text that the server sent: either may be secret, and the second is untrusted.
"""

import json
import re
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from answer.adapters import Chunk, Finish
from answer.errors import LLMError, TooLongError
from answer.servers import Server

_LONGEST_CAUSE = 300
"""Characters of a cause in the log."""
_KEY_NAMES = {
    "openai": "OPENAI_API_KEY or VERBATIM_LLM_KEY",
    "anthropic": "ANTHROPIC_API_KEY or VERBATIM_LLM_KEY",
    "google": "GOOGLE_API_KEY or VERBATIM_LLM_KEY",
}
_ADDRESS = "check that VERBATIM_LLM_URL is the base address of an OpenAI-compatible server, which mostly ends in /v1"
_TOO_LONG = re.compile(
    r"context[_ ](?:length|window|size)|exceed_context|maximum context|too (?:long|many tokens)|input token count|"
    r"prompt is longer|maximum number of tokens",
    re.IGNORECASE,
)
"""How the servers call a prompt that is longer than their model reads."""
_NO_KEY = re.compile(r"api key not valid|api_key_invalid|invalid api key", re.IGNORECASE)
"""Google answers a wrong key with 400."""
_DECLINES = re.compile(r"content_?filter|content management policy|prohibited_content|terminated early: "
                       r"(?:SAFETY|PROHIBITED|BLOCKLIST|SPII|RECITATION)|has no candidates", re.IGNORECASE)  # fmt: skip
PASSING = frozenset((408, 409, 429, 500, 502, 503, 504, 529))
"""Statuses after which a second try may succeed."""


@dataclass(slots=True)
class Seen:
    """What one answer has shown so far; `status` is that of the last failure, 0 for none."""

    content_type: str = ""
    characters: int = 0
    thought: bool = False
    finish: Finish = ""
    prompt_tokens: int = 0
    answer_tokens: int = 0
    status: int = 0
    pause: str = ""

    def note(self, chunk: Chunk) -> None:
        """Count one chunk in."""
        self.characters += len(chunk.text)
        self.thought = self.thought or bool(chunk.thought)
        self.finish = chunk.finish or self.finish
        self.prompt_tokens = chunk.prompt_tokens or self.prompt_tokens
        self.answer_tokens = chunk.answer_tokens or self.answer_tokens

    def look(self, response: httpx.Response) -> None:
        """Keep what a response's head tells."""
        self.content_type = response.headers.get("content-type", "")
        self.pause = response.headers.get("retry-after", "")


def expected() -> tuple[type[Exception], ...]:
    """The errors that a server's misbehaviour raises in the libraries that are loaded.

    They build their objects from the server's JSON unchecked: a chunk of another shape raises the last four, of which
    ValueError is JSON's, UTF-8's and pydantic's as well; RuntimeError is LlamaIndex's for an answer ended early.
    """
    owners = (("openai", "APIError"), ("anthropic", "APIError"), ("ollama", "ResponseError"))
    found = [getattr(sys.modules[module], name) for module, name in owners if module in sys.modules]
    google = sys.modules.get("google.genai.errors")
    found += [google.APIError, google.UnknownApiResponseError] if google else []
    return (*found, httpx.HTTPError, RuntimeError, ValueError, TypeError, AttributeError, LookupError)


def status_of(error: Exception) -> int | None:
    """The HTTP status that the error stands for, if any."""
    for name in ("status_code", "code"):
        status = getattr(error, name, None)
        if isinstance(status, int) and status > 0:
            return status
    return None


def complaint(error: Exception) -> str:
    """What a server said when it refused, for our rules to read: never for the reader, and never for the log."""
    return f"{getattr(error, 'param', '')} {getattr(error, 'type', '')} {error}"


def asks_for_patience(error: LLMError, seen: Seen, pause: float | None) -> float | None:
    """The seconds to wait before the next try, or None where none is worth it; `pause` is ours, None after the last."""
    if pause is None or seen.characters or seen.status not in PASSING or isinstance(error, TooLongError):
        return None
    if not seen.pause:
        return pause
    try:
        return max(float(seen.pause), 0.0)
    except ValueError:
        return None  # a date: minutes or hours ahead


def waiting(server: Server, status: int, seconds: float) -> str:
    """What the reader sees while a second try is waited for."""
    why = "is over its limit" if status == 429 else "has a fault on its side"
    return f"{server.model} {why} ({status}): trying again in {max(round(seconds), 1)} s …"


def fault(error: Exception, server: Server, seen: Seen) -> LLMError:
    """The error for the reader, told by its HTTP status, by what the server said and by the causes below it."""
    said = complaint(error)
    if _DECLINES.search(said):
        return LLMError(_declined(server))
    status = status_of(error)
    if status != 429 and _TOO_LONG.search(said) and (status or not seen.characters):
        return TooLongError(
            f"The passages are too long for the language model {server.model} at {server.place}: set "
            "VERBATIM_LLM_WINDOW to the tokens that it takes, or start it with more."
        )
    if status is not None:
        return LLMError(_refused(401 if _NO_KEY.search(said) else status, server))
    return LLMError(_sentence(error, server, seen))


def _sentence(error: Exception, server: Server, seen: Seen) -> str:
    causes = list(_chain(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return f"The host of the language model at {server.place} is not known: check its address and the network."
    if any(isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout) for cause in causes):
        todo = "start it with: ollama serve" if server.provider == "ollama" else "check its address, and that it runs"
        return f"The language model at {server.place} cannot be reached: {todo}."
    if any(isinstance(cause, httpx.TimeoutException) for cause in causes):
        return f"{_model(server)} did not answer in time: try again, or raise VERBATIM_LLM_TIMEOUT_SECONDS."
    if any(isinstance(cause, httpx.HTTPError) for cause in causes):
        return _broken_off(server) if seen.characters else f"{_model(server)} closed the connection: try again."
    if type(error).__name__ in ("APIError", "ResponseError"):
        return f"{_model(server)} reported an error while it was writing: try again."
    if isinstance(error, json.JSONDecodeError) and server.protocol != "openai":
        return f"{_model(server)} sent what cannot be read: try again."
    protocol = {"ollama": "Ollama's", "anthropic": "Anthropic's", "google": "Google's"}.get(server.protocol, "OpenAI's")
    todo = _ADDRESS if server.protocol == "openai" else "check VERBATIM_LLM_URL, or OLLAMA_HOST"
    return f"{_model(server)} sent what is not {protocol} protocol: {todo}."


def _broken_off(server: Server) -> str:
    return f"{_model(server)} broke off in the middle of its answer: try again."


def empty(server: Server, seen: Seen) -> LLMError:
    """No text came, though nothing failed: mostly something else than a model answers at that address."""
    if seen.finish == "refused":
        return LLMError(_declined(server))
    if seen.finish:
        return LLMError(
            f"{_model(server)} sent an empty answer: try again, or choose another model with VERBATIM_LLM_MODEL."
        )
    kind = "a web page" if "html" in seen.content_type else "no answer"
    return LLMError(f"{_model(server)} sent {kind}: {_ADDRESS}.")


def unfinished(server: Server, seen: Seen) -> LLMError | None:
    """The error for an answer that ended otherwise than by its model's will, or None for a whole one."""
    if not seen.finish:
        return LLMError(_broken_off(server))
    if seen.finish == "length":
        return LLMError(f"{_model(server)} reached the longest answer allowed before its end: ask something narrower.")
    if seen.finish == "refused":
        return LLMError(_declined(server))
    return None


def silent(server: Server, seconds: float) -> LLMError:
    """Nothing came for too long."""
    return LLMError(
        f"{_model(server)} said nothing for {seconds:g} seconds: try again, or raise VERBATIM_LLM_TIMEOUT_SECONDS."
    )


def endless(server: Server) -> LLMError:
    """More came than any answer takes."""
    return LLMError(f"{_model(server)} did not come to an end: try again, or choose another with VERBATIM_LLM_MODEL.")


def cause_for_log(error: Exception, server: Server) -> str:
    """The kinds of the error and of its causes, and what the server said, on one line and without the key."""
    kinds = " < ".join(type(cause).__name__ for cause in _chain(error))
    said = str(getattr(error, "message", "")) if status_of(error) else ""
    bare = said.replace(server.key, "***") if server.key else said
    return f"{kinds} {bare[:_LONGEST_CAUSE]!a}" if bare else kinds


def _refused(status: int, server: Server) -> str:
    if status in (401, 403):
        names = _KEY_NAMES.get(server.provider, "VERBATIM_LLM_KEY")
        return f"The server {server.place} refused the key ({status}): check {names}."
    if status == 404:
        fetch = f"fetch it with: ollama pull {server.model}" if server.provider == "ollama" else ""
        todo = fetch or "check VERBATIM_LLM_MODEL and VERBATIM_LLM_URL"
        return f"The server {server.place} has no model “{server.model}” (404): {todo}."
    if status == 429:
        return f"{_model(server)} is over its limit or its paid quota (429): wait a minute, or check the account."
    if status >= 500:
        return f"{_model(server)} has a fault on its side ({status}): try again in a minute."
    return f"{_model(server)} did not accept the request ({status}): check VERBATIM_LLM_MODEL and VERBATIM_LLM_URL."


def _declined(server: Server) -> str:
    return f"{_model(server)} declined to answer: put the question in other words."


def _model(server: Server) -> str:
    return f"The language model {server.model} at {server.place}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, and what caused it, from the surface down."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__
