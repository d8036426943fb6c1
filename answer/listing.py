"""Which models a server has, asked of itself. Nothing here waits longer than it is told; a silent server has none."""

import threading
from collections.abc import Mapping
from typing import Any

import httpx

from answer.addresses import is_local

PROBE_SECONDS = 0.3
"""How long the start of the program may wait for an Ollama that is perhaps not there."""
ASK_SECONDS = 1.0
"""The same for a server that the settings name."""
MOST_MODELS = 8
"""Models of one server that are offered: a row of buttons, not a catalogue."""


def installed_models(host: str, seconds: float) -> tuple[str, ...]:
    """The models of an Ollama that can be asked, those made to follow instructions first; at most `MOST_MODELS`."""
    listed = items(json_at(f"{host}/api/tags", {}, seconds), "models")
    names = [str(each["name"]) for each in listed if each.get("name") and not _embeds(each)]
    return tuple(sorted(names, key=lambda name: "instruct" not in name.lower())[:MOST_MODELS])


def listed_models(url: str, key: str, seconds: float) -> tuple[str, ...]:
    """The models that an OpenAI-compatible server lists, in its order; at most `MOST_MODELS`."""
    listed = items(json_at(f"{url.rstrip('/')}/models", bearer(key), seconds), "data")
    names = [str(each["id"]) for each in listed if each.get("id") and "embed" not in str(each["id"]).lower()]
    return tuple(names[:MOST_MODELS])


def bearer(key: str) -> dict[str, str]:
    """The header that carries a key; none for an empty one."""
    return {"Authorization": f"Bearer {key}"} if key else {}


def _embeds(model: Mapping[str, Any]) -> bool:
    details = model.get("details")
    family = details.get("family", "") if isinstance(details, Mapping) else ""
    return "embed" in str(model.get("name", "")).lower() or "bert" in str(family).lower()


def items(answer: object, name: str) -> list[Mapping[str, Any]]:
    """The objects of the list `name` in what a server sent; none when it sent something else."""
    listed = answer.get(name) if isinstance(answer, Mapping) else None
    return [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []


def json_at(url: str, headers: Mapping[str, str], seconds: float, body: Mapping[str, str] | None = None) -> object:
    """The JSON at `url`, or None; a `body` is posted. In a thread that is left behind, for a name look-up heeds no
    timeout."""
    found: list[object] = []

    def ask() -> None:
        try:
            with httpx.Client(timeout=seconds, trust_env=not is_local(url)) as client:
                method = "GET" if body is None else "POST"
                found.append(client.request(method, url, headers=dict(headers), json=body).raise_for_status().json())
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            found.append(None)

    thread = threading.Thread(target=ask, name="ask-for-models", daemon=True)
    thread.start()
    thread.join(seconds)
    return found[0] if found else None
