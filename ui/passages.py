"""Passages in a list, as HTML: title, origin, the lines that hold the question's words, copies. Pure functions."""

from collections.abc import Sequence, Set

from index.mentions import held
from index.sentences import sentences
from index.types import Copy, Passage, Span
from ui import words
from ui.html import Child, Html, element, join
from ui.sources import also

SHOWN = 240
"""Characters of a passage in a list: about three lines. The panel shows all of it."""


def passage_item(
    passage: Passage,
    href: str,
    number: int,
    *notes: Child,
    copies: Sequence[Copy] = (),
    topic: Set[str] = frozenset(),
) -> Html:
    """One passage of a list; a click opens its document. The words of `topic` (`topics.topic_terms`) are set off."""
    origin = words.origin(passage)
    return element(
        "li",
        element(
            "a",
            element("span", f"{number}", class_="rank", aria_hidden="true"),
            element("span", words.title(passage), class_="title", dir="auto"),
            element("span", origin, class_="origin", dir="auto") if origin else None,
            element("span", snippet(passage.text, topic), class_="snippet", dir="auto"),
            href=href,
        ),
        *notes,
        also(copies, href),
    )


def snippet(text: str, topic: Set[str] = frozenset()) -> Html:
    """About three lines of a text, from the sentence on that gives most of the topic's words, these set off."""
    places = held(text, topic)
    start = _start(text, places)
    end = min(len(text), start + SHOWN)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + SHOWN // 2)
    pieces: list[Child] = ["… " if start else None]
    at = start
    for place in places:
        if at <= place.start and place.end <= end:
            pieces += [_flat(text[at : place.start]), element("strong", _flat(place.of(text)))]
            at = place.end
    return join(*pieces, _flat(text[at:end]), " …" if end < len(text) else None)


def _start(text: str, places: Sequence[Span]) -> int:
    """Where the lines begin: at the first sentence if most of the words follow it, else at the last that gives most."""
    if len(text) <= SHOWN or not places:
        return 0
    starts = [sentence.start for sentence in sentences(text)] or [0]
    return max(starts, key=lambda start: (len(_words_from(text, places, start)), not start, start))


def _words_from(text: str, places: Sequence[Span], start: int) -> set[str]:
    return {place.of(text).casefold() for place in places if start <= place.start and place.end <= start + SHOWN}


def _flat(text: str) -> str:
    """The text with each run of blanks and line ends as one blank."""
    outer = " " if text[:1].isspace() else "", " " if text[-1:].isspace() and text.strip() else ""
    return outer[0] + " ".join(text.split()) + outer[1] if text else ""
