"""Text as the whole program counts it: one normal form, and the spans of its paragraphs."""

import re
import unicodedata
from itertools import pairwise

from index.types import Span

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
"""Soft hyphens, zero-width blanks, fillers and direction marks: they split words that a reader sees whole, or reorder
them."""
_FLAGS = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in f"gb{land}") + "\U000e007f"
    for land in ("eng", "sct", "wls")
)
"""England, Scotland and Wales: the only signs that are spelled with tag characters."""
_TAGS = re.compile(f"(?P<flag>{_FLAGS})|[\U000e0000-\U000e0fff]+")
"""Tag characters and the selectors from U+E0100 on: nobody sees them, and they can spell out whole sentences."""
_SMUGGLED = re.compile("[\U000e0000-\U000e007f]+|[\U000e0080-\U000e0fff]{2,}")
"""A single selector picks the shape of a Chinese character, which is no secret; more are a message."""
_SELECTOR = re.compile("[\ufe00-\ufe0f\u180b-\u180d\u180f]")
_PICTURES = "\u203c\u2049\u2139\u3030"
"""What a selector makes a picture of, besides the symbols: ‼ ⁉ ℹ 〰."""
_JOINER = re.compile(
    "(?<![\u0600-\u109f\u1780-\u18af\u1a20-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff])[\u200c\u200d]"
)
"""A joiner that does not stand behind a letter of the scripts that spell with it: Arabic and its neighbours, those of
India and South East Asia, Mongolian."""
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BLANKS = re.compile("(?:[^\\S\n]|\u2800)+")
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
    text = unicodedata.normalize("NFC", _NOT_TEXT.sub("", _BREAKS.sub("\n", raw)))
    if not text.isascii():
        text = unicodedata.normalize("NFC", _visible(text))
    text = _BLANKS.sub(" ", text)
    blocks = (_paragraphs_of_block(block) for block in _BLANK_LINES.split(text))
    return "\n\n".join(paragraph for block in blocks for paragraph in block)


def smuggled(raw: str) -> int:
    """How many characters of a text spell out something that nobody sees.

    >>> smuggled("Rain." + "".join(chr(0xE0000 + ord(letter)) for letter in "obey"))
    4
    """
    return sum(len(run) for run in _SMUGGLED.findall(_TAGS.sub(lambda found: "" if found["flag"] else found[0], raw)))


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a clean text, in order, without the blank lines between them."""
    return [Span(start=found.start(), end=found.end()) for found in re.finditer(r"[^\n]+", text)]


def _visible(text: str) -> str:
    """The text without what nobody sees. Selectors go before joiners, which may stand behind one that is kept."""
    text = _TAGS.sub(lambda found: found["flag"] or "", _INVISIBLE.sub("", text))
    text = _SELECTOR.sub(lambda found: found[0] if _selects(text, found.start()) else "", text)
    return _JOINER.sub(lambda found: found[0] if _joins(text, found.start()) else "", text)


def _selects(text: str, at: int) -> bool:
    """Whether the selector there makes a picture or another letter of the sign before it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before:
        return False
    if text[at] < "\ufe00":
        return "\u1820" <= before <= "\u18aa"
    if text[at] < "\ufe0e":
        return False
    return _is_symbol(before) or before in _PICTURES or (before in "0123456789#*" and after == "\u20e3")


def _joins(text: str, at: int) -> bool:
    """Whether the joiner there makes one picture of two symbols."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (
        text[at] == "\u200d"
        and bool(before and after)
        and _is_symbol(after)
        and (_is_symbol(before) or before == "\ufe0f")
    )


def _is_symbol(sign: str) -> bool:
    return unicodedata.category(sign).startswith("S")


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
