"""Prose of a language model turned into an answer: marks resolved, quotations matched, every sentence checked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.checks import Support, supported
from answer.draft import Draft
from answer.quotations import SHORTEST, Match, find_quotation, nearest
from answer.types import Verdict
from index.quotes import quotes
from index.sentences import sentences
from index.text import clean, paragraphs
from index.types import Document, Passage, Span

REMOVED = "[citation removed]"
"""Stands where a model cited a passage that it was not given: a wrong citation must be visible as wrong."""
_MARKS = re.compile(r"\s*\[\s*\d+(?:\s*(?:[,;–-]|and)\s*\d+)*\s*\]")
_BEHIND_STOP = re.compile(r"([.!?]+[\"”’»]*)((?:\s*\[\s*\d[\d,;–\s-]*\])+)")
_MARKDOWN = re.compile(r"\*\*|__|^#{1,6} |^[-*] ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The passages a model was given, in the order of their numbers, and every document they come from."""

    passages: tuple[Passage, ...]
    documents: dict[str, Document]

    def cited(self, numbers: Sequence[int]) -> list[tuple[Passage, Document]]:
        """The passages of these numbers; numbers that were not given out are left out."""
        return [
            (self.passages[number - 1], self.documents[self.passages[number - 1].document_id])
            for number in numbers
            if 1 <= number <= len(self.passages)
        ]


def read_prose(prose: str, sources: Sources) -> Draft:
    """The model's text as a draft: the same words, its `[n]` renumbered to exact spans, each sentence checked."""
    text = clean(_MARKDOWN.sub("", _BEHIND_STOP.sub(r"\2\1", prose)))
    draft = Draft()
    for block in paragraphs(text):
        separator = "\n\n"
        for span in sentences(text):
            if block.covers(span):
                _read_sentence(draft, span.of(text), sources, separator)
                separator = " "
    return draft


def _read_sentence(draft: Draft, sentence: str, sources: Sources, separator: str) -> None:
    numbers = _numbers(sentence)
    bare = _MARKS.sub("", sentence)
    cited = sources.cited(numbers)
    wrong = [number for number in numbers if not 1 <= number <= len(sources.passages)]
    matches, altered = _quotations(bare, cited, sources)
    support = _support(bare, cited, matches)
    marks = _cite(draft, cited, support, matches)
    verdict, reason = _verdict(support, matches, altered, wrong)
    draft.write(
        f"{bare} {REMOVED}" if wrong else bare,
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
            found += range(int(first), min(int(last or first), int(first) + 20) + 1)
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


def _support(bare: str, cited: Sequence[tuple[Passage, Document]], matches: Sequence[Match]) -> Support:
    told = bare
    for span in reversed(quotes(bare)):
        told = told[: span.start] + told[span.end :]
    if matches and cited and len(told.split()) < len(bare.split()) / 2:
        return Support(verdict="verbatim", passage=cited[0][0], evidence=matches[0].spans[0])
    return supported(bare, cited)


def _cite(
    draft: Draft, cited: Sequence[tuple[Passage, Document]], support: Support, matches: Sequence[Match]
) -> list[int]:
    """Numbers for the cited passages: each cites the quotation it holds, or the sentence that carries the claim."""
    numbers = []
    for passage, document in cited:
        match = next((match for match in matches if match.document.id == document.id), None)
        spans: tuple[Span, ...] = (passage.span,)
        if match and all(span.start < passage.end and passage.start < span.end for span in match.spans[:1]):
            spans = match.spans
        elif support.evidence and support.passage and support.passage.id == passage.id:
            spans = (support.evidence,)
        numbers.append(draft.cite(passage, spans, document.text))
    return numbers


def _verdict(
    support: Support, matches: Sequence[Match], altered: Sequence[str], wrong: Sequence[int]
) -> tuple[Verdict, str]:
    if wrong:
        return "citation removed", f"The model cited passage {wrong[0]}, which it was not given."
    if altered:
        return "unsupported", altered[0]
    if matches and support.verdict == "supported":
        return "verbatim", ""
    return support.verdict, support.reason
