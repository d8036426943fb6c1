"""A verb with its auxiliaries, and whether it is one of speech where it stands."""

from typing import NamedTuple

from index.lexicon import CALENDAR
from index.speech.clause import Clause
from index.speech.content import quotation_before
from index.speech.grammar import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
)
from index.speech.phrases import Subject
from index.speech.speakers import names_people
from index.speech.verbs import NOUNS_TOO, Verb

_NEEDS = {
    "continue": (":", ","), "reason": ("that",), "speak": ("of", "about", "out", "to"),
    "talk": ("about", "of", "up"), "point": ("to", "out"), "shoot": ("back",), "cry": ("out", "that"),
    "maintain": ("that", "he", "she", "it", "they"), "relate": ("that", "how"), "direct": ("that",), "rate": (),
    "advise": ("that", "against"), "judge": ("that",), "instruct": ("that",), "state": ("that", ":", "how", "why"),
    "volunteer": ("that",), "vote": ("for", "against", "to"), "email": (), "text": (), "blog": ("that", "about"),
    "go": ("on", "further"), "compare": (), "threaten": ("to", "that", "with"),
    "find": ("that", "no", "a", "the", "he", "she", "it", "they", "little", "more"), "intend": ("to",),
    "offer": ("to", "a", "an", "his", "her"), "seek": ("to",), "plan": ("to", "on"),
    "hope": ("to", "that", "for", "he", "she", "it", "they", "the", "his", "her", "their", "its", "a", "we"),
    "refer": ("to",), "wish": ("to", "that", "he", "she", "it", "they"), "back": (), "cast": (),
    "see": ("that", "as", "it", "him", "her"), "sound": (),
    "distance": ("himself", "herself", "themselves", "itself"),
}  # fmt: skip
"""Verbs that also name other acts, with the words one of which must follow where no quotation does."""
ASIDES = frozenset("however meanwhile though too instead then therefore nonetheless nevertheless moreover".split())
_KINDS_OF_STATES = frozenset("member nation battleground swing border red blue gulf baltic united early key".split())
_SEVERAL = frozenset(
    "many others other some most both few all several people police women men children media half third quarter "
    "majority two three four five six seven eight nine ten percent per cent who those them we you they i americans "
    "staff none either neither number".split()
)


class Group(NamedTuple):
    """A verb with its auxiliaries: the index of the word before them, and what they say of it."""

    before: int
    be: bool
    have: bool
    modal: bool
    negated: bool
    infinitive: bool


def group_before(clause: Clause, at: int) -> Group:
    """The auxiliaries and adverbs before the verb at `at`."""
    back = at - 1
    be = have = modal = negated = infinitive = False
    while back >= 0 and not clause.inside[back] and clause.named[back] is None:
        word = clause.lower(back)
        if word in BE:
            be = True
        elif word in MODALS:
            modal = True
        elif word == "to" and not infinitive:
            infinitive = True
        elif word in AUXILIARIES:
            have = have or word.startswith("ha")
        elif word in CALENDAR and clause.lower(back - 1) in ("on", "last", "this"):
            back -= 1
        elif clause.words[back].text == "," and clause.lower(back - 1) in ASIDES and clause.mark(back - 2):
            back -= 2
        elif not (word in ADVERBS or word in CALENDAR or (word.endswith("ly") and not clause.words[back].capital)):
            break
        negated = negated or word in NEGATIONS
        back -= 1
    return Group(back, be, have, modal, negated, infinitive)


