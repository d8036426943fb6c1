"""The name behind “he”, “they” and “the ministry”: what a reader has in mind from the sentences before."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.names import Mention, mentions
from index.quotes import quotes
from index.sentences import sentences
from index.speech.phrases import Subject
from index.speech.verbs import verbs
from index.types import Span

_CALLED_BY_NOUN = frozenset(
    "minister president secretary chancellor premier governor mayor senator general spokesman spokeswoman "
    "spokesperson ambassador chairman chairwoman director commander chief diplomat leader envoy congressman "
    "congresswoman representative lawmaker judge professor commissioner speaker king queen pope prince".split()
)
_OPENING = 4
"""Characters before a name that still opens its sentence: a quotation mark, “The ”."""
_NOT_LONG = 700
"""Characters: two paragraphs of news. After more, a reader looks for a name again."""
_VERB_BETWEEN = re.compile(r"\s+(?:\w+ly\s+)?(?P<verb>[a-z]+)\s+(?:that\s+)?")
_OBJECT = re.compile(r"\b(?:with|to|of|by|from|between|for|against|at|and|told|met|after|before|about)\s+(?:the\s+)?$")
"""Words before a name that make it another's object: who comes behind them is seldom meant by “he”."""
_FIRST_PRONOUN = re.compile(r"(?:[“‘\"']?)(?P<pronoun>He|She)\b(?!\s+who\b)")
_OWNED_SPEECH = re.compile(
    r"[^’']+(?:’s|'s|’|') (?:\w+ )?(?:remarks?|comments?|statements?|warnings?|words|speech|letter|tweets?|posts?|"
    r"assertions?|claims?|criticism|response|answer|testimony|essay|article|column|book|memo|email)\b"
)
"""“Lavrov’s remarks underscored” is Lavrov speaking."""
_POSSESSED = {"his ": "he", "her ": "she"}
_MOST_CANDIDATES = 3


class Resolved(NamedTuple):
    """A speaker's name, the words that give it, and the other names that were possible, likeliest first."""

    name: str
    span: Span
    candidates: tuple[str, ...] = ()


def who_begins(text: str, sentence: Span) -> tuple[int, str] | None:
    """For a sentence that begins with “He” or “She”: where the pronoun ends in the text, and the name it stands for."""
    found = _FIRST_PRONOUN.match(text, sentence.start, sentence.end)
    if found is None:
        return None
    at = Span(start=found.start("pronoun"), end=found.end("pronoun"))
    reader = Reader(text, mentions(text), sentences(text), quotes(text))
    person = reader.speaker(Subject(span=at, core=at, first=0, last=0, pronoun=found["pronoun"].lower()))
    return (at.end, person.name) if person and reader.knows(person.name) else None


def _is_surely_a_person(mention: Mention) -> bool:
    short = mention.span.end - mention.span.start < len(mention.name)
    return mention.kind == "person" and (short or mention.whole.start < mention.span.start)


