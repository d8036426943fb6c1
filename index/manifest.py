"""What built an index, so that opening it with other settings is an error instead of wrong answers."""

from collections.abc import Mapping
from pathlib import Path

from index.catalogue import Catalogue
from index.catalogue_writer import remember
from index.database import REBUILD
from index.errors import StoreStale
from index.splitting import OVERLAP, SIZE, embedded_text
from index.types import Passage

WORDS = "2"
"""How the lexical index cuts a text into words: raise it when that changes; the index is then rebuilt unasked."""
SAMPLE = Passage(id="a:0-4", document_id="a", start=0, end=4, text="text", title="title")
TITLES = {
    "model": "the model",
    "passage_tokens": "passages of at most so many tokens:",
    "overlap_tokens": "an overlap of so many tokens:",
    "embedded": "passages embedded as",
}
"""The facts that must agree, each with the words that a message uses."""


def settings(model: str) -> dict[str, str]:
    """The present settings, under the keys that the catalogue keeps them by."""
    return {
        "model": model,
        "passage_tokens": str(SIZE),
        "overlap_tokens": str(OVERLAP),
        "embedded": embedded_text(SAMPLE),
    }


def check(catalogue: Catalogue, wanted: Mapping[str, str], directory: Path) -> None:
    """Take the settings on in an index without documents; else `StoreStale` names the first that differs."""
    if not catalogue.count():
        remember(catalogue, **wanted)
        return
    found = catalogue.meta()
    for key, value in wanted.items():
        if found.get(key) != value:
            was = found.get(key, "unknown")
            raise StoreStale(
                f"{directory} was built with {TITLES[key]} {was!r}, but {value!r} is configured. {REBUILD}"
            )
