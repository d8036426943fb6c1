"""Acts of speech in one sentence: the cue, its subject, and which words are what was said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.lexicon import MODALS, NOUN_CUES, cue_verbs
from index.speakers import Clause, Subject, first_subject, subject_before, subject_behind
from index.speech import clause_before, clause_behind, quotation_before, shrunk, spoken
from index.types import Span

_BE = frozenset("is are was were be been being".split())
_NOT = frozenset("not never no hardly n't didn't don't doesn't hasn't haven't isn't wasn't".split())
_NEEDS_THAT = frozenset(
    "underscore underline highlight signal indicate suggest reveal hint rule observe question show reflect "
    "echo voice express report write reason repeat tout cite compare credit recount refer speak elaborate "
    "sneer tease spell estimate defend welcome threaten think believe recall disclose go continue".split()
)
"""Verbs that also name other acts: without a clause behind “that”, a quotation or a colon they are no cue."""
_ALSO_NOUNS = frozenset(
    "state states claim claims report reports comment comments note notes demand demands call calls promise promises "
    "pledge pledges vow vows remark remarks request requests protest protests forecast forecasts estimate "
    "estimates".split()
)
"""Forms that are nouns as well: behind a common noun (“member states”) only a clause makes them verbs."""
_NO_CONTENT = {"say": ("about", "of"), "tell": ("of", "about")}
"""“what he said about X” names a speech, it does not give it."""
_LONGEST_TAG = 8
"""Tokens between a quotation and its verb."""
_DETERMINERS = frozenset("the a an one another his her their its".split())
_JOINING = frozenset(["and", "but", "then", ",", "—", "–", "while"])
_REPORTING = frozenset(["report", "quote", "cite"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of speech: who (as words), by which verb, and the spans of what was said."""

    subject: Subject
    cue: str
    cue_span: Span
    content: tuple[Span, ...]
    negated: bool = False


def acts(clause: Clause, text: str) -> Iterator[Act]:
    """The acts of speech of a sentence, in the order of their cues."""
    ends = _content_limits(clause)
    speaking: Subject | None = None
    for at, word in enumerate(clause.words):
        if clause.in_quotes(at) or (word.capital and at > 0):
            continue
        act = None
        if _finite_cue(clause, at) or _tag(clause, text, at):
            act = _verb_act(clause, text, at, ends.get(at, len(clause.words)), speaking)
        elif word.text in NOUN_CUES:
            act = _noun_act(clause, text, at)
        elif word.lower == "according" and clause.words[at + 1 : at + 2] and clause.words[at + 1].lower == "to":
            act = _according_to(clause, text, at)
        if act:
            speaking = act.subject
            yield act


def _content_limits(clause: Clause) -> dict[int, int]:
    """For a cue, the index of the word where another act of speech takes over: “…, and Kim said”."""
    limits: dict[int, int] = {}
    cues = [at for at in range(len(clause.words)) if _finite_cue(clause, at)]
    for cue, following in reversed(list(pairwise(cues))):
        limit = _takes_over(clause, cue, following)
        if limit is not None or following in limits:
            limits[cue] = limits[following] if limit is None else limit
    return limits


def _takes_over(clause: Clause, cue: int, following: int) -> int | None:
    before = clause.words[following - 1].lower
    if before == "," and clause.words[following].text.endswith("ing"):
        return following - 1
    if before in ("and", "but"):
        return following - 1
    subject = subject_before(clause, following)
    joined = (
        subject and subject.first > cue + 1 and clause.words[subject.first - 1].lower in ("and", "but", "while", ";")
    )
    return subject.first - 1 if subject and joined else None


def _finite_cue(clause: Clause, at: int) -> bool:
    """Whether the word is a verb of speech outside quotation marks, not a bare infinitive behind “to … and”."""
    word = clause.words[at].text
    if word not in cue_verbs() or clause.in_quotes(at):
        return False
    return cue_verbs()[word] != word or at == 0 or clause.words[at - 1].lower not in _JOINING


def _tag(clause: Clause, text: str, at: int) -> bool:
    """Whether any verb stands as the tag of a quotation: “…,” he surmised. What leads on to it can be nothing else."""
    word = clause.words[at].text
    if word in cue_verbs() or not re.fullmatch("[a-z]{2,}ed|reads?", word) or clause.in_quotes(at):
        return False
    subject = subject_before(clause, at)
    if subject is None or subject.last != at - 1:
        return _tagged(clause, text, at) is not None
    quote = quotation_before(clause, text, clause.words[subject.first].start)
    return quote is not None and text[quote.end - 1] in ",?!"


def _tagged(clause: Clause, text: str, at: int) -> Subject | None:
    """The plain words between a quotation and its verb: “…,” the museum’s curator wrote."""
    first = at
    while first > 0 and at - first < _LONGEST_TAG and not clause.in_quotes(first - 1):
        before = clause.words[first - 1]
        if not (before.word or before.text in ("’s", "'s")):
            break
        first -= 1
    phrase = clause.words[first:at]
    quote = quotation_before(clause, text, clause.words[first].start)
    named = phrase and phrase[0].lower in _DETERMINERS and len(phrase) > 1
    if not named or quote is None or text[quote.end - 1] not in ",?!":
        return None
    return Subject(span=Span(start=phrase[0].start, end=phrase[-1].end), first=first, last=at - 1)


