"""Noun phrases around a verb: where the words for a speaker begin and end, and which of them name him.

No parser: a phrase reaches back to a mark, a word that opens a clause, or a verb, and over a relative clause to what
it belongs to. “A senior vice president in the Boca Raton office of the company”, “those who have a plan”.
"""

from dataclasses import dataclass

from index.lexicon import CALENDAR
from index.names import Mention
from index.speech.clause import Clause
from index.speech.finite import is_verb
from index.speech.grammar import ADVERBS, AUXILIARIES, DETERMINERS, OPENERS, PREPOSITIONS, RELATIVES, SUBJECT_PRONOUNS
from index.types import Span

LONGEST = 45
"""Words: a speaker with an apposition and a relative clause is not longer."""
_LEADING = frozenset("and but or then so now yet also still however meanwhile even only just instead".split())
_POSSESSIVE = ("’s", "'s", "’", "'")
_OF = frozenset("of for at in from with to by on among within behind near about against".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The words that name a speaker in place: all of them from `first` to `last`, and the core without what follows it.

    `mention` is the name that the core is, if it is one; `pronoun` the pronoun it is.
    """

    span: Span
    core: Span
    first: int
    last: int
    mention: Mention | None = None
    pronoun: str = ""


def ending_at(clause: Clause, last: int, floor: int = 0, *, governed: bool = False) -> Subject | None:
    """The noun phrase whose last word is the one at `last`; it reaches back to `floor` at most.

    `governed`: a phrase behind a preposition will do, as before “who”: “among voters who”.
    """
    if last < floor or clause.inside[last] or clause.mark(last):
        return None
    word = clause.lower(last)
    if word in SUBJECT_PRONOUNS:
        return pronoun_at(clause, last)
    start = _reach_back(clause, last, floor)
    first = _leading_off(clause, start, last)
    if first is None and governed and start < last and clause.lower(start) in PREPOSITIONS:
        first = start + 1
    return _made(clause, first, last) if first is not None else None


def starting_at(clause: Clause, first: int) -> Subject | None:
    """The noun phrase whose first word is the one at `first`: “said Foreign Minister Lavrov on Friday”."""
    if first >= len(clause) or clause.inside[first] or clause.mark(first):
        return None
    if clause.lower(first) in SUBJECT_PRONOUNS:
        return pronoun_at(clause, first)
    if clause.lower(first) in PREPOSITIONS or clause.lower(first) in OPENERS:
        return None
    last = _reach_on(clause, first)
    return _made(clause, first, last)


def pronoun_at(clause: Clause, at: int) -> Subject:
    """The pronoun at `at` as a subject."""
    span = clause.span(at, at)
    return Subject(span=span, core=span, first=at, last=at, pronoun=clause.lower(at))


def _reach_back(clause: Clause, last: int, floor: int) -> int:
    at = last
    while at >= floor and last - at < LONGEST and not clause.mark(at) and not clause.inside[at]:
        word = clause.lower(at)
        if is_verb(clause, at):
            relative = _relative_before(clause, at, floor)
            if relative is None:
                break
            at = relative
        elif (
            word in OPENERS
            or (word in SUBJECT_PRONOUNS and at < last)
            or (word in ("and", "or", "but") and not _joins_nouns(clause, at, floor))
        ):
            break
        at -= 1
    return at + 1


def _relative_before(clause: Clause, verb: int, floor: int) -> int | None:
    """The word before “who” when the verb is that of a restrictive relative clause: “those who have a plan”."""
    at = verb - 1
    while at > floor and (
        clause.lower(at) in AUXILIARIES or clause.lower(at) in ADVERBS or clause.lower(at).endswith("ly")
    ):
        at -= 1
    if at > floor and clause.lower(at) in RELATIVES and not clause.mark(at - 1):
        return at
    return None


def _joins_nouns(clause: Clause, at: int, floor: int) -> bool:
    """Whether “and” joins two noun phrases: no verb between it and the mark before."""
    back = at - 1
    while back >= floor and not clause.mark(back):
        if is_verb(clause, back) or clause.lower(back) in SUBJECT_PRONOUNS:
            return False
        if clause.lower(back) in OPENERS:
            return True
        back -= 1
    return at - 1 >= floor and not clause.mark(at - 1) and not (back >= floor and clause.words[back].text in "”\"'’")


def _leading_off(clause: Clause, first: int, last: int) -> int | None:
    """The start of the phrase without words that only lead on to it: “In an interview Trump” begins at Trump."""
    while first <= last and (clause.lower(first) in _LEADING or _is_adverb(clause, first) or _ends_verb(clause, first)):
        first += 1
    if first > last:
        return None
    while clause.lower(first) in PREPOSITIONS or _is_day(clause, first):
        following = next((at for at in range(first + 1, last + 1) if _begins_anew(clause, at, first)), None)
        if following is None:
            return None
        first = following
    return first


def _ends_verb(clause: Clause, first: int) -> bool:
    """Whether the word is what is left of a verb whose auxiliary stands before it: “have already drawn”."""
    if clause.lower(first) in ADVERBS and clause.lower(first - 1) in AUXILIARIES:
        return True
    back = first - 1
    while back >= 0 and (clause.lower(back) in ADVERBS or _is_adverb(clause, back)):
        back -= 1
    word = clause.lower(first)
    return back >= 0 and clause.lower(back) in AUXILIARIES and word.endswith(("ed", "en", "wn", "ing"))


def _is_adverb(clause: Clause, at: int) -> bool:
    word = clause.words[at]
    return word.lower.endswith("ly") and clause.named[at] is None and len(word.text) > 4


def _is_day(clause: Clause, at: int) -> bool:
    return clause.lower(at) in CALENDAR and clause.named[at] is None


def _begins_anew(clause: Clause, at: int, first: int) -> bool:
    """Whether a new noun phrase begins at `at`, behind the one that a preposition at `first` takes."""
    before = clause.lower(at - 1)
    if before in PREPOSITIONS or before in DETERMINERS or before in ("and", "or", "&") or before in _POSSESSIVE:
        return False
    if at - 1 == first or clause.lower(at) in PREPOSITIONS:
        return _is_day(clause, at - 1) and at - 1 != first
    mention = clause.named[at]
    begins = mention is not None and mention.whole.start == clause.words[at].start
    return clause.lower(at) in DETERMINERS or (begins and clause.named[at - 1] is not mention)


def _reach_on(clause: Clause, first: int) -> int:
    at = first
    while at + 1 < len(clause) and at - first < LONGEST:
        following = at + 1
        if clause.mark(following) and clause.words[following].text not in ("(", "-", "/"):
            break
        if clause.inside[following] or clause.lower(following) in OPENERS - RELATIVES or is_verb(clause, following):
            break
        if clause.lower(following) in ("and", "but") and not _goes_on(clause, following):
            break
        if (
            clause.lower(following) in PREPOSITIONS - _OF
            or (_is_person(clause, at) and clause.lower(following) in PREPOSITIONS - {"of", "from"})
            or _of_the_speech(clause, following)
        ):
            break
        if clause.words[following].text == "(":
            following = next((i for i in range(following, len(clause)) if clause.words[i].text == ")"), following)
        at = following
    return at


def _is_person(clause: Clause, at: int) -> bool:
    named = clause.named[at]
    return named is not None and named.kind == "person"


def _goes_on(clause: Clause, joint: int) -> bool:
    return joint + 1 < len(clause) and (clause.named[joint + 1] is not None or clause.lower(joint + 1) in DETERMINERS)


def _of_the_speech(clause: Clause, at: int) -> bool:
    """Whether a preposition leads on to when or how it was said: “said Lavrov on Friday”, “in a statement”."""
    if clause.lower(at) in CALENDAR:
        return True
    if clause.lower(at) not in ("on", "in", "at", "to", "about", "of", "with", "by", "from"):
        return False
    ahead = clause.lower(at + 1)
    named = clause.named[at]
    if named is not None and named is clause.named[at - 1]:
        return False
    return ahead in CALENDAR or ahead in ("a", "an", "reporters", "his", "her", "their", "its") or ahead.isdigit()


def _made(clause: Clause, first: int, last: int) -> Subject | None:
    core_last = last
    for at in range(first + 1, last + 1):
        if clause.lower(at) in RELATIVES or (clause.mark(at) and clause.words[at].text in ",(—–"):
            core_last = at - 1
            break
    mention = head(clause, first, core_last)
    return Subject(
        span=clause.span(first, last), core=clause.span(first, core_last), first=first, last=last, mention=mention
    )


def head(clause: Clause, first: int, last: int) -> Mention | None:
    """The name that a noun phrase is: its last word before a preposition, unless that only qualifies a noun."""
    at = first
    while at < last:
        named, following = clause.named[at], clause.named[at + 1]
        inside = named is not None and named is following
        if not inside and clause.lower(at + 1) in PREPOSITIONS and at + 1 <= last:
            break
        at += 1
    named = clause.named[at]
    if named is None or named.kind == "group" or named.whole.end < clause.words[at].end:
        return None
    return named
