"""Which models can answer, and where: read from the settings, or found. Nothing here waits longer than a moment."""

import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import urlsplit

from answer.addresses import checked, is_local, ollama_url
from answer.errors import LLMError
from answer.listing import ASK_SECONDS, PROBE_SECONDS, installed_models, listed_models

Provider = Literal["auto", "none", "openai", "anthropic", "google", "ollama", "compatible"]
Protocol = Literal["openai", "anthropic", "google", "ollama"]
"""What a server is spoken to in; OpenAI's is understood by all of them."""

PAID: tuple[Provider, ...] = ("openai", "anthropic", "google")
"""Companies that sell models by the token, in the order in which `auto` takes them."""

OPENAI_URL = "https://api.openai.com/v1"
ANTHROPIC_URL = "https://api.anthropic.com"
GOOGLE_URL = "https://generativelanguage.googleapis.com"
_OWN_PROTOCOLS: Mapping[str, Protocol] = {"anthropic": "anthropic", "google": "google", "ollama": "ollama"}
_OPENAI_PATHS = {"anthropic": "/v1/", "google": "/v1beta/openai/", "ollama": "/v1"}
"""Where each of them speaks OpenAI's protocol; docs/decisions/llm.md weighs it against their own."""

OPENAI_MODEL = "gpt-6-luna"
"""OpenAI's small model and their named replacement for gpt-4.1-mini and gpt-5-mini, both being shut down."""
ANTHROPIC_MODEL = "claude-haiku-5-5"
"""Anthropic's small, fast model: the answer is a few sentences out of given passages."""
GOOGLE_MODEL = "gemini-3.5-flash-lite"
"""Google's small, fast model; it thinks least of theirs, so that its first word comes soon."""
OLLAMA_MODEL = "llama3.2"
"""Assumed when Ollama was chosen by name but does not answer yet; the compose file fetches the same one."""
UNNAMED_MODEL = "default"
"""Sent to a compatible server that lists no model: servers with a single model take any name."""

OUTPUT_TOKENS = 4096
"""A bound against a model that does not stop. An answer takes about 300; models that think count that as well."""
SEED = 7
"""Any number, always the same: what a model draws at random is drawn alike in every run, where servers heed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A model at a server. `options` go with every request, in the words of `protocol`.

    `url` is the server's base address; for OpenAI's own and compatible ones it has the path (`/v1`). `window` is what
    the settings say of the model's window, in tokens, 0 when they do not; `prices` what a million tokens read and
    written cost, in US dollars, or None.
    """

    provider: Provider
    url: str
    model: str
    key: str = field(default="", repr=False)
    options: Mapping[str, Any] = field(default_factory=dict)
    window: int = 0
    prices: tuple[float, float] | None = None

    @property
    def place(self) -> str:
        """Scheme, host and port: enough to find the server, and nothing secret."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def local(self) -> bool:
        """Whether it runs on this machine, so that no text leaves it."""
        return is_local(self.url)

    @property
    def protocol(self) -> Protocol:
        """How it is spoken to: in its provider's own protocol when the package for that is here, else in OpenAI's."""
        own = _OWN_PROTOCOLS.get(self.provider, "openai")
        return own if has_package(own) else "openai"

    @property
    def openai_url(self) -> str:
        """The base address of its OpenAI protocol."""
        return self.url.rstrip("/") + _OPENAI_PATHS.get(self.provider, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the settings say of language models; each field is a setting of `config.py`."""

    provider: Provider = "auto"
    model: str = ""
    url: str = ""
    key: str = field(default="", repr=False)
    openai_key: str = field(default="", repr=False)
    anthropic_key: str = field(default="", repr=False)
    google_key: str = field(default="", repr=False)
    ollama_host: str = ""
    window: int = 0
    prices: tuple[float, float] | None = None


def has_package(protocol: str) -> bool:
    """Whether LlamaIndex's package for a protocol is installed. Nothing is imported."""
    name = {"google": "google_genai", "openai": "openai_like"}.get(protocol, protocol)
    try:
        return importlib.util.find_spec(f"llama_index.llms.{name}") is not None
    except ModuleNotFoundError:
        return False


def find_server(wanted: Wanted) -> Server | None:
    """The server that the settings choose, or None for none; `LLMError` when a chosen one lacks its key or its URL.

    `auto` takes a given URL, else a given key, else an Ollama that answers at once. A URL comes before the keys that
    the environment happens to hold: it was set for this program, and no such key is ever sent to it.
    """
    if wanted.provider != "auto":
        return _server(wanted.provider, wanted)
    named = _named(wanted)
    if named:
        return _server(named[0], wanted)
    host = ollama_url(wanted.ollama_host)
    installed = installed_models(host, PROBE_SECONDS)
    return _ollama(host, replace(wanted, model=wanted.model or installed[0])) if installed else None


def find_servers(wanted: Wanted) -> tuple[Server, ...]:
    """Every model that a reader may choose, the one that answers unasked first; none when the settings say `none`.

    A provider that the settings name is the only one: whoever sets `ollama` wants no text to leave the machine. `auto`
    offers all that have a key or answer. `LLMError` as in `find_server`.
    """
    first = find_server(wanted)
    if first is None:
        return ()
    if wanted.provider != "auto":
        return (first, *_others(first, wanted))
    found = [first, *_others(first, wanted)]
    for provider in _named(wanted):
        if provider != first.provider:
            found.append(_server(provider, replace(wanted, model="")) or first)
    host = ollama_url(wanted.ollama_host)
    if first.provider != "ollama":
        installed = installed_models(host, PROBE_SECONDS)
        found += [_ollama(host, replace(wanted, model=model, key="")) for model in installed]
    return tuple({(each.url, each.model): each for each in found}.values())