def names_a_thing(clause: Clause, at: int, verb: Verb, group: Group) -> bool:
    """Whether the word is a noun or an adjective there: “member states”, “the alleged plot”, “he made claims of”."""
    word, previous, following = clause.lower(at), clause.lower(at - 1), clause.lower(at + 1)
    if group.before < at - 1 and (group.modal or group.have or group.infinitive):
        return False
    if previous in SUBJECT_PRONOUNS or previous in RELATIVES:
        return False
    if word == "states" and previous in _KINDS_OF_STATES:
        return True
    if previous in ARTICLES or previous in ("’s", "'s"):
        return True
    if previous in PREPOSITIONS - {"before", "after", "as"} and "ing" not in verb.forms:
        return True
    if word in NOUNS_TOO and _owned(clause, at):
        return True
    if word in NOUNS_TOO and not ("past" in verb.forms and "base" not in verb.forms):
        complement = (
            following in ("that", ":", "he", "she", "it", "they", "we", "i", "how", "why", "whether", "what")
            or following in DETERMINERS
            or (
                at + 1 < len(clause)
                and (
                    clause.inside[at + 1]
                    or (clause.mark(at + 1) and clause.text[clause.words[at + 1].start] in "“\"'‘`«:")
                )
            )
            or (following in ("for", "on", "to", "about", "as", "with"))
            or (at + 1 < len(clause) and clause.named[at + 1] is not None)
        )
        person = (
            at > 0 and (named := clause.named[at - 1]) is not None and named.kind == "person" and "third" in verb.forms
        )
        closes = person and (at + 1 >= len(clause) or clause.mark(at + 1))
        return not (complement or closes) or previous in PREPOSITIONS
    return False


def _owned(clause: Clause, at: int) -> bool:
    """Whether a possessive stands before with only an adjective between: “Britain’s announced plans”."""
    possessive = clause.lower(at - 2) in ("’s", "'s", "’", "'")
    return possessive and clause.named[at - 1] is None and not names_people(clause.lower(at - 1))


def says_next(clause: Clause, at: int) -> bool:
    """Whether at `at` follows what only speech has: “that”, a colon, a quotation."""
    return clause.lower(at) in ("that", ":") or quotes_next(clause, at)


def complete(clause: Clause, at: int, verb: Verb) -> bool:
    """Whether what the verb needs to be one of speech follows it."""
    if verb.lemma not in _NEEDS or clause.lower(at + 1) in _NEEDS[verb.lemma] or quotes_next(clause, at + 1):
        return True
    return at + 1 < len(clause) and clause.named[at + 1] is not None and verb.family != "say"


def agrees(clause: Clause, at: int, verb: Verb, group: Group, subject: Subject) -> bool:
    """Whether verb and subject go together: “he say” do not, nor does a participle without its auxiliary and object."""
    following = clause.lower(at + 1)
    if not complete(clause, at, verb):
        return False
    if verb.forms == frozenset(["base"]):
        if group.before == at - 1 and clause.lower(at - 1) in CONJUNCTIONS:
            return False
        helped = group.modal or group.negated or group.before < at - 1
        single = subject.pronoun in ("he", "she", "it") or (
            subject.mention is not None and subject.mention.kind == "person"
        )
        alone = clause.lower(subject.first) in ("a", "an", "this", "that", "each", "every", "another")
        shared = any(clause.lower(i) == "of" for i in range(subject.first, subject.last))
        return helped or (
            not (single or (alone and not shared)) and (subject.mention is not None or _plural(clause, subject))
        )
    if "past" in verb.forms and not (group.have or group.modal) and verb.family != "say":
        return following not in ("by", "of", ".", ",", "")
    return following != "by" or clause.lower(at + 2) in ("telephone", "phone", "email", "text")


def quotes_next(clause: Clause, at: int) -> bool:
    """Whether a quotation opens within the next words."""
    return (
        any(clause.inside[i] for i in range(at, min(at + 6, len(clause))))
        or quotation_before(clause, clause.words[at - 1].start, described=True) is not None
    )


def _plural(clause: Clause, subject: Subject) -> bool:
    """Whether a noun phrase can be of several: only its last noun, and words like “many”, can tell."""
    if subject.pronoun:
        return True
    inside = range(subject.first, clause.index_at(subject.core.end - 1) + 1)
    words = [clause.lower(at) for at in inside]
    head = next((at for at, word in enumerate(words) if at and word in PREPOSITIONS), len(words))
    return (
        words[head - 1].endswith("s") or any(word in _SEVERAL or word[0].isdigit() for word in words) or "and" in words
    )
