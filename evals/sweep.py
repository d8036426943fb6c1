"""How long should a passage be, how much should neighbours share, does the title help, and how should scores blend?

Every candidate splits the documents of a data set, embeds the passages, and ranks the documents for each question by
vectors and BM25 blended as the product blends them. Search is exact, so that no graph blurs the comparison. A data set
is asked for by name (`--only`): each candidate embeds it anew. `evals.passages` compares by characters read, on spans.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.datasets.collection import Collection
from evals.datasets.sets import wanted
from evals.metrics import DEPTH, measured
from evals.rows import Row
from evals.suites import Context
from index.encoder import Encoder, Vectors
from index.fusion import blend
from index.lexical import LexicalIndex
from index.splitting import SIZE, split
from index.types import Document, Passage

SUITE = "sweep"
WIDE = 100
"""Passages of each ranking that are blended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One way to split, embed and blend. Sizes in tokens; `vectors` is the weight of the cosine, BM25 has the rest."""

    size: int = SIZE
    overlap: int = 0
    title: bool = False
    vectors: float = 0.5

    @property
    def name(self) -> str:
        """As the report names it."""
        title = ", title" if self.title else ""
        return f"{self.size} tokens, overlap {self.overlap}{title}, vectors {self.vectors:g}"


CANDIDATES = (
    *(Candidate(size=size) for size in (64, 96, 128, 192, 254)),
    *(Candidate(overlap=overlap) for overlap in (32, 64)),
    Candidate(title=True),
    *(Candidate(vectors=weight) for weight in (0.0, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 1.0)),
)


@dataclass(frozen=True, slots=True)
class Sweep:
    """Passages and weights, compared."""

    name: str = SUITE
    about: str = (
        "Which length of passages, overlap, title and blend finds the documents best? Name a data set (--only)."
    )

    def rows(self, context: Context) -> Iterator[Row]:
        """One row a question and candidate of the data sets asked for."""
        if context.datasets:
            for collection in wanted(context):
                yield from swept(collection, CANDIDATES, context)


def swept(collection: Collection, candidates: Sequence[Candidate], context: Context) -> Iterator[Row]:
    """The rows of every candidate that the context asks for."""
    encoder = context.encoder()
    for candidate in candidates:
        if not context.uses(candidate.name):
            continue
        rankings = ranked(collection, candidate, encoder)
        scores = measured(rankings, {asked.id: asked.gold for asked in collection.questions})
        for asked in collection.questions:
            yield Row(
                suite=SUITE,
                dataset=collection.name,
                split=asked.split,
                system=candidate.name,
                question_id=asked.id,
                passages=tuple(dict.fromkeys(rankings[asked.id]))[:10],
                gold=asked.gold,
                scores=scores[asked.id],
            )


def ranked(collection: Collection, candidate: Candidate, encoder: Encoder) -> dict[str, list[str]]:
    """For each question the documents of the passages found, best first: an id stands once a passage."""
    passages = [
        passage
        for item in collection.documents
        for passage in split(
            Document(id=item.id, title=item.title, text=item.text, path=item.id),
            encoder,
            size=candidate.size,
            overlap=candidate.overlap,
        )
    ]
    texts = [f"{passage.title}\n{passage.text}" if candidate.title else passage.text for passage in passages]
    vectors = encoder.encode_passages(texts)
    with tempfile.TemporaryDirectory() as folder:
        lexical = LexicalIndex.build(Path(folder), passages)
        return {
            asked.id: _blended(asked.text, passages, vectors, lexical, encoder, candidate.vectors)
            for asked in collection.questions
        }


def _blended(
    asked: str, passages: Sequence[Passage], vectors: Vectors, lexical: LexicalIndex, encoder: Encoder, weight: float
) -> list[str]:
    cosines = vectors @ encoder.encode_question(asked)
    near = [passages[place].id for place in np.argsort(-cosines, kind="stable")[:WIDE]]
    ids = list(dict.fromkeys([*near, *(id for id, _ in lexical.search(asked, limit=WIDE))]))
    places = {passage.id: place for place, passage in enumerate(passages)}
    scores = {
        "vector": {id: float(cosines[places[id]]) for id in ids},
        "lexical": lexical.scores(asked, ids),
    }
    best = blend(scores, {"vector": weight, "lexical": 1 - weight})[:DEPTH]
    return [passages[places[id]].document_id for id, _ in best]
