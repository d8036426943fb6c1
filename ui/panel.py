"""The source panel as HTML: a stored document with the cited words marked, or what stands beside an answer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from answer.types import Answer, Citation
from index.copies import ELLIPSIS, places
from index.remarks import remarks
from index.types import Copy, Document, Passage, Span
from ui import words
from ui.beside import found
from ui.cards import evidence_passage
from ui.document_text import places as stops
from ui.document_text import text
from ui.html import Html, element, join, web_address
from ui.panel_bar import bar, keys
from ui.sources import prints, reference
from ui.strings import count, say

__all__ = ["CHANGED", "GONE", "REMOVED", "Place", "empty", "found", "message", "show", "source", "text"]

Lookup = Callable[[str], Document | None]
Mentioned = Callable[[Answer, Document], Sequence[Span]]
"""Where a document mentions what the question of an answer was about."""

_REFERENCE = re.compile(r"#?(cite|said|hit|near|check|quote|found)-([0-9a-f]{24})-(\d{1,4})(?:-(\d{1,4}))?")
GONE = say("panel.gone")
CHANGED = say("panel.changed")
REMOVED = say("panel.removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a link points to: the passage, the words to mark, and what they were when the answer was given."""

    passage: Passage
    marked: tuple[Span, ...]
    quote: str
    label: str
    number: int = 0
    copies: tuple[Copy, ...] = ()


def nothing(answer: Answer, document: Document) -> Sequence[Span]:
    """No mentions: for a panel that only shows what is cited."""
    return ()


def show(link: str, answers: Callable[[str], Answer | None], document: Lookup, mentioned: Mentioned = nothing) -> Html:
    """The panel for a link of the chat. The link comes from a browser: anything else than a known place is refused."""
    match = _REFERENCE.fullmatch(link)
    answer = answers(match[2]) if match else None
    if not match or not answer:
        return _gone()
    if match[1] == "found":
        return found(answer.hits, match[2], answer)
    place = _place(answer, match[1], int(match[3]))
    if match[1] == "said":
        answer = replace(answer, citations=())  # a table of statements has its own way from one to the next
    if not place:
        return _gone()
    also = prints(place.passage, place.copies, reference(match[1], match[2], int(match[3])), int(match[4] or 0))
    if match[4]:
        at = int(match[4]) - 1
        if not 0 <= at < len(place.copies):
            return _gone()
        place = _copied(place, place.copies[at], document)
    return source(place, answer, match[2], document, also, mentioned)


def message(sentence: str) -> Html:
    """A panel with nothing but a sentence."""
    return element("div", bar(None), element("p", sentence, class_="hint"), keys(), class_="panel")


def _gone() -> Html:
    """The panel for a place that is not known; the script first looks whether the browser's history knows it."""
    return element("div", bar(None), element("p", GONE, class_="hint", data_gone=True), keys(), class_="panel")


def empty() -> Html:
    """The panel before the first question."""
    return element(
        "div",
        bar(None),
        element(
            "div",
            element("p", say("panel.empty_title"), class_="empty-title"),
            element("p", say("panel.empty")),
            class_="empty",
        ),
        keys(),
        class_="panel",
    )


def source(
    place: Place,
    answer: Answer,
    message: str,
    document: Lookup,
    also: Html | None = None,
    mentioned: Mentioned = nothing,
) -> Html:
    """The whole document of `place` with its words marked; the passage alone when the document is gone or differs.

    Marked more faintly are the words that other citations have from the document, and where it mentions what was asked.
    """
    stored = document(place.passage.document_id)
    if stored is None:
        return _page(place, answer, message, notice=REMOVED, body=_as_cited(place), also=also)
    if ELLIPSIS.join(span.of(stored.text) for span in place.marked) != place.quote:
        return _page(place, answer, message, notice=CHANGED, body=_as_cited(place), also=also)
    others = [span for other in answer.citations if other.passage.document_id == stored.id for span in other.quoted]
    others = [span for span in others if span.end <= len(stored.text)]
    mentions = mentioned(answer, stored)
    body = text(stored.text, place.marked, others, mentions)
    notes = [element("p", sentence, class_="hint", role="note") for sentence in remarks(stored)]
    number = len(stops(stored.text, place.marked, others, mentions))
    return _page(place, answer, message, notice="", body=join(*notes, body), also=also, stops=number)


def _place(answer: Answer, kind: str, number: int) -> Place | None:
    if kind == "cite":
        citation = next((citation for citation in answer.citations if citation.number == number), None)
        return _cited(citation) if citation else None
    if kind == "said":
        statement = _place(answer, "cite", number)
        return replace(statement, label=say("panel.statement", number=number), number=0) if statement else None
    if kind == "check":
        return _evidence(answer, number)
    if kind == "quote":
        return _quotation(answer, number)
    refusal = answer.refusal.nearest if answer.refusal else ()
    passages = refusal if kind == "near" else [hit.passage for hit in answer.hits]
    label = say("panel.near") if kind == "near" else say("panel.passage", number=number)
    if not 0 < number <= len(passages):
        return None
    return _whole(passages[number - 1], label, answer.hits[number - 1].copies if kind == "hit" else ())


