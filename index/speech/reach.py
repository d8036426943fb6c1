"""How far what is said reaches: to the end of the sentence, or to where another speaker, clause or remark begins."""

from index.speech.clause import Clause
from index.speech.finite import is_verb
from index.speech.grammar import ADVERBS, DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS, SUBORDINATORS
from index.speech.phrases import Subject, ending_at
from index.speech.verbs import verbs

_STOPS = frozenset(["while", "although", "though", "whereas", "but"])
_REMARKS = frozenset("which despite".split())
_QUESTIONS = frozenset("whether how why what when where who".split())
_BREAKING = frozenset("while when although though because before after since until if unless".split())
DASHES = ("—", "–", "-")


def sentence_start(clause: Clause, at: int) -> int:
    """The first word of the sentence that holds the word at `at`, behind a place and date line: “PARIS (AP) — ”."""
    begin = at
    while begin > 0 and clause.words[begin - 1].text not in ".?!;":
        begin -= 1
    dash = next((i for i in range(begin, min(begin + 12, at)) if clause.words[i].text in DASHES), None)
    if dash is not None and clause.words[begin].text.isupper() and len(clause.words[begin].text) > 1:
        return dash + 1
    return begin


def reach(
    clause: Clause, begin: int, subject: Subject, cue: int, *, narrow: bool = False, open_end: bool = False
) -> int:
    """The index behind the last word of what is said, when it begins at `begin`: to the end, or where another begins.

    `narrow`: it is an object and no clause, so it ends where its noun phrase does. `open_end`: the
    verb's own clause is an aside, so that no comma ends it.
    """
    narrow = narrow and begin < len(clause) and _is_object(clause, begin)
    opened = not open_end and _in_a_clause_before(clause, subject, cue)
    relative = subject.pronoun in ("who", "which", "that")
    set_off = relative and clause.words[subject.first - 1].text == ","
    at = begin
    while at < len(clause):
        closing = _closing_dash(clause, at) if at > begin else 0
        if closing:
            at = closing + 1
            continue
        if narrow and at > begin and not clause.inside[at] and _ends_object(clause, at):
            return at + (clause.mark(at) and clause.inside[at - 1])
        if not clause.inside[at] and _ends(clause, at, begin, opened=opened, relative=relative, set_off=set_off):
            return at
        at += 1
    return at


def _is_object(clause: Clause, at: int) -> bool:
    word = clause.lower(at)
    return (
        not clause.inside[at]
        and word not in ("that", "to", ":", ",")
        and not clause.mark(at)
        and word not in _QUESTIONS
    )


def _ends_object(clause: Clause, at: int) -> bool:
    """Whether an object ends before the word at `at`: at a mark, a clause of its own, or a second verb."""
    word = clause.lower(at)
    if clause.mark(at) and clause.inside[at - 1] and clause.words[at - 1].text == ",":
        return True
    if clause.words[at].text == "," and _lists(clause, at):
        return False
    if clause.words[at].text in ",:" or (clause.mark(at) and clause.words[at].text in DASHES):
        return True
    if word in _BREAKING and not clause.mark(at - 1):
        return True
    if word not in ("and", "but"):
        return False
    if clause.lower(at + 1) in PREPOSITIONS:
        return True
    following = range(at + 1, min(at + 8, len(clause)))
    stop = next((i for i in following if _parts(clause, i)), at + 8)
    return any(is_verb(clause, i) for i in range(at + 1, min(stop, len(clause))))


def _parts(clause: Clause, at: int) -> bool:
    """Whether the word at `at` ends the noun phrase that stands before it."""
    return clause.mark(at) or clause.inside[at] or clause.lower(at) in PREPOSITIONS or clause.lower(at) == "that"


def _lists(clause: Clause, comma: int) -> bool:
    """Whether a comma stands in a list of nouns: “women, Mexicans and Muslims”."""
    if clause.lower(comma + 1) in ("and", "or") and not any(
        clause.words[at].text == "," for at in range(max(0, comma - 5), comma)
    ):
        return _noun_follows(clause, comma + 2)
    for at in range(comma + 1, min(comma + 9, len(clause))):
        if clause.lower(at) in ("and", "or"):
            return not any(is_verb(clause, i) for i in range(comma + 1, min(at + 5, len(clause))))
        if clause.words[at].text != "," and (
            clause.mark(at) or is_verb(clause, at) or clause.lower(at) in PREPOSITIONS | SUBJECT_PRONOUNS
        ):
            return False
    return False