def _others(first: Server, wanted: Wanted) -> Iterator[Server]:
    """The other models of a server that lists what it has; a model that the settings name has none."""
    if wanted.model:
        return
    models: Sequence[str] = ()
    if first.provider == "ollama":
        models = installed_models(first.url, ASK_SECONDS)
    elif first.provider == "compatible":
        models = listed_models(first.url, first.key, ASK_SECONDS)
    for model in models:
        if model != first.model:
            yield replace(first, model=model)


def _named(wanted: Wanted) -> list[Provider]:
    """The providers for which the settings have an address or a key, in the order in which `auto` takes them."""
    found: list[Provider] = []
    if wanted.url:
        found.append("compatible")
    elif wanted.key:
        found.append(provider_of(wanted.key))
    keys = {"openai": wanted.openai_key, "anthropic": wanted.anthropic_key, "google": wanted.google_key}
    return found + [each for each in PAID if keys[each] and each not in found]


def provider_of(key: str) -> Provider:
    """Whose key it is, by how it begins: Anthropic's with `sk-ant-`, Google's with `AIza`, else OpenAI's."""
    return "anthropic" if key.startswith("sk-ant-") else "google" if key.startswith("AIza") else "openai"


def _server(provider: Provider, wanted: Wanted) -> Server | None:
    if provider == "ollama":
        host = ollama_url(wanted.url or wanted.ollama_host)
        model = wanted.model or next(iter(installed_models(host, ASK_SECONDS)), OLLAMA_MODEL)
        return _ollama(host, replace(wanted, model=model))
    made = {"openai": _openai, "anthropic": _anthropic, "google": _google, "compatible": _compatible}.get(provider)
    return made(wanted) if made else None


def _own(wanted: Wanted, provider: Provider) -> str:
    """The address that the settings give for a provider: one that was set in `auto` is a compatible server's."""
    return wanted.url if wanted.provider == provider else ""


def _openai(wanted: Wanted) -> Server:
    key = _needed(_key(wanted, "openai") or wanted.openai_key, "OpenAI", "OPENAI_API_KEY")
    model = wanted.model or OPENAI_MODEL
    drawn = {"reasoning_effort": "none"} if model == OPENAI_MODEL else {"temperature": 0, "seed": SEED}
    options = {"max_completion_tokens": OUTPUT_TOKENS} | drawn
    return _made(wanted, "openai", _own(wanted, "openai") or OPENAI_URL, model, key, options)


def _anthropic(wanted: Wanted) -> Server:
    key = _needed(_key(wanted, "anthropic") or wanted.anthropic_key, "Anthropic", "ANTHROPIC_API_KEY")
    model = wanted.model or ANTHROPIC_MODEL
    options = {} if model == ANTHROPIC_MODEL else {"temperature": 0}  # the default model refuses sampling parameters
    url = (_own(wanted, "anthropic") or ANTHROPIC_URL).strip().rstrip("/").removesuffix("/v1")
    return _made(wanted, "anthropic", url, model, key, {"max_tokens": OUTPUT_TOKENS} | options)


def _google(wanted: Wanted) -> Server:
    key = _needed(_key(wanted, "google") or wanted.google_key, "Google", "GOOGLE_API_KEY")
    url = (_own(wanted, "google") or GOOGLE_URL).strip().rstrip("/")
    for path in ("/openai", "/v1beta", "/v1"):
        url = url.removesuffix(path)
    options = {"max_tokens": OUTPUT_TOKENS, "seed": SEED}  # their newer models want their own temperature
    return _made(wanted, "google", url, wanted.model or GOOGLE_MODEL, key, options)


def _ollama(host: str, wanted: Wanted) -> Server:
    options = {"max_tokens": OUTPUT_TOKENS, "temperature": 0, "seed": SEED}
    return _made(wanted, "ollama", host, wanted.model, wanted.key, options)


def _compatible(wanted: Wanted) -> Server:
    if not wanted.url:
        raise LLMError("An OpenAI-compatible server was chosen without its address: set VERBATIM_LLM_URL.")
    url = checked(wanted.url)
    options = {"max_tokens": OUTPUT_TOKENS, "temperature": 0, "seed": SEED}
    model = wanted.model or next(iter(listed_models(url, wanted.key, ASK_SECONDS)), UNNAMED_MODEL)
    return _made(wanted, "compatible", url, model, wanted.key, options)


def _made(wanted: Wanted, provider: Provider, url: str, model: str, key: str, options: Mapping[str, Any]) -> Server:
    prices = wanted.prices or ((0.0, 0.0) if is_local(url) else None)
    return Server(
        provider=provider, url=checked(url), model=model, key=key, options=options, window=wanted.window, prices=prices
    )


def _key(wanted: Wanted, provider: Provider) -> str:
    """The key that was given for the chosen server, if this provider is the one that it is for."""
    chosen = wanted.provider == provider or (
        wanted.provider == "auto" and not wanted.url and provider_of(wanted.key) == provider
    )
    return wanted.key if chosen else ""


def _needed(key: str, company: str, name: str) -> str:
    if not key:
        raise LLMError(f"{company} was chosen without a key: set {name} or VERBATIM_LLM_KEY.")
    return key