class Reader:
    """What a reader of one document remembers: the names so far by sentence, and who spoke last."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        sentences: Sequence[Span],
        quoted: Sequence[Span],
        author: str = "",
    ) -> None:
        self._text = text
        self._author = author
        self._starts = [sentence.start for sentence in sentences]
        self._mentions = _outside(mentions, quoted)
        self._ends = [mention.span.end for mention in self._mentions]
        self._known = {m.name for m in mentions if _is_surely_a_person(m)}
        self._genders = {m.name: m.gender for m in mentions if m.gender}
        self._persons = {m.name for m in mentions if m.kind == "person"}
        self.last_speaker: tuple[str, Span] | None = None
        self._spoke_until = 0

    def speaker(self, subject: Subject) -> Resolved | None:
        """The resolved name of the subject and the words that name it, or None when nobody can tell."""
        if subject.mention:
            return Resolved(subject.mention.name, subject.mention.span)
        before = subject.span.start
        if subject.pronoun in ("he", "she"):
            return self._one(before, subject.pronoun)
        if subject.pronoun == "it":
            return self._plain(self._thing(before) or self._nearest(before, ("organisation", "place")))
        if subject.pronoun == "they":
            return self._plain(self.last_speaker or self._nearest(before, ("group", "organisation")))
        if subject.pronoun in ("i", "we"):
            return Resolved(self._author, subject.span) if self._author else None
        return None if subject.pronoun == "you" else self._by_noun(subject)

    def knows(self, name: str) -> bool:
        """Whether the document shows the name to be a person's: by a title, or by using the family name alone."""
        return name in self._known

    def heard(self, speaker: tuple[str, Span], until: int) -> None:
        """Remember who spoke last, up to the character `until`."""
        self.last_speaker, self._spoke_until = speaker, until

    def _plain(self, found: tuple[str, Span] | None) -> Resolved | None:
        return Resolved(*found) if found else None

    def _one(self, before: int, pronoun: str) -> Resolved | None:
        """Who begins the sentence, else who spoke just before, else the nearest person: news keeps to one voice."""
        unfit = "f" if pronoun == "he" else "m"
        sure = self._says_of_oneself(before, unfit) or self._begins(before, unfit) or self._goes_on(before, unfit)
        person = sure or self._nearest(before, ("person",), unfit=unfit)
        if person is None:
            return None
        self._genders.setdefault(person[0], "m" if pronoun == "he" else "f")
        return Resolved(*person, () if sure else self._others(before, person[0], unfit))

    def _others(self, before: int, chosen: str, unfit: str) -> tuple[str, ...]:
        """The other persons of the sentence and the one before whom the pronoun could mean, the nearest first."""
        since = self._starts[max(0, bisect_right(self._starts, before) - 2)] if self._starts else 0
        near = [m for m in self._before(before) if m.span.start >= since and m.kind == "person"]
        fit = (m.name for m in reversed(near) if m.name != chosen and self._genders.get(m.name, "") != unfit)
        return tuple(dict.fromkeys(fit))[:_MOST_CANDIDATES]

    def _before(self, character: int) -> Sequence[Mention]:
        return self._mentions[: bisect_right(self._ends, character)]

    def _sentence_start(self, character: int) -> int:
        at = bisect_right(self._starts, character)
        return self._starts[at - 1] if at else 0

    def _says_of_oneself(self, before: int, unfit: str) -> tuple[str, Span] | None:
        """The person whose speech the pronoun opens: “Benjamin said he believes”."""
        for mention in self._before(before)[-1:]:
            between = _VERB_BETWEEN.fullmatch(self._text, mention.span.end, before)
            if between and between["verb"] in verbs() and mention.kind == "person":
                return None if self._genders.get(mention.name, "") == unfit else (mention.name, mention.span)
        return None

    def _begins(self, before: int, unfit: str) -> tuple[str, Span] | None:
        """The person whose name opens the sentence of the pronoun: “Lavrov left before he said”."""
        start = self._sentence_start(before)
        for mention in self._opening(start):
            if mention.span.end <= before and self._fits(mention, unfit):
                return mention.name, mention.span
        return None

    def _fits(self, mention: Mention, unfit: str) -> bool:
        return mention.kind == "person" and self._genders.get(mention.name, "") != unfit

    def _opening(self, start: int) -> Sequence[Mention]:
        """The names that open the sentence that starts there."""
        first = bisect_left(self._mentions, start, key=lambda mention: mention.whole.start)
        return [m for m in self._mentions[first : first + 2] if m.whole.start <= start + _OPENING]

    def _goes_on(self, before: int, unfit: str) -> tuple[str, Span] | None:
        """Who spoke last, if that was a person and not long ago, and nobody else began a sentence since."""
        if self.last_speaker is None or before - self._spoke_until > _NOT_LONG:
            return None
        name = self.last_speaker[0]
        if name not in self._persons or self._genders.get(name, "") == unfit:
            return None
        first, end = (bisect_left(self._starts, character) for character in (self._spoke_until, before))
        opening = (m for start in self._starts[first:end] for m in self._opening(start))
        return None if any(m.name != name and self._fits(m, unfit) for m in opening) else self.last_speaker

    def _thing(self, before: int) -> tuple[str, Span] | None:
        """The organisation or country that begins the sentence before: “it” in any other place is anybody's guess."""
        at = bisect_right(self._starts, before) - 2
        for mention in self._opening(self._starts[at]) if at >= 0 else ():
            if mention.kind in ("organisation", "place"):
                return mention.name, mention.span
        return None

    def _nearest(self, before: int, kinds: Sequence[str], unfit: str = "") -> tuple[str, Span] | None:
        """The first fitting name of the nearest sentence that has one: what stands first is mostly the subject."""
        fitting = [
            m for m in self._before(before)
            if m.kind in kinds and (not unfit or self._genders.get(m.name, "") != unfit)
        ]  # fmt: skip
        fitting = [m for m in fitting if self.knows(m.name)] or fitting
        if not fitting:
            return None
        start = self._sentence_start(fitting[-1].span.start)
        inside = [m for m in fitting if m.span.start >= start]
        subjects = [m for m in inside if not _OBJECT.search(self._text, max(0, m.whole.start - 24), m.whole.start)]
        nearest = (subjects or inside)[0]
        return nearest.name, nearest.span

    def _by_noun(self, subject: Subject) -> Resolved:
        """“the ministry” is the ministry named before; “the minister” the person whose title says so; else itself."""
        phrase = subject.core.of(self._text)
        words = phrase.split()
        if phrase.lower().startswith("the ") and len(words) <= 3:
            found = self._called(words[-1].lower(), subject.span.start)
            if found:
                return found
        possessor = _OWNED_SPEECH.match(phrase)
        if possessor:
            named = next((m for m in self._before(subject.core.end) if m.whole.start == subject.core.start), None)
            if named:
                return Resolved(named.name, named.span)
        owner = (
            self._one(subject.span.start, _POSSESSED[phrase[:4].lower()]) if phrase[:4].lower() in _POSSESSED else None
        )
        if owner and len(words) <= 4:
            return Resolved(f"{owner.name}’s {phrase[4:]}", subject.core, owner.candidates)
        return Resolved(phrase.removeprefix("the ").removeprefix("The "), subject.core)

    def _called(self, noun: str, before: int) -> Resolved | None:
        """Whom a title or the last word of an institution's name means; several who bear it are candidates."""
        bearers = list(self._bearers(noun, before))
        if not bearers:
            return None
        named = tuple(dict.fromkeys(found.name for found in bearers))
        return Resolved(bearers[0].name, bearers[0].span, named[1:][:_MOST_CANDIDATES])

    def _bearers(self, noun: str, before: int) -> Iterator[Resolved]:
        for mention in reversed(self._before(before)):
            if mention.kind == "organisation" and mention.name.split()[-1].lower() == noun:
                yield Resolved(mention.name, mention.span)
            titles = self._text[mention.whole.start : mention.span.start].lower().split()
            if mention.kind == "person" and noun in _CALLED_BY_NOUN and noun in titles:
                yield Resolved(mention.name, mention.span)


def _outside(mentions: Sequence[Mention], quoted: Sequence[Span]) -> list[Mention]:
    """The mentions that do not begin inside a quotation."""
    ends = [quote.end for quote in quoted]
    kept = []
    for mention in mentions:
        at = bisect_right(ends, mention.span.start)
        if at == len(quoted) or mention.span.start < quoted[at].start:
            kept.append(mention)
    return kept
