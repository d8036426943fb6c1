"""When the corpus does not answer: one plain sentence that says so and why, and the passages that come nearest."""

import re
from collections.abc import Sequence

from answer.certainty import certainty
from answer.coverage import number
from answer.expectations import must_be_there
from answer.findings import Findings
from answer.no_statement import no_statement
from answer.question import Question
from answer.types import Refusal
from index.topics import terms, topic_terms
from index.types import Hit

LEAST_CERTAINTY = 1.08
"""Certainty below which nothing answers: where the mean balanced accuracy on the development halves of XQuAD, CLAP NQ
and the golden questions is best (docs/decisions/answering.md has the curve; `python -m evals run refusal` draws it)."""
_LOOKED_AT = 5
"""Sentences of which one must hold the number asked for; the right one is among them in .96 of such questions."""
_NEAREST = 3
_NO_ANSWER = "The documents do not answer this question"
_TOLD = 4
"""Words of the question that a refusal names as missing."""


def empty_question() -> Refusal:
    """The refusal of a question without a word in it."""
    return Refusal(kind="empty question", reason="Please type a question.")


def refusal(found: Findings) -> Refusal | None:
    """Why the findings do not answer, or None when they do."""
    if not found.coverage.documents:
        reason = "There are no documents to search under these filters; add some, or widen the filters."
        return Refusal(kind="empty corpus", reason=reason)
    reason = _nothing_from_there(found.question) or (
        _nothing_said(found) if found.question.intent == "said" else _nothing_found(found)
    )
    if not reason:
        return None
    nearest = tuple(hit.passage for hit in found.hits[:_NEAREST])
    said = no_statement(found.coverage) if found.question.intent == "said" and not found.sayings else ""
    return Refusal(
        kind="not in the passages" if nearest else "nothing found", reason=reason, nearest=nearest, silence=said
    )


def _nothing_from_there(question: Question) -> str:
    outlet = question.scope.unknown_outlet
    return f"No document is from {outlet}, and none reports what {outlet} says." if outlet else ""


def _nothing_said(found: Findings) -> str:
    question, counted = found.question, found.coverage
    if found.sayings:
        return ""
    about = f" about {question.topic}" if question.topic else ""
    if question.besides:
        return f"Nothing that others said{about} was found{_limits(question)}."
    nothing = f"Nothing that {question.person} said{about} was found{_limits(question)}"
    if not counted.with_person:
        return f"{nothing}: no document mentions {question.person}."
    if not counted.statements:
        return f"{nothing}: the documents name {question.person}, but report no statement."
    if _limits(question):
        whole = number(counted.statements, "statement")
        return f"{nothing}. Without these limits, {whole} by {question.person} can be found."
    on = f"; they speak of {', '.join(found.silence.topics)}" if found.silence.topics else ""
    if counted.statements == 1:
        return f"{nothing}: the one statement found is not on that{on.replace('they speak', 'it speaks')}."
    return f"{nothing}: none of the {counted.statements} statements found is on that{on}."


def _limits(question: Question) -> str:
    """The limits under which nothing was found, so that the reader knows what to switch off."""
    limits = [
        each.meaning for each in question.readings if each.kind in ("date", "outlet", "exclusion") and each.limits
    ]
    return f" under the limits of the question ({'; '.join(limits)})" if limits else ""


def missing(question: Question, hits: Sequence[Hit]) -> list[str]:
    """The words of the question that no passage found has in any inflection, nor its title; as they are written."""
    held = frozenset().union(*(terms(f"{hit.passage.title} {hit.passage.text}") for hit in hits))
    words = dict.fromkeys(re.findall(r"[^\W_]+(?:-[^\W_]+)*", question.sought))
    return [word for word in words if (asked := topic_terms(word)) and not asked & held]


def _either(words: Sequence[str]) -> str:
    named = [f"“{word}”" for word in words[:_TOLD]]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"


def sure(found: Findings) -> float | None:
    """The certainty that decided whether to answer; None where a rule or the statements found did, whatever it was."""
    ruled = found.question.intent == "said" or not found.coverage.documents or _ruled_out(found)
    return None if ruled or _nothing_from_there(found.question) else certainty(found.evidence, found.hits)


def _nothing_found(found: Findings) -> str:
    ruled_out = _ruled_out(found)
    if ruled_out or certainty(found.evidence, found.hits) >= LEAST_CERTAINTY:
        return ruled_out
    words = missing(found.question, found.hits)
    return f"{_NO_ANSWER}: no passage found has {_either(words)}." if words else f"{_NO_ANSWER}."


def _ruled_out(found: Findings) -> str:
    """The reason of the first rule by which nothing can answer, however near it is; empty when none applies."""
    question, sentences = found.question, found.evidence
    if question.strange:
        return f"{_NO_ANSWER}: they say nothing about {', '.join(question.strange)}."
    if question.required and not any(question.required & terms(each.text) for each in sentences):
        return f"{_NO_ANSWER}: they say nothing about {', '.join(question.named)}."
    counts = must_be_there(question.expected, question.understood)
    if counts and not any(each.fits for each in sentences[:_LOOKED_AT]):
        return f"{_NO_ANSWER}: they give no such number."
    return ""
