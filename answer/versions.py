"""The sentences that answer, as near-copies of their documents have them: an update changes a number, little else."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from answer.evidence import Evidence
from index.catalogue import Catalogue
from index.sentences import sentences
from index.speaking import accepts
from index.topics import terms
from index.types import Copy, Document, Filters, Hit, Span

LOOKED_AT = 16
"""Sentences whose copies are read, the best first."""
_ALIKE = 0.6
"""Share of the words of two sentences, without numbers, that both have when one is a version of the other."""
_MOST_COPIES = 6
"""Copies of one passage that are read."""


def with_versions(
    found: Sequence[Evidence], hits: Sequence[Hit], catalogue: Catalogue, filters: Filters
) -> list[Evidence]:
    """The sentences, and behind each its versions of other words in the near-copies that pass the filters.

    A story is found once, so an updated or altered copy of it would stay unseen. A version has the score of its
    original. A copy that has left the index meanwhile is passed over.
    """
    copies = {hit.passage.id: hit.copies[:_MOST_COPIES] for hit in hits}
    widened: list[Evidence] = []
    for place, each in enumerate(found):
        widened.append(each)
        if place < LOOKED_AT:
            widened += _versions(each, copies.get(each.passage.id, ()), catalogue, filters)
    return widened


def _versions(original: Evidence, copies: Sequence[Copy], catalogue: Catalogue, filters: Filters) -> Iterator[Evidence]:
    for copy in copies:
        passages = catalogue.passages([copy.passage_id])
        if not passages:
            continue
        document = catalogue.document(copy.document_id)
        span = _version(original.text, document) if accepts(filters, document, catalogue) else None
        passage = next((each for each in passages if span and each.span.covers(span)), None)
        if span and passage:
            yield replace(original, document=document, passage=passage, sentence=span)


def _version(text: str, document: Document) -> Span | None:
    """The sentence of the document most alike to the text, when it is alike enough and not the same."""
    if text in document.text:
        return None
    best = max(sentences(document.text), key=lambda span: _alike(text, span.of(document.text)), default=None)
    return best if best and _alike(text, best.of(document.text)) >= _ALIKE else None


def _alike(one: str, other: str) -> float:
    first, second = ({term for term in terms(text) if not term.isdigit()} for text in (one, other))
    return len(first & second) / (len(first | second) or 1)
