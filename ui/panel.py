"""The source panel as HTML: a stored document with the cited words marked, or the passages found. Pure functions.

Law: the paragraphs shown, joined by blank lines, are `Document.text`, character by character.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from answer.types import Answer, Citation
from index.copies import ELLIPSIS, places
from index.remarks import remarks
from index.types import Copy, Document, Hit, Passage, Span
from ui import words
from ui.html import Child, Html, element, join, web_address
from ui.render import evidence_passage, passage_item
from ui.sources import prints, reference

Lookup = Callable[[str], Document | None]

_REFERENCE = re.compile(r"#?(cite|said|hit|near|check|quote|found)-([0-9a-f]{24})-(\d{1,4})(?:-(\d{1,4}))?")
_RETRIEVERS = {"vector": "meaning", "lexical": "words", "links": "names", "asked": "what was asked for"}
"""How the reader is told each retriever."""

GONE = "This place is no longer known here. Ask the question again to open its sources."
CHANGED = "The document has changed since this answer was given. This is the passage as it was cited."
REMOVED = "The document is no longer in the index. This is the passage as it was cited."


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a link points to: the passage, the words to mark, and what they were when the answer was given."""

    passage: Passage
    marked: tuple[Span, ...]
    quote: str
    label: str
    number: int = 0
    copies: tuple[Copy, ...] = ()


def show(link: str, answers: Callable[[str], Answer | None], document: Lookup) -> Html:
    """The panel for a link of the chat. The link comes from a browser: anything else than a known place is refused."""
    match = _REFERENCE.fullmatch(link)
    answer = answers(match[2]) if match else None
    if not match or not answer:
        return message(GONE)
    if match[1] == "found":
        return found(answer.hits, match[2])
    place = _place(answer, match[1], int(match[3]))
    if match[1] == "said":
        answer = replace(answer, citations=())  # a table of statements has its own way from one to the next
    if not place:
        return message(GONE)
    also = prints(place.passage, place.copies, reference(match[1], match[2], int(match[3])), int(match[4] or 0))
    if match[4]:
        at = int(match[4]) - 1
        if not 0 <= at < len(place.copies):
            return message(GONE)
        place = _copied(place, place.copies[at], document)
    return source(place, answer, match[2], document, also)


def message(sentence: str) -> Html:
    """A panel with nothing but a sentence."""
    return element("div", _bar(None), element("p", sentence, class_="hint"), class_="panel")


def empty() -> Html:
    """The panel before the first question."""
    return element(
        "div",
        _bar(None),
        element(
            "div",
            element("p", "Sources", class_="empty-title"),
            element("p", "Choose a numbered mark in an answer, or somebody’s words, to read them in their document."),
            class_="empty",
        ),
        class_="panel",
    )


def found(hits: Sequence[Hit], message: str) -> Html:
    """The passages found for a question, best first, with the rank each retriever gave them."""
    items = [
        passage_item(hit.passage, reference("hit", message, number), number, _ranks(hit), hit.copies)
        for number, hit in enumerate(hits, start=1)
    ]
    title = element("h2", "Passages found", tabindex="-1")
    hint = "What the search found for this question, best first. An answer may use only some of it."
    listing = element("ol", *items, class_="passages") if items else element("p", "None.", class_="hint")
    header = element("header", title, element("p", hint, class_="byline"))
    return element("div", _bar(None), header, element("div", listing, class_="pages"), class_="panel")


def source(place: Place, answer: Answer, message: str, document: Lookup, also: Html | None = None) -> Html:
    """The whole document of `place` with its words marked; the passage alone when the document is gone or differs."""
    stored = document(place.passage.document_id)
    if stored is None:
        return _page(place, answer, message, notice=REMOVED, body=_as_cited(place), also=also)
    if ELLIPSIS.join(span.of(stored.text) for span in place.marked) != place.quote:
        return _page(place, answer, message, notice=CHANGED, body=_as_cited(place), also=also)
    others = [span for other in answer.citations if other.passage.document_id == stored.id for span in other.quoted]
    body = text(stored.text, place.marked, [span for span in others if span.end <= len(stored.text)])
    notes = [element("p", sentence, class_="hint", role="note") for sentence in remarks(stored)]
    body = join(*notes, body)
    return _page(place, answer, message, notice="", body=body, also=also)


def text(content: str, marked: Sequence[Span], others: Sequence[Span] = ()) -> Html:
    """Paragraphs of a document: `marked` in `<mark>`, `others` (cited elsewhere in the answer) faintly underlined."""
    paragraphs = []
    at = 0
    for paragraph in content.split("\n\n"):
        paragraphs.append(element("p", *_marked(content, at, at + len(paragraph), marked, others), dir="auto"))
        at += len(paragraph) + 2
    return element("div", *paragraphs, class_="document")


