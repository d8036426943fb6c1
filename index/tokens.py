"""Words and punctuation marks with their places in a text."""

import re
from functools import lru_cache
from typing import NamedTuple

from index.types import Span

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}(?:-\w+)*"  # U.S., U.S.-led
    r"|[A-Z]\.(?=\s[A-Z])"  # an initial
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|St|Adm)\."
    r"|['’]s\b"
    r"|\d+(?:[.,]\d+)+"
    r"|(?:[A-Z]['’](?=[A-Z]))?\w+(?:['’]t\b)?(?:-\w+)*"
    r"|[^\w\s]"
)
_KNOWN = 50_000
"""Distinct words whose facts are remembered: about those of a thousand news pages."""


class Token(NamedTuple):
    """One word, number or mark: its characters, where they stand, and what they are.

    `lower` is the word in lower case, without the full stop of an abbreviation. `capital`: it begins with a capital
    letter. `word`: it is a word, not a mark, a number or a possessive ending.
    """

    text: str
    start: int
    end: int
    lower: str
    capital: bool
    word: bool


def tokens(text: str, span: Span) -> list[Token]:
    """The tokens of a span of the text, in order. A possessive ending is a token of its own."""
    make, facts = tuple.__new__, _facts  # the named tuple's own constructor takes a third of the time of all reading
    return [
        make(Token, (word, found.start(), found.end(), *facts(word)))
        for found in _TOKEN.finditer(text, span.start, span.end)
        if (word := found.group())
    ]


@lru_cache(maxsize=_KNOWN)
def _facts(word: str) -> tuple[str, bool, bool]:
    return word.lower().rstrip(".") or word, word[0].isupper(), word[0].isalpha()
