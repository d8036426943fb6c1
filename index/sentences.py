"""Sentences as spans of a text: every sentence that is shown, cited or checked comes from here."""

import re

from index.text import paragraphs
from index.types import Span

_CANDIDATE = re.compile(r"""(?<![.!?…])[.!?…]+["'”’»)\]]*(?=\s)|[。！？]+[”’」』）]*""")
_OPENING = "\"'“‘«([—–-"

_NEVER_LAST = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt adm sen rep sens reps gov pres rev hon st mt ft vs cf no nos art fig "
    "vol pp jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e ph.d approx dept est gov't ald amb supt".split()
)
"""Abbreviations that a name or a number follows: a full stop behind them never ends a sentence."""
_SOMETIMES_LAST = frozenset(
    "inc corp co ltd plc llc bros jr sr etc al a.m p.m u.s u.k u.n e.u d.c u.s.a u.a.e d.p.r.k".split()
)
_STARTERS = frozenset(
    "the a an in on at by for from with he she it they we i you this that these those there his her its their our "
    "but and yet so or as if when while after before since during although though however meanwhile what who which "
    "where how why all some many most no not one two both each to of also still then now according asked last "
    "officials analysts critics".split()
)
"""Words that begin sentences: behind `U.S.` or `Inc.` only they show that one begins."""


def sentences(text: str) -> list[Span]:
    """The sentences of a clean text, in order: disjoint, never across a paragraph's end, without outer blanks.

    Together they cover every character that is not blank.
    """
    return [sentence for paragraph in paragraphs(text) for sentence in _of_paragraph(text, paragraph)]


def _of_paragraph(text: str, paragraph: Span) -> list[Span]:
    found: list[Span] = []
    start = paragraph.start
    for candidate in _CANDIDATE.finditer(text, paragraph.start, paragraph.end):
        if candidate.end() < paragraph.end and _ends_here(text, candidate.start(), candidate.end(), paragraph.end):
            found.append(_trimmed(text, start, candidate.end()))
            start = candidate.end()
    rest = _trimmed(text, start, paragraph.end)
    return [*found, rest] if rest.end > rest.start else found


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start=start + len(piece) - len(piece.lstrip()), end=end - len(piece) + len(piece.rstrip()))


def _ends_here(text: str, stop: int, after: int, limit: int) -> bool:
    if text[stop] in "。！？":
        return True
    following = text[after:limit].lstrip()
    opened = following.lstrip(_OPENING + " ")
    if not opened or opened[0].islower():
        return False
    return text[stop] != "." or text[stop : stop + 2] == ".." or not _abbreviated(text[:stop], opened)


def _abbreviated(before: str, following: str) -> bool:
    """Whether the full stop behind `before` belongs to an abbreviation or an initial."""
    word = re.search(r"[^\s\"'“‘«(\[]*$", before[-20:])
    last = (word.group() if word else "").lower()
    if last in _NEVER_LAST:
        return last != "no" or following[0].isdigit()
    first = re.match(r"\w+", following)
    starts = bool(first) and first is not None and first.group().lower() in _STARTERS
    if last in _SOMETIMES_LAST or re.fullmatch(r"(?:\w\.)+\w", last):
        return not starts
    return len(last) == 1 and last.isalpha() and last != "i" and not starts
