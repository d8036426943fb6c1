"""What is said of a speaker beside the name: “Lavrov, who was in Wonsan,”, “the head of the agency, Rafael Grossi,”."""

from dataclasses import replace

from index.speech.clause import Clause
from index.speech.grammar import (
    CONJUNCTIONS,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
)
from index.speech.phrases import LONGEST, Subject, ending_at
from index.speech.verbs import verbs


def with_apposition(clause: Clause, subject: Subject) -> Subject:
    """The subject with the apposition that a comma sets off behind it, when that ends the sentence or its part."""
    comma = subject.last + 1
    if clause.lower(comma) != "," or not _describes(clause, comma + 1):
        return subject
    end = comma + 1
    while (
        end < len(clause)
        and not clause.inside[end]
        and clause.words[end].text not in ".;:”—–"
        and end - comma < LONGEST
    ):
        if clause.lower(end) in RELATIVES and _speaks_next(clause, end):
            break
        end += 1
    while end - 1 > comma and clause.mark(end - 1) and clause.words[end - 1].text != ")":
        end -= 1
    if end - 1 <= comma:
        return subject
    span = clause.span(subject.first, end - 1)
    return replace(subject, span=span, last=end - 1)


def _describes(clause: Clause, at: int) -> bool:
    """Whether a part that begins at `at` behind a comma says who the person before it is."""
    if at >= len(clause) or clause.inside[at] or clause.mark(at):
        return False
    word = clause.lower(at)
    if word in ("who", "whose"):
        return not _speaks_next(clause, at)
    if word in DETERMINERS or word.isdigit():
        return True
    if (
        word in PREPOSITIONS
        or word in OPENERS
        or word in CONJUNCTIONS
        or word in SUBJECT_PRONOUNS
        or word.endswith("ing")
    ):
        return False
    end = next((i for i in range(at, len(clause)) if clause.mark(i) or clause.inside[i]), len(clause))
    return any(clause.words[i].word and not clause.words[i].capital for i in range(at, end))


def _speaks_next(clause: Clause, relative: int) -> bool:
    """Whether behind “who” a verb of speech follows: those words are another statement."""
    following = [clause.lower(at) for at in range(relative + 1, min(relative + 4, len(clause)))]
    return any(word in verbs() for word in following[:3])


def over_apposition(clause: Clause, comma: int, mark: str) -> Subject | None:
    """The name before an apposition, or the name that is one: “the head of the agency, Rafael Grossi, said”."""
    last = comma - 1
    opening = comma
    inner: Subject | None = None
    while opening > 0:
        at = opening - 1
        while at >= 0 and (clause.words[at].text != mark or clause.inside[at]) and not clause.inside[at]:
            if clause.words[at].text in (";", ":"):
                return None
            at -= 1
        if at <= 0 or clause.inside[at] or not _modifies(clause, at + 1):
            break
        inner = inner or _name_alone(clause, at + 1, opening - 1)
        opening = at
        outer = ending_at(clause, at - 1)
        if outer and not outer.pronoun and not clause.lower(outer.last).isdigit():
            outer = with_name_before(clause, outer) or outer
            if _is_aside(clause, at + 1, comma):
                last = outer.last
            named = inner if inner and not (outer.mention and outer.mention.kind == "person") else outer
            return Subject(
                span=clause.span(outer.first, last),
                core=named.core,
                first=outer.first,
                last=last,
                mention=named.mention,
            )
    return None


def _is_aside(clause: Clause, first: int, comma: int) -> bool:
    """Whether a part between commas says nothing of the name: “Lavrov, however, said”, “Lavrov, for example, said”."""
    word = clause.lower(first)
    if word in ("for", "in", "on", "at", "after", "during", "with", "when", "while", "as", "like", "too", "though"):
        return True
    return comma - first == 1 and clause.named[first] is None and not word.isdigit()


def _modifies(clause: Clause, at: int) -> bool:
    """Whether a part between commas that begins at `at` says more about the name before it."""
    word = clause.lower(at)
    if clause.mark(at) or word in SUBJECT_PRONOUNS or word in CONJUNCTIONS:
        return False
    opens = word in DETERMINERS or word in ("who", "whose", "now", "then", "formerly") or word.isdigit()
    return opens or word.endswith(("ing", "ed")) or clause.words[at].word


def _name_alone(clause: Clause, first: int, last: int) -> Subject | None:
    mention = clause.named[first]
    if mention is None or mention.kind != "person" or clause.named[last] is not mention:
        return None
    span = clause.span(first, last)
    return Subject(span=span, core=span, first=first, last=last, mention=mention)


def over_bracket(clause: Clause, at: int) -> Subject | None:
    """“Susan Collins (R-Maine)”."""
    opening = next((i for i in range(at, max(at - 8, -1), -1) if clause.words[i].text == "("), None)
    before = ending_at(clause, opening - 1) if opening else None
    if before is None or before.pronoun:
        return None
    return Subject(
        span=clause.span(before.first, at), core=before.core, first=before.first, last=at, mention=before.mention
    )


def with_name_before(clause: Clause, subject: Subject | None) -> Subject | None:
    """The phrase with the name that it describes: “Sam Lau, the communications director of the party said”."""
    if subject is None or subject.pronoun or subject.first < 2:
        return subject
    at = subject.first - 1
    while at > 1 and clause.lower(at) in ("now", "then", "formerly", "currently"):
        at -= 1
    if clause.words[at].text != ",":
        return subject
    at -= 1
    if clause.lower(at).isdigit() and at >= 2 and clause.words[at - 1].text == ",":
        at -= 2
    mention = clause.named[at]
    if mention is None or mention.kind != "person" or (subject.mention and subject.mention.kind == "person"):
        return subject
    first = clause.index_at(mention.whole.start)
    if (
        first > 0
        and not clause.mark(first - 1)
        and clause.lower(first - 1) not in SUBORDINATORS | CONJUNCTIONS | RELATIVES
    ):
        return subject
    core = clause.span(first, at)
    return Subject(span=clause.span(first, subject.last), core=core, first=first, last=subject.last, mention=mention)
