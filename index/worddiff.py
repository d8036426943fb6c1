"""What two wordings have in common and where they part, word by word. Pure.

Words are compared as a reader hears them: which quotation mark, apostrophe or dash is printed, how letters are composed
and what punctuation stands between the words do not count. Signs that are read aloud (%, $, a minus before a number)
are words, for “5” is not “5 %”.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from index.types import Span

Kind = Literal["same", "left", "right", "changed"]
"""In both; in the left wording only; in the right one only; other words in the same place."""

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_WORD = re.compile(
    rf"[%‰$€£¥₹°§]|(?<![\w.,])[-−](?=\d)|[^\W_](?:[^\W_]|[\u0300-\u036f{_UNSEEN}]|['’ʼ](?=\w)|(?<=\d)[.,](?=\d))*"
)
"""Hyphens part words, so that “decision-making” is “decision making”; 1,000.5 and don't are one word each."""
_PLAIN = str.maketrans("’ʼ−", "''-", _UNSEEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word in its place: `form` is what is compared."""

    form: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words of one kind. A span goes from its first word to its last, without the marks around them.

    Where a wording has none of the words, its span is empty (`start == end`) and tells where they would stand.
    """

    kind: Kind
    left: Span
    right: Span


def words(text: str, *, capitals: bool = True) -> list[Word]:
    """The words of a text in order; without `capitals`, the case of a word's first letter does not count.

    >>> [word.form for word in words("“We don’t–” he", capitals=False)]
    ['we', "don't", 'he']
    """
    return [
        Word(form=_form(found.group(), capitals=capitals), span=Span(start=found.start(), end=found.end()))
        for found in _WORD.finditer(text)
    ]


def word_diff(left: str, right: str, *, capitals: bool = True) -> tuple[Piece, ...]:
    """The two wordings side by side, in the order of both: every word of either is in exactly one piece.

    Neighbouring pieces differ in kind. Spans count characters of their own wording. Quadratic at worst, so for speech
    and not for whole documents.

    >>> [piece.kind for piece in word_diff("I will not go there", "I will go")]
    ['same', 'left', 'same', 'left']
    """
    one, other = words(left, capitals=capitals), words(right, capitals=capitals)
    matcher = SequenceMatcher(None, [word.form for word in one], [word.form for word in other], autojunk=False)
    kinds: dict[str, Kind] = {"equal": "same", "delete": "left", "insert": "right", "replace": "changed"}
    return tuple(
        Piece(kind=kinds[tag], left=_span(one, begin, end), right=_span(other, there, until))
        for tag, begin, end, there, until in matcher.get_opcodes()
    )


def _span(found: list[Word], begin: int, end: int) -> Span:
    """From word `begin` up to word `end`, which is not in it; of none, the place behind the word before."""
    if begin == end:
        at = found[begin - 1].span.end if begin else 0
        return Span(start=at, end=at)
    return Span(start=found[begin].span.start, end=found[end - 1].span.end)


def _form(word: str, *, capitals: bool) -> str:
    plain = word if word.isascii() else unicodedata.normalize("NFKC", word).translate(_PLAIN)
    return plain if capitals else plain[:1].lower() + plain[1:]
