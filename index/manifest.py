"""What built an index, so that opening it with other settings is an error instead of wrong answers."""

from collections.abc import Mapping
from pathlib import Path

from index.catalogue import Catalogue
from index.catalogue_writer import remember
from index.database import REBUILD
from index.errors import StoreStale
from index.splitting import OVERLAP, SIZE

EXTRACTION = "1"
"""What `statements` and `names` make of a text: raise it when they make something else of the same text."""
WORDS = "1"
"""How the lexical index cuts a text into words: raise it when that changes; the index is then rebuilt unasked."""
TITLES = {
    "model": "the model",
    "dimensions": "vectors of the length",
    "passage_tokens": "passages of at most so many tokens:",
    "overlap_tokens": "an overlap of so many tokens:",
    "extraction": "the rules for statements of the version",
}
"""The facts that must agree, each with the words that a message uses."""


def settings(model: str) -> dict[str, str]:
    """The present settings, under the keys that the catalogue keeps them by."""
    return {
        "model": model,
        "passage_tokens": str(SIZE),
        "overlap_tokens": str(OVERLAP),
        "extraction": EXTRACTION,
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
