"""Acts of speech in one sentence: the cue, its subject, and which words are what was said."""

import re
from collections.abc import Iterator
from functools import cache

from index.lexicon import CALENDAR, NOUN_CUES
from index.speech.acts import JOINING, Act, made
from index.speech.clause import Clause
from index.speech.constructions import (
    according_to,
    adjective_act,
    colon_act,
    infinitive_act,
    noun_act,
    participle_act,
    passive_act,
)
from index.speech.content import quotation_before
from index.speech.grammar import DETERMINERS
from index.speech.groups import Group, agrees, group_before, names_a_thing, quotes_next
from index.speech.phrases import Subject
from index.speech.speakers import first_subject, speaks, subject_before, subject_behind
from index.speech.verbs import ADJECTIVES, Verb, verbs

_TAGS = frozenset("say report write explain note argue warn conclude".split())
"""Verbs that stand before their subject behind a plain comma: “Talks failed, said the ministry.”"""
_LONGEST_TAG = 8
"""Words between a quotation and its verb."""


def acts(clause: Clause) -> Iterator[Act]:
    """The acts of speech of a sentence, in the order of their cues."""
    speaking: Subject | None = None
    known, covered = _candidates(), False
    for at, word in enumerate(clause.words):
        if not (word.lower in known or (clause.quoted and word.lower.endswith("ed"))):
            continue
        if clause.inside[at] or (word.capital and at > 0):
            continue
        act = _act(clause, at, word.lower, speaking)
        if act and act.construction in ("finite", "infinitive"):
            speaking = act.subject if act.family in ("say", "judge") else speaking
        if act:
            covered = covered or any(span.overlaps(quote) for span in act.content for quote in clause.quoted[-1:])
            yield act
    if clause.quoted and not covered:
        colon = colon_act(clause)
        if colon:
            yield colon


@cache
def _candidates() -> frozenset[str]:
    """Every word that can be a cue, but for the verbs that only the tag of a quotation makes one."""
    return frozenset(verbs()) | frozenset(ADJECTIVES) | NOUN_CUES | {"according"}


def _act(clause: Clause, at: int, word: str, speaking: Subject | None) -> Act | None:
    act = None
    verb = verbs().get(word)
    if verb:
        act = _verb_act(clause, at, verb, speaking)
    elif word == "according" and clause.lower(at + 1) == "to":
        act = according_to(clause, at)
    elif word in ADJECTIVES:
        act = adjective_act(clause, at)
    elif _is_tag(clause, at):
        act = _verb_act(clause, at, Verb(word, frozenset(["past"]), "say"), speaking)
    return noun_act(clause, at) if act is None and word in NOUN_CUES else act


def _verb_act(clause: Clause, at: int, verb: Verb, speaking: Subject | None) -> Act | None:
    group = group_before(clause, at)
    if "ing" in verb.forms and not group.be:
        return participle_act(clause, at, verb, group, speaking)
    if group.be and "participle" in verb.forms and not group.infinitive:
        return passive_act(clause, at, verb, group)
    if names_a_thing(clause, at, verb, group):
        return None
    if group.infinitive:
        return infinitive_act(clause, at, verb, group, speaking)
    if group.modal and verb.family == "say" and clause.lower(group.before + 1) != "will":
        return None
    subject, inverted = _subject(clause, at, verb, group, speaking)
    if subject is None or not agrees(clause, at, verb, group, subject):
        return None
    return made(clause, at, verb, group, subject, inverted=inverted)


def _subject(
    clause: Clause, at: int, verb: Verb, group: Group, speaking: Subject | None
) -> tuple[Subject | None, bool]:
    """The subject of the verb at `at`, and whether it stands behind the verb. `speaking` spoke last in the sentence."""
    if group.before < 0 and at > 0:
        return None, False
    previous = clause.lower(group.before) if group.before >= 0 else ""
    behind_quote = quotation_before(clause, clause.words[at].start)
    if (behind_quote or previous == "," or at == 0) and group.before == at - 1 and verb.family in ("say", "judge"):
        subject = subject_behind(clause, at + 1)
        closes = subject and (behind_quote or _ends_part(clause, subject.last + 1))
        if subject and closes and (behind_quote or at == 0 or verb.lemma in _TAGS) and not _is_day(clause, subject):
            return subject, True
    if at == 0:
        return None, False
    subject = subject_before(clause, group.before)
    if subject is None and (previous in JOINING or previous == "to"):
        subject = speaking or first_subject(clause, at)
    return subject or described(clause, at), False


def _ends_part(clause: Clause, at: int) -> bool:
    return (
        at >= len(clause) or clause.words[at].text in ".,;" or clause.lower(at) in ("in", "on", "at", "after", "during")
    )


def _is_day(clause: Clause, subject: Subject) -> bool:
    return clause.lower(subject.first) in CALENDAR


def described(clause: Clause, at: int) -> Subject | None:
    """The plain words between a quotation and its verb: “…,” the museum’s curator wrote."""
    first = at
    while first > 0 and at - first < _LONGEST_TAG and not clause.inside[first - 1] and not clause.mark(first - 1):
        first -= 1
    quote = quotation_before(clause, clause.words[first].start)
    if first == at or quote is None or clause.lower(first) not in DETERMINERS or at - first < 2:
        return None
    span = clause.span(first, at - 1)
    return Subject(span=span, core=span, first=first, last=at - 1)


def _is_tag(clause: Clause, at: int) -> bool:
    """Whether any verb stands as the tag of a quotation: “…,” he surmised. What leads on to it can be nothing else."""
    word = clause.words[at]
    if not clause.quoted or not re.fullmatch("[a-z]{2,}ed", word.text):
        return False
    if clause.lower(at + 1) in (",", ":") and quotes_next(clause, at + 1) and at + 3 < len(clause):
        ahead = subject_before(clause, group_before(clause, at).before)
        if ahead and speaks(clause, ahead) and any(clause.inside[at + 2 : at + 5]):
            return True
    subject = subject_before(clause, at - 1)
    subject = subject if subject and subject.last == at - 1 else described(clause, at)
    quote = quotation_before(clause, clause.words[subject.first].start) if subject else None
    return quote is not None and clause.text[quote.end - 1] in ",?!" and clause.lower(at + 1) != "by"
