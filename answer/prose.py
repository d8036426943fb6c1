"""Prose of a language model turned into an answer: marks resolved, quotations matched, every sentence checked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from answer.checks import Support, denied, miscited, missing, supported
from answer.draft import Draft
from answer.quotations import SHORTEST, Match, find_quotation
from answer.second_opinion import Judged, second_opinions
from answer.shelf import Pile, Shelf
from answer.types import Verdict
from answer.verbatim_gate import pass_gate
from index.catalogue import Catalogue
from index.entailment import Checker
from index.quotes import quotes
from index.sentences import sentences
from index.text import clean
from index.types import Document, Hit, Passage, Span, Statement

REMOVED = "[citation removed]"
"""Stands where a model cited a passage that it was not given: a wrong citation must be visible as wrong."""
_MARK = r"\[\s*\d+(?:\s*(?:[,;–-]|and)\s*\d+)*\s*\]"
_MARKS = re.compile(rf"\s?{_MARK}")
_BEHIND_STOP = re.compile(rf"(?<![.!?])([.!?]+[\"”’»]*)((?: ?{_MARK})+)")
_ON_OWN_LINE = re.compile(rf"\n+({_MARK}(?: ?{_MARK})*)(?=\n|$)")
_LONGEST_RANGE = 20
_LONGEST_UNCITED, _LONGEST_UNCITED_TEXT = 600, 6_000
"""Characters of a sentence, and of a text, whose sources are looked for when the model names none: each is compared
with every passage, and an answer is shorter."""
_FEWEST_WORDS = 4
"""Of a sentence whose source is looked for: a heading or a “Yes.” would be found anywhere."""
_LIST_NUMBER = re.compile(r"\(?\d{1,2}[.)](?:\s+|$)")
_MARKDOWN = re.compile(r"\*\*|__|^#{1,6} |^[-*] ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The passages a model was given, in the order of their numbers, and every document they come from."""

    passages: tuple[Passage, ...]
    documents: dict[str, Document]
    statements: Mapping[str, Sequence[Statement]] = field(default_factory=dict)

    @property
    def pile(self) -> Pile:
        """The documents as what quotations can be looked for in."""
        return Pile(documents=list(self.documents.values()), statements=self.statements, passages=self.passages)

    def cited(self, numbers: Sequence[int]) -> list[tuple[Passage, Document]]:
        """The passages of these numbers; numbers that were not given out are left out."""
        return [
            (self.passages[number - 1], self.documents[self.passages[number - 1].document_id])
            for number in numbers
            if 1 <= number <= len(self.passages)
        ]


def sources_of(hits: Sequence[Hit], catalogue: Catalogue) -> Sources:
    """What a model was given, with all that the catalogue knows of who says what there."""
    passages = tuple(hit.passage for hit in hits)
    ids = dict.fromkeys(passage.document_id for passage in passages)
    return Sources(
        passages=passages,
        documents={id: catalogue.document(id) for id in ids},
        statements={id: catalogue.statements_of(id) for id in ids},
    )


def has_marks(prose: str) -> bool:
    """Whether a model's text cites anything at all, rightly or wrongly."""
    return bool(_MARKS.search(prose))


