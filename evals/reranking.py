"""The reranking suite: in which order do the passages found belong?

    python -m evals run reranking --only xquad --only twowiki --only clapnq --fetched twowiki-dev=FILE

Every way orders the same passages: the 50 that each retriever names. `verbatim` is the product's order, so that the
report says what it has over each other way. Second looks read the first 50 of it. The learned weights are fitted on the
development questions of all data sets of the run, each data set counting the same; its development rows are therefore
too good, and only its report rows count.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from evals.datasets.collection import Asked, Collection
from evals.datasets.sets import wanted
from evals.indexed import Indexed, indexed
from evals.metrics import DEPTH, measured
from evals.remembering import Remembering
from evals.rows import Row
from evals.suites import Context
from evals.summary import OURS, grouped, interval, paired
from evals.systems import nearest
from evals.ways import (
    FEATURES,
    Found,
    Numbers,
    Way,
    features,
    fit,
    late_interaction,
    learned,
    product,
    reciprocal,
    second_look,
    shares,
    stretched_scores,
    unit,
    vectors_only,
    words_only,
)
from index.encoder import Encoder, Vectors
from index.sentence_transformer import find_model
from index.sentences import sentences
from index.splitting import embedded_text
from index.store import Index
from index.types import Passage

LEARNED = "learned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A data set with what was found for each question (by its id), and the document of each passage found."""

    collection: Collection
    found: Mapping[str, Found]
    documents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reranking:
    """Every way of ordering on every data set."""

    name: str = "reranking"
    about: str = "In which order do the passages found belong? Fusions and second looks, on the same passages."

    def rows(self, context: Context) -> Iterator[Row]:
        """One row a question and way, a data set after the other; the learned way last, when all were read."""
        made = []
        for row in self._rows(context):
            made.append(row)
            yield row
        context.journal.notes += pooled(made)

    def _rows(self, context: Context) -> Iterator[Row]:
        gathered: list[Gathered] = []
        for collection in wanted(context):
            with indexed(collection, context) as ready:
                gathered.append(gather(ready))
                for system, way in ways(ready.index.encoder, context.model).items():
                    if context.uses(system):
                        yield from _rows(system, way, gathered[-1], ready.index.encoder)
        if gathered and context.uses(LEARNED):
            weights = learn(gathered)
            context.journal.notes.append(f"learned weights: {_told(weights)}")
            for each in gathered:
                yield from _rows(LEARNED, learned(weights), each)


def ways(encoder: Encoder, model: str) -> Mapping[str, Way]:
    """All ways but the learned one, by name, in the order of the report."""
    looks: Mapping[str, Callable[[Found, Sequence[str]], Numbers]] = {
        "best sentence": by_sentence(encoder),
        "late interaction": by_tokens(model),
    }
    return {
        "verbatim": product,
        "reciprocal rank": reciprocal,
        "vectors alone": vectors_only,
        "words alone": words_only,
        **{f"shares, vectors {weight}": shares(weight) for weight in (0.3, 0.4, 0.6, 0.7)},
        **{f"stretched, vectors {weight}": stretched_scores(weight) for weight in (0.3, 0.4, 0.5, 0.6, 0.7)},
        **{f"{name} {weight}": second_look(look, weight) for name, look in looks.items() for weight in (0.3, 0.5, 1.0)},
    }


def gather(ready: Indexed) -> Gathered:
    """What both retrievers find for each question; exact search, so that no graph blurs the comparison."""
    passages = list(ready.index.catalogue.all_passages())
    vectors = ready.index.encoder.encode_passages([embedded_text(passage) for passage in passages])
    found = {asked.id: _found(asked.text, ready.index, passages, vectors) for asked in ready.collection.questions}
    documents = {passage.id: ready.document(passage.id) for passage in passages}
    return Gathered(collection=ready.collection, found=found, documents=documents)


def _found(asked: str, index: Index, passages: Sequence[Passage], vectors: Vectors) -> Found:
    question = index.encoder.encode_question(asked)
    cosines = vectors @ question
    near = [(passages[place].id, float(cosines[place])) for place in nearest(vectors, question, DEPTH)]
    words = index.lexical.search(asked, limit=len(passages))
    named, bm25 = {id for id, _ in (*near, *words[:DEPTH])}, dict(words)
    kept = {passage.id: place for place, passage in enumerate(passages) if passage.id in named}
    return Found(
        question=asked,
        vector=near,
        lexical=words[:DEPTH],
        cosine={id: float(cosines[place]) for id, place in kept.items()},
        bm25={id: bm25.get(id, 0.0) for id in kept},
        passages={id: passages[place] for id, place in kept.items()},
    )


