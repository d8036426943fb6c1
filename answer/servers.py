"""Which server and which model answer: read from the settings, or found. Nothing here waits longer than a moment."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

import httpx

from answer.errors import LLMError

Provider = Literal["auto", "none", "openai", "anthropic", "ollama", "compatible"]

OPENAI_URL = "https://api.openai.com/v1"
ANTHROPIC_URL = "https://api.anthropic.com/v1/"
"""Anthropic's own endpoint in OpenAI's protocol; docs/decisions/llm.md weighs it against their native client."""
OLLAMA_URL = "http://127.0.0.1:11434"

OPENAI_MODEL = "gpt-6-luna"
"""OpenAI's small model and their named replacement for gpt-4.1-mini and gpt-5-mini, both being shut down."""
ANTHROPIC_MODEL = "claude-haiku-5-5"
"""Anthropic's small, fast model: the answer is a few sentences out of given passages."""
OLLAMA_MODEL = "llama3.2"
"""Assumed when Ollama was chosen by name but does not answer yet; the compose file fetches the same one."""
UNNAMED_MODEL = "default"
"""Sent to a compatible server that lists no model: servers with a single model take any name."""

OUTPUT_TOKENS = 4096
"""A bound against a model that does not stop. An answer takes about 300; models that think count that as well."""
PROBE_SECONDS = 0.3
"""How long the start of the program may wait for an Ollama that is perhaps not there."""
ASK_SECONDS = 1.0
"""The same for a server that the settings name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A model at a server that speaks OpenAI's protocol; `options` go with every request."""

    provider: Provider
    url: str
    model: str
    key: str = field(default="", repr=False)
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Scheme, host and port: enough to find the server, and nothing secret."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def find_server(
    *,
    provider: Provider,
    model: str = "",
    url: str = "",
    key: str = "",
    openai_key: str = "",
    anthropic_key: str = "",
    ollama_host: str = "",
) -> Server | None:
    """The server that the settings choose, or None for none; `LLMError` when a chosen one lacks its key or its URL.

    `auto` takes a given URL, else a given key, else an Ollama that answers at once. A URL comes before the keys that
    the environment happens to hold: it was set for this program, and no such key is ever sent to it.
    """
    if provider == "auto":
        provider = _found(url, key, openai_key, anthropic_key)
        if provider == "none":
            host = ollama_url(ollama_host)
            installed = installed_model(host, PROBE_SECONDS)
            return _ollama(host, model or installed) if installed else None
    if provider == "openai":
        return _openai(model, url, _needed(key or openai_key, "OpenAI", "OPENAI_API_KEY"))
    if provider == "anthropic":
        return _anthropic(model, url, _needed(key or anthropic_key, "Anthropic", "ANTHROPIC_API_KEY"))
    if provider == "ollama":
        host = ollama_url(url or ollama_host)
        return _ollama(host, model or installed_model(host, ASK_SECONDS) or OLLAMA_MODEL, key)
    return _compatible(model, url, key) if provider == "compatible" else None


def _found(url: str, key: str, openai_key: str, anthropic_key: str) -> Provider:
    if url:
        return "compatible"
    if key:
        return "anthropic" if key.startswith("sk-ant-") else "openai"
    return "openai" if openai_key else "anthropic" if anthropic_key else "none"


def _openai(model: str, url: str, key: str) -> Server:
    model = model or OPENAI_MODEL
    length = {"max_completion_tokens": OUTPUT_TOKENS}
    options = {"reasoning_effort": "none"} if model == OPENAI_MODEL else {"temperature": 0}
    return Server(provider="openai", url=_checked(url or OPENAI_URL), model=model, key=key, options=length | options)


def _anthropic(model: str, url: str, key: str) -> Server:
    model = model or ANTHROPIC_MODEL
    length = {"max_tokens": OUTPUT_TOKENS}
    options = {} if model == ANTHROPIC_MODEL else {"temperature": 0}  # the default model refuses sampling parameters
    return Server(
        provider="anthropic", url=_checked(url or ANTHROPIC_URL), model=model, key=key, options=length | options
    )


