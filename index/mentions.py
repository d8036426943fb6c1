"""Where a text mentions somebody or something: the places that a reader wants to go to one after the other."""

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from index.countries import country_spans, is_country_sign
from index.lexical import fold
from index.topics import terms
from index.types import Span

MOST = 500
"""Places that are told of one document; whoever goes on from there searches and no longer reads."""
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ]s$")
_BETWEEN = re.compile(r"[ \n‐‑–-]?")
"""What may stand between two words of one mention: one blank or hyphen."""

_Word = tuple[int, str]
"""Where a word begins, and the word without a possessive ending: a long document has 40,000, so nothing heavier."""


def mentions(text: str, names: Sequence[str] = (), topic: Set[str] = frozenset()) -> tuple[Span, ...]:
    """The places of the names and of the terms of a topic (`topics.topic_terms`), in order and disjoint.

    A name is found in any case of its letters and with a possessive ending, which does not belong to the place, but
    where the text has it all in small letters: “may” is not the minister May. Terms beside each other are one place,
    and a country is found by all that it is called (“French”).

    >>> mentions("The harbour of Ada Berg", ["Ada Berg"], topic_terms("harbours"))
    (Span(start=4, end=11), Span(start=15, end=23))
    """
    words = _words(text)
    return tuple(_disjoint([*_named(words, names), *_touched(text, words, topic)])[:MOST])


def held(text: str, topic: Set[str]) -> tuple[Span, ...]:
    """Each word of the text that is one of the terms, and each country among them, in order and disjoint."""
    return tuple(_disjoint(_terms_in(text, _words(text), topic)))


def _words(text: str) -> list[_Word]:
    return [(found.start(), _bare(found.group())) for found in _WORD.finditer(text)]


@lru_cache(maxsize=50_000)
def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return fold(word)


def _named(words: Sequence[_Word], names: Sequence[str]) -> Iterator[Span]:
    wanted: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        parts = tuple(_folded(part.group()) for part in _WORD.finditer(name))
        if any(parts):
            wanted.setdefault(parts[0], set()).add(parts)
    if not wanted:
        return
    for at, (start, word) in enumerate(words):
        for parts in sorted(wanted.get(_folded(word), ()), key=len, reverse=True):
            found = words[at : at + len(parts)]
            if tuple(_folded(each) for _, each in found) == parts and not all(each.islower() for _, each in found):
                yield Span(start=start, end=_end(found[-1]))
                break


def _touched(text: str, words: Sequence[_Word], topic: Set[str]) -> list[Span]:
    """The words of the topic, those beside each other joined."""
    joined: list[Span] = []
    for span in _disjoint(_terms_in(text, words, topic)):
        if joined and _BETWEEN.fullmatch(text, joined[-1].end, span.start):
            joined[-1] = Span(start=joined[-1].start, end=span.end)
        else:
            joined.append(span)
    return joined


def _terms_in(text: str, words: Sequence[_Word], topic: Set[str]) -> list[Span]:
    if not topic:
        return []
    holding = {word for word in {word for _, word in words} if not topic.isdisjoint(terms(word))}
    found = [Span(start=start, end=start + len(word)) for start, word in words if word in holding]
    if any(is_country_sign(term) for term in topic):
        found += country_spans(text, lambda sign: not topic.isdisjoint(terms(sign)))
    return found


def _end(word: _Word) -> int:
    return word[0] + len(word[1])


def _disjoint(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, of those that overlap the first and, of two that begin together, the longer."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
