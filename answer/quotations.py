"""Quotations matched against the stored documents, word for word: typography may differ, words may not."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.sentences import sentences
from index.types import Document, Span

SHORTEST = 3
"""Words: a shorter piece in quotation marks is a term or a title more often than somebody's words."""
_ALTERED = 0.6
"""Likeness from which a stored sentence is shown beside a quotation as what it may have been made from."""
_WIDEST_GAP = 1_000
"""Characters that an ellipsis may stand for: about three paragraphs of news. Farther apart, two sayings are spliced."""
_GAP = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?)\s*")
_SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "–": "-", "—": "-", "‑": "-"}
    | {"[": "(", "]": ")"}  # a model is shown a number in brackets in round ones, lest it pass for a citation
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A quotation found: the document and the spans that hold it, one for each part between ellipses."""

    document: Document
    spans: tuple[Span, ...]


def find_quotation(quotation: str, documents: Iterable[Document]) -> Match | None:
    """The first document that holds the quotation's words in order, or None.

    Case, kinds of quotation marks, dashes and brackets, and blanks are ignored, and so is punctuation at either end.
    An ellipsis parts a quotation: its parts must follow each other in one document.
    """
    parts = [part for part in (_trim(part) for part in _GAP.split(unicodedata.normalize("NFC", quotation))) if part]
    if not parts:
        return None
    for document in documents:
        spans = _in_order(parts, document.text)
        if spans:
            return Match(document=document, spans=spans)
    return None


def nearest(quotation: str, documents: Sequence[Document]) -> str:
    """The stored sentence most like an altered quotation, or an empty string when none is like it."""
    wanted, _ = _plain(quotation)
    words = set(_WORD.findall(wanted))
    best, likeness = "", _ALTERED
    for document in documents:
        for span in sentences(document.text):
            text = span.of(document.text)
            found, _ = _plain(text)
            if len(words & set(_WORD.findall(found))) < len(words) / 2:
                continue
            matcher = SequenceMatcher(None, wanted, found, autojunk=False)
            ratio = sum(block.size for block in matcher.get_matching_blocks() if block.size > 2) / max(len(wanted), 1)
            if ratio > likeness:
                best, likeness = text, ratio
    return best


def _in_order(parts: Sequence[str], text: str) -> tuple[Span, ...]:
    """The parts in the text, each close behind the one before it; the first place where that holds."""
    plain, places = _plain(text)
    wanted = [re.compile(rf"(?<!\w){re.escape(_plain(part)[0])}(?!\w)") for part in parts]
    for first in wanted[0].finditer(plain):
        found = [first]
        for pattern in wanted[1:]:
            following = pattern.search(plain, found[-1].end(), found[-1].end() + _WIDEST_GAP)
            if following is None:
                break
            found.append(following)
        else:
            return tuple(Span(start=places[each.start()], end=places[each.end() - 1] + 1) for each in found)
    return ()


def _trim(part: str) -> str:
    return part.strip(" \n\t.,;:!?\"'“”‘’«»„")


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in one typography and without case, and for each of its characters the place it came from."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isspace():
            if signs and signs[-1] == " ":
                continue
            sign = " "  # noqa: PLW2901 - every blank counts as one
        for one in sign.translate(_SAME).casefold():
            signs.append(one)
            places.append(place)
    return "".join(signs), places
