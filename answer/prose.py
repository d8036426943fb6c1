"""Prose of a language model turned into an answer: marks resolved, quotations matched, every sentence checked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from answer.checks import Support, denied, missing, supported
from answer.draft import Draft
from answer.misattribution import wrong_speaker
from answer.quotations import SHORTEST, Match, find_quotation, nearest
from answer.types import Verdict
from index.quotes import quotes
from index.sentences import sentences
from index.text import clean
from index.types import Document, Passage, Span, Statement

REMOVED = "[citation removed]"
"""Stands where a model cited a passage that it was not given: a wrong citation must be visible as wrong."""
_MARK = r"\[\s*\d+(?:\s*(?:[,;–-]|and)\s*\d+)*\s*\]"
_MARKS = re.compile(rf"\s?{_MARK}")
_BEHIND_STOP = re.compile(rf"(?<![.!?])([.!?]+[\"”’»]*)((?: ?{_MARK})+)")
_ON_OWN_LINE = re.compile(rf"\n+({_MARK}(?: ?{_MARK})*)(?=\n|$)")
_LONGEST_RANGE = 20
_MARKDOWN = re.compile(r"\*\*|__|^#{1,6} |^[-*] ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The passages a model was given, in the order of their numbers, and every document they come from."""

    passages: tuple[Passage, ...]
    documents: dict[str, Document]
    statements: Mapping[str, Sequence[Statement]] = field(default_factory=dict)

    def cited(self, numbers: Sequence[int]) -> list[tuple[Passage, Document]]:
        """The passages of these numbers; numbers that were not given out are left out."""
        return [
            (self.passages[number - 1], self.documents[self.passages[number - 1].document_id])
            for number in numbers
            if 1 <= number <= len(self.passages)
        ]


def has_words(prose: str) -> bool:
    """Whether a model's text says anything, marks and Markdown aside."""
    return any(map(str.isalnum, _MARKS.sub("", prose)))


def read_prose(prose: str, sources: Sources) -> Draft:
    """The model's text as a draft: the same words, its `[n]` renumbered to exact spans, each sentence checked."""
    text = _BEHIND_STOP.sub(r"\2\1", _ON_OWN_LINE.sub(r" \1", clean(_MARKDOWN.sub("", prose))))
    draft = Draft()
    end = 0
    for span in sentences(text):
        _read_sentence(draft, span.of(text), sources, separator="\n\n" if "\n" in text[end : span.start] else " ")
        end = span.end
    return draft


def _read_sentence(draft: Draft, sentence: str, sources: Sources, *, separator: str) -> None:
    numbers = _numbers(sentence)
    bare = _MARKS.sub("", sentence).strip()
    cited = sources.cited(numbers)
    wrong = [number for number in numbers if not 1 <= number <= len(sources.passages)]
    if not bare and not wrong:
        return
    matches, altered = _quotations(bare, cited, sources)
    support = _said_by(bare, matches, sources) or _support(bare, cited, matches, sources)
    marks = _cite(draft, sources, cited, support, matches)
    verdict, reason = _verdict(support, cited, matches, altered, wrong)
    draft.write(
        f"{bare} {REMOVED}".strip() if wrong else bare,
        marks,
        verdict=verdict,
        document_id=support.passage.document_id if support.passage else "",
        evidence=support.evidence,
        reason=reason,
        separator=separator,
    )


def _numbers(sentence: str) -> list[int]:
    found: list[int] = []
    for marks in _MARKS.findall(sentence):
        for first, last in re.findall(r"(\d+)(?:\s*[–-]\s*(\d+))?", marks):
            low, high = sorted((int(first[:9]), int((last or first)[:9])))
            found += range(low, min(high, low + _LONGEST_RANGE) + 1)
    return list(dict.fromkeys(found))


