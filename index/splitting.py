"""Documents into passages: exact spans on sentence boundaries, none longer than the embedding model reads.

LlamaIndex's SentenceSplitter decides which sentences go together. It works on copies of text and finds them again by
searching, which goes astray where sentences repeat; so it is given one character for each sentence here, and its
answer maps back to spans exactly. docs/decisions/splitting.md has the laws it breaks on plain text, and the figures
behind the two numbers below.
"""

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from index.encoder import Encoder
from index.sentences import sentences
from index.types import Document, Passage, Span

SIZE = 128
"""Tokens of the embedding model a passage holds at most, but for a single sentence that is longer."""
OVERLAP = 0
"""Tokens that a passage may repeat from the end of the one before it, in whole sentences."""

_PARAGRAPH = "\n\n"
_FIRST_MARK = 0x10000
"""The first code point that stands for a sentence while SentenceSplitter works: beyond all blanks and separators."""
_CLAUSE_END = re.compile(r"(?<=[,;:.!?—–)\]”»])\s+")
_BLANKS = re.compile(r"\s+")


def split(document: Document, encoder: Encoder, *, size: int = SIZE, overlap: int = OVERLAP) -> list[Passage]:
    """The passages of a document, in order. Together they cover every character that is not blank.

    A passage begins and ends with a sentence, except where one sentence is longer than the model reads: that one is
    parted between clauses, else between words.
    """
    room = encoder.max_tokens
    units = _units(document.text, encoder, room)
    runs = _pack(document.text, units, size=min(size, room), overlap=overlap, encoder=encoder)
    spans = [span for run in runs for span in _fitting(document.text, run, encoder, room)]
    return [Passage.of(document, span) for span in dict.fromkeys(spans)]


def embedded_text(passage: Passage) -> str:
    """What the embedding model reads for a passage: its text alone. With the title before it nothing was found
    better (docs/decisions/splitting.md); the lexical index has the title's words.
    """
    return passage.text


def _units(text: str, encoder: Encoder, room: int) -> list[Span]:
    """The sentences of `text`, with those that do not fit into `room` tokens parted."""
    fits = partial(_fits, text, encoder=encoder, room=room)
    pending = sentences(text)[::-1]
    units: list[Span] = []
    while pending:
        span = pending.pop()
        halves = [span] if fits(span) else _halves(text, span)
        if len(halves) == 1:
            units.append(span)
        else:
            pending += halves[::-1]
    return units


def _fits(text: str, span: Span, *, encoder: Encoder, room: int) -> bool:
    return len(encoder.tokens(span.of(text))) <= room


def _halves(text: str, span: Span) -> list[Span]:
    """The two parts of a span at the clause end, else the blank, nearest to its middle, else at the middle."""
    if span.end - span.start < 2:
        return [span]
    middle = (span.start + span.end) // 2
    quarter = (span.end - span.start) // 4
    for boundary, start, end in (
        (_CLAUSE_END, middle - quarter, middle + quarter),
        (_BLANKS, span.start, span.end),
    ):
        gaps = list(boundary.finditer(text, start, end))
        if gaps:
            gap = min(gaps, key=lambda found: abs(found.start() - middle))
            return [Span(start=span.start, end=gap.start()), Span(start=gap.end(), end=span.end)]
    return [Span(start=span.start, end=middle), Span(start=middle, end=span.end)]


def _pack(text: str, units: Sequence[Span], *, size: int, overlap: int, encoder: Encoder) -> list[Sequence[Span]]:
    """Runs of neighbouring units, chosen by SentenceSplitter: paragraphs stay whole where they fit."""
    from llama_index.core.node_parser import SentenceSplitter  # noqa: PLC0415 - 1.5 s

    if not units:
        return []
    weight = [min(len(encoder.tokens(unit.of(text))), size) for unit in units]
    splitter = SentenceSplitter(
        chunk_size=size,
        chunk_overlap=min(overlap, size),
        tokenizer=lambda marks: [0] * sum(weight[ord(mark) - _FIRST_MARK] for mark in marks if mark != "\n"),
        chunking_tokenizer_fn=list,
        paragraph_separator=_PARAGRAPH,
    )
    chunks = splitter.split_text(_marks(text, units))
    return [units[ord(chunk[0]) - _FIRST_MARK : ord(chunk[-1]) - _FIRST_MARK + 1] for chunk in chunks]


def _marks(text: str, units: Sequence[Span]) -> str:
    """One character a unit, with a blank line where a paragraph ends."""
    gaps = [text[before.end : after.start] for before, after in pairwise(units)]
    return "".join(
        chr(_FIRST_MARK + number) + (_PARAGRAPH if "\n" in gap else "") for number, gap in enumerate([*gaps, ""])
    )


def _fitting(text: str, run: Sequence[Span], encoder: Encoder, room: int) -> list[Span]:
    """The run as one span; or as several, for a tokenizer that makes more tokens of a whole than of its parts."""
    whole = Span(start=run[0].start, end=run[-1].end)
    if len(run) == 1 or _fits(text, whole, encoder=encoder, room=room):
        return [whole]
    middle = len(run) // 2
    return [*_fitting(text, run[:middle], encoder, room), *_fitting(text, run[middle:], encoder, room)]
