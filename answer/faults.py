"""What a reader is told when a language model fails: one sentence with what failed, where, and what to do.

No sentence holds a key or any text that the server sent: either may be secret, and the second is untrusted.
"""

import socket
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from answer.errors import LLMError
from answer.servers import Server

_LONGEST_CAUSE = 300
"""Characters of a cause in the log."""
_KEY_NAMES = {"openai": "OPENAI_API_KEY or VERBATIM_LLM_KEY", "anthropic": "ANTHROPIC_API_KEY or VERBATIM_LLM_KEY"}
_ADDRESS = "check that VERBATIM_LLM_URL is the base address of an OpenAI-compatible server, which mostly ends in /v1"


@dataclass(slots=True)
class Seen:
    """What one answer has shown so far."""

    content_type: str = ""
    characters: int = 0
    finish: str = ""


def sentence(error: Exception, server: Server, seen: Seen) -> str:
    """The sentence for an error of the client library, told by its HTTP status and by the causes below it."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return _refused(status, server)
    causes = list(_chain(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return f"The host of the language model at {server.place} is not known: check its address and the network."
    if any(isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout) for cause in causes):
        todo = "start it with: ollama serve" if server.provider == "ollama" else "check its address, and that it runs"
        return f"The language model at {server.place} cannot be reached: {todo}."
    if any(isinstance(cause, httpx.TimeoutException) for cause in causes):
        return f"{_model(server)} did not answer in time: try again, or raise VERBATIM_LLM_TIMEOUT_SECONDS."
    if any(isinstance(cause, httpx.HTTPError) for cause in causes):
        return broken_off(server) if seen.characters else f"{_model(server)} closed the connection: try again."
    if hasattr(error, "body"):
        return f"{_model(server)} reported an error while it was writing: try again."
    return f"{_model(server)} sent what is not OpenAI's protocol: {_ADDRESS}."


def broken_off(server: Server) -> str:
    """The sentence for an answer whose end is missing."""
    return f"{_model(server)} broke off in the middle of its answer: try again."


def empty(server: Server, seen: Seen) -> LLMError:
    """No text came, though nothing failed: mostly something else than a model answers at that address."""
    if seen.finish == "content_filter":
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
        return LLMError(broken_off(server))
    if seen.finish == "length":
        return LLMError(f"{_model(server)} reached the longest answer allowed before its end: ask something narrower.")
    if seen.finish == "content_filter":
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
    said = str(getattr(error, "message", "")) if isinstance(getattr(error, "status_code", None), int) else ""
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