def _cited(citation: Citation) -> Place:
    return Place(
        passage=citation.passage,
        marked=citation.quoted,
        quote=citation.quote,
        label=say("panel.citation", number=citation.number),
        number=citation.number,
        copies=citation.copies,
    )


def _whole(passage: Passage, label: str, copies: tuple[Copy, ...] = ()) -> Place:
    return Place(passage=passage, marked=(passage.span,), quote=passage.text, label=label, copies=copies)


def _copied(place: Place, copy: Copy, document: Lookup) -> Place:
    """The place in another document that carries its words; with the words as cited when they are not there now."""
    stored = document(copy.document_id)
    passage = replace(
        place.passage,
        document_id=copy.document_id,
        title=copy.title,
        source=copy.source,
        published=copy.published,
        author=stored.author if stored else "",
        url=stored.url if stored else "",
    )
    label = say("panel.copy_of", place=place.label)
    marked = places(place.quote, stored.text, copy.passage_id) if stored else ()
    if not stored or not marked:
        return replace(place, passage=passage, label=label)
    quote = ELLIPSIS.join(span.of(stored.text) for span in marked)
    return replace(place, passage=passage, marked=marked, quote=quote, label=label)


def _evidence(answer: Answer, number: int) -> Place | None:
    """The words of a source that came nearest to a sentence in doubt."""
    check = answer.checks[number] if number < len(answer.checks) else None
    passage = evidence_passage(answer, check) if check else None
    if not check or not check.evidence or not passage:
        return None
    quote = passage.text[check.evidence.start - passage.start : check.evidence.end - passage.start]
    return Place(passage=passage, marked=(check.evidence,), quote=quote, label=say("panel.nearest_words"))


def _quotation(answer: Answer, number: int) -> Place | None:
    """The words of a document that a quotation was found as, or that it was made from."""
    check = answer.quotations[number] if number < len(answer.quotations) else None
    if not check or not check.passage or not check.spans:
        return None
    label = say("panel.words_quoted") if check.stored else say("panel.words_there")
    return Place(passage=check.passage, marked=check.spans, quote=check.source, label=label)


def _page(
    place: Place, answer: Answer, message: str, *, notice: str, body: Html, also: Html | None, stops: int = 0
) -> Html:
    passage = place.passage
    address = web_address(passage.url)
    outside = {"target": "_blank", "rel": "noopener noreferrer", "class_": "original"}
    original = element("a", say("panel.original"), href=address, **outside) if address else None
    copied = element("button", say("panel.copy_words"), type="button", class_="copy-words", data_words=_words(place))
    byline = [element("span", part, dir="auto") for part in (passage.author, place.label) if part]
    return element(
        "div",
        bar(answer, message, place.number),
        element(
            "header",
            element("p", words.origin(passage), class_="origin", dir="auto") if words.origin(passage) else None,
            element("h2", words.title(passage), tabindex="-1", dir="auto"),
            element("p", *byline, original, copied, class_="byline"),
            also,
        ),
        _ways(stops) if stops > 1 or len(answer.citations) > 1 else None,
        element(
            "div",
            element("p", notice, class_="notice", role="note") if notice else None,
            body,
            class_="pages",
            tabindex="0",
            role="region",
            aria_label=say("panel.text"),
        ),
        keys(),
        class_="panel",
    )


def _ways(stops: int) -> Html:
    """To the place before and to the next one: `‹ 2 of 7 ›`; `panel.js` goes there, and on to the next document."""
    steps = [
        element("button", sign, type="button", class_="step", data_step=step, aria_label=name)
        for sign, step, name in (("‹", "-1", say("panel.previous")), ("›", "1", say("panel.next")))
    ]
    told = element("span", count(stops, "mention"), class_="told", role="status")
    return element("div", steps[0], told, steps[1], class_="ways", role="group", aria_label=say("panel.mentions"))


def _words(place: Place) -> str:
    """The exact words with where they are from, to be pasted elsewhere."""
    passage = place.passage
    named = (
        passage.author,
        passage.source,
        f"“{passage.title}”" if passage.title else "",
        words.day(passage.published),
    )
    source = ", ".join(filter(None, named))
    told = say("panel.copied_words", words=place.quote, source=source or words.title(passage))
    return f"{told}. {web_address(passage.url)}".rstrip()


def _as_cited(place: Place) -> Html:
    """The passage as the answer had it; the quoted words below it where they lie outside of it."""
    marked = [
        Span(start=span.start - place.passage.start, end=span.end - place.passage.start)
        for span in place.marked
        if place.passage.span.covers(span)
    ]
    outside = None if marked else element("p", element("mark", place.quote), dir="auto")
    return join(text(place.passage.text, marked), outside)
