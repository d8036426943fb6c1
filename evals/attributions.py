"""Marked attributions (PolNeAR) and statements found, laid side by side: what overlaps, what is exact, what is missing.

A statement and a mark are paired one to one: first those whose cues overlap, then those whose contents share most
words; statements of one act by several speakers count once. From the pairs come three figures each for the source (the
words beside the cue) and the content:

- overlap: words shared by the paired spans, over all words found (precision) or marked (recall), as BBC's Citron
  counts it (bbc/citron, citron/metrics.py), but one to one;
- any: pairs that share a word at all, over all statements or marks;
- exact: pairs with the same words.

A leading “that” belongs to no content. Marks without a source are left out of the recall of sources.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.types import Span, Statement

_LABEL = re.compile(r"(?P<id>T\d+)\t(?P<kind>\w+) (?P<places>[\d ;]+)\t")
_EVENT = re.compile(r"E\d+\t(?P<parts>.*)")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_THAT = re.compile(r"that\s+", re.IGNORECASE)
PARTS = ("source", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One attribution as a person marked it."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A statement or a mark as the places of its words; `cue` as spans."""

    source: frozenset[int]
    content: frozenset[int]
    cue: tuple[Span, ...]


def articles(folder: Path, most: int | None) -> Iterator[tuple[str, str, list[Mark]]]:
    """Name and text of each article with the marks of its first annotator; articles nobody marked are left out."""
    for file in sorted((folder / "text").glob("*.txt"))[:most]:
        marked = sorted((folder / "attributions").glob(f"{file.stem}_????.ann"))
        if marked:
            yield file.stem, file.read_text("utf-8"), read_marks(marked[0].read_text("utf-8"))


def read_marks(lines: str) -> list[Mark]:
    """The attributions of a brat standoff file."""
    labels = {
        found["id"]: tuple(_place(place) for place in found["places"].split(";"))
        for line in lines.splitlines()
        if (found := _LABEL.match(line))
    }
    made = []
    for line in lines.splitlines():
        event = _EVENT.match(line)
        if event:
            parts = [part.split(":") for part in event["parts"].split()]
            by_role = {role: _spans(parts, labels, role) for role in ("Source", "Content", "Cue")}
            made.append(Mark(source=by_role["Source"], content=by_role["Content"], cue=by_role["Cue"]))
    return made


def compared(text: str, found: Sequence[Statement], marks: Sequence[Mark]) -> Counter[str]:
    """Counts over one article: `<part> <what> precision` and `… recall`, and of what each is the share."""
    ours = [_side(text, [each.mention], each.content, (each.cue_span,)) for each in _acts(found)]
    theirs = [_side(text, mark.source, mark.content, mark.cue) for mark in marks]
    pairs = [(ours[at], theirs[other]) for at, other in paired(ours, theirs)]
    counts: Counter[str] = Counter({"statements": len(ours), "marks": len(theirs)})
    for part in PARTS:
        both = [(getattr(our, part), getattr(their, part)) for our, their in pairs]
        counts[f"{part} words found"] = sum(len(getattr(side, part)) for side in ours)
        counts[f"{part} words marked"] = sum(len(getattr(side, part)) for side in theirs)
        counts[f"{part} marked"] = sum(bool(getattr(side, part)) for side in theirs)
        counts[f"{part} overlap"] = sum(len(our & their) for our, their in both)
        counts[f"{part} any"] = sum(bool(our & their) for our, their in both)
        counts[f"{part} exact"] = sum(our == their and bool(our) for our, their in both)
    return counts


def agrees(text: str, statement: Statement, marks: Sequence[Mark]) -> bool:
    """Whether a mark shares words with the statement's content, and with its source unless nobody marked one."""
    our = _side(text, [statement.mention], statement.content, ())
    sides = (_side(text, mark.source, mark.content, ()) for mark in marks)
    return any(our.content & their.content and (not their.source or our.source & their.source) for their in sides)


def paired(ours: Sequence[Side], theirs: Sequence[Side]) -> list[tuple[int, int]]:
    """The places of statements and marks that belong together, one to one, the surest first."""
    weighed = []
    for at, our in enumerate(ours):
        for other, their in enumerate(theirs):
            cue = any(one.overlaps(two) for one in our.cue for two in their.cue)
            shared = len(our.content & their.content)
            if cue or shared:
                weighed.append((cue, shared, len(our.source & their.source), -at, -other))
    taken: list[tuple[int, int]] = []
    for _, _, _, at, other in sorted(weighed, reverse=True):
        if all(-at != one and -other != two for one, two in taken):
            taken.append((-at, -other))
    return taken


def _acts(found: Sequence[Statement]) -> list[Statement]:
    """The statements, those that several speakers made by one verb once."""
    return list({(each.cue_span, each.content): each for each in reversed(found)}.values())[::-1]


def _side(text: str, source: Sequence[Span], content: Sequence[Span], cue: tuple[Span, ...]) -> Side:
    return Side(_words(text, source), _words(text, _without_that(text, content)), cue)


def _words(text: str, spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(found.start() for span in spans for found in _WORD.finditer(text, span.start, span.end))


def _without_that(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    that = _THAT.match(text, spans[0].start, spans[0].end) if spans else None
    if that is None or that.end() >= spans[0].end:
        return spans
    return [Span(start=that.end(), end=spans[0].end), *spans[1:]]


def _place(place: str) -> Span:
    start, end = place.split()
    return Span(start=int(start), end=int(end))


def _spans(parts: Sequence[Sequence[str]], labels: dict[str, tuple[Span, ...]], role: str) -> tuple[Span, ...]:
    return tuple(span for name, label in parts if name.rstrip("0123456789") == role for span in labels.get(label, ()))
