"""The stored words that an altered quotation was made from: the stretch of a document that is most like it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from answer.conventions import parts
from index.types import Document, Span

Weight = Callable[[str], float]
"""How much a word tells, by its rarity; the word is case-folded."""

ALIKE = 0.5
"""Likeness from which a stretch is shown as what a quotation was made from. Chosen on quotations of RealTimeQA 2023,
altered and invented; docs/decisions/quotations.md has the table."""
_ROOM = 1.4
"""How much longer than the quotation the stretch may be: what was left out in the middle is shown too."""
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
    best: Likeness | None = None
    for document in documents if wanted else ():
        found = _in_document(wanted, document, weight)
        if found and (best is None or found.share > best.share):
            best = found
    return best if best and best.share >= ALIKE else None


def _in_document(wanted: Sequence[Sequence[str]], document: Document, weight: Weight) -> Likeness | None:
    plain = _plain(document.text)
    held = _WORD.findall(plain)
    found = [each for words in wanted if (each := _stretch(words, held, weight))]
    if not found:
        return None
    total = sum(map(len, wanted))
    heavy = sum(weight(word) for words in wanted for word in words) or 1.0
    share = (sum(each.number for each in found) / total + sum(each.weight for each in found) / heavy) / 2
    places = list(_WORD.finditer(plain))
    spans = tuple(Span(start=places[each.first].start(), end=places[each.last].end()) for each in found)
    return Likeness(document=document, spans=spans, share=share)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Words `first` to `last` of a document, with the number and weight of the wanted words in their order."""

    first: int
    last: int
    number: int
    weight: float


def _stretch(words: Sequence[str], held: Sequence[str], weight: Weight) -> _Stretch | None:
    """Where most of the wanted words stand together, by weight; within it, from the first to the last that fits."""
    room = round(len(words) * _ROOM) + 2
    start = _heaviest(words, held, weight, room)
    if start is None:
        return None
    window = held[start : start + room]
    blocks = [b for b in SequenceMatcher(None, words, window, autojunk=False).get_matching_blocks() if b.size]
    if not blocks:
        return None
    same = [word for block in blocks for word in words[block.a : block.a + block.size]]
    first, last = start + blocks[0].b, start + blocks[-1].b + blocks[-1].size - 1
    first = max(first - blocks[0].a, 0)  # what was changed at either end stands beside
    last = min(last + len(words) - blocks[-1].a - blocks[-1].size, len(held) - 1)
    return _Stretch(first=first, last=last, number=len(same), weight=sum(map(weight, same)))


def _heaviest(words: Sequence[str], held: Sequence[str], weight: Weight, room: int) -> int | None:
    """Where the window of `room` words begins that holds the most weight of distinct wanted words; None of none."""
    value = {word: weight(word) for word in set(words)}
    hits = [place for place, word in enumerate(held) if word in value]
    inside: dict[str, int] = {}
    total, best, where, low = 0.0, 0.0, None, 0
    for place in hits:
        word = held[place]
        inside[word] = inside.get(word, 0) + 1
        total += value[word] if inside[word] == 1 else 0
        while hits[low] <= place - room:
            gone = held[hits[low]]
            inside[gone] -= 1
            total -= value[gone] if not inside[gone] else 0
            low += 1
        if total > best + 1e-9:
            best, where = total, hits[low]
    return where


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    """The text without case, character for character: the few signs that fold into two stay as they are."""
    folded = text.casefold()
    if len(folded) != len(text):
        folded = "".join(sign.casefold() if len(sign.casefold()) == 1 else sign for sign in text)
    return folded.replace("’", "'")
