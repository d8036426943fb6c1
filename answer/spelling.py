"""Misspelt words of a question, mended from the words that the corpus holds."""

import re
from collections.abc import Callable, Collection
from difflib import SequenceMatcher

from index.lexical import STOPWORDS, tokenise

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4
"""Letters: shorter words have too many neighbours to be mended safely."""
_ALIKE = 0.8
"""Share of letters two words must have in common (2·common / both lengths): “lavrof” and “lavrov” have .83.
Chosen by hand on a dozen misspelt names; `tests/test_spelling.py` holds them."""


def mended(question: str, *, known: Callable[[str], bool], names: Collection[str]) -> str:
    """The question with every unknown word replaced by the name of the corpus that is spelt nearly so.

    `known` tells whether a word, in lower case, occurs in the corpus in any inflection; `names` are single words of
    names, as they are written. Only names are mended: an unknown ordinary word is left as it is, for it may be what
    the corpus lacks. The first letter must agree.
    """
    return _WORD.sub(lambda found: _mended_word(found.group(), known, names), question)


def _mended_word(word: str, known: Callable[[str], bool], names: Collection[str]) -> str:
    lower = word.lower()
    if len(word) < _SHORTEST or lower in STOPWORDS or not tokenise(lower) or known(lower):
        return word
    near = [
        name
        for name in names
        if name[0].lower() == lower[0] and abs(len(name) - len(word)) <= 2 and len(name) >= _SHORTEST
    ]
    best = max(near, key=lambda name: _likeness(lower, name.lower()), default="")
    return best if best and _likeness(lower, best.lower()) >= _ALIKE else word


def _likeness(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
