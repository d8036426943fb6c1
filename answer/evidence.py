"""Sentences of the passages found that answer a question, best first."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np

from answer.definitions import defines
from answer.exclusions import left_out
from answer.expectations import holds
from answer.lexis import lexis_of
from answer.question import Question
from index.catalogue import Catalogue
from index.encoder import Encoder
from index.instructions import instructions
from index.sentences import sentences
from index.topics import terms
from index.types import Document, Hit, Passage, Span

_MOST_CANDIDATES = 96
"""Sentences that are embedded for one question: about a second on two cores."""
_SHORTEST = 4
"""Words: a shorter sentence is a heading or an aside. “He succeeded Igor Ivanov.” has four."""
_COVER, _KIND = 1.25, 0.33
"""Weights beside the cosine (1): the question's words that the sentence or its surroundings hold, by rarity; the
expected kind of answer. Chosen by a regression on XQuAD, CLAP NQ and the golden questions, the development halves;
docs/decisions/answering.md has the table, `python -m evals.sentences` checks it."""
_BEFORE, _LONG_BEFORE, _TITLE = 0.9, 0.45, 0.95
"""What a word of the question counts that is not in the sentence, but in the one before it, in the one before that, or
else in the title: “They lasted two years” says of what in the sentence before. From the same regression."""
_SPOKEN, _DEFINES, _DENIES = 0.15, 0.25, 0.3
"""Said by the one a “why” is about; says what something is when that is asked; denies when the question does. The
first two were set by hand, the third is about what the regression gives it."""
_DENIAL = re.compile(r"\b(?:not|no|never|none|neither|nor|without|nobody|nothing)\b|n['’]t\b", re.IGNORECASE)

Candidate = tuple[Document, Passage, Span]
"""A sentence with the passage and the document it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence of a document that bears on the question. `words` is the share of the question's terms it holds,
    `cover` the same with what its `surroundings` supply; `fits` whether it holds the kind of thing asked for.
    """

    document: Document
    passage: Passage
    sentence: Span
    score: float
    cosine: float
    words: float
    cover: float
    fits: bool
    surroundings: frozenset[str]

    @property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.sentence.of(self.document.text)


def evidence(question: Question, hits: Sequence[Hit], catalogue: Catalogue, encoder: Encoder) -> list[Evidence]:
    """Every sentence of the passages found, scored against the question, best first; a repeated sentence once.

    When the question asks why somebody did something, what they said themselves counts for more.
    """
    candidates = [each for each in _candidates(hits, catalogue) if not _left_out(question, each)]
    if not candidates:
        return []
    vectors = encoder.encode_passages([span.of(document.text) for document, _, span in candidates])
    cosines = np.asarray(vectors @ encoder.encode_question(question.sought))
    lexis = lexis_of(catalogue)
    weights = {term: lexis.weight(term) for term in question.terms}
    documents = {document.id: document for document, _, _ in candidates}
    spoken = _spoken(question, documents.keys(), catalogue)
    before = {id: _sentences_before(document.text) for id, document in documents.items()}
    scored = [
        _scored(
            question,
            (document, passage, span),
            float(cosine),
            weights,
            before=before[document.id][span],
            spoken=(document.id, span) in spoken,
        )
        for (document, passage, span), cosine in zip(candidates, cosines, strict=True)
    ]
    return sorted(scored, key=lambda found: -found.score * question.scope.order(found.text))


def _candidates(hits: Sequence[Hit], catalogue: Catalogue) -> list[Candidate]:
    documents: dict[str, Document] = {}
    seen: set[str] = set()
    found = []
    for hit in hits:
        passage = hit.passage
        document = documents.setdefault(passage.document_id, catalogue.document(passage.document_id))
        for span in sentences(document.text):
            text = span.of(document.text)
            if passage.span.covers(span) and text not in seen and _is_sentence(text) and not _instructs(span, document):
                seen.add(text)
                found.append((document, passage, span))
    return found[:_MOST_CANDIDATES]


def _left_out(question: Question, candidate: Candidate) -> bool:
    document, _, span = candidate
    return bool(question.scope.excluded) and left_out(terms(span.of(document.text)), question.scope.excluded)


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SHORTEST and text.rstrip("\"'”’»)]")[-1:] in (".", "!", "?", "…", ":", ";")


def _instructs(span: Span, document: Document) -> bool:
    return any(span.overlaps(each) for each in instructions(document.text))


def _sentences_before(text: str) -> dict[Span, tuple[str, str]]:
    """For each sentence of a text the one before it and the one before that, in its paragraph; empty where none is."""
    spans = sentences(text)

    def earlier(at: int, by: int) -> str:
        before = spans[at - by] if at >= by else None
        return before.of(text) if before and "\n\n" not in text[before.start : spans[at].start] else ""

    return {span: (earlier(at, 1), earlier(at, 2)) for at, span in enumerate(spans)}


def _spoken(question: Question, documents: Set[str], catalogue: Catalogue) -> set[tuple[str, Span]]:
    """The sentences in which the one a “why” is about speaks."""
    if not question.speakers:
        return set()
    return {
        (id, statement.sentence)
        for id in documents
        for statement in catalogue.statements_of(id)
        if statement.speaker in question.speakers
    }


def _scored(
    question: Question,
    candidate: Candidate,
    cosine: float,
    weights: Mapping[str, float],
    *,
    before: tuple[str, str],
    spoken: bool,
) -> Evidence:
    document, passage, span = candidate
    text = span.of(document.text)
    around = [terms(each) for each in (text, *before, document.title)]
    fits = holds(question.expected, text, question.understood)
    cover = _share(weights, around, (1.0, _BEFORE, _LONG_BEFORE, _TITLE))
    score = cosine + _COVER * cover + _KIND * fits + _SPOKEN * spoken
    score += _DEFINES * defines(question.understood, question.named, text) + _DENIES * _both_deny(question, text)
    return Evidence(
        document=document,
        passage=passage,
        sentence=span,
        score=score,
        cosine=cosine,
        words=_share(weights, around[:1], (1.0,)),
        cover=cover,
        fits=fits,
        surroundings=frozenset().union(*around[1:]),
    )


def _share(weights: Mapping[str, float], places: Sequence[frozenset[str]], worth: Sequence[float]) -> float:
    """The share of the weights that the places hold, each term counted in the first place that has it."""
    held = [
        weight * next((value for place, value in zip(places, worth, strict=True) if term in place), 0.0)
        for term, weight in weights.items()
    ]
    return sum(held) / (sum(weights.values()) or 1.0)


def _both_deny(question: Question, text: str) -> bool:
    return bool(_DENIAL.search(question.understood) and _DENIAL.search(text))
