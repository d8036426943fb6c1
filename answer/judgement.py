"""The verdict on one quotation: verbatim, said by somebody else, altered, or in no document at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from answer.conventions import denial_before, denies
from answer.draft import joined
from answer.likeness import Likeness, most_like
from answer.misattribution import Speakers, agree, speakers_of, unnamed, wrong_speaker
from answer.quotations import SHORTEST, Match, matches, out_of_order
from answer.shelf import Shelf
from answer.types import QuotationCheck
from index.quotes import quotes
from index.types import Document, Passage, Span, Statement
from index.worddiff import Piece, word_diff, words

_WITNESSES = 6
"""Documents with the exact words whose speakers are looked at."""
_COMMONPLACE = 24
"""Documents from which on words are anybody's: nobody said them first."""
_TOLD_BEFORE = 60
"""Characters before a quotation in which a text may deny what it quotes: he said they would not “accept it”."""
_MARKS = re.compile(r"\s?\[(?:\d+|citation removed)\]")
"""Citations of our own, which the words of a quotation may be followed by inside its marks."""
_DOUBLED = ("''", "``")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A quotation to be judged: its place in a text, whose it is said to be, and the documents cited for it."""

    span: Span
    text: str
    named: tuple[str, ...] = ()
    cited: tuple[Document, ...] = ()

    @property
    def words(self) -> str:
        """What is between the marks, on one line and without citations of ours."""
        return _BLANKS.sub(" ", _MARKS.sub("", self.span.of(self.text))).strip()

    @property
    def marks(self) -> tuple[str, str]:
        """The quotation marks around the words; an empty string where there is none."""
        before, after = self.text[: self.span.start].rstrip()[-2:], self.text[self.span.end :].lstrip()[:2]
        return before if before in _DOUBLED else before[-1:], after if after in _DOUBLED else after[:1]


def judge(claim: Claim, shelf: Shelf) -> QuotationCheck:
    """Look the quotation up among the cited documents, then in all."""
    made = QuotationCheck(
        span=claim.span,
        words=claim.words,
        verdict="absent",
        marks=claim.marks,
        term=is_term(claim.words),
        given=next(iter(claim.named), ""),
    )
    held = _unique([*claim.cited, *shelf.holding(made.words)])
    found = list(matches(made.words, held))
    if found:
        return _found(made, claim, found, shelf)
    if shelf.titled(made.words):
        return replace(made, verdict="verbatim", reason="These words are the title of a document.")
    spliced = out_of_order(made.words, held)
    if spliced:
        shown = _altered(made, spliced, shelf, "The parts of this quotation do not follow each other in the document.")
        return replace(shown, diff=word_diff(made.words, shown.source, capitals=False))
    near = None if made.term else most_like(made.words, [*held, *shelf.resembling(made.words)], shelf.weight)
    return _near(made, claim, near, shelf) if near else replace(made, reason=_absent(made))


def is_term(quotation: str) -> bool:
    """Whether a piece in quotation marks is a word or two: a term or a title more often than somebody's words."""
    return len(words(quotation)) < SHORTEST


def _absent(made: QuotationCheck) -> str:
    return f"No document holds the term “{made.words}”." if made.term else "No document holds this quotation."


def _found(made: QuotationCheck, claim: Claim, found: Sequence[Match], shelf: Shelf) -> QuotationCheck:
    """Verbatim, or misattributed where every document that shows a speaker shows another."""
    match, speakers = _best(claim, found, shelf)
    telling = not made.term and len(found) < _COMMONPLACE
    wrong = wrong_speaker(claim.named, speakers) if telling else ""
    denial = _cut_off(claim, match) if not made.term and not wrong else ""
    nobody = telling and bool(claim.named) and not speakers
    told = f"In the document “{denial}” stands right before these words." if denial else ""
    return replace(
        _shown(made, match, shelf),
        verdict="misattributed" if wrong else "verbatim",
        reason=wrong or told or (unnamed(match, _said(match, shelf)) if nobody else ""),
        denial=denial,
        speaker=next(iter(speakers), ""),
        given=_given(claim, speakers),
        documents=len(found),
    )