def _ollama(host: str, model: str, key: str = "") -> Server:
    options = {"max_tokens": OUTPUT_TOKENS, "temperature": 0}
    return Server(provider="ollama", url=f"{host}/v1", model=model, key=key, options=options)


def _compatible(model: str, url: str, key: str) -> Server:
    if not url:
        raise LLMError("An OpenAI-compatible server was chosen without its address: set VERBATIM_LLM_URL.")
    url = _checked(url)
    options = {"max_tokens": OUTPUT_TOKENS, "temperature": 0}
    model = model or listed_model(url, key, ASK_SECONDS) or UNNAMED_MODEL
    return Server(provider="compatible", url=url, model=model, key=key, options=options)


def ollama_url(host: str) -> str:
    """The address of Ollama from what `OLLAMA_HOST` may hold: a name, a port, both, or a URL.

    `0.0.0.0` means “listen everywhere” to its server; a client reaches it on this machine.

    >>> ollama_url("0.0.0.0"), ollama_url("nas:11434"), ollama_url(":8080")
    ('http://127.0.0.1:11434', 'http://nas:11434', 'http://127.0.0.1:8080')
    """
    given = host.strip().rstrip("/").removesuffix("/v1")
    if not given:
        return OLLAMA_URL
    url = _checked(given if "://" in given else f"http://{'127.0.0.1' if given.startswith(':') else ''}{given}")
    parts = urlsplit(url)
    name = "127.0.0.1" if parts.hostname in ("0.0.0.0", "::") else parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80 if "://" in given else 11434)
    return f"{parts.scheme}://{f'[{name}]' if ':' in name else name}:{port}{parts.path}"


def installed_model(host: str, seconds: float) -> str:
    """The model of an Ollama to ask: one made to follow instructions if there is one, else the first, else empty."""
    listed = _items(_asked(f"{host}/api/tags", {}, seconds), "models")
    names = [str(each.get("name", "")) for each in listed if not _embeds(each)]
    return next((name for name in names if "instruct" in name.lower()), next(iter(names), ""))


def listed_model(url: str, key: str, seconds: float) -> str:
    """The first model that an OpenAI-compatible server lists, or an empty string."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return next(
        (str(each.get("id", "")) for each in _items(_asked(f"{url.rstrip('/')}/models", headers, seconds), "data")), ""
    )


def _embeds(model: Mapping[str, Any]) -> bool:
    details = model.get("details")
    family = details.get("family", "") if isinstance(details, Mapping) else ""
    return "embed" in str(model.get("name", "")).lower() or "bert" in str(family).lower()


def _items(answer: object, name: str) -> list[Mapping[str, Any]]:
    listed = answer.get(name) if isinstance(answer, Mapping) else None
    return [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []


def _asked(url: str, headers: Mapping[str, str], seconds: float) -> object:
    """The JSON at `url`, or None. In a thread that is left behind, for a name look-up heeds no timeout."""
    found: list[object] = []

    def ask() -> None:
        try:
            with httpx.Client(timeout=seconds, trust_env=not is_local(url)) as client:
                found.append(client.get(url, headers=dict(headers)).raise_for_status().json())
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            found.append(None)

    thread = threading.Thread(target=ask, name="ask-for-models", daemon=True)
    thread.start()
    thread.join(seconds)
    return found[0] if found else None


def is_local(url: str) -> bool:
    """Whether the address is on this machine, where no proxy must stand between."""
    return urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")


def _needed(key: str, company: str, name: str) -> str:
    if not key:
        raise LLMError(f"{company} was chosen without a key: set {name} or VERBATIM_LLM_KEY.")
    return key


def _checked(url: str) -> str:
    """The URL itself, if it can be one; a password in it would reach the logs of every program on the way."""
    try:
        parts = urlsplit(url.strip())
        fits = parts.scheme in ("http", "https") and parts.hostname and (parts.port or True)
        secret = parts.username or parts.password or parts.query
    except ValueError:
        fits, secret = False, None
    if not fits:
        raise LLMError("VERBATIM_LLM_URL (or OLLAMA_HOST) is not an address like http://127.0.0.1:8080/v1: correct it.")
    if secret:
        raise LLMError("VERBATIM_LLM_URL must not hold a password or a query: put the key into VERBATIM_LLM_KEY.")
    return url.strip()
