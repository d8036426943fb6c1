"""Who stands beside a verb of speech: its subject, before it or behind it, as words of the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.lexicon import AUXILIARIES, MODALS, PRONOUNS, SPEAKER_NOUNS
from index.names import Mention
from index.tokens import Token
from index.types import Span

_DETERMINERS = frozenset(
    "the a an his her their its some many several one two three other another both these those".split()
)
_BEFORE_NOUN_PHRASE = frozenset("to in of on at with for from by about after before as than into over against".split())
_QUALIFYING = frozenset("for of in at from with".split())
_FAR = 40
"""Tokens: an apposition (“Lavrov, on a tour of Asia since Friday, said”) is not longer than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The words that name a speaker in place, and the index of the first and last of their tokens."""

    span: Span
    first: int
    last: int
    mention: Mention | None = None
    pronoun: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence (or several, inside one quotation) as tokens with its names, quotations masked out."""

    words: Sequence[Token]
    mentions: Sequence[Mention]
    quoted: Sequence[Span]

    def mention_at(self, at: int) -> Mention | None:
        """The name that the token at `at` is a part of."""
        token = self.words[at]
        return next((m for m in self.mentions if m.whole.start <= token.start and token.end <= m.whole.end), None)

    def in_quotes(self, at: int) -> bool:
        """Whether the token at `at` stands inside quotation marks."""
        token = self.words[at]
        return any(span.start <= token.start < span.end for span in self.quoted)


def subject_before(clause: Clause, cue: int) -> Subject | None:
    """The subject of the verb at `cue` when it comes before it: “Lavrov, who was in Wonsan, later said”."""
    at = _over_adverbs(clause, cue - 1)
    if at < 0 or clause.in_quotes(at):
        return None
    word = clause.words[at]
    if word.lower in ("who", "which", "that"):
        return _ending_at(clause, at - 1 - (clause.words[at - 1].text == ","), cue) if at > 1 else None
    if word.text in (",", "—", "–", ")"):
        return _over_apposition(clause, at, cue)
    return _ending_at(clause, at, cue)


def subject_behind(clause: Clause, cue: int) -> Subject | None:
    """The subject of the verb at `cue` when it comes behind it: “said Foreign Minister Sergei Lavrov”."""
    at = cue + 1
    if at >= len(clause.words) or clause.in_quotes(at):
        return None
    start = at
    mention = _unless_group(clause.mention_at(at))
    while mention is None and at < min(start + 6, len(clause.words)) and clause.words[at].word:
        if clause.words[at].lower in SPEAKER_NOUNS:
            ahead = clause.mention_at(at + 1) if at + 1 < len(clause.words) else None
            if ahead is None or ahead.kind != "person":
                return Subject(span=_span(clause, start, at), first=start, last=at)
        at += 1
        mention = _unless_group(clause.mention_at(at)) if at < len(clause.words) else None
    if mention:
        return _named(clause, mention)
    word = clause.words[start]
    pronoun = word.lower in PRONOUNS
    return Subject(span=_span(clause, start, start), first=start, last=start, pronoun=word.lower) if pronoun else None


def first_subject(clause: Clause, cue: int) -> Subject | None:
    """The subject of the sentence that the verb at `cue` continues: “Moscow condemned …, warning that …”."""
    for at in range(cue):
        if clause.in_quotes(at):
            continue
        word = clause.words[at]
        if word.lower in PRONOUNS and word.lower not in ("i", "we"):
            return Subject(span=_span(clause, at, at), first=at, last=at, pronoun=word.lower)
        mention = clause.mention_at(at)
        if mention and mention.kind != "other" and (at == 0 or clause.words[at - 1].lower not in _BEFORE_NOUN_PHRASE):
            subject = _named(clause, mention)
            if subject.last + 1 >= cue or clause.words[subject.last + 1].text not in ("’s", "'s", "’"):
                return subject
        if word.lower in SPEAKER_NOUNS and not mention:
            return _noun_phrase(clause, at)
    return None


def _unless_group(mention: Mention | None) -> Mention | None:
    """The name, unless it is a people's that only qualifies what follows: “Western diplomats”."""
    return None if mention and mention.kind == "group" else mention


def _over_adverbs(clause: Clause, at: int) -> int:
    while at >= 0:
        word = clause.words[at]
        if not (word.lower in AUXILIARIES or (word.lower.endswith("ly") and not word.capital)):
            break
        at -= 1
    return at


def _over_apposition(clause: Clause, comma: int, cue: int) -> Subject | None:
    """The name before an apposition, or the name that is one: “the head of the agency, Rafael Grossi, said”."""
    inside = clause.mention_at(comma - 1) if comma else None
    if inside and inside.kind == "person":
        subject = _named(clause, inside)
        if subject.first and clause.words[subject.first - 1].text == ",":
            return subject
    for at in range(comma - 1, max(comma - _FAR, 0), -1):
        if clause.words[at].text in (",", "—", "–", "("):
            before = _ending_at(clause, at - 1, cue)
            if before and (before.mention is None or before.mention.kind != "other"):
                return before
    return None


def _ending_at(clause: Clause, at: int, cue: int) -> Subject | None:
    """The speaker whose last word is the token at `at`."""
    if at < 0 or at >= cue:
        return None
    word = clause.words[at]
    if word.lower in PRONOUNS:
        return Subject(span=_span(clause, at, at), first=at, last=at, pronoun=word.lower)
    mention = clause.mention_at(at)
    if mention and mention.kind != "group":
        subject = _named(clause, mention)
        spokesman = subject.first > 1 and clause.words[subject.first - 1].lower in ("for", "of")
        return (_qualified_noun(clause, at) if spokesman else None) or subject
    if word.lower in SPEAKER_NOUNS or (mention and mention.kind == "group" and word.text.endswith("s")):
        return _noun_phrase(clause, at)
    return _qualified_noun(clause, at)


def _qualified_noun(clause: Clause, at: int) -> Subject | None:
    """A noun phrase with a qualification behind its noun: “a spokesman for the ministry”, “officials in Seoul”."""
    for start in range(at, max(at - 8, -1), -1):
        word = clause.words[start]
        if not (word.word or word.text in ("’s", "'s", "-")) or word.lower in MODALS:
            return None
        if word.lower in SPEAKER_NOUNS and start < at and clause.words[start + 1].lower in _QUALIFYING:
            first = _noun_phrase(clause, start).first
            return Subject(span=_span(clause, first, at), first=first, last=at)
    return None


def _noun_phrase(clause: Clause, at: int) -> Subject:
    first = at
    while first > 0 and at - first < 6:
        before = clause.words[first - 1]
        if (
            not before.word
            or before.lower in _BEFORE_NOUN_PHRASE
            or before.lower in ("and", "but", "that", "when", "while")
        ):
            break
        first -= 1
        if before.lower in _DETERMINERS:
            break
    return Subject(span=_span(clause, first, at), first=first, last=at)


def _named(clause: Clause, mention: Mention) -> Subject:
    inside = [
        at
        for at, word in enumerate(clause.words)
        if mention.whole.start <= word.start and word.end <= mention.whole.end
    ]
    return Subject(span=mention.whole, first=inside[0], last=inside[-1], mention=mention)


def _span(clause: Clause, first: int, last: int) -> Span:
    return Span(start=clause.words[first].start, end=clause.words[last].end)
