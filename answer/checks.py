"""Whether a sentence of an answer is carried by what it cites: names, numbers, denials, opposites, speakers, words.

No model: rules that compare the sentence with its source and name the words of both sides. What each rule adds, and
what sentence vectors and token vectors do not, is in docs/decisions/checks.md.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer import contradictions
from answer.calendar_dates import wrong_date
from answer.quantities import wrong_unit
from answer.said import said_by_another
from answer.slots import (
    another_person,
    other_name,
    plain_terms,
    squashed,
    swapped,
    unknown_name,
    wrong_day,
    wrong_number,
    wrong_time,
)
from answer.types import Verdict
from answer.wording import wording
from index.instructions import instructions, without_instructions
from index.sentences import sentences
from index.topics import terms
from index.types import Document, Passage, Span, Statement

_SUPPORTED, _PARTLY = 0.25, 0.15
"""Shares of a sentence's terms that its source must hold more than. The first was chosen on the five development
domains of SummEdits (docs/decisions/checks.md), the second by hand."""
_TELLING = 2
"""Words beside names and numbers that another passage must share with a sentence of which the cited one has none."""
_CLOSE = 0.75
"""Share of a sentence's terms, names and numbers aside, in one sentence of the source from which the two are taken for
one wording, so that what differs was changed. Set by hand."""
_RIVAL = 0.5
"""Share from which another sentence of the source may be what the sentence is from: its numbers and names count too."""
INSTRUCTED = "In the source this stands in an instruction to a language model, and no report says it."
_SAME_MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The verdict on one sentence, and the sentence of a document that carries it best.

    `settled` is a verdict that nothing takes back: the sentence is there word for word, or what it says is not: another
    number, name, day, speaker, an opposite. What the words only make likely is open.
    """

    verdict: Verdict
    passage: Passage | None = None
    evidence: Span | None = None
    reason: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence of the source, and the share of the checked sentence's terms that it holds."""

    passage: Passage
    document: Document
    span: Span
    share: float

    @property
    def text(self) -> str:
        return self.span.of(self.document.text)


def supported(
    sentence: str, cited: Sequence[tuple[Passage, Document]], statements: Sequence[Statement] = ()
) -> Support:
    """How far the cited passages carry the sentence; the caller leaves its marks out.

    Verbatim: it is a sentence of the source, typography aside. Unsupported: the source says otherwise, or something
    else. Partly: it holds the words, but not a name or number, or not all the words.
    """
    if not cited:
        return Support(verdict="unsupported", reason="No source is cited for this sentence.", settled=True)
    told = [without_instructions(each) for each in cited]
    found = _supported(sentence, told, statements)
    passages = {passage.id: passage for passage, _ in cited}
    found = replace(found, passage=passages[found.passage.id]) if found.passage else found
    return found if found.verdict == "verbatim" else _instructed(sentence, cited, told) or found


def _instructed(
    sentence: str, cited: Sequence[tuple[Passage, Document]], told: Sequence[tuple[Passage, Document]]
) -> Support | None:
    """The verdict on a sentence with words that its sources have in an instruction to a language model, and only there.

    `told` is what they have besides.
    """
    wanted, reported = terms(sentence), terms(_around(told))
    for passage, document in cited:
        for span in instructions(document.text) if not wanted <= reported else ():
            held = terms(span.of(document.text))
            if passage.span.overlaps(span) and wanted & held - reported and _share(wanted, held) > _SUPPORTED:
                return Support(verdict="unsupported", passage=passage, evidence=span, reason=INSTRUCTED, settled=True)
    return None


def _supported(sentence: str, cited: Sequence[tuple[Passage, Document]], statements: Sequence[Statement]) -> Support:
    places = _places(sentence, cited)
    best = places[0]
    if _plain(best.text) == _plain(sentence):
        return Support(verdict="verbatim", passage=best.passage, evidence=best.span, settled=True)
    of_document = [each for each in statements if each.document_id == best.document.id]
    verdict, reason, settled = _judged(sentence, places, cited, of_document)
    return Support(verdict=verdict, passage=best.passage, evidence=best.span, reason=reason, settled=settled)


def _judged(
    sentence: str,
    places: Sequence[_Place],
    cited: Sequence[tuple[Passage, Document]],
    statements: Sequence[Statement],
) -> tuple[Verdict, str, bool]:
    """Verdict, reason, and whether both are settled."""
    best, around = places[0], _around(cited)
    near = best.text if best.share >= _RIVAL else ""
    close = near if near and _share(plain_terms(sentence), terms(near)) >= _CLOSE else ""
    contrary, sure = contradicted(sentence, around, close, near)
    spoken = said_by_another(sentence, best.span, statements) if near and not contrary else ""
    rivals = [each.text for each in places if each.share >= _RIVAL] if close else []
    lacking = missing(sentence, around, cited, best.text, "\n".join(rivals))
    lacking = lacking or (another_person(sentence, near, around) if near else "")
    settled = bool(sure or spoken or lacking)
    if contrary or spoken:
        return "unsupported", contrary or spoken, settled
    share = _share(terms(sentence), terms(around))
    if share <= _PARTLY:
        return "unsupported", lacking or "The cited passage does not say this.", settled
    if lacking or share <= _SUPPORTED:
        return "partly", lacking or "The cited passage does not say all of this.", settled
    return "supported", "", False


