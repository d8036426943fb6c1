"""Where quotation marks open and close: the words inside them, as spans of the text."""

import re

from index.text import paragraphs
from index.types import Span

_PAIRS = {"“": '”"', "«": "»", "„": "“”", '"': '"', "‘": "’", "'": "'", "「": "」"}
_SINGLE = "‘'"
_DOUBLED = {"''": "''", "``": "''"}
"""Two single marks typed for a double one, as wires and archives without typographic marks do."""
_OPENERS = re.compile("|".join(_DOUBLED) + "|[" + "".join(_PAIRS) + "]")
_SENTENCE_MARKS = ".,!?…—"


def quotes(text: str) -> list[Span]:
    """The quotations of a text, in order and disjoint: each span holds the words between the marks, not the marks.

    Knows “double”, ‘single’, "straight", 'straight single', ''doubled'', „low“ and «guillemets». An apostrophe is no
    closing mark.
    A paragraph whose quotation stays open, before one that opens with a mark again, is quoted to its end: so is a
    long speech set in newspapers.
    """
    found: list[Span] = []
    blocks = paragraphs(text)
    for number, block in enumerate(blocks):
        following = text[blocks[number + 1].start] if number + 1 < len(blocks) else ""
        found += _of_paragraph(text, block, following)
    return found


def _of_paragraph(text: str, block: Span, following: str) -> list[Span]:
    found: list[Span] = []
    at = block.start
    while opener := _OPENERS.search(text, at, block.end):
        at = opener.end()
        mark = opener.group()
        if not _opens(text, opener.start(), block, len(mark)):
            continue
        close = text.find(_DOUBLED[mark], at, block.end) if mark in _DOUBLED else _closing(text, opener.start(), block)
        if close < 0 and (mark in '“"«' or mark in _DOUBLED) and following == mark[0]:
            close = block.end
        if close > opener.end() and text[opener.end() : close].strip():
            found.append(_without_blanks(text, opener.end(), close))
            at = close + len(mark)
    return found


def _without_blanks(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    return Span(start=start + len(inside) - len(inside.lstrip()), end=end - len(inside) + len(inside.rstrip()))


def _opens(text: str, at: int, block: Span, width: int) -> bool:
    """Whether the mark of that many characters at `at` begins a quotation, seen from the characters beside it."""
    before = text[at - 1] if at > block.start else " "
    after = text[at + width] if at + width < block.end else " "
    if text[at] in _SINGLE and width == 1:
        return (before.isspace() or before in '([—–-“":,.') and (after.isalnum() or after in '“"[…')
    return not after.isspace() and (text[at] != '"' or not before.isalnum())


def _closing(text: str, at: int, block: Span) -> int:
    """Where the quotation opened at `at` closes, or -1."""
    marks = _PAIRS[text[at]]
    if text[at] not in _SINGLE:
        places = [text.find(mark, at + 1, block.end) for mark in marks]
        return min((place for place in places if place >= 0), default=-1)
    limit = text.find(" " + text[at], at + 1, block.end)
    places = [
        place
        for place in range(at + 1, block.end if limit < 0 else limit)
        if text[place] == marks and not (place + 1 < block.end and text[place + 1].isalnum())
    ]
    sure = [place for place in places if text[place - 1] in _SENTENCE_MARKS or text[place - 1] != "s"]
    return (sure or places or [-1])[0]
