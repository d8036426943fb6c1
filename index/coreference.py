"""The name behind “he”, “they” and “the ministry”: what a reader has in mind from the sentences before."""

import re
from collections.abc import Sequence

from index.lexicon import cue_verbs
from index.names import Mention, mentions
from index.quotes import quotes
from index.sentences import sentences
from index.speakers import Subject
from index.types import Span

_CALLED_BY_NOUN = frozenset(
    "minister president secretary chancellor premier governor mayor senator general spokesman spokeswoman "
    "spokesperson ambassador chairman director commander chief diplomat leader envoy".split()
)

_OPENING = 4
"""Characters before a name that still opens its sentence: a quotation mark, “The ”."""
_NOT_LONG = 700
"""Characters: two paragraphs of news. After more, a reader looks for a name again."""
_VERB_BETWEEN = re.compile(r"\s+(?:\w+ly\s+)?(?P<verb>[a-z]+)\s+(?:that\s+)?")
_OBJECT = re.compile(r"\b(?:with|to|of|by|from|between|for|against|at|and|told|met|after|before|about)\s+(?:the\s+)?$")
"""Words before a name that make it another's object: who comes behind them is seldom meant by “he”."""

_FIRST_PRONOUN = re.compile(r"(?:[“‘\"']?)(?P<pronoun>He|She)\b(?!\s+who\b)")


def who_begins(text: str, sentence: Span) -> tuple[int, str] | None:
    """For a sentence that begins with “He” or “She”: where the pronoun ends in the text, and the name it stands for."""
    found = _FIRST_PRONOUN.match(text, sentence.start, sentence.end)
    if found is None:
        return None
    at = Span(start=found.start("pronoun"), end=found.end("pronoun"))
    reader = Reader(text, mentions(text), sentences(text), quotes(text))
    person = reader.speaker(Subject(span=at, first=0, last=0, pronoun=found["pronoun"].lower()))
    return (at.end, person[0]) if person and reader.knows(person[0]) else None


def _is_surely_a_person(mention: Mention) -> bool:
    short = mention.span.end - mention.span.start < len(mention.name)
    return mention.kind == "person" and (short or mention.whole.start < mention.span.start)


