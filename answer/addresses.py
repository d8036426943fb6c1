"""Addresses of language models, as settings give them: checked, and told apart by where they lead."""

from urllib.parse import urlsplit

from answer.errors import LLMError

OLLAMA_URL = "http://127.0.0.1:11434"


def ollama_url(host: str) -> str:
    """The address of Ollama from what `OLLAMA_HOST` may hold: a name, a port, both, or a URL.

    `0.0.0.0` means “listen everywhere” to its server; a client reaches it on this machine.

    >>> ollama_url("0.0.0.0"), ollama_url("nas:11434"), ollama_url(":8080")
    ('http://127.0.0.1:11434', 'http://nas:11434', 'http://127.0.0.1:8080')
    """
    given = host.strip().rstrip("/").removesuffix("/v1")
    if not given:
        return OLLAMA_URL
    url = checked(given if "://" in given else f"http://{'127.0.0.1' if given.startswith(':') else ''}{given}")
    parts = urlsplit(url)
    name = "127.0.0.1" if parts.hostname in ("0.0.0.0", "::") else parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80 if "://" in given else 11434)
    return f"{parts.scheme}://{f'[{name}]' if ':' in name else name}:{port}{parts.path}"


def is_local(url: str) -> bool:
    """Whether the address is on this machine, where no proxy must stand between."""
    return urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")


def checked(url: str) -> str:
    """The URL itself, if it can be one, else `LLMError`.

    A password in it would reach the logs of every program on the way.
    """
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
