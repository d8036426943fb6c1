"""The border to a reranker, a model that reads the question and a passage together, and what is done with its scores.

The real one lives in `cross_encoder.py`.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.lazily import Lazily
from index.types import Hit

Scores = NDArray[np.float32]

DEPTH = 20
"""Passages of the fused ranking that a reranker reads: docs/decisions/reranking.md has the figures."""

log = logging.getLogger(__name__)


class Reranker(Protocol):
    """Says how well each text answers a question: higher is better, on a scale of its own."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """One finite number a text, in order: shape `(len(texts),)`. A text's score does not depend on the others.

        What is longer than the model reads is cut at the model's own limit. ModelError when it cannot be done.
        """
        ...


class Reranking:
    """A reranker that is loaded at the first use. One that fails is named in the log, and the order stays as it was."""

    def __init__(self, load: Callable[[], Reranker]) -> None:
        self._reranker = Lazily(load, without="The passages are not reranked")

    def warm(self) -> None:
        """Load the model now; one that cannot be loaded is not tried again."""
        self._reranker.get()

    def apply(self, question: str, hits: Sequence[Hit], *, depth: int = DEPTH) -> list[Hit]:
        """The hits with the first `depth` in the reranker's order; the rest follows in the order that it had."""
        reranker = self._reranker.get()
        head = hits[:depth]
        if reranker is None or not head:
            return list(hits)
        start = time.perf_counter()
        try:
            scores = reranker.scores(question, [hit.passage.text for hit in head])
        except ModelError as error:
            log.warning("The passages of this question are not reranked: %s", error)
            return list(hits)
        log.info("step=rerank passages=%d seconds=%.3f", len(head), time.perf_counter() - start)
        return [*reranked(head, scores), *hits[depth:]]


def reranked(hits: Sequence[Hit], scores: Scores) -> list[Hit]:
    """The hits by score, best first, with their place as the rank "reranker"; equal scores keep their order.

    `Hit.score` stays what it was: the scale of a reranker is its own, and differs from model to model.
    """
    order = np.argsort(-scores, kind="stable")
    return [
        replace(hits[old], ranks={**hits[old].ranks, "reranker": place}) for place, old in enumerate(order.tolist(), 1)
    ]
