"""The border to an embedding model: what the index asks of one. The real one lives in `sentence_transformer.py`."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns passages and questions into unit vectors: two operations, for models may prompt them apart."""

    @property
    def name(self) -> str:
        """The model's name, as the manifest of an index remembers it."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of every vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """Most tokens of text the model reads, its special tokens not counted; what is longer is cut silently."""
        ...

    def tokens(self, text: str) -> list[str]:
        """The model's own tokens of `text`, without special tokens and without truncation."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in order: shape `(len(texts), dimensions)`."""
        ...

    def encode_question(self, text: str) -> Vectors:
        """The question's unit vector: shape `(dimensions,)`."""
        ...
