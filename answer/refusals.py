"""When the corpus does not answer: one plain sentence that says so and why, and the passages that come nearest."""

from answer.findings import Findings
from answer.question import Question
from answer.topics import terms
from answer.types import Refusal

LEAST_SCORE = 0.7
"""Score of the best sentence below which nothing answers (cosine + half the share of the question's terms).
On XQuAD's held-out half it answers .961 of the questions that the corpus answers and declines .965 of those it does
not (`python -m evals.sentences`, docs/decisions/answering.md)."""
_NEAREST = 3


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
    return Refusal(kind="not in the passages" if nearest else "nothing found", reason=reason, nearest=nearest)


def _nothing_from_there(question: Question) -> str:
    outlet = question.scope.unknown_outlet
    return f"No document is from {outlet}, and none reports what {outlet} says." if outlet else ""


def _nothing_said(found: Findings) -> str:
    question, counted = found.question, found.coverage
    if found.sayings:
        return ""
    about = f" about {question.topic}" if question.topic else ""
    nothing = f"Nothing that {question.person} said{about} was found{_limits(question)}"
    if not counted.with_person:
        return f"{nothing}: no document mentions {question.person}."
    if not counted.statements:
        return f"{nothing}: the documents name {question.person}, but report no statement."
    if counted.statements == 1:
        return f"{nothing}: the one statement found is not on that."
    return f"{nothing}: none of the {counted.statements} statements found is on that."


def _limits(question: Question) -> str:
    """The limits under which nothing was found, so that the reader knows what to switch off."""
    limits = [
        each.meaning for each in question.readings if each.kind in ("date", "outlet", "exclusion") and each.limits
    ]
    return f" under the limits of the question ({'; '.join(limits)})" if limits else ""


def _nothing_found(found: Findings) -> str:
    question = found.question
    if max((each.score for each in found.evidence), default=0.0) < LEAST_SCORE:
        return "The documents do not answer this question."
    if question.required and not any(question.required & terms(each.text) for each in found.evidence):
        return f"The documents do not answer this question: they say nothing about {', '.join(question.named)}."
    return ""
