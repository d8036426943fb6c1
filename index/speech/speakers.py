"""Who stands beside a verb of speech: its subject, before it or behind it, as words of the text."""

from index.lexicon import SPEAKER_NOUNS, TITLES
from index.speech.appositions import over_apposition, over_bracket, with_apposition, with_name_before
from index.speech.clause import Clause
from index.speech.finite import is_verb
from index.speech.grammar import ADVERBS, AUXILIARIES, PREPOSITIONS, RELATIVES
from index.speech.phrases import Subject, ending_at, starting_at

_DASHES = ("—", "–", "-")


def subject_before(clause: Clause, at: int, *, governed: bool = False) -> Subject | None:
    """The subject whose last word is at `at`, the one before a verb with what belongs to it.

    `governed`: it may stand behind a preposition: “with Lavrov warning”.
    """
    if at < 0 or clause.inside[at]:
        return None
    if clause.lower(at) in RELATIVES:
        return _relative(clause, at)
    if clause.lower(at) == "whom" and clause.lower(at - 1) == "of" and at > 2:
        return _relative(clause, at, first=at - 2)
    if clause.words[at].text == ",":
        return over_apposition(clause, at, ",")
    if clause.words[at].text in _DASHES:
        return over_apposition(clause, at, clause.words[at].text)
    if clause.words[at].text == ")":
        return over_bracket(clause, at)
    return with_name_before(clause, ending_at(clause, at, governed=governed))


def subject_behind(clause: Clause, at: int, *, apposition: bool = True) -> Subject | None:
    """The subject whose first word is at `at`: “said Foreign Minister Sergei Lavrov”."""
    subject = starting_at(clause, at)
    return with_apposition(clause, subject) if subject and apposition and not subject.pronoun else subject


def first_subject(clause: Clause, before: int) -> Subject | None:
    """The subject of the sentence that the verb at `before` continues: “Moscow condemned …, warning that …”."""
    for at in range(1, before):
        if clause.inside[at] or not (is_verb(clause, at) or _plain_past(clause, at)):
            continue
        back = at - 1
        while back >= 0 and (clause.lower(back) in AUXILIARIES or _adverb(clause, back)):
            back -= 1
        subject = subject_before(clause, back) if back >= 0 else None
        if subject and subject.pronoun not in RELATIVES:
            return subject
    return None


def _plain_past(clause: Clause, at: int) -> bool:
    word = clause.words[at]
    return word.lower.endswith("ed") and not word.capital and len(word.text) > 4 and not clause.mark(at - 1)


def _adverb(clause: Clause, at: int) -> bool:
    word = clause.words[at]
    return word.lower in ADVERBS or (word.lower.endswith("ly") and not word.capital)


def _relative(clause: Clause, at: int, first: int | None = None) -> Subject | None:
    """“who”: the word is the subject, and what stands before it is who is meant."""
    first = at if first is None else first
    back = first - 1
    if back >= 0 and clause.words[back].text == ",":
        back -= 1
    named = ending_at(clause, back, governed=True) if back >= 0 and not clause.mark(back) else None
    named = _nearest_person(clause, with_name_before(clause, named))
    if named is None or named.pronoun:
        return None
    span = clause.span(first, at)
    return Subject(span=span, core=named.core, first=first, last=at, mention=named.mention, pronoun=clause.lower(at))


def _nearest_person(clause: Clause, phrase: Subject | None) -> Subject | None:
    """Of “reactions from diplomats, who” the diplomats: the person behind the last preposition, if there is one."""
    if phrase is None or phrase.pronoun or (phrase.mention and phrase.mention.kind == "person"):
        return phrase
    inside = range(phrase.last, phrase.first, -1)
    last = next((at for at in inside if clause.lower(at) in PREPOSITIONS), None)
    nearest = ending_at(clause, phrase.last, floor=last + 1) if last is not None else None
    return nearest if nearest and _of_people(clause, nearest) else phrase


def _of_people(clause: Clause, phrase: Subject) -> bool:
    if phrase.mention:
        return phrase.mention.kind == "person"
    return any(names_people(clause.lower(at)) for at in range(phrase.first, phrase.last + 1))


def speaks(clause: Clause, subject: Subject) -> bool:
    """Whether the words are of a kind that speaks: a name, a pronoun, a person's or an institution's noun."""
    if subject.mention or subject.pronoun:
        return True
    inside = range(subject.first, clause.index_at(subject.core.end - 1) + 1)
    return any(clause.named[at] is not None or names_people(clause.lower(at)) for at in inside)


def names_people(word: str) -> bool:
    """Whether a common noun names people or what speaks for them: by list, or by an ending that nothing else has."""
    if word in SPEAKER_NOUNS or word in TITLES:
        return True
    return len(word) > 5 and word.endswith(("ers", "ors", "ists", "ians", "crats", "ents", "ants", "rivals", "women"))