class Reader:
    """What a reader of one document remembers: the names so far by sentence, and who spoke last."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], sentences: Sequence[Span], quoted: Sequence[Span]
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._mentions = [m for m in mentions if not any(q.start <= m.span.start < q.end for q in quoted)]
        self._known = {m.name for m in mentions if _is_surely_a_person(m)}
        self._genders = {m.name: m.gender for m in mentions if m.gender}
        self._persons = {m.name for m in mentions if m.kind == "person"}
        self.last_speaker: tuple[str, Span] | None = None
        self._spoke_until = 0

    def speaker(self, subject: Subject) -> tuple[str, Span] | None:
        """The resolved name of the subject and the words that name it, or None when nobody can tell."""
        if subject.mention:
            return subject.mention.name, subject.mention.span
        if subject.pronoun in ("he", "she"):
            person = self._person(subject.span.start, subject.pronoun)
            if person:
                self._genders.setdefault(person[0], "m" if subject.pronoun == "he" else "f")
            return person
        if subject.pronoun == "it":
            return self._thing(subject.span.start)
        if subject.pronoun == "they":
            return self.last_speaker
        return None if subject.pronoun else self._by_noun(subject)

    def knows(self, name: str) -> bool:
        """Whether the document shows the name to be a person's: by a title, or by using the family name alone."""
        return name in self._known

    def heard(self, speaker: tuple[str, Span], until: int) -> None:
        """Remember who spoke last, up to the character `until`."""
        self.last_speaker, self._spoke_until = speaker, until

    def _person(self, before: int, pronoun: str) -> tuple[str, Span] | None:
        """Who begins the sentence, else who spoke just before, else the nearest person: news keeps to one voice."""
        unfit = "f" if pronoun == "he" else "m"
        near = self._says_of_oneself(before, unfit) or self._begins(before, unfit) or self._goes_on(before, unfit)
        return near or self._nearest(before, ("person",), unfit=unfit)

    def _says_of_oneself(self, before: int, unfit: str) -> tuple[str, Span] | None:
        """The person whose speech the pronoun opens: “Benjamin said he believes”."""
        for mention in self._mentions:
            between = (
                _VERB_BETWEEN.fullmatch(self._text, mention.span.end, before) if mention.span.end < before else None
            )
            if between and between["verb"] in cue_verbs() and mention.kind == "person":
                return None if self._genders.get(mention.name, "") == unfit else (mention.name, mention.span)
        return None

    def _begins(self, before: int, unfit: str) -> tuple[str, Span] | None:
        """The person whose name opens the sentence of the pronoun: “Lavrov left before he said”."""
        start = max((sentence.start for sentence in self._sentences if sentence.start <= before), default=0)
        opening = [m for m in self._mentions if start <= m.whole.start <= start + _OPENING and m.span.end <= before]
        fit = [m for m in opening if m.kind == "person" and self._genders.get(m.name, "") != unfit]
        return (fit[0].name, fit[0].span) if fit else None

    def _goes_on(self, before: int, unfit: str) -> tuple[str, Span] | None:
        """Who spoke last, if that was a person and not long ago, and nobody else began a sentence since."""
        if self.last_speaker is None or before - self._spoke_until > _NOT_LONG:
            return None
        name = self.last_speaker[0]
        if name not in self._persons or self._genders.get(name, "") == unfit:
            return None
        since = [s.start for s in self._sentences if self._spoke_until <= s.start < before]
        others = [
            m for m in self._mentions
            if m.kind == "person" and m.name != name and self._genders.get(m.name, "") != unfit
            and any(start <= m.whole.start <= start + _OPENING for start in since)
        ]  # fmt: skip
        return None if others else self.last_speaker

    def _thing(self, before: int) -> tuple[str, Span] | None:
        """The organisation or country that begins the sentence before: “it” in any other place is anybody's guess."""
        earlier = [sentence for sentence in self._sentences if sentence.end <= before]
        for mention in self._mentions:
            begins = earlier and earlier[-1].start <= mention.whole.start <= earlier[-1].start + len("The ")
            if begins and mention.kind in ("organisation", "place"):
                return mention.name, mention.span
        return None

    def _nearest(self, before: int, kinds: Sequence[str], unfit: str = "") -> tuple[str, Span] | None:
        """The first fitting name of the nearest sentence that has one: what stands first is mostly the subject."""
        fitting = [
            m for m in self._mentions
            if m.span.end <= before and m.kind in kinds and (not unfit or self._genders.get(m.name, "") != unfit)
        ]  # fmt: skip
        fitting = [m for m in fitting if self.knows(m.name)] or fitting
        for sentence in reversed([s for s in self._sentences if s.start < before]):
            inside = [m for m in fitting if sentence.start <= m.span.start < sentence.end]
            if inside:
                subjects = [
                    m for m in inside if not _OBJECT.search(self._text, max(0, m.whole.start - 24), m.whole.start)
                ]
                nearest = (subjects or inside)[0]
                return nearest.name, nearest.span
        return None

    def _by_noun(self, subject: Subject) -> tuple[str, Span]:
        """“the ministry” is the ministry named before; “the minister” the person whose title says so; else itself."""
        phrase = subject.span.of(self._text)
        head = phrase.split()[-1].lower()
        before = [m for m in self._mentions if m.span.end <= subject.span.start]
        if phrase.lower().startswith("the ") and len(phrase.split()) <= 3:
            for mention in reversed(before):
                if mention.kind == "organisation" and mention.name.split()[-1].lower() == head:
                    return mention.name, mention.span
                titles = self._text[mention.whole.start : mention.span.start].lower().split()
                if mention.kind == "person" and head in _CALLED_BY_NOUN and head in titles:
                    return mention.name, mention.span
        return phrase.removeprefix("the ").removeprefix("The "), subject.span
