"""Models that read two texts together, through sentence-transformers' CrossEncoder: a reranker and a checker by name.

Optional: none is bundled, and no hub is ever asked. Importing this module costs nothing: the libraries are imported
when a model is loaded.
"""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index import sentence_transformer
from index.entailment import Chances, Checker
from index.errors import ModelError
from index.reranker import Reranker, Scores
from index.sentence_transformer import Purpose

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder
    from torch.nn import Module

RERANKING = Purpose(
    noun="reranker", setting="VERBATIM_RERANKER", owner="cross-encoder", without="to search without a reranker"
)
CHECKING = Purpose(
    noun="checker", setting="VERBATIM_CHECKER", owner="cross-encoder", without="to check answers by the rules alone"
)
HEADS = ("ForSequenceClassification", "ForCausalLM")
"""Ends of the architectures that score a pair. On any other the library puts a head of random weights, unasked."""
BATCH = 32
"""Pairs a batch."""
_CARRIES = re.compile(r"^(?:entail\w*|support(?:s|ed)?|consistent|factual|faithful)$", re.IGNORECASE)
"""What a model may call the label that says yes: that of the text carrying the sentence."""

log = logging.getLogger(__name__)


def find_reranker(name: str) -> Path:
    """The folder with the files of the reranker: the folder itself, or the hub's cache.

    Quick, and without loading the model. ModelError when it is not on this machine or is no reranker; nothing is
    downloaded.
    """
    return _found(name, RERANKING)[0]


def find_checker(name: str) -> Path:
    """The folder with the files of the checker, as for a reranker. ModelError also when no label of it says yes."""
    folder, described = _found(name, CHECKING)
    _label(name, described)
    return folder


def load_reranker(name: str) -> Reranker:
    """The model as a `Reranker`. Some seconds when nothing has imported torch before. Code of its own is never run."""
    model = _loaded(find_reranker(name), name, RERANKING)
    if model.num_labels != 1:
        raise ModelError(f"{name} is no reranker: it gives {model.num_labels} scores a pair, and a reranker gives one.")
    return CrossEncoderReranker(name, model)


def load_checker(name: str) -> Checker:
    """The model as a `Checker`: any with a label for entailment, or with one score, which is then taken for it.

    One that was given as a folder is called by the folder's own name: answers that are handed on tell it.
    """
    folder, described = _found(name, CHECKING)
    label = _label(name, described)
    shown = folder.name if Path(name).expanduser().is_dir() else name
    return CrossEncoderChecker(shown, _loaded(folder, name, CHECKING), label)


class _Pairs:
    """A loaded model. It reads both texts together, cut at the model's own limit, mostly 512 tokens, the longer first.

    Threads wait for each other: the tokenizer is set anew for every batch, which two must not do at once.
    """

    def __init__(self, name: str, model: CrossEncoder, noun: str) -> None:
        self._name = name
        self._model = model
        self._noun = noun
        self._one_at_a_time = threading.Lock()

    @property
    def name(self) -> str:
        """The name on the hub, or the folder, as the user set it."""
        return self._name

    def _predicted(
        self, pairs: Sequence[tuple[str, str]], shape: tuple[int, ...], activation: Module | None = None
    ) -> NDArray[np.float32]:
        """The scores, in this shape; without an activation, through that which the model was saved with."""
        try:
            with self._one_at_a_time:
                found = self._model.predict(
                    list(pairs), batch_size=BATCH, show_progress_bar=False, activation_fn=activation
                )
        except Exception as error:  # whatever a model raises, what it was to read is still there
            raise ModelError(f"The {self._noun} {self._name} failed: {error}") from error
        scores = np.asarray(found, dtype=np.float32)
        if scores.shape != shape or not np.isfinite(scores).all():
            raise ModelError(f"The {self._noun} {self._name} gave scores that are no numbers.")
        return scores


class CrossEncoderReranker(_Pairs):
    """Reads a question with each text. Passages of 128 tokens are read whole beside any usual question."""

    def __init__(self, name: str, model: CrossEncoder) -> None:
        super().__init__(name, model, RERANKING.noun)

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """One number a text, as the model was saved to give it: mostly a logit, or the sigmoid of one."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        return self._predicted([(question, text) for text in texts], (len(texts),))


class CrossEncoderChecker(_Pairs):
    """Reads a text with each sentence. `label` is the number of the label for entailment."""

    def __init__(self, name: str, model: CrossEncoder, label: int) -> None:
        super().__init__(name, model, CHECKING.noun)
        self._label = label

    def chances(self, pairs: Sequence[tuple[str, str]]) -> Chances:
        """The softmax over the labels at that of entailment; of a model with one score, its sigmoid."""
        if not pairs:
            return np.zeros(0, dtype=np.float32)
        from torch.nn import Identity  # noqa: PLC0415 - comes with the model

        labels = self._model.num_labels
        shape = (len(pairs), labels) if labels > 1 else (len(pairs),)
        logits = self._predicted(pairs, shape, Identity()).reshape(len(pairs), labels)
        if labels == 1:
            return np.asarray(1 / (1 + np.exp(-logits[:, 0])), dtype=np.float32)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds[:, self._label] / odds.sum(axis=1), dtype=np.float32)


def _found(name: str, purpose: Purpose) -> tuple[Path, dict[str, Any]]:
    """The folder of a model that scores pairs, and its config.json."""
    folder = sentence_transformer.find_model(name, purpose)
    try:
        described: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
        architectures = [str(each) for each in described.get("architectures") or ()]
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ModelError(f"The {purpose.noun} in {folder} cannot be loaded: its config.json cannot be read.") from error
    if not any(each.endswith(HEADS) for each in architectures):
        raise ModelError(
            f"{name} is no {purpose.noun}: its config.json names {', '.join(architectures) or 'no architecture'}, "
            f"which scores no pairs. Set {purpose.setting} to a cross-encoder, or unset it."
        )
    return folder, described


def _label(name: str, described: dict[str, Any]) -> int:
    """The number of the label for entailment; 0 of a model with a single label."""
    labels = {str(number): str(label) for number, label in dict(described.get("id2label") or {}).items()}
    if len(labels) == 1:
        return 0
    found = [number for number, label in labels.items() if _CARRIES.match(label) and number.isdecimal()]
    if len(found) != 1:
        raise ModelError(
            f"{name} is no checker: of its labels ({', '.join(labels.values()) or 'none named'}) not one is "
            "“entailment”. Set VERBATIM_CHECKER to a model for natural language inference, or name that label in its "
            "config.json."
        )
    return int(found[0])


def _loaded(folder: Path, name: str, purpose: Purpose) -> CrossEncoder:
    start = time.perf_counter()
    sentence_transformer.quiet()
    try:
        from sentence_transformers import CrossEncoder  # noqa: PLC0415

        model: CrossEncoder = CrossEncoder(str(folder), local_files_only=True, trust_remote_code=False)
    except Exception as error:  # whatever a broken model folder raises, the reader needs one sentence
        raise ModelError(f"The {purpose.noun} in {folder} cannot be loaded: {error}") from error
    log.info(
        "step=%s name=%s reads=%s tokens seconds=%.1f",
        purpose.noun, name, model.max_seq_length, time.perf_counter() - start,
    )  # fmt: skip
    return model
