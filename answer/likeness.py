"""The stored words that an altered quotation was made from: the stretch of a document that is most like it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from answer.conventions import parts
from index.types import Document, Span

Weight = Callable[[str], float]
"""How much a word tells, by its rarity; the word is case-folded."""

ALIKE = 0.5
"""Likeness from which a stretch is shown as what a quotation was made from. Chosen on altered quotations of RealTimeQA
2022 to 2024 and on foreign ones; docs/decisions/quotations.md has the table."""
_ROOM = 1.4
"""How much longer than the quotation the stretch may be: what was left out in the middle is shown too."""
_SPARE = 20
"""Characters beyond that, for short quotations."""
_ANCHORS = 8
"""Rarest words that show where in a document to look."""
_STOP = re.compile(r"[.!?…][\"”’»]?(?=\s)|[\"“”«»\n]")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A stretch of a document for each part of a quotation, in the order of the quotation, and how like they are.

    `share` is the mean of two shares of the quotation's words that stand in the stretches in its order: of their
    number, and of their weight.
    """

    document: Document
    spans: tuple[Span, ...]
    share: float


def most_like(quotation: str, documents: Iterable[Document], weight: Weight) -> Likeness | None:
    """The stretches most like the quotation, or None when none is like it enough; of equal ones, the first.

    The quotation's parts between ellipses are looked for each by itself; one that is like nothing has no span.
    """
    wanted = [_words(part) for part in parts(quotation)]
    weights = {word: weight(word) for words in wanted for word in words}
    best: Likeness | None = None
    for document in documents if wanted else ():
        found = _in_document(wanted, document, weights)
        if found and (best is None or found.share > best.share):
            best = found
    return best if best and best.share >= ALIKE else None


def _in_document(wanted: Sequence[Sequence[str]], document: Document, weights: Mapping[str, float]) -> Likeness | None:
    plain = _plain(document.text)
    found = [each for words in wanted if (each := _stretch(words, plain, weights))]
    if not found:
        return None
    total = sum(map(len, wanted))
    heavy = sum(weights[word] for words in wanted for word in words) or 1.0
    share = (sum(each.number for each in found) / total + sum(each.weight for each in found) / heavy) / 2
    return Likeness(document=document, spans=tuple(each.span for each in found), share=share)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """A stretch of a document, with the number and weight of the wanted words that stand in it in their order."""

    span: Span
    number: int
    weight: float


def _stretch(words: Sequence[str], plain: str, weights: Mapping[str, float]) -> _Stretch | None:
    """Where most of the wanted words stand together, by weight; within it, from the first to the last that fits."""
    room = round(sum(len(word) + 1 for word in words) * _ROOM) + _SPARE
    start = _heaviest(words, plain, weights, room)
    if start is None:
        return None
    low = max(plain.rfind(" ", 0, max(start - room, 0)), 0)
    places = list(_WORD.finditer(plain, low, start + 2 * room))
    held = [each.group() for each in places]
    matcher = SequenceMatcher(None, words, held, autojunk=False)
    blocks = _together([each for each in matcher.get_matching_blocks() if each.size], round(len(words) * _ROOM) + 2)
    if not blocks:
        return None
    same = [word for block in blocks for word in words[block.a : block.a + block.size]]
    first = max(blocks[0].b - blocks[0].a, 0)  # what was changed at either end stands beside
    last = min(blocks[-1].b + len(words) - blocks[-1].a - 1, len(held) - 1)
    inner = Span(start=places[blocks[0].b].start(), end=places[blocks[-1].b + blocks[-1].size - 1].end())
    span = _within_sentence(plain, inner, Span(start=places[first].start(), end=places[last].end()))
    return _Stretch(span=span, number=len(same), weight=sum(weights[word] for word in same))


def _within_sentence(plain: str, inner: Span, outer: Span) -> Span:
    """As much of `outer` around `inner` as is of one sentence, and of one quotation."""
    behind = _STOP.search(plain, inner.end, outer.end)
    before = [each.end() for each in _STOP.finditer(plain, outer.start, inner.start)]
    end = len(plain[: behind.start()].rstrip()) if behind else outer.end
    start = before[-1] if before else outer.start
    return Span(start=start + len(plain[start : inner.start]) - len(plain[start : inner.start].lstrip()), end=end)


def _together(blocks: Sequence[Match], room: int) -> Sequence[Match]:
    """The run of blocks with most words that is no longer than `room` words of the document."""
    best: Sequence[Match] = ()
    for low in range(len(blocks)):
        run = [each for each in blocks[low:] if each.b + each.size - blocks[low].b <= room]
        if sum(each.size for each in run) > sum(each.size for each in best):
            best = run
    return best


def _heaviest(words: Sequence[str], plain: str, weights: Mapping[str, float], room: int) -> int | None:
    """Where the stretch of `room` characters begins that holds the most weight of rare wanted words; None of none."""
    rare = sorted(set(words), key=lambda word: -weights[word])[:_ANCHORS]
    hits = sorted((at, word) for word in rare for at in _occurrences(word, plain))
    inside: Counter[str] = Counter()
    total, best, where, low = 0.0, 0.0, None, 0
    for at, word in hits:
        total += 0 if inside[word] else weights[word]
        inside[word] += 1
        while hits[low][0] <= at - room:
            gone = hits[low][1]
            inside[gone] -= 1
            total -= 0 if inside[gone] else weights[gone]
            low += 1
        if total > best + 1e-9:
            best, where = total, hits[low][0]
    return where


def _occurrences(word: str, plain: str) -> Iterator[int]:
    """Where a word stands in a text, as a whole."""
    at = plain.find(word)
    while at >= 0:
        if not plain[at - 1 : at].isalnum() and not plain[at + len(word) : at + len(word) + 1].isalnum():
            yield at
        at = plain.find(word, at + 1)


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    """The text without case, character for character: the few signs that fold into two stay as they are."""
    folded = text.casefold()
    if len(folded) != len(text):
        folded = "".join(sign.casefold() if len(sign.casefold()) == 1 else sign for sign in text)
    return folded.replace("’", "'")
