"""Misspelt and differently romanised words of a question, mended from the words that the corpus holds."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from index.countries import country_of
from index.english import is_english
from index.lexical import STOPWORDS, tokenise
from index.romanisation import ALIKE, alike, latin, rough_key, whole_key

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5
"""Letters: shorter words have too many neighbours to be mended safely (Iran, Iraq); as a part of a name of several
words, three are enough."""
_TWO_EDITS = 8
"""Letters from which two edits are allowed; a transposition is one edit. Fewer than that, and one."""
_OTHER_FIRST = 6
"""Letters from which the first one may be wrong, if all the others agree."""
_FREQUENT = 2
"""Documents that must hold an ordinary word before another is mended into it: one may have the misprint itself."""
_LONGEST_NAME = 4
"""Words of a name of several words."""
_PART = 3
_LIKE = 60
"""Per cent of likeness from which a name is shown as near to another. By eye: it decides nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respelling:
    """Words of a question that are read as others: `start` and `end` count characters of the question."""

    start: int
    end: int
    words: str
    meant: str
    kind: Literal["spelling", "transliteration"]


@dataclass(slots=True)
class Spellings:
    """The words that a misspelt one can stand for, arranged so that one is found among 100,000 in a millisecond.

    Build it with `spellings`. Ordinary words are in lower case, names as they are written.
    """

    names: dict[tuple[int, str], dict[str, str]] = field(default_factory=dict)
    tails: dict[str, list[str]] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=dict)
    ordinary: dict[tuple[int, str], dict[str, str]] = field(default_factory=dict)
    gaps: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    whole: dict[str, list[str]] = field(default_factory=dict)

    def name(self, word: str) -> str:
        """The name that a word, which is none, is meant for; an empty string when there is none or more than one."""
        near = _nearest(word, self.names)
        if not near and len(word) >= _OTHER_FIRST:
            near = [name for name in self.tails.get(word[1:], ()) if len(name) == len(word)]
        return near[0] if len(near) == 1 else ""

    def romanised(self, word: str) -> str:
        """The name that a word spells in another romanisation, the most alike; else an empty string."""
        same = [name for name in self.keys.get(rough_key(word), ()) if alike(word, name)]
        return max(same, key=lambda name: OSA.normalized_similarity(word, name.lower()), default="")

    def word(self, word: str) -> str:
        """The one ordinary word of the corpus that is one edit away; else an empty string."""
        near = _nearest(word, self.ordinary, most=1)
        return near[0] if len(near) == 1 else ""


def spellings(
    names: Iterable[str], *, words: Mapping[str, int] | None = None, whole_names: Iterable[str] = ()
) -> Spellings:
    """The spellings of a corpus: single words of names, ordinary words with their documents, names of several words."""
    made = Spellings()
    for name in sorted(names):
        lower = name.lower()
        if len(name) >= _SHORTEST:
            made.names.setdefault((len(name), lower[0]), {})[lower] = name
            made.tails.setdefault(lower[1:], []).append(name)
        if len(name) >= _PART + 1:
            made.keys.setdefault(rough_key(name), []).append(name)
    for word, count in (words or {}).items():
        if count >= _FREQUENT and len(word) >= _SHORTEST and word.isalpha():
            made.ordinary.setdefault((len(word), word[0]), {})[word] = word
    for name in whole_names:
        _add_whole(made, name)
    return made


def _add_whole(made: Spellings, name: str) -> None:
    words = _WORD.findall(name)
    if not 2 <= len(words) <= _LONGEST_NAME or not all(word[0].isupper() for word in words):
        return
    made.whole.setdefault(rough_key(name), []).append(name)
    lower = [word.lower() for word in words]
    for at in range(len(words)) if len(words) > 2 else ():
        made.gaps.setdefault((*lower[:at], "", *lower[at + 1 :]), []).append(words[at])


def _nearest(word: str, buckets: Mapping[tuple[int, str], Mapping[str, str]], most: int = 2) -> list[str]:
    """The words of the buckets that are nearest to one, within its limit of edits, and begin alike."""
    if len(word) < _SHORTEST:
        return []
    edits = min(2 if len(word) >= _TWO_EDITS else 1, most)
    found: list[tuple[float, str]] = []
    for length in range(len(word) - edits, len(word) + edits + 1):
        bucket = buckets.get((length, word[0]), {})
        near = process.extract(word, bucket.keys(), scorer=OSA.distance, score_cutoff=edits, limit=3)
        found += [(distance, bucket[each]) for each, distance, _ in near]
    least = min((distance for distance, _ in found), default=0)
    return [each for distance, each in found if distance == least]


