"""Sentences of the passages found that answer a question, best first."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np

from answer.exclusions import left_out
from answer.lexis import lexis_of
from answer.question import Expected, Question
from answer.topics import terms
from index.catalogue import Catalogue
from index.encoder import Encoder
from index.names import mentions
from index.sentences import sentences
from index.types import Document, Hit, Passage, Span

_MOST_CANDIDATES = 96
"""Sentences that are embedded for one question: about a second on two cores."""
_SHORTEST = 5
"""Words: a shorter sentence is a heading or an aside and answers nothing by itself."""
_WORDS, _KIND, _SPOKEN, _DEFINES = 0.5, 0.1, 0.15, 0.25
"""Weights beside the cosine (1): shared words by rarity, the expected kind of answer, said by the one a “why” is about,
says what something is when that is asked. The first two were chosen on XQuAD (`python -m evals.sentences`,
docs/decisions/answering.md); the others by hand."""
_ASKS_WHICH = re.compile(
    r"\W*(?:which|what)\s+(?P<noun>\w+)\s+(?:is|are|was|were|do|does|did|have|has)\b", re.IGNORECASE
)
_SAYS_WHAT_IT_IS = re.compile(r"^[^,;:]{0,60}?\b(?:is|are|was|were)\s+(?:an?|the|one of)\s+(?P<what>[^,;:]{0,40})")
_SAYS_WHAT_IT_HAS = re.compile(
    r"(?P<things>(?:[\w-]+\s+){0,6}[\w-]+),?\s+(?:which\s+|that\s+)?(?:involved?|included?|including|consist(?:ed)? of|"
    r"comprised?|featured?|such as|(?:is|are) (?:called|named))\b"
)
_ASKS_WHAT_IT_IS = re.compile(r"\W*(?:who|what)\s+(?:is|are|was|were)\b", re.IGNORECASE)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"\b(?:\d{{4}}|\d{{1,2}} (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_NUMBER = re.compile(
    r"\b\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion)\b", re.I
)


Candidate = tuple[Document, Passage, Span]
"""A sentence with the passage and the document it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence of a document that bears on the question. `words` is the share of the question's terms it holds;
    `fits` whether it holds the kind of thing the question asks for.
    """

    document: Document
    passage: Passage
    sentence: Span
    score: float
    cosine: float
    words: float
    fits: bool

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
    spoken = _spoken(question, {document.id for document, _, _ in candidates}, catalogue)
    scored = [
        _scored(question, candidate, float(cosine), weights, spoken=(candidate[0].id, candidate[2]) in spoken)
        for candidate, cosine in zip(candidates, cosines, strict=True)
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
            if passage.span.covers(span) and text not in seen and _is_sentence(text):
                seen.add(text)
                found.append((document, passage, span))
    return found[:_MOST_CANDIDATES]


def _left_out(question: Question, candidate: Candidate) -> bool:
    document, _, span = candidate
    return bool(question.scope.excluded) and left_out(terms(span.of(document.text)), question.scope.excluded)


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SHORTEST and text.rstrip("\"'”’»)]")[-1:] in (".", "!", "?", "…", ":", ";")


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
    question: Question, candidate: Candidate, cosine: float, weights: Mapping[str, float], *, spoken: bool
) -> Evidence:
    document, passage, span = candidate
    text = span.of(document.text)
    inside = terms(text)
    words = sum(weight for term, weight in weights.items() if term in inside) / (sum(weights.values()) or 1.0)
    fits = _is_of_kind(question.expected, text, question.understood)
    score = cosine + _WORDS * words + _KIND * fits + _SPOKEN * spoken + _DEFINES * _defines(question, text)
    return Evidence(
        document=document, passage=passage, sentence=span, score=score, cosine=cosine, words=words, fits=fits
    )


def _defines(question: Question, text: str) -> bool:
    """Whether the sentence says what the name asked about is, or names one of the kind asked for.

    “What is TASS?” – “TASS is an agency”; “Which exercises …?” – “Freedom Edge is an exercise”.
    """
    kind = _ASKS_WHICH.match(question.understood)
    if kind:
        return _classifies(text, terms(kind["noun"]))
    if not _ASKS_WHAT_IT_IS.match(question.understood):
        return False
    return any(
        re.match(rf"(?:the\s+)?{re.escape(name)}(?:,[^,]*,)?\s+(?:is|are|was|were|has|means)\b", text, re.IGNORECASE)
        for name in question.named
    )


def _classifies(text: str, kind: frozenset[str]) -> bool:
    """Whether the sentence says of something with a name that it is of the kind, or what things of the kind are."""
    if any(kind & terms(found["things"]) for found in _SAYS_WHAT_IT_HAS.finditer(text)):
        return True
    said = _SAYS_WHAT_IT_IS.search(text)
    if said is None or not kind & terms(said["what"]):
        return False
    return any(mention.span.start < said.start("what") for mention in mentions(text))


def _is_of_kind(expected: Expected, text: str, question: str) -> bool:
    """Whether the sentence holds what the question word asks for, beyond what the question itself names."""
    if expected == "date":
        return bool(_DATE.search(text))
    if expected == "number":
        return bool(_NUMBER.search(text))
    if expected in ("person", "place"):
        asked = question.lower()
        return any(found.kind == expected and found.name.split()[-1].lower() not in asked for found in mentions(text))
    return False