def _quotations(
    sentence: str, cited: Sequence[tuple[Passage, Document]], sources: Sources
) -> tuple[list[Match], list[str]]:
    """The quotations of the sentence that are stored, and for each that is not, one sentence saying so."""
    documents = [document for _, document in cited]
    documents += [document for document in sources.documents.values() if document not in documents]
    matches, altered = [], []
    for span in quotes(sentence):
        quotation = span.of(sentence)
        if len(quotation.split()) < SHORTEST:
            continue
        match = find_quotation(quotation, documents)
        if match:
            matches.append(match)
            continue
        near = nearest(quotation, documents)
        altered.append(
            f"The quotation differs from the document, which has: {near}"
            if near
            else "No document found holds this quotation."
        )
    return matches, altered


def _said_by(bare: str, matches: Sequence[Match], sources: Sources) -> Support | None:
    """The verdict on a sentence that gives a quotation to somebody else than its document does."""
    for match in matches:
        reason = wrong_speaker(_without_quotations(bare), match, sources.statements.get(match.document.id, ()))
        if reason:
            passage = next(each for each in sources.passages if each.document_id == match.document.id)
            return Support(verdict="unsupported", passage=passage, evidence=match.spans[0], reason=reason)
    return None


def _without_quotations(bare: str) -> str:
    for span in reversed(quotes(bare)):
        bare = bare[: span.start] + bare[span.end :]
    return bare


def _support(
    bare: str, cited: Sequence[tuple[Passage, Document]], matches: Sequence[Match], sources: Sources
) -> Support:
    told = _without_quotations(bare)
    quoted = [(passage, match) for passage, document in cited for match in matches if match.document.id == document.id]
    if not quoted or len(told.split()) >= len(bare.split()) / 2:
        return supported(bare, cited, [each for held in sources.statements.values() for each in held])
    passage, match = quoted[0]
    around = " ".join(f"{passage.title} {passage.text}" for passage, _ in cited)
    reason = missing(told, around, cited) or denied(told, _around(match))
    return Support(verdict="partly" if reason else "verbatim", passage=passage, evidence=match.spans[0], reason=reason)


def _around(match: Match) -> str:
    """The sentences of the document that hold the quotation, without its words."""
    text = match.document.text
    held = [span for span in sentences(text) if any(span.overlaps(part) for part in match.spans)]
    before, behind = (
        Span(start=held[0].start, end=match.spans[0].start),
        Span(start=match.spans[-1].end, end=held[-1].end),
    )
    return f"{before.of(text)} {behind.of(text)}"


def _cite(
    draft: Draft,
    sources: Sources,
    cited: Sequence[tuple[Passage, Document]],
    support: Support,
    matches: Sequence[Match],
) -> list[int]:
    """Numbers for the cited passages: each cites the quotation it holds, or the sentence that carries the claim."""
    numbers = []
    for passage, document in cited:
        match = next((match for match in matches if match.document.id == document.id), None)
        spans: tuple[Span, ...] = (passage.span,)
        if match:
            spans = match.spans
        elif support.evidence and support.passage and support.passage.id == passage.id:
            spans = (support.evidence,)
        numbers.append(draft.cite(_holding(spans[0], passage, sources), spans, document.text))
    return numbers


def _holding(span: Span, cited: Passage, sources: Sources) -> Passage:
    """The passage that the span stands in: the cited one if it does, for a model may mean its neighbour."""
    near = [passage for passage in sources.passages if passage.document_id == cited.document_id]
    return next((passage for passage in (cited, *near) if passage.span.overlaps(span)), cited)


def _verdict(
    support: Support,
    cited: Sequence[tuple[Passage, Document]],
    matches: Sequence[Match],
    altered: Sequence[str],
    wrong: Sequence[int],
) -> tuple[Verdict, str]:
    if wrong:
        return "citation removed", f"The model cited passage {wrong[0]}, which it was not given."
    if altered:
        return "unsupported", altered[0]
    elsewhere = [match.document.title for match in matches if match.document not in [document for _, document in cited]]
    if cited and elsewhere:
        return "partly", f"The quotation is not in the cited document, but in “{elsewhere[0]}”."
    if matches and support.verdict == "supported":
        return "verbatim", ""
    return support.verdict, support.reason
