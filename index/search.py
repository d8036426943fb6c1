"""From a question to passages: three retrievers, their scores blended into one ranking."""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from index.catalogue import Catalogue
from index.copies import once
from index.encoder import Encoder, Vectors
from index.fusion import blend
from index.hops import follow
from index.speaking import by_documents
from index.types import Filters, Hit, document_of

if TYPE_CHECKING:
    from index.lexical import LexicalIndex
    from index.vectors import VectorStore

RETRIEVERS = ("vector", "lexical", "links")
WEIGHTS = {"vector": 0.5, "lexical": 0.5, "links": 1.0}
"""Of the best score of each retriever; docs/decisions/retrieval.md has the sweep."""
CANDIDATES = 50
"""Passages that each retriever names at least: below it, the blend sees too little of the second list."""
CANDIDATES_PER_HIT = 5
MOST_CANDIDATES = 3_200
"""Where looking further ends when the copies of one story fill the lists."""
MOST_OF_LINKED = 100
"""Passages of the documents that names lead to among which the best one is chosen for each."""
STEP = 0.1
"""What each further place among the documents that names lead to is worth less than the first (1)."""

Scores = dict[str, float]


@dataclass(frozen=True, kw_only=True)
class Search:
    """One question, and the parts that it is searched with; what a retriever does not need is not loaded."""

    question: str
    catalogue: Catalogue
    encoder: Callable[[], Encoder]
    vectors: Callable[[], "VectorStore"]
    lexical: Callable[[], "LexicalIndex"]

    @cached_property
    def vector(self) -> Vectors:
        """The question's vector, computed once."""
        return self.encoder().encode_question(self.question)

    def hits(
        self, *, filters: Filters, limit: int, retrievers: Collection[str] = RETRIEVERS, candidates: int = CANDIDATES
    ) -> list[Hit]:
        """The passages that fit the question best, near-copies once, with the other documents that print them.

        By meaning ("vector"), by words ("lexical"), and by the names of the question and of what these lead to
        ("links", see `hops.py`). Every retriever scores every candidate, also those that only another one named: a
        passage that is second in both is better than one that is first in one and nowhere near in the other. Each names
        `candidates` at least, and more when copies leave too few to show.
        """
        allowed = None if filters.empty else self.catalogue.document_ids(filters)
        if limit < 1 or not self.question.strip() or not (self.catalogue.count() if allowed is None else allowed):
            return []
        filters = by_documents(filters, self.catalogue)
        wide = max(candidates, CANDIDATES_PER_HIT * limit)
        found = self._found(filters, wide, allowed, retrievers)
        ranks = {name: {id_: place for place, id_ in enumerate(scores, 1)} for name, scores in found.items()}
        ranking = blend(self._completed(found), WEIGHTS)
        passages = {passage.id: passage for passage in self.catalogue.passages([id_ for id_, _ in ranking])}
        hits = [
            Hit(passage=passages[id_], score=score, ranks={name: ids[id_] for name, ids in ranks.items() if id_ in ids})
            for id_, score in ranking
            if id_ in passages and (allowed is None or passages[id_].document_id in allowed)
        ]
        shown = once(hits, self.catalogue, limit)
        cut = any(len(found[name]) == wide for name in ("vector", "lexical") if name in found)
        if len(shown) < limit and cut and wide < MOST_CANDIDATES:
            return self.hits(filters=filters, limit=limit, retrievers=retrievers, candidates=4 * wide)
        return shown

    def _found(
        self, filters: Filters, wide: int, allowed: Set[str] | None, retrievers: Collection[str]
    ) -> dict[str, Scores]:
        """What each retriever names, best first, with its own scores."""
        found: dict[str, Scores] = {}
        if "vector" in retrievers:
            found["vector"] = dict(self.vectors().search(self.vector, limit=wide, filters=filters))
        if "lexical" in retrievers:
            found["lexical"] = dict(self.lexical().search(self.question, limit=wide, allowed=allowed))
        if "links" in retrievers:
            first = [id_ for id_, _ in blend(self._completed(found), WEIGHTS)]
            found["links"] = {id_: max(1 - STEP * place, 0.0) for place, id_ in enumerate(self._linked(first, allowed))}
        return found

    def _completed(self, found: Mapping[str, Scores]) -> dict[str, Scores]:
        """The scores of every candidate, also by the retrievers that did not name it."""
        ids = list(dict.fromkeys(id_ for scores in found.values() for id_ in scores))
        completed = dict(found)
        if "vector" in found:
            missing = [id_ for id_ in ids if id_ not in found["vector"]]
            near = self.vectors().similarities(self.vector, missing) if missing else {}
            completed["vector"] = {**found["vector"], **near}
        if "lexical" in found:
            completed["lexical"] = self.lexical().scores(self.question, ids)
        return completed

    def _linked(self, found: Sequence[str], allowed: Set[str] | None) -> list[str]:
        """The passages that names lead to: of each document the one found best, else the one with most of the
        question's words, else its first.
        """
        documents = follow(self.question, [document_of(id_) for id_ in found], self.catalogue)
        documents = [id_ for id_ in documents if allowed is None or id_ in allowed]
        if not documents:
            return []
        here = self.lexical().search(self.question, limit=MOST_OF_LINKED, allowed=set(documents))
        best = {document_of(id_): id_ for id_ in reversed([*found, *(id_ for id_, _ in here)])}
        return [best.get(id_) or self.catalogue.passages_of(id_)[0].id for id_ in documents]
