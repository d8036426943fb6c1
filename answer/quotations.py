"""Quotations matched against the stored documents, word for word: typography may differ, words may not.

What a newsroom may change is in `conventions.py`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from answer.conventions import edited, parts, pattern
from index.types import Document, Span

SHORTEST = 3
"""Words: a shorter piece in quotation marks is a term or a title more often than somebody's words."""
_WIDEST_GAP = 1_000
"""Characters that an ellipsis may stand for: about three paragraphs of news. Farther apart, two sayings are spliced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A quotation found: the document and the spans that hold it, one for each part between ellipses."""

    document: Document
    spans: tuple[Span, ...]


def find_quotation(quotation: str, documents: Iterable[Document]) -> Match | None:
    """The first document that holds the quotation's words in order, or None.

    An ellipsis parts a quotation: its parts must follow each other in one document, each close behind the one before.
    """
    return next(matches(quotation, documents), None)


def matches(quotation: str, documents: Iterable[Document]) -> Iterator[Match]:
    """Every document that holds the quotation's words, in the order given, with the first place where it does."""
    cut = parts(quotation)
    with_edits = (False, True) if edited(quotation) else (False,)
    ways = [[pattern(part, edits=edits) for part in cut] for edits in with_edits]
    for document in documents if cut else ():
        spans = next(filter(None, (_in_order(wanted, document.text) for wanted in ways)), ())
        if spans:
            yield Match(document=document, spans=spans)


def out_of_order(quotation: str, documents: Iterable[Document]) -> Match | None:
    """The first document that holds every part of the quotation, but not one closely behind the other."""
    cut = parts(quotation)
    wanted = [pattern(part) for part in cut] if len(cut) > 1 else []
    for document in documents if wanted else ():
        plain = document.text.casefold()
        places = _places(document.text, plain)
        found = [each.search(plain) for each in wanted]
        if all(found):
            return Match(document=document, spans=tuple(_span(each, places) for each in found if each))
    return None


def _in_order(wanted: Sequence[re.Pattern[str]], text: str) -> tuple[Span, ...]:
    """The parts in the text, each close behind the one before it; the first place where that holds."""
    plain = text.casefold()
    for first in wanted[0].finditer(plain):
        found = [first]
        for each in wanted[1:]:
            following = each.search(plain, found[-1].end(), found[-1].end() + _WIDEST_GAP)
            if following is None:
                break
            found.append(following)
        else:
            places = _places(text, plain)
            return tuple(_span(each, places) for each in found)
    return ()


def _places(text: str, plain: str) -> Sequence[int]:
    """For each character of the folded text the place in `text` it came from: folding may make two of one."""
    if len(plain) == len(text):
        return range(len(text))
    return [place for place, sign in enumerate(text) for _ in sign.casefold()]


def _span(found: re.Match[str], places: Sequence[int]) -> Span:
    return Span(start=places[found.start()], end=places[found.end() - 1] + 1)