def has_words(prose: str) -> bool:
    """Whether a model's text says anything, marks and Markdown aside."""
    return any(map(str.isalnum, _MARKS.sub("", prose)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A sentence as it was read: without its marks, with what they cite, and the verdict of the rules.

    `lead` is its number in a list (“2. ”), which says nothing. `wrong` are the numbers of passages that the model was
    not given.
    """

    bare: str
    lead: str
    separator: str
    cited: list[tuple[Passage, Document]]
    wrong: list[int]
    matches: list[Match]
    support: Support


def read_prose(prose: str, sources: Sources, shelf: Shelf | None = None, checker: Checker | None = None) -> Draft:
    """The model's text as a draft: the same words, its `[n]` renumbered to exact spans, each sentence checked.

    Quotations are looked for on the `shelf`; without one, in the documents of the sources. A `checker` is asked about
    what the rules leave open. In a text that cites nothing at all, each sentence is given the passage that carries it,
    where there is one.
    """
    text = _BEHIND_STOP.sub(r"\2\1", _ON_OWN_LINE.sub(r" \1", clean(_MARKDOWN.sub("", prose))))
    read = list(_read(text, sources))
    supports = [each.support for each in read]
    if checker:
        judged = [Judged(sentence=each.bare, cited=each.cited, support=each.support) for each in read]
        supports = second_opinions(judged, checker)
    draft = Draft()
    for sentence, support in zip(read, supports, strict=True):
        _write(draft, sentence, support, sources)
    pass_gate(draft, shelf or sources.pile)
    return draft


def _read(text: str, sources: Sources) -> Iterator[_Sentence]:
    cites = has_marks(text) or len(text) > _LONGEST_UNCITED_TEXT
    for span, lead, separator in _numbered(text):
        numbers = _numbers(span.of(text))
        bare = _MARKS.sub("", span.of(text)).strip()
        wrong = [number for number in numbers if not 1 <= number <= len(sources.passages)]
        if not bare and not wrong:
            continue
        cited = sources.cited(numbers) if cites else _carrying(bare, sources)
        matches = _quotations(bare, cited, sources)
        support = _support(bare, cited, matches, sources)
        yield _Sentence(
            bare=bare, lead=lead, separator=separator, cited=cited, wrong=wrong, matches=matches, support=support
        )


def _carrying(bare: str, sources: Sources) -> list[tuple[Passage, Document]]:
    """The passage that carries a sentence which cites none: where its quotation stands, else what supports it."""
    if len(bare) > _LONGEST_UNCITED or len(bare.split()) < _FEWEST_WORDS:
        return []
    everything = sources.cited(range(1, len(sources.passages) + 1))
    match = next(iter(_quotations(bare, (), sources)), None)
    if match:
        return [each for each in everything if any(each[0].span.overlaps(span) for span in match.spans)
                and each[1].id == match.document.id][:1]  # fmt: skip
    found = supported(bare, everything, [each for held in sources.statements.values() for each in held])
    if found.verdict not in ("verbatim", "supported") or not found.passage:
        return []
    return [(found.passage, sources.documents[found.passage.document_id])]


def _numbered(text: str) -> Iterator[tuple[Span, str, str]]:
    """The sentences of a text, each with its number in a list taken off it, and with what parts it from the one before.

    A number that is a sentence of its own belongs to the next one; the last one, with none behind it, is a sentence.
    """
    spans = sentences(text)
    end, kept = 0, ("", "")
    for at, span in enumerate(spans):
        lead, separator = kept if kept[0] else ("", "\n\n" if "\n" in text[end : span.start] else " ")
        found = None if lead else _LIST_NUMBER.match(span.of(text))
        if found and not found[0].rstrip().endswith(")") and text[: span.start].rstrip(" ")[-1:].strip():
            found = None  # “50.” within a line may be an answer
        end, kept = span.end, ("", "")
        if found and found.end() == span.end - span.start and at + 1 < len(spans):
            kept = (f"{found[0].strip()} ", separator)
        elif found and found.end() < span.end - span.start:
            yield Span(start=span.start + found.end(), end=span.end), f"{found[0].strip()} ", separator
        else:
            yield span, lead, separator


def _write(draft: Draft, sentence: _Sentence, support: Support, sources: Sources) -> None:
    marks = _cite(draft, sources, sentence.cited, support, sentence.matches)
    verdict, reason = _verdict(support, sentence.wrong)
    draft.write(
        sentence.lead + (f"{sentence.bare} {REMOVED}".strip() if sentence.wrong else sentence.bare),
        marks,
        verdict=verdict,
        document_id=support.passage.document_id if support.passage else "",
        evidence=support.evidence,
        reason=reason,
        separator=sentence.separator,
    )


def _numbers(sentence: str) -> list[int]:
    found: list[int] = []
    for marks in _MARKS.findall(sentence):
        for first, last in re.findall(r"(\d+)(?:\s*[–-]\s*(\d+))?", marks):
            low, high = sorted((int(first[:9]), int((last or first)[:9])))
            found += range(low, min(high, low + _LONGEST_RANGE) + 1)
    return list(dict.fromkeys(found))


def _quotations(sentence: str, cited: Sequence[tuple[Passage, Document]], sources: Sources) -> list[Match]:
    """Where the quotations of the sentence stand in the documents of its sources, the cited ones first."""
    documents = [document for _, document in cited]
    documents += [document for document in sources.documents.values() if document not in documents]
    quoted = [span.of(sentence) for span in quotes(sentence)]
    found = [find_quotation(words, documents) for words in quoted if len(words.split()) >= SHORTEST]
    return [match for match in found if match]


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
        found = supported(bare, cited, [each for held in sources.statements.values() for each in held])
        elsewhere = miscited(bare, cited, sources.passages) if found.verdict == "supported" else ""
        return replace(found, verdict="partly", reason=elsewhere) if elsewhere else found
    passage, match = quoted[0]
    around = " ".join(f"{passage.title} {passage.text}" for passage, _ in cited)
    reason = missing(told, around, cited) or denied(told, _around(match))
    verdict: Verdict = "partly" if reason else "verbatim"
    return Support(verdict=verdict, passage=passage, evidence=match.spans[0], reason=reason, settled=True)


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


def _verdict(support: Support, wrong: Sequence[int]) -> tuple[Verdict, str]:
    """The verdict on a sentence, but for its quotations, which the gate judges."""
    if wrong:
        return "citation removed", f"The model cited passage {wrong[0]}, which it was not given."
    return support.verdict, support.reason
