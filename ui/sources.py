"""Where words come from, as HTML: links to places in sources, the sources of an answer, and their copies.

A link to a place in a source is `#<kind>-<message>-<number>`: `cite` a citation by its number, `said` a statement of
the ledger, `hit` a passage found, `near` a nearest passage of a refusal, `check` the evidence of a check, `quote` the
words of a quotation, `found` the list of passages. Behind `cite` and `hit` a second number, from 1, names a copy of the
place in another document.
"""

from collections.abc import Sequence

from answer.origins import NAMED, first_published, outlets_of
from answer.types import Citation
from index.types import Copy, Passage
from ui import words
from ui.html import Child, Html, element, join
from ui.strings import count, say


def reference(kind: str, message: str, number: int) -> str:
    """The link to a place in a source."""
    return f"#{kind}-{message}-{number}"


def sources(citations: Sequence[Citation], message: str) -> Html | None:
    """The documents that an answer cites, each once with its numbers, and where else its words are printed."""
    documents: dict[str, list[Citation]] = {}
    for citation in citations:
        documents.setdefault(citation.passage.document_id, []).append(citation)
    items = [_document(cited, message) for cited in documents.values()]
    return element("ol", *items, class_="sources", aria_label=say("answer.sources")) if items else None


def _document(cited: Sequence[Citation], message: str) -> Html:
    """One document of an answer: a click opens it at what is cited first."""
    first, most_copied = cited[0], max(cited, key=lambda each: len(each.copies))
    numbers = [element("span", f"{each.number}", class_="number") for each in cited]
    return element(
        "li",
        element(
            "a",
            element("span", *numbers, class_="numbers"),
            element("span", words.title(first.passage), class_="title", dir="auto"),
            element("span", words.origin(first.passage), class_="origin", dir="auto"),
            href=reference("cite", message, first.number),
        ),
        also(most_copied.copies, reference("cite", message, most_copied.number)),
    )


def also(copies: Sequence[Copy], href: str) -> Html | None:
    """Where else the words of a place are printed, the first outlets as links to them there; nothing without copies."""
    outlets = outlets_of(copies)
    links: list[Child] = [
        element("a", name, href=f"{href}-{copies.index(copy) + 1}", dir="auto")
        for name, copy in list(outlets.items())[:NAMED]
    ]
    commas = [part for link in links for part in (", ", link)][1:]
    number = join(" ", element("a", f"({len(outlets)})", href=href, title=say("copies.all")))
    return (
        element("p", say("copies.also"), *commas, number if len(outlets) > NAMED else None, class_="also-in")
        if links
        else None
    )


def prints(passage: Passage, copies: Sequence[Copy], href: str, current: int) -> Html | None:
    """Every document that prints the words, the one shown marked, and which was the first; nothing without copies."""
    if not copies:
        return None
    documents: list[tuple[Passage | Copy, str]] = [
        (passage, href),
        *((copy, f"{href}-{at}") for at, copy in enumerate(copies, start=1)),
    ]
    items = [
        element(
            "li",
            element("a", words.printed(each), href=link, aria_current="true" if at == current else None, dir="auto"),
        )
        for at, (each, link) in enumerate(documents)
    ]
    return element(
        "details",
        element("summary", say("copies.same", documents=count(len(documents), "document"))),
        element("p", first_published(passage, copies), class_="hint", dir="auto"),
        element("ul", *items),
        class_="prints",
    )
