"""Which words are finite verbs, as far as closed lists and what stands beside them can tell."""

from index.speech.clause import Clause
from index.speech.grammar import (
    AUXILIARIES,
    DETERMINERS,
    MODALS,
    PLAIN_PASTS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
)
from index.speech.verbs import NOUNS_TOO, verbs

_POSSESSIVE = ("’s", "'s", "’", "'")


def is_verb(clause: Clause, at: int) -> bool:
    """Whether the word at `at` is surely a finite verb, as far as lists know."""
    word = clause.lower(at)
    if word in AUXILIARIES or word in MODALS:
        return clause.named[at] is None
    if clause.words[at].capital:
        return False
    verb = verbs().get(word)
    if word in NOUNS_TOO and not _by_person(clause, at):
        return False
    if verb is None:
        return (word in PLAIN_PASTS and clause.lower(at + 1) != "by") or (
            word.endswith("ed") and _has_object(clause, at)
        )
    if verb.forms.isdisjoint(("past", "third")) or (clause.lower(at + 1) == "by" and "participle" in verb.forms):
        return False
    return not _is_noun_there(clause, at)


def _by_person(clause: Clause, at: int) -> bool:
    named = clause.named[at - 1] if at else None
    return (
        clause.lower(at - 1) in SUBJECT_PRONOUNS
        or clause.lower(at - 1) in RELATIVES
        or (named is not None and named.kind == "person")
    )


def _has_object(clause: Clause, at: int) -> bool:
    """Whether an object follows: a form in -ed is a past there and no participle, “convened a meeting”."""
    following = clause.lower(at + 1)
    return (
        following in DETERMINERS or following in SUBJECT_PRONOUNS or following in ("him", "them", "us", "me")
    ) and not (_is_noun_there(clause, at))


def _is_noun_there(clause: Clause, at: int) -> bool:
    before = clause.lower(at - 1)
    return before in DETERMINERS or before in PREPOSITIONS or before in _POSSESSIVE or before in ("and", "or", "")
