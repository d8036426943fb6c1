"""A reranker by name, through sentence-transformers' CrossEncoder. Optional: none is bundled, and no hub is ever asked.

Importing this module costs nothing: the libraries are imported when a model is loaded.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index import sentence_transformer
from index.errors import ModelError
from index.reranker import Reranker, Scores

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RERANKING = sentence_transformer.Purpose(
    noun="reranker", setting="VERBATIM_RERANKER", owner="cross-encoder", without="to search without a reranker"
)
HEADS = ("ForSequenceClassification", "ForCausalLM")
"""Ends of the architectures that score a pair. On any other the library puts a head of random weights, unasked."""
BATCH = 32
"""Pairs a batch."""

log = logging.getLogger(__name__)


def find_reranker(name: str) -> Path:
    """The folder with the files of the reranker: the folder itself, or the hub's cache.

    Quick, and without loading the model. ModelError when it is not on this machine or is no reranker; nothing is
    downloaded.
    """
    folder = sentence_transformer.find_model(name, RERANKING)
    try:
        described = json.loads((folder / "config.json").read_text("utf-8"))
        architectures = [str(each) for each in described.get("architectures") or ()]
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ModelError(f"The reranker in {folder} cannot be loaded: its config.json cannot be read.") from error
    if not any(each.endswith(HEADS) for each in architectures):
        raise ModelError(
            f"{name} is no reranker: its config.json names {', '.join(architectures) or 'no architecture'}, "
            "which scores no pairs. Set VERBATIM_RERANKER to a cross-encoder, or unset it."
        )
    return folder


def load_reranker(name: str) -> Reranker:
    """The model as a `Reranker`. Some seconds when nothing has imported torch before. Code of its own is never run."""
    folder = find_reranker(name)
    start = time.perf_counter()
    sentence_transformer.quiet()
    try:
        from sentence_transformers import CrossEncoder  # noqa: PLC0415

        model = CrossEncoder(str(folder), local_files_only=True, trust_remote_code=False)
    except Exception as error:  # whatever a broken model folder raises, the reader needs one sentence
        raise ModelError(f"The reranker in {folder} cannot be loaded: {error}") from error
    if model.num_labels != 1:
        raise ModelError(f"{name} is no reranker: it gives {model.num_labels} scores a pair, and a reranker gives one.")
    log.info(
        "step=reranker name=%s reads=%s tokens seconds=%.1f", name, model.max_seq_length, time.perf_counter() - start
    )
    return CrossEncoderReranker(name, model)


class CrossEncoderReranker:
    """A loaded model. It reads question and text together, cut at the model's own limit, mostly 512 tokens.

    Passages of 128 tokens are therefore read whole beside any usual question; the longer of the two is cut first.
    """

    def __init__(self, name: str, model: CrossEncoder) -> None:
        self._name = name
        self._model = model
        self._one_at_a_time = threading.Lock()

    @property
    def name(self) -> str:
        """The name on the hub, or the folder, as the user set it."""
        return self._name

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """One number a text, as the model was saved to give it: mostly a logit, or the sigmoid of one.

        Threads wait for each other: the tokenizer is set anew for every batch, which two must not do at once.
        """
        if not texts:
            return np.zeros(0, dtype=np.float32)
        try:
            with self._one_at_a_time:
                found = self._model.predict(
                    [(question, text) for text in texts], batch_size=BATCH, show_progress_bar=False
                )
        except Exception as error:  # whatever a model raises, the passages are still there in the order they had
            raise ModelError(f"The reranker {self._name} failed: {error}") from error
        scores = np.asarray(found, dtype=np.float32)
        if scores.shape != (len(texts),) or not np.isfinite(scores).all():
            raise ModelError(f"The reranker {self._name} gave scores that are no numbers.")
        return scores
