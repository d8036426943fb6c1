"""Quotations as HTML: how an answer marks those that no document holds, and what the documents have instead."""

from collections.abc import Iterator

from answer.quote_check import QuoteCheck, speakers, summary
from answer.types import QuotationCheck, QuotationVerdict
from index.worddiff import Piece
from ui import words
from ui.html import Child, Html, element, join
from ui.sources import reference
from ui.strings import count, say

NAMES: dict[QuotationVerdict, str] = {
    "verbatim": say("quotations.verbatim"),
    "misattributed": say("quotations.misattributed"),
    "altered": say("quotations.altered"),
    "absent": say("quotations.absent"),
}
"""How the reader is told each verdict."""


def unseen(text: str) -> Html:
    """What is read out and not shown: a screen reader tells no colours."""
    return element("span", text, class_="unseen")


def inline(body: Html, check: QuotationCheck, *, opens: bool, closes: bool) -> Html:
    """A quotation in doubt within an answer; marks that were taken out of the text are shown struck through."""
    struck = not check.stored
    before, after = check.marks
    opening = (
        join(unseen(say("quotations.opens", verdict=NAMES[check.verdict])), _struck(before) if struck else None)
        if opens
        else None
    )
    closing = join(_struck(after) if struck else None, unseen(say("quotations.closes"))) if closes else None
    return element("span", opening, body, closing, class_=f"quotation {check.verdict}")


def notes(found: tuple[QuotationCheck, ...], start: int, end: int, message: str) -> Html | None:
    """What there is to say about the quotations in doubt that begin between two places of an answer's text."""
    items = [
        element("div", _about(check, reference("quote", message, number)), class_=f"about {check.verdict}", role="note")
        for number, check in enumerate(found)
        if (check.verdict != "verbatim" or check.denial) and start <= check.span.start < end
    ]
    return element("div", *items, class_="abouts") if items else None


def report(found: QuoteCheck, message: str) -> Html:
    """Every quotation of a pasted text with its verdict."""
    items = [
        element(
            "li",
            element("blockquote", f"{check.marks[0]}{check.words}{check.marks[1]}", dir="auto"),
            _about(check, reference("quote", message, number)),
            class_=f"about {check.verdict}",
        )
        for number, check in enumerate(found.quotations)
    ]
    title = element("div", element("h2", summary(found), class_="summary", tabindex="-1"), role="status")
    return element("div", title, element("ol", *items, class_="checked"), class_="report", data_message=message)


def _about(check: QuotationCheck, href: str) -> Html:
    """The verdict, the reason or the differences, and where the words of the document stand."""
    return join(
        element("span", NAMES[check.verdict], class_="verdict-name"),
        join(" ", difference(check)) if check.diff else join(" ", element("span", check.reason, class_="reason")),
        element("span", *_origin(check, href), class_="where") if check.passage or check.given else None,
    )


def difference(check: QuotationCheck) -> Html:
    """Quotation and source in one line: what only the one has struck through, what only the other has set off."""
    return element("span", unseen(say("quotations.compared")), *_pieces(check), class_="diff", dir="auto")


def _pieces(check: QuotationCheck) -> Iterator[Child]:
    for number, piece in enumerate(check.diff):
        written, source = _with_punctuation(check, number, piece)
        if number:
            yield " "
        if piece.kind == "same":
            yield source
            continue
        if written:
            yield element("del", unseen(say("quotations.not_in_source")), written, unseen(say("quotations.ends")))
        if written and source:
            yield " "
        if source:
            yield element("ins", unseen(say("quotations.source_has")), source, unseen(say("quotations.ends")))


def _with_punctuation(check: QuotationCheck, number: int, piece: Piece) -> tuple[str, str]:
    """The words of a piece on either side; what both have keeps the punctuation that follows it in the source."""
    end = check.diff[number + 1].right.start if number + 1 < len(check.diff) else len(check.source)
    source = check.source[piece.right.start : max(end, piece.right.end)] if piece.kind == "same" else ""
    return piece.left.of(check.words), (source or piece.right.of(check.source)).strip()


def _origin(check: QuotationCheck, href: str) -> Iterator[Child]:
    passage, spoken = check.passage, speakers(check)
    if passage:
        title = words.title(passage)
        yield element("a", title, href=href, dir="auto") if check.spans else element("span", title, dir="auto")
        yield element("span", words.origin(passage), dir="auto") if words.origin(passage) else None
    if check.documents > 1:
        yield element("span", say("quotations.in_documents", documents=count(check.documents, "document")))
    if spoken:
        yield element("span", spoken, class_="speaker", dir="auto")


def _struck(mark: str) -> Html | None:
    return element("del", mark, class_="struck", aria_hidden="true") if mark else None
