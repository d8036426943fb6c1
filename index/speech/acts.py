"""An act of speech, and how one is made of a verb, its subject and what follows."""

from dataclasses import dataclass
from typing import Literal

from index.speech import circumstances
from index.speech.clause import Clause
from index.speech.content import around, before, behind, onward, quotation_before, up_to
from index.speech.grammar import PREPOSITIONS
from index.speech.groups import ASIDES, Group, says_next
from index.speech.phrases import Subject
from index.speech.reach import reach, sentence_start
from index.speech.speakers import speaks
from index.speech.verbs import ALWAYS_NEGATIVE, Family, Verb
from index.types import Span

Construction = Literal["finite", "participle", "infinitive", "passive", "noun", "according", "adjective", "colon"]
JOINING = frozenset(["and", "but", "then", ",", "—", "–", "while", "or"])
_TERM = 5
"""Words: a shorter quotation before the speaker may be a term or a title, “speaking on ‘This Week,’ he said that …”."""
_NAMING = frozenset("call dub label describe read brand quote".split())
_OBJECT_ONLY = frozenset(
    "want favor favour discuss address outline highlight propose promise threaten demand mention cite reference "
    "quote announce call urge tout know see view consider echo express talk offer need push oppose describe "
    "underscore underline signal refer speak".split()
)
"""Verbs whose object, where it is no clause, ends where its noun phrase does."""
_CLAUSE_ONLY = frozenset("say add explain report conclude argue claim recall continue announce reveal insist".split())
"""Verbs whose object is never a phrase with a preposition: that one only tells when or where it was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of speech: who (as words), by which verb and in which construction, and the spans of what was said."""

    subject: Subject
    cue: str
    cue_span: Span
    content: tuple[Span, ...]
    family: Family = "say"
    construction: Construction = "finite"
    negated: bool = False
    modal: bool = False
    medium: Span | None = None


def made(
    clause: Clause,
    at: int,
    verb: Verb,
    group: Group,
    subject: Subject,
    *,
    inverted: bool,
    construction: Construction = "finite",
) -> Act | None:
    """The act of the verb at `at`, or None where nothing is said or nothing speaks. `inverted`: the subject follows."""
    content, medium = spoken(clause, at, verb, subject, inverted=inverted)
    plain = (verb.family == "say" and verb.lemma not in _NAMING) or speaks(clause, subject) or verb.family == "show"
    if not content or not plain:
        return None
    first = sentence_start(clause, subject.first)
    medium = medium or circumstances.before(clause, first, subject.last + 1)
    return Act(
        subject=subject,
        cue=verb.lemma,
        cue_span=clause.span(at, at),
        content=content,
        family=verb.family,
        construction=construction,
        negated=group.negated or verb.lemma in ALWAYS_NEGATIVE,
        modal=group.modal,
        medium=medium,
    )


def spoken(
    clause: Clause, at: int, verb: Verb, subject: Subject, *, inverted: bool
) -> tuple[tuple[Span, ...], Span | None]:
    """The spans of what `subject` said by the verb at `at`, and the words for the medium."""
    trailing = "ing" in verb.forms and clause.lower(at - 1) in JOINING
    first = at if trailing else min(subject.first, at) if inverted or subject.last < at else at
    last = max(subject.last, at) if inverted else at
    begin, medium = circumstances.behind(clause, last + 1, verb.lemma, len(clause))
    if clause.lower(first - 1) == "as" and clause.words[begin : begin + 1] and clause.words[begin].text == ",":
        return _behind_aside(clause, begin, subject, at), medium
    left = quotation_before(clause, clause.words[first].start, described=True) if not trailing else None
    if left and _is_term(clause, left) and _right(clause, begin, subject, at):
        left = None
    if left and clause.lower(subject.first) not in ("who", "which", "that"):
        return around(clause, left, begin - 1), medium
    narrow = verb.family == "judge" or verb.lemma in _OBJECT_ONLY
    right = _right(clause, begin, subject, at, narrow=narrow)
    ahead = before(clause, first) if right and verb.lemma == "add" and not says_next(clause, begin) else None
    if ahead:
        return (ahead,), medium
    if right and not (verb.lemma in _CLAUSE_ONLY and clause.lower(begin) in PREPOSITIONS):
        return (right,), medium
    if trailing:
        return (), medium
    ahead = before(clause, first) if verb.family in ("say", "think") else None
    if ahead is None and verb.family == "say" and not inverted and at + 1 >= len(clause) - 1 and subject.mention:
        ahead = up_to(clause, first)
    rest = onward(clause, begin - 1, reach(clause, begin + 1, subject, at), ahead) if ahead else None
    return tuple(span for span in (ahead, rest) if span), medium


def _is_term(clause: Clause, quote: Span) -> bool:
    """Whether a quotation is only a few words of a longer phrase: a title, a term."""
    first = clause.index_at(quote.start)
    return len(quote.of(clause.text).split()) < _TERM and first - sentence_start(clause, first) > 2


def _behind_aside(clause: Clause, comma: int, subject: Subject, at: int) -> tuple[Span, ...]:
    """What “as X said,” tells: the words behind it, and those before it when they lead up to them."""
    opener = min(subject.first, at) - 1
    ahead = before(clause, opener)
    rest = behind(clause, comma + 1, reach(clause, comma + 1, subject, at, open_end=True))
    return tuple(span for span in (ahead, rest) if span)


def _right(clause: Clause, begin: int, subject: Subject, at: int, *, narrow: bool = False) -> Span | None:
    if clause.lower(begin) in PREPOSITIONS or clause.lower(begin) in ASIDES:
        begin = colon_before_quote(clause, begin) or begin
    if begin >= len(clause):
        return None
    if clause.words[begin].text == "," and clause.lower(begin + 1) in ASIDES and clause.lower(begin + 2) == ",":
        begin += 3
        if begin >= len(clause):
            return None
    quoted_next = clause.words[begin].text in ",:" and any(
        0 <= quote.start - clause.words[begin].end <= 3 for quote in clause.quoted
    )
    if clause.words[begin].text == "," and not quoted_next and clause.lower(begin + 1) != "that":
        return None
    start = begin + (clause.words[begin].text in ",:")
    return behind(clause, start, reach(clause, start, subject, at, narrow=narrow))


def colon_before_quote(clause: Clause, begin: int) -> int:
    """The colon behind which what is said is quoted: “said in an essay on the matter: “…””; 0 when there is none."""
    for at in range(begin, len(clause) - 2):
        if clause.inside[at]:
            return 0
        if clause.words[at].text == ":":
            return at if any(clause.inside[at + 1 : at + 4]) else 0
    return 0
