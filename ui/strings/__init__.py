"""The words of the page, all in one file for each language: `en.toml`.

A key is `<part>.<name>`. Values stand in braces; what is put there is text like any other and escaped where the page is
made. The part `script` is for the scripts of the page, which read it from `window.verbatim.strings`.
"""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGE = "en"
"""The one language there is. Another is a file beside `en.toml` with the same keys, and its name here."""

Value = str | int


def say(key: str, **values: Value) -> str:
    """The words under `key` with their values; a key that the file lacks is a KeyError.

    >>> say("composer.ask")
    'Ask'
    """
    words = _strings()[key]
    return words.format_map({name: _shown(value) for name, value in values.items()}) if values else words


def count(number: int, what: str) -> str:
    """A count with its noun: `no documents`, `1 document`, `1,204 documents`.

    >>> count(1204, "document")
    '1,204 documents'
    """
    form = "none" if number == 0 else "one" if number == 1 else "many"
    return say(f"counts.{what}.{form}", count=number)


def script_strings() -> dict[str, str]:
    """The words that the page's scripts need, by their keys without `script.`."""
    return {key.removeprefix("script."): words for key, words in _strings().items() if key.startswith("script.")}


@cache
def _strings() -> dict[str, str]:
    path = Path(__file__).parent / f"{LANGUAGE}.toml"
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))


def _flat(table: dict[str, object], part: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{part}.{name}" if part else name
        found += _flat(value, key) if isinstance(value, dict) else [(key, str(value))]
    return found


def _shown(value: Value) -> str:
    return f"{value:,}" if isinstance(value, int) else value
