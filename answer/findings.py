"""Everything that was found for a question, before a word of the answer is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.coverage import coverage
from answer.evidence import Evidence, evidence
from answer.extractive import passage_of
from answer.origins import with_origins
from answer.question import Question, understand
from answer.sayings import MOST, Saying, sayings
from answer.types import Coverage
from index.copies import once
from index.fusion import fuse
from index.store import Index
from index.types import Filters, Hit, Passage

LIMIT = 8
"""Passages that an answer may draw on; more dilutes a prompt and is not read by people either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The question as understood, the passages, the statements of the person asked about, the sentences, the counts."""

    question: Question
    hits: tuple[Hit, ...]
    sayings: tuple[Saying, ...]
    evidence: tuple[Evidence, ...]
    coverage: Coverage


def find(asked: str, index: Index, filters: Filters, *, limit: int = LIMIT) -> Findings:
    """Search the index three ways: by meaning, by words, and by who said what.

    The third is why a question for a person's words is answered: the sentence that holds them says “he”, so neither
    the vector nor the words of its passage name the speaker; the statements of the catalogue do.
    """
    try:
        return _find(asked, index, filters, limit)
    except KeyError:  # a document left the index between two looks at it: look again
        return _find(asked, index, filters, limit)


def _find(asked: str, index: Index, filters: Filters, limit: int) -> Findings:
    question, hits, said = retrieve(asked, index, filters, limit=limit)
    sentences = [] if question.intent == "said" else evidence(question, hits, index.catalogue, index.encoder)
    counted = coverage(question, index.catalogue, filters, on_topic=len(said) if question.terms else 0)
    return Findings(
        question=question,
        hits=tuple(hits),
        sayings=tuple(said),
        evidence=tuple(sentences),
        coverage=with_origins(counted, hits, index.catalogue),
    )


def retrieve(asked: str, index: Index, filters: Filters, *, limit: int) -> tuple[Question, list[Hit], list[Saying]]:
    """The question as understood, the passages for it, best first, and what the person asked about said on the topic.

    All that an answer may draw on; `find` reads it.
    """
    question = understand(asked, index.catalogue)
    hits = index.search(question.understood, filters=filters, limit=limit)
    said = sayings(question, index.catalogue, index.encoder, filters) if question.intent == "said" else []
    return question, with_statements(hits, said, index, limit=limit), said


def with_statements(hits: Sequence[Hit], said: Sequence[Saying], index: Index, *, limit: int) -> list[Hit]:
    """The passages of the statements fused into the ranking, with their place among the statements as a rank.

    The statements' list counts twice: it answers a question for a person's words, the others only resemble it.
    """
    if not said:
        return list(hits)
    passages: dict[str, Passage] = {}
    for saying in said[:MOST]:
        passage = passage_of(index.catalogue, saying.document.id, saying.statement.content)
        passages.setdefault(passage.id, passage)
    known = {hit.passage.id: hit for hit in hits}
    order = list(passages)
    ranked = fuse([hit.passage.id for hit in hits], order, order)
    hits = [
        Hit(
            passage=known[id].passage if id in known else passages[id],
            score=score,
            ranks={
                **(known[id].ranks if id in known else {}),
                **({"statements": order.index(id) + 1} if id in passages else {}),
            },
            copies=known[id].copies if id in known else (),
        )
        for id, score in ranked
    ]
    return once(hits, index.catalogue, limit)
