"""Models asked once: an encoder that keeps its vectors on disk, and a checker that remembers for one run."""

import hashlib
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors
from index.entailment import Chances, Checker

_TABLE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL, seconds REAL NOT NULL)"
_MOST = 500
"""Keys a query: SQLite takes 32,766 variables in one statement, and fewer keep the statement short."""
_STEP = 256
"""Texts embedded before they are kept: what a killed run loses."""


class AskedOnce:
    """A checker that is asked about each pair once in a run: the summaries of one document share their sentences."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._known: dict[tuple[str, str], float] = {}

    @property
    def name(self) -> str:
        """The name of the checker."""
        return self._checker.name

    def chances(self, pairs: Sequence[tuple[str, str]]) -> Chances:
        """As the checker gives them."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        self._known |= zip(new, self._checker.chances(new).tolist(), strict=True)
        return np.array([self._known[pair] for pair in pairs], dtype=np.float32)


class Remembering:
    """A known text's vector comes from the file. `saved` counts the seconds that its embedding took when it was made.

    Whoever times a search adds the growth of `saved`: then it is as if nothing had been remembered.
    """

    def __init__(self, encoder: Encoder, file: Path) -> None:
        self._encoder = encoder
        file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._store = sqlite3.connect(file, check_same_thread=False, timeout=60)
        self._store.execute("PRAGMA journal_mode=WAL")
        self._store.execute(_TABLE)
        self.saved = 0.0
        self.embedded = 0

    @property
    def name(self) -> str:
        """The model's name."""
        return self._encoder.name

    @property
    def dimensions(self) -> int:
        """Length of every vector."""
        return self._encoder.dimensions

    @property
    def max_tokens(self) -> int:
        """What the model reads."""
        return self._encoder.max_tokens

    def tokens(self, text: str) -> list[str]:
        """The model's own tokens."""
        return self._encoder.tokens(text)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in order."""
        return self._recalled("passage", texts, self._encoder.encode_passages)

    def encode_question(self, text: str) -> Vectors:
        """The question's unit vector."""
        made = self._recalled("question", [text], lambda texts: np.stack([self._encoder.encode_question(texts[0])]))
        return np.ascontiguousarray(made[0])

    def close(self) -> None:
        """Give the file free."""
        self._store.close()

    def _recalled(self, kind: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        keys = [self._key(kind, text) for text in texts]
        with self._lock:
            known = self._known(keys)
            new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            pieces = list(new.items())
            for start in range(0, len(pieces), _STEP):
                known |= self._embed(pieces[start : start + _STEP], encode)
        return np.stack([known[key] for key in keys])

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        different = list(dict.fromkeys(keys))
        for start in range(0, len(different), _MOST):
            piece = different[start : start + _MOST]
            marks = ",".join("?" * len(piece))
            for key, vector, seconds in self._store.execute(
                f"SELECT key, vector, seconds FROM vectors WHERE key IN ({marks})", piece
            ):
                found[key] = np.frombuffer(vector, dtype=np.float32)
                self.saved += seconds
        return found

    def _embed(
        self, pieces: Sequence[tuple[bytes, str]], encode: Callable[[Sequence[str]], Vectors]
    ) -> dict[bytes, Vectors]:
        start = time.perf_counter()
        vectors = encode([text for _, text in pieces])
        each = (time.perf_counter() - start) / len(pieces)
        self.embedded += len(pieces)
        rows = [(key, vector.tobytes(), each) for (key, _), vector in zip(pieces, vectors, strict=True)]
        with self._store:
            self._store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        return {key: vector for (key, _), vector in zip(pieces, vectors, strict=True)}

    def _key(self, kind: str, text: str) -> bytes:
        return hashlib.sha256(f"{self.name}\x00{kind}\x00{text}".encode("utf-8", "surrogatepass")).digest()