def learn(gathered: Sequence[Gathered]) -> Numbers:
    """The weights fitted on the development questions; every data set counts the same."""
    cases = []
    for each in gathered:
        chosen = [asked for asked in each.collection.questions if asked.split == "development"]
        for asked in chosen:
            found = each.found[asked.id]
            gold = np.array([each.documents[id] in asked.gold for id in found.ids], dtype=np.bool_)
            cases.append((features(found), gold, 1 / len(chosen)))
    return fit(cases)


def by_sentence(encoder: Encoder) -> Callable[[Found, Sequence[str]], Numbers]:
    """The greatest cosine of the question to a sentence of the passage."""

    def look(found: Found, ids: Sequence[str]) -> Numbers:
        question = encoder.encode_question(found.question)
        parts = [[span.of(found.passages[id].text) for span in sentences(found.passages[id].text)] for id in ids]
        near = encoder.encode_passages([text for texts in parts for text in texts]) @ question
        ends = np.cumsum([len(texts) for texts in parts])
        return np.array([near[end - len(texts) : end].max() for texts, end in zip(parts, ends, strict=True)])

    return look


def by_tokens(model: str) -> Callable[[Found, Sequence[str]], Numbers]:
    """Late interaction over the model's token vectors before pooling; a text's are kept while the process lives."""

    def look(found: Found, ids: Sequence[str]) -> Numbers:
        asked = _tokens(model, found.question)
        return np.array([late_interaction(asked, _tokens(model, found.passages[id].text)) for id in ids])

    return look


@cache
def _tokens(model: str, text: str) -> Any:  # noqa: ANN401 - half precision: a data set's tokens must fit into memory
    found = _transformer(model).encode([text], output_value="token_embeddings", show_progress_bar=False)
    return unit(found[0].float().numpy()).astype(np.float16)


@cache
def _transformer(model: str) -> Any:  # noqa: ANN401 - a class of sentence-transformers
    import torch  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    return SentenceTransformer(str(find_model(model)), local_files_only=True).to(torch.bfloat16)


def _rows(name: str, way: Way, gathered: Gathered, encoder: Encoder | None = None) -> Iterator[Row]:
    """The seconds are of the ordering alone, as if no sentence had been remembered."""
    rankings: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}
    for id, found in gathered.found.items():
        saved = encoder.saved if isinstance(encoder, Remembering) else 0.0
        start = time.perf_counter()
        ranking = way(found)
        seconds[id] = time.perf_counter() - start + (encoder.saved - saved if isinstance(encoder, Remembering) else 0.0)
        rankings[id] = [gathered.documents[passage] for passage in ranking]
    questions = gathered.collection.questions
    scores = measured(rankings, {asked.id: asked.gold for asked in questions})
    for asked in questions:
        yield _row(name, asked, {**scores[asked.id], "seconds": seconds[asked.id]}, gathered.collection)


def _row(name: str, asked: Asked, scores: Mapping[str, float], collection: Collection) -> Row:
    return Row(
        suite="reranking",
        dataset=collection.name,
        split=asked.split,
        system=name,
        question_id=asked.id,
        question=asked.text if collection.public else "",
        gold=asked.gold,
        scores=scores,
    )


def pooled(rows: Sequence[Row], metrics: Sequence[str] = ("nDCG@10", "MRR")) -> Iterator[str]:
    """What the product has over each other way on the report questions of all data sets together, as sentences."""
    groups = {group: each for group, each in grouped(rows).items() if group.split == "report"}
    for system in dict.fromkeys(group.system for group in groups):
        for metric in metrics if system != OURS else ():
            differences = [
                difference
                for group, theirs in groups.items()
                if group.system == system
                for difference in paired(groups.get(group._replace(system=OURS), ()), theirs, metric)
            ]
            if differences:
                low, high = interval(differences)
                mean = float(np.mean(differences))
                told = f"{metric} {mean:+.4f} [{low:+.4f}, {high:+.4f}], n {len(differences)}"
                yield f"all report questions, {OURS} less {system}: {told}"


def _told(weights: Numbers) -> str:
    scaled = weights / weights[:2].sum()
    return ", ".join(f"{name} {weight:.2f}" for name, weight in zip(FEATURES, scaled, strict=True))