def respelled(question: str, known: Callable[[str], bool], held: Spellings) -> list[Respelling]:
    """What of the question is to be read otherwise, in text order and without overlap.

    `known` tells whether the corpus holds a word, in lower case, in any inflection: a known word is spelt right. So
    are countries and common English words: a question may be about just what the corpus lacks.
    """
    words = list(_WORD.finditer(question))
    found = [*_names_of_several(question, words, known, held)]
    taken = [(each.start, each.end) for each in found]
    for word in words:
        if not any(start <= word.start() < end for start, end in taken):
            meant, kind = _meant(word.group(), known, held)
            if meant and meant != word.group():
                found.append(Respelling(start=word.start(), end=word.end(), words=word.group(), meant=meant, kind=kind))
    return sorted(found, key=lambda each: each.start)


def applied(question: str, respellings: Iterable[Respelling]) -> str:
    """The question with the respellings put in."""
    for each in sorted(respellings, key=lambda each: -each.start):
        question = question[: each.start] + each.meant + question[each.end :]
    return question


def nearest_names(words: str, names: Iterable[str], limit: int) -> list[str]:
    """The names most like the words, by their best matching words, the most like first; none below `_LIKE`."""
    found = process.extract(
        words, list(names), scorer=fuzz.token_set_ratio, processor=str.lower, score_cutoff=_LIKE, limit=limit
    )
    return [name for name, _, _ in found]


def _meant(
    word: str, known: Callable[[str], bool], held: Spellings
) -> tuple[str, Literal["spelling", "transliteration"]]:
    lower = word.lower()
    if not word.isascii() and (plain := latin(word)) != word:
        romanised = held.romanised(plain.lower().replace("'", ""))
        return romanised, "transliteration"
    if len(word) < _PART + 1 or _is_right(lower, known):
        return "", "spelling"
    if is_english(lower):
        return "", "spelling"
    romanised = held.romanised(lower)
    if romanised and not country_of(romanised):  # countries have their list of forms: “Zeria” is not Syria
        return romanised, "transliteration"
    if name := held.name(lower):
        return name, "spelling"
    return ("" if word[0].isupper() else held.word(lower)), "spelling"


def _is_right(lower: str, known: Callable[[str], bool]) -> bool:
    return lower in STOPWORDS or not tokenise(lower) or known(lower) or bool(country_of(lower))


def _names_of_several(
    question: str, words: list[re.Match[str]], known: Callable[[str], bool], held: Spellings
) -> Iterable[Respelling]:
    """“kim jon un”, “kimjongun”, “Gim Jeongeun”: names of which one word is wrong, or which are parted otherwise."""
    at = 0
    while at < len(words):
        for count in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            run = words[at : at + count]
            meant, kind = _meant_by_run(run, question, known, held)
            if meant:
                start, end = run[0].start(), run[-1].end()
                yield Respelling(start=start, end=end, words=question[start:end], meant=meant, kind=kind)
                at += count - 1
                break
        at += 1


def _meant_by_run(
    run: list[re.Match[str]], question: str, known: Callable[[str], bool], held: Spellings
) -> tuple[str, Literal["spelling", "transliteration"]]:
    lower = [word.group().lower() for word in run]
    nothing: tuple[str, Literal["spelling", "transliteration"]] = ("", "spelling")
    between = [question[left.end() : right.start()] for left, right in pairwise(run)]
    if all(map(known, lower)) or not all(gap in (" ", "-", "‑", "–") for gap in between):
        return nothing
    for gap in range(len(run)) if len(run) > 2 else ():
        wrong = lower[gap]
        if len(wrong) >= _PART and not known(wrong):
            near = [
                word for word in held.gaps.get((*lower[:gap], "", *lower[gap + 1 :]), ())
                if OSA.distance(wrong, word.lower()) <= 1
            ]  # fmt: skip
            if near:
                return " ".join([*lower[:gap], near[0], *lower[gap + 1 :]]).title(), "spelling"
    return _parted_otherwise("".join(lower), held)


def _parted_otherwise(joined: str, held: Spellings) -> tuple[str, Literal["spelling", "transliteration"]]:
    if len(joined) < _TWO_EDITS:
        return "", "spelling"
    for name in held.whole.get(rough_key(joined), ()):
        plain = "".join(_WORD.findall(name)).lower()
        if joined == plain:
            return name, "spelling"
        if whole_key(name) == whole_key(joined) and OSA.normalized_similarity(joined, plain) >= ALIKE:
            return name, "transliteration"
    return "", "spelling"