def _marked(content: str, start: int, end: int, marked: Sequence[Span], others: Sequence[Span]) -> Iterator[Child]:
    """One paragraph in pieces: each run of marked words is one `<mark>`, wherever the other citations begin and end."""
    for run in _runs(start, end, marked):
        if any(mark.overlaps(run) for mark in marked):
            yield element("mark", run.of(content))
            continue
        for piece in _runs(run.start, run.end, others):
            also = any(other.overlaps(piece) for other in others)
            yield element("span", piece.of(content), class_="also") if also else piece.of(content)


def _runs(start: int, end: int, spans: Sequence[Span]) -> Iterator[Span]:
    """`start` to `end` cut where the union of `spans` begins or ends."""
    at = start
    for span in sorted(spans):
        begin, stop = max(span.start, at), min(span.end, end)
        if begin >= stop:
            continue
        if at < begin:
            yield Span(start=at, end=begin)
        at = stop
        while (reach := min(end, max(other.end for other in spans if other.start <= at))) > at:
            at = reach
        yield Span(start=begin, end=at)
    if at < end:
        yield Span(start=at, end=end)


def _place(answer: Answer, kind: str, number: int) -> Place | None:
    if kind == "cite":
        citation = next((citation for citation in answer.citations if citation.number == number), None)
        return _cited(citation) if citation else None
    if kind == "said":
        statement = _place(answer, "cite", number)
        return replace(statement, label=f"Statement {number}", number=0) if statement else None
    if kind == "check":
        return _evidence(answer, number)
    if kind == "quote":
        return _quotation(answer, number)
    refusal = answer.refusal.nearest if answer.refusal else ()
    passages = refusal if kind == "near" else [hit.passage for hit in answer.hits]
    label = "Nearest passage: it does not answer the question" if kind == "near" else f"Passage {number}"
    if not 0 < number <= len(passages):
        return None
    return _whole(passages[number - 1], label, answer.hits[number - 1].copies if kind == "hit" else ())


def _cited(citation: Citation) -> Place:
    return Place(
        passage=citation.passage,
        marked=citation.quoted,
        quote=citation.quote,
        label=f"Citation {citation.number}",
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
    label = f"{place.label}, in a copy"
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
    return Place(passage=passage, marked=(check.evidence,), quote=quote, label="Nearest words in the source")


def _quotation(answer: Answer, number: int) -> Place | None:
    """The words of a document that a quotation was found as, or that it was made from."""
    check = answer.quotations[number] if number < len(answer.quotations) else None
    if not check or not check.passage or not check.spans:
        return None
    label = "The words quoted" if check.stored else "What the document has"
    return Place(passage=check.passage, marked=check.spans, quote=check.source, label=label)


def _page(place: Place, answer: Answer, message: str, *, notice: str, body: Html, also: Html | None) -> Html:
    passage = place.passage
    address = web_address(passage.url)
    outside = {"target": "_blank", "rel": "noopener noreferrer", "class_": "original"}
    original = element("a", "Original article", href=address, **outside)
    byline = [element("span", part, dir="auto") for part in (passage.author, place.label) if part]
    return element(
        "div",
        _bar(answer, message, place.number),
        element(
            "header",
            element("p", words.origin(passage), class_="origin", dir="auto") if words.origin(passage) else None,
            element("h2", passage.title or "Untitled", tabindex="-1", dir="auto"),
            element("p", *byline, original if address else None, class_="byline"),
            also,
        ),
        element("div", element("p", notice, class_="notice", role="note") if notice else None, body, class_="pages"),
        class_="panel",
    )


def _bar(answer: Answer | None, message: str = "", current: int = 0) -> Html:
    """The top of the panel: back to the passages, the other citations of the answer, close."""
    found = reference("found", message, 0)
    back = element("a", "‹ Passages found", href=found, class_="back") if answer and answer.hits else None
    marks = [
        element(
            "a",
            f"{citation.number}",
            href=reference("cite", message, citation.number),
            class_="cite",
            aria_label=f"Citation {citation.number}",
            aria_current="true" if citation.number == current else None,
        )
        for citation in (answer.citations if answer else ())
    ]
    close = element("button", "Close", type="button", class_="close", data_close="panel")
    return element("nav", back, element("span", *marks, class_="marks"), close, class_="bar", aria_label="Sources")


def _ranks(hit: Hit) -> str:
    return ", ".join(f"by {_RETRIEVERS.get(name, name)} #{rank}" for name, rank in sorted(hit.ranks.items()))


def _as_cited(place: Place) -> Html:
    """The passage as the answer had it; the quoted words below it where they lie outside of it."""
    marked = [
        Span(start=span.start - place.passage.start, end=span.end - place.passage.start)
        for span in place.marked
        if place.passage.span.covers(span)
    ]
    outside = None if marked else element("p", element("mark", place.quote), dir="auto")
    return join(text(place.passage.text, marked), outside)