def _noun_follows(clause: Clause, begin: int) -> bool:
    """Whether a noun with a qualification stands at `begin`, and no clause: “, and the growing fear that …”."""
    for at in range(begin, min(begin + 6, len(clause))):
        word = clause.lower(at)
        if word in ("that", "of"):
            return at > begin
        if clause.mark(at) or is_verb(clause, at) or word.endswith("ed") or word in SUBJECT_PRONOUNS:
            return False
    return False


def _closing_dash(clause: Clause, at: int) -> int:
    """The dash that closes an aside opened by the dash at `at`; 0 when there is none, or no dash there."""
    mark = clause.words[at].text
    if mark not in DASHES or clause.inside[at]:
        return 0
    return next((i for i in range(at + 1, len(clause)) if clause.words[i].text == mark and not clause.inside[i]), 0)


def _ends(clause: Clause, at: int, begin: int, *, opened: bool, relative: bool, set_off: bool) -> bool:
    mark, following = clause.words[at].text, clause.lower(at + 1)
    if mark == ";" or (mark == "according" and following == "to" and at > begin):
        return True
    if mark in DASHES and at > begin:
        return True
    if mark == ",":
        verb = verbs().get(following)
        participle = verb is not None and "ing" in verb.forms and verb.family in ("say", "judge")
        if at <= begin + 1:
            return False
        closes = (opened and at > begin + 1 and (_verb_follows(clause, at) or _begins_clause(clause, at + 1))) or (
            set_off and at > begin
        )
        contrast = following in _STOPS and (following != "but" or _begins_clause(clause, at + 2))
        aside = following in _REMARKS
        return (
            closes
            or following == "according"
            or contrast
            or aside
            or participle
            or (relative and is_verb(clause, at + 1))
        )
    if mark.lower() in ("and", "but", "while") and at > begin:
        return _takes_over(clause, at)
    return False


def _begins_clause(clause: Clause, at: int) -> bool:
    """Whether a subject seems to begin at `at`: the main clause behind the one that “as” opened."""
    if at >= len(clause) or clause.inside[at]:
        return False
    named = clause.named[at]
    return (
        clause.lower(at) in SUBJECT_PRONOUNS
        or clause.lower(at) in DETERMINERS
        or (named is not None and named.kind in ("person", "organisation"))
    )


def _verb_follows(clause: Clause, comma: int) -> bool:
    return any(is_verb(clause, at) and not clause.inside[at] for at in range(comma + 2, min(comma + 14, len(clause))))


def _in_a_clause_before(clause: Clause, subject: Subject, cue: int) -> bool:
    """Whether the verb stands in a clause that comes before the main one: “While he said …, the army moved.”"""
    opener = min(subject.first, cue) - 1
    before_it = clause.lower(opener - 1)
    opens = (
        opener <= 0 or clause.mark(opener - 1) or before_it in ("and", "but", "even", "just", "days", "weeks", "months")
    )
    return opener >= 0 and clause.lower(opener) in SUBORDINATORS and opens


def _takes_over(clause: Clause, joint: int) -> bool:
    """Whether behind “and” another act of speech begins, with the same speaker or one of its own."""
    at = joint + 1
    while at < len(clause) and (clause.lower(at) in ADVERBS or clause.lower(at).endswith("ly")):
        at += 1
    verb = verbs().get(clause.lower(at))
    if verb and not clause.inside[at] and verb.forms.isdisjoint(("base", "ing")) and clause.lower(joint) != "while":
        return verb.family in ("say", "judge")
    for cue in range(joint + 2, min(joint + 14, len(clause))):
        if clause.inside[cue] or clause.words[cue].text in ",;:":
            return False
        verb = verbs().get(clause.lower(cue))
        if verb and verb.family == "say" and is_verb(clause, cue):
            subject = ending_at(clause, cue - 1, floor=joint + 1)
            return subject is not None and subject.first <= joint + 2
    return False