def contradicted(sentence: str, around: str, evidence: str = "", near: str = "") -> tuple[str, bool]:
    """What the sentence says otherwise than its source, as one sentence, and whether that is sure.

    `evidence` is a close wording, if any, `near` a sentence of the source that shares half of the terms. A denial or an
    “only” that the source has not beside the same words is likely to be wrong and not sure, for it may say so in other
    words.
    """
    claim, source = wording(sentence), wording(around)
    if evidence:
        other = wording(evidence)
        found = contradictions.undenied(claim, other) or contradictions.certain(claim, other)
        if found := found or swapped(sentence, evidence):
            return found, True
    if near:
        beside = wording(near)
        if found := contradictions.confirmed(claim, beside) or contradictions.turned(claim, beside, source):
            return found, True
    denied, opposed = contradictions.denied(claim, source), contradictions.opposed(claim, source)
    return denied or opposed or contradictions.bounded(claim, source), bool(opposed)


def miscited(sentence: str, cited: Sequence[tuple[Passage, Document]], given: Sequence[Passage]) -> str:
    """One sentence when the cited passages, of several given ones, share only names and numbers with this one.

    Names alone stand in many a passage about the same people. The passage that shares most words is named, if any does.
    """
    telling = plain_terms(sentence)
    others = [each for each in given if all(each.id != passage.id for passage, _ in cited)]
    if telling & terms(_around(cited)) or not others:
        return ""
    best = max(others, key=lambda each: len(telling & terms(each.text)))
    if len(telling & terms(best.text)) < _TELLING:
        return "The cited passage shares only names with this."
    return f"The cited passage does not say this; one of “{best.title}” may."


def denied(sentence: str, source: str) -> str:
    """Whether one of the two denies and the other does not, as one sentence: what is told of one quotation."""
    return contradictions.one_denies(wording(sentence), wording(source))


def missing(
    sentence: str,
    around: str,
    cited: Sequence[tuple[Passage, Document]],
    evidence: str = "",
    rival: str = "",
) -> str:
    """What the sentence counts and its source does not, or whom it names and the documents do not: one sentence.

    With `rival`, the places of a close wording that the sentence may be from, also what it has for another word there.
    """
    number = wrong_number(sentence, around, evidence, rival=rival) or wrong_unit(sentence, around)
    if reason := number or wrong_date(sentence, around) or wrong_time(sentence, around) or wrong_day(sentence, around):
        return reason
    documents = [document for _, document in cited]
    held = terms(around).union(*(terms(document.text) for document in documents))
    written = "\n".join([squashed(around), *(squashed(document.text) for document in documents)])
    if unknown := unknown_name(sentence, held, written):
        return f"“{unknown}” is not in the cited document."
    mine, other = other_name(sentence, evidence, rival) if rival else ("", "")
    return f"The source says {other}, not {mine}." if mine else ""


def _places(sentence: str, cited: Sequence[tuple[Passage, Document]]) -> list[_Place]:
    """The sentences of the cited passages, the one that shares most of the sentence's terms first.

    In whatever order they are cited, the same comes first.
    """
    wanted, plain = terms(sentence), _plain(sentence)
    found = [
        _Place(passage, document, span, _share(wanted, terms(span.of(document.text))))
        for passage, document, span in _spans(cited)
    ]
    return sorted(found, key=lambda each: (_plain(each.text) != plain, -each.share, each.document.id, each.span.start))


def _spans(cited: Sequence[tuple[Passage, Document]]) -> list[tuple[Passage, Document, Span]]:
    found = [
        (passage, document, span)
        for passage, document in cited
        for span in sentences(document.text)
        if passage.span.overlaps(span)
    ]
    return found or [(passage, document, passage.span) for passage, document in cited]


def _around(cited: Sequence[tuple[Passage, Document]]) -> str:
    """The words of all cited passages with their titles, in an order of their own: that of citing does not matter."""
    return "\n".join(sorted({f"{passage.title}\n{passage.text}" for passage, _ in cited}))


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 1.0


def _plain(text: str) -> str:
    """A sentence in one typography, without outer blanks and its full stop."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(_SAME_MARKS)).strip(" .")