def _verb_act(clause: Clause, text: str, at: int, limit: int, speaking: Subject | None) -> Act | None:
    words = clause.words
    before = words[at - 1].lower if at else ""
    verb = cue_verbs().get(words[at].text, words[at].text)
    after = words[at + 1].lower if at + 1 < len(words) else ""
    infinitive = before == "to" and [word.lower for word in words[max(0, at - 3) : at]] != ["went", "on", "to"]
    if (at and words[at - 1].text in MODALS) or infinitive:
        return None
    if verb == "point" and after not in ("to", "out"):
        return None
    passive = any(word.lower in _BE for word in words[max(0, at - 2) : at])
    if after == "by" and verb not in _REPORTING and passive:
        return _passive_act(clause, text, at, limit)
    if after == "by" or (before in _BE and after != "that"):
        return None
    subject, inverted = _subject(clause, text, at, speaking)
    subject = subject or _tagged(clause, text, at)
    if subject is None or (
        cue_verbs().get(words[at].text) == words[at].text and _singular(subject) and before not in _NOT | {"to"}
    ):
        return None
    content = spoken(clause, text, at, subject, inverted=inverted, limit=limit)
    doubtful = verb in _NEEDS_THAT or (words[at].text in _ALSO_NOUNS and not (subject.mention or subject.pronoun))
    unsaid = after in _NO_CONTENT.get(verb, ()) and not _speech_like(clause, at, content)
    if not content or unsaid or (doubtful and not _speech_like(clause, at, content)):
        return None
    return Act(
        subject=subject, cue=verb, cue_span=_token_span(clause, at), content=content, negated=_negated(clause, at, verb)
    )


def _singular(subject: Subject) -> bool:
    return subject.pronoun in ("he", "she", "it") or bool(subject.mention and subject.mention.kind == "person")


def _negated(clause: Clause, at: int, verb: str) -> bool:
    return verb in ("deny", "refute") or any(word.lower in _NOT for word in clause.words[max(0, at - 3) : at])


def _speech_like(clause: Clause, at: int, content: tuple[Span, ...]) -> bool:
    after = clause.words[at + 1].lower if at + 1 < len(clause.words) else ""
    return after in ("that", ":") or any(quote.overlaps(span) for quote in clause.quoted for span in content)


def _subject(clause: Clause, text: str, at: int, speaking: Subject | None) -> tuple[Subject | None, bool]:
    """The subject of the verb at `at`, and whether it stands behind the verb. `speaking` spoke last in the sentence."""
    before = clause.words[at - 1] if at else None
    if before is None:
        return None, False
    behind_quote = quotation_before(clause, text, clause.words[at].start)
    if behind_quote or before.text == ",":
        subject = subject_behind(clause, at)
        closes = subject and (
            subject.last + 1 >= len(clause.words) or not clause.words[subject.last + 1].word or behind_quote
        )
        if subject and closes and not clause.words[at].text.endswith("ing"):
            return subject, True
    participle = clause.words[at].text.endswith("ing")
    subject = None if participle else subject_before(clause, at)
    if subject is None and before.lower in _JOINING:
        subject = speaking or first_subject(clause, at)
    return subject, False


def _passive_act(clause: Clause, text: str, at: int, limit: int) -> Act | None:
    """“The drills were described by Moscow as escalatory”: the agent speaks. “Banned by Moscow”: nobody does."""
    verb = cue_verbs().get(clause.words[at].text)
    subject = subject_behind(clause, at + 1)
    if verb is None or subject is None:
        return None
    right = clause_behind(clause, text, subject.last, limit)
    if right is None:
        return None
    return Act(subject=subject, cue=verb, cue_span=_token_span(clause, at), content=(right,))


def _noun_act(clause: Clause, text: str, at: int) -> Act | None:
    """“Lavrov’s assertion that …”."""
    words = clause.words
    if (
        at < 2
        or at + 2 >= len(words)
        or words[at + 1].lower != "that"
        or words[at - 1].text not in ("’s", "'s", "’", "'")
    ):
        return None
    mention = clause.mention_at(at - 2)
    right = clause_behind(clause, text, at, len(words))
    if mention is None or right is None:
        return None
    subject = Subject(span=mention.whole, first=at - 2, last=at - 2, mention=mention)
    ends = [quote.end + 1 for quote in clause.quoted if right.start <= quote.start < right.end]
    content = Span(start=right.start, end=min(ends[0], right.end)) if ends else right
    return Act(subject=subject, cue=words[at].text, cue_span=_token_span(clause, at), content=(content,))


def _according_to(clause: Clause, text: str, at: int) -> Act | None:
    subject = subject_behind(clause, at + 1)
    if subject is None:
        return None
    if at <= 1:
        comma = next((i for i in range(subject.last + 1, len(clause.words)) if clause.words[i].text == ","), None)
        content = clause_behind(clause, text, comma, len(clause.words)) if comma is not None else None
    else:
        content = clause_before(clause, text, at) or (
            shrunk(clause, text, Span(start=clause.words[0].start, end=clause.words[at - 1].end)) if at > 3 else None
        )
    return (
        Act(subject=subject, cue="according to", cue_span=_token_span(clause, at), content=(content,))
        if content
        else None
    )


def _token_span(clause: Clause, at: int) -> Span:
    return Span(start=clause.words[at].start, end=clause.words[at].end)
