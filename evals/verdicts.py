"""How good one answer is, given what is known of its question: pure functions, each with its formula.

A score that is not defined for an answer (the precision of no citation) is None, and its row leaves it out.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from answer.draft import ELLIPSIS, joined
from answer.types import Answer, Citation
from evals.questions import GoldQuestion, Place, holds
from evals.rows import Verdict
from index.quotes import quotes
from index.types import Passage, Span

_WORD = re.compile(r"\w+")
_MARK = re.compile(r"\s?\[\d+\]")
_ENDS = " \n\t.,;:!?…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The documents that an answer can cite: their texts by id, and their ids by file name."""

    texts: Mapping[str, str]
    ids: Mapping[str, str]


def verdict(question: GoldQuestion, answer: Answer, stored: Stored) -> Verdict:
    """Right, wrong or declined.

    The corpus answers: `declined` when it was refused; `right` when it says what it must, names the speaker, says
    nothing that it must not, and cites a place of the evidence; else `wrong`.
    The corpus does not answer: `declined` when it was refused, else `wrong`. There, declining is what is right.
    """
    if answer.refusal is not None:
        return "declined"
    if not question.answerable:
        return "wrong"
    cites = any(_cites(citation, group, stored) for citation in answer.citations for group in question.evidence)
    return "right" if says(question, answer.text) and cites else "wrong"


def says(question: GoldQuestion, text: str) -> bool:
    """Whether of each group of keys one is in the text, the speaker's name too, and nothing that must not be there."""
    wanted = all(any(holds(text, key) for key in group) for group in question.answer)
    named = not question.speaker or holds(text, question.speaker)
    return wanted and named and not any(holds(text, key) for key in question.never)


def right_to(question: GoldQuestion, given: Verdict) -> bool:
    """Whether the verdict is the best that the question allows: right where the corpus answers, declined elsewhere."""
    return given == ("right" if question.answerable else "declined")


def citation_precision(question: GoldQuestion, citations: Sequence[Citation], stored: Stored) -> float | None:
    """Citations that quote a part of a known place of the question / all citations; 0 when nothing is cited.

    None when the corpus does not answer. Like the two below it is 0 for an answer that was declined, so that declining
    raises no figure and every run counts the same questions.
    """
    if not question.answerable:
        return None
    return sum(_cites(each, question.places, stored) for each in citations) / len(citations) if citations else 0.0


def citation_recall(question: GoldQuestion, citations: Sequence[Citation], stored: Stored) -> float | None:
    """Groups of the evidence of which a citation quotes a part / all groups; None when the corpus does not answer."""
    if not question.evidence:
        return None
    cited = [any(_cites(citation, group, stored) for citation in citations) for group in question.evidence]
    return sum(cited) / len(cited)


def evidence_found(question: GoldQuestion, passages: Sequence[Passage], stored: Stored) -> float | None:
    """Groups of the evidence of which a passage found holds a part / all groups: what an answer could have cited.

    Low, the search lost the evidence; high beside a low recall of citations, the choice of sentences did.
    """
    if not question.evidence:
        return None
    whole = [(passage.document_id, (passage.span,)) for passage in passages]
    held = [any(_touches(id, spans, group, stored) for id, spans in whole) for group in question.evidence]
    return sum(held) / len(held)


def leading(question: GoldQuestion, citations: Sequence[Citation], stored: Stored) -> float | None:
    """1 when the first citation quotes a part of the evidence, else 0: a reader looks there first."""
    if not question.evidence:
        return None
    return float(any(_cites(each, group, stored) for each in citations[:1] for group in question.evidence))


def quotation_exactness(text: str, documents: Collection[str]) -> float | None:
    """Quotations of the text that stand, character for character, in a document / all; None without quotations.

    A quotation with an ellipsis counts when one document holds all its parts in order. Marks `[1]` and punctuation
    at either end are not part of a quotation.
    """
    quoted = [span.of(text) for span in quotes(text)]
    if not quoted:
        return None
    return sum(any(_stands(each, document) for document in documents) for each in quoted) / len(quoted)


def citation_exactness(citations: Sequence[Citation], texts: Mapping[str, str]) -> float | None:
    """Citations whose quote is exactly the characters of their spans in the stored document / all; None without."""
    if not citations:
        return None
    return sum(_exact(citation, texts.get(citation.passage.document_id, "")) for citation in citations) / len(citations)


def checked(answer: Answer) -> float | None:
    """Words of the answer that stand in exactly one checked sentence / all words; None for an empty answer."""
    text = _MARK.sub(lambda found: " " * len(found[0]), answer.text)
    words = [Span(start=found.start(), end=found.end()) for found in _WORD.finditer(text)]
    if not words:
        return None
    covered = [sum(check.sentence.covers(word) for check in answer.checks) == 1 for word in words]
    return sum(covered) / len(covered)


def scores(question: GoldQuestion, answer: Answer, stored: Stored) -> dict[str, float]:
    """All scores of one answer that are defined for it, by name; of each, more is better.

    Without a quotation none is inexact, without a citation neither: both are 1 there.
    """
    given = verdict(question, answer, stored)
    quoted = None if answer.refusal else quotation_exactness(answer.text, stored.texts.values())
    cited = citation_exactness(answer.citations, stored.texts)
    citations = () if answer.refusal else answer.citations  # what a refusal cites is said not to answer
    known = {
        "right": float(right_to(question, given)),
        "not wrong": float(given != "wrong"),
        "evidence found": evidence_found(question, [hit.passage for hit in answer.hits], stored),
        "citation precision": citation_precision(question, citations, stored),
        "citation recall": citation_recall(question, citations, stored),
        "leading citation": leading(question, citations, stored),
        "quotations exact": 1.0 if quoted is None else quoted,
        "citations exact": 1.0 if cited is None else cited,
        "checked": checked(answer),
    }
    return {name: value for name, value in known.items() if value is not None}


def _cites(citation: Citation, places: Sequence[Place], stored: Stored) -> bool:
    """Whether a quoted span of the citation shares characters with one of the places."""
    return _touches(citation.passage.document_id, citation.quoted, places, stored)


def _touches(id: str, spans: Sequence[Span], places: Sequence[Place], stored: Stored) -> bool:
    return any(
        stored.ids.get(place.document) == id and any(span.overlaps(each) for each in spans)
        for place in places
        for span in _spans(place, stored)
    )


def _spans(place: Place, stored: Stored) -> list[Span]:
    start = stored.texts.get(stored.ids.get(place.document, ""), "").find(place.text)
    return [Span(start=start, end=start + len(place.text))] if start >= 0 else []


def _exact(citation: Citation, text: str) -> bool:
    inside = all(0 <= span.start < span.end <= len(text) for span in citation.quoted)
    return bool(citation.quoted) and inside and citation.quote == joined(citation.quoted, text)


def _stands(quotation: str, document: str) -> bool:
    place = 0
    for part in quotation.split(ELLIPSIS.strip()):
        found = document.find(part.strip(_ENDS), place)
        if found < 0:
            return False
        place = found + len(part.strip(_ENDS))
    return True