def _cut_off(claim: Claim, match: Match) -> str:
    """A denial that the document has right before the words, and the text does not tell in words of its own."""
    before = claim.text[max(claim.span.start - _TOLD_BEFORE, 0) : claim.span.start]
    return "" if denies(before) else denial_before(match.document.text, match.spans[0].start)


def _best(claim: Claim, found: Sequence[Match], shelf: Shelf) -> tuple[Match, Speakers]:
    """The match that is shown: one that agrees on the speaker, else one that shows a speaker, else the first.

    Cited documents come first, then the earliest. A cited document that does not show who speaks is no witness against
    the text that cites it.
    """
    seen = []
    for match in sorted(found, key=lambda each: _precedence(each, claim))[:_WITNESSES]:
        speakers = speakers_of(match, _said(match, shelf))
        if not speakers and match.document in claim.cited:
            return match, speakers
        if speakers and (not claim.named or agree(claim.named, speakers)):
            return match, speakers
        seen.append((match, speakers))
    return next(((match, speakers) for match, speakers in seen if speakers), seen[0])


def _precedence(match: Match, claim: Claim) -> tuple[bool, date]:
    return match.document not in claim.cited, match.document.published or date.max


def _given(claim: Claim, speakers: Speakers) -> str:
    given = [name for name in claim.named if name not in speakers.values()] or list(claim.named)
    return given[0] if given else ""


def _near(made: QuotationCheck, claim: Claim, near: Likeness, shelf: Shelf) -> QuotationCheck:
    """Altered, with what the document has; verbatim after all where only its punctuation or its telling differs."""
    match = Match(document=near.document, spans=near.spans)
    source = joined(match.spans, match.document.text)
    diff = word_diff(made.words, source, capitals=False)
    if all(piece.kind == "same" for piece in diff):
        found = _found(made, claim, [match], shelf)
        return replace(found, reason=found.reason or "The words are the same, the punctuation is not.")
    spoken = _spoken(match, diff)
    if spoken:
        found = _found(made, claim, [replace(match, spans=spoken)], shelf)
        return replace(found, reason=found.reason or "The document interrupts these words to tell who speaks.")
    differs = f"The quotation differs from the document, which has: {source}"
    return replace(_altered(made, match, shelf, differs), diff=diff)


def _spoken(match: Match, diff: Sequence[Piece]) -> tuple[Span, ...]:
    """The spans of the words when the document has more than them only between two quotations: “…,” he said, “…”."""
    if len(match.spans) > 1 or any(piece.kind not in ("same", "right") for piece in diff):
        return ()
    text, start = match.document.text, match.spans[0].start
    places = [(piece.kind, Span(start=start + piece.right.start, end=start + piece.right.end)) for piece in diff]
    inside = quotes(text)
    for kind, place in places:
        within = any(quote.covers(place) for quote in inside)
        if within != (kind == "same") or (kind == "right" and any(quote.overlaps(place) for quote in inside)):
            return ()
    return tuple(place for kind, place in places if kind == "same")


def _altered(made: QuotationCheck, match: Match, shelf: Shelf, reason: str) -> QuotationCheck:
    shown = _shown(made, match, shelf)
    speakers = speakers_of(match, _said(match, shelf))
    return replace(shown, verdict="altered", reason=reason, speaker=next(iter(speakers), ""))


def _shown(made: QuotationCheck, match: Match, shelf: Shelf) -> QuotationCheck:
    return replace(
        made,
        passage=_passage(match, shelf),
        spans=match.spans,
        source=joined(match.spans, match.document.text),
    )


def _passage(match: Match, shelf: Shelf) -> Passage:
    """The passage in which the words begin; where there is none, the words themselves as one."""
    document, span = match.document, match.spans[0]
    for passage in shelf.passages_of(document.id):
        if passage.start <= span.start < passage.end:
            return passage
    return Passage.of(document, span)


def _said(match: Match, shelf: Shelf) -> Sequence[Statement]:
    """Who says what, from the first to the last of the words that were found."""
    return shelf.statements_over(match.document.id, Span(start=match.spans[0].start, end=match.spans[-1].end))


def _unique(documents: Sequence[Document]) -> list[Document]:
    return list({document.id: document for document in documents}.values())
