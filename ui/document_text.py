"""The text of a stored document as HTML: its paragraphs, with the words cited and the places to go to set off in them.

Law: the paragraphs shown, joined by blank lines, are the text, character by character, whatever is set off.
"""

from collections.abc import Iterator, Sequence

from index.types import Span
from ui.html import Child, Html, element


def text(content: str, marked: Sequence[Span], others: Sequence[Span] = (), mentions: Sequence[Span] = ()) -> Html:
    """Paragraphs of a document: `marked` in `<mark>`, `others` (cited elsewhere in the answer) faintly underlined.

    These and the `mentions` are the places that a reader goes through (`places`): each is numbered from 1 in the order
    of the text, and has its number on all its pieces.
    """
    stops = list(enumerate(places(content, marked, others, mentions), start=1))
    paragraphs, at, first = [], 0, 0
    for paragraph in content.split("\n\n"):
        end = at + len(paragraph)
        while first < len(stops) and stops[first][1].end <= at:
            first += 1
        pieces = _paragraph(content, Span(start=at, end=end), stops[first:], marked, others)
        paragraphs.append(element("p", *pieces, dir="auto"))
        at = end + 2
    return element("div", *paragraphs, class_="document")


def places(
    content: str, marked: Sequence[Span], others: Sequence[Span] = (), mentions: Sequence[Span] = ()
) -> list[Span]:
    """The places that a reader goes through, in order and disjoint: those that overlap are one."""
    joined: list[Span] = []
    for span in sorted((*marked, *others, *mentions)):
        if span.end > len(content):
            continue
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(start=joined[-1].start, end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _paragraph(
    content: str, whole: Span, stops: Sequence[tuple[int, Span]], marked: Sequence[Span], others: Sequence[Span]
) -> Iterator[Child]:
    at = whole.start
    for number, stop in stops:
        if stop.start >= whole.end:
            break
        start, end = max(stop.start, at), min(stop.end, whole.end)
        if start >= end:
            continue
        yield content[at:start]
        cited = [span for span in marked if span.overlaps(stop)], [span for span in others if span.overlaps(stop)]
        pieces = _marked(content, start, end, *cited)
        yield element("span", *pieces, class_="stop" if any(cited) else "stop mention", data_stop=number)
        at = end
    yield content[at : whole.end]


def _marked(content: str, start: int, end: int, marked: Sequence[Span], others: Sequence[Span]) -> Iterator[Child]:
    """A stretch in pieces: each run of marked words is one `<mark>`, wherever the other citations begin and end."""
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
