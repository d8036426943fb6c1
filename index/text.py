"""Text as the whole program counts it: one normal form, and the spans of its paragraphs."""

import re
import unicodedata
from itertools import pairwise

from index.types import Span

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphens, zero-width blanks and direction marks: they split words that a reader sees whole, or reorder them.
The joiners U+200C and U+200D stay: Persian and emoji need them."""
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n(?: *\n)+")

_WIDEST_WRAP = 120
"""Columns: a longer line was not wrapped by hand or by a mail program, so its end ends a paragraph."""
_ABBREVIATED_END = re.compile(
    r"(?:^|\s)(?:[A-Z]\.){2,}$|(?:^|\s)(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|Prof)\.$"
)


def clean(raw: str) -> str:
    """The stored form of a text: NFC, visible characters only, a blank line between paragraphs, none within.

    Lines that were wrapped at a column are joined; lines that are paragraphs of their own get their blank line.
    Law: `clean(clean(raw)) == clean(raw)`.
    """
    text = _NOT_TEXT.sub("", _INVISIBLE.sub("", _BREAKS.sub("\n", raw)))
    text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
    blocks = (_paragraphs_of_block(block) for block in _BLANK_LINES.split(text))
    return "\n\n".join(paragraph for block in blocks for paragraph in block)


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a clean text, in order, without the blank lines between them."""
    return [Span(start=found.start(), end=found.end()) for found in re.finditer(r"[^\n]+", text)]


def _paragraphs_of_block(block: str) -> list[str]:
    lines = [line for line in (line.strip() for line in block.split("\n")) if line]
    if len(lines) > 1 and _is_wrapped(lines):
        return [" ".join(lines)]
    joined: list[str] = []
    for line in lines:
        if joined and _ABBREVIATED_END.search(joined[-1]):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _is_wrapped(lines: list[str]) -> bool:
    """Whether most line ends were forced: the next line's first word would not have fitted into the width."""
    width = max(map(len, lines))
    if not 40 <= width <= _WIDEST_WRAP:
        return False
    pairs = list(pairwise(lines))
    forced = sum(len(line) + 1 + len(following.split(" ", 1)[0]) > width for line, following in pairs)
    return forced / len(pairs) >= 0.75
