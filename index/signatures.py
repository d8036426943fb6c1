"""What makes two documents near-copies of one story, and the signature by which a copy is looked up. Pure functions.

A text is the set of its shingles: every `SHINGLE` words in a row, each as a number. Its signature holds, for each of
`VALUES` mixings of these numbers, the smallest (MinHash): two signatures agree in about the share of places that the
two sets have in common of all their shingles. The signature is cut into bands; two documents with a band in common are
candidates, and `same_story` decides on the shingles themselves.

Signatures are stored, so they must come out the same on every machine and with every version of every library: words
are numbered by CRC-32, mixings are drawn by BLAKE2b, and all arithmetic is of whole numbers. What changes them raises
`VERSION`: every index then signs its documents again at its next update, and embeds nothing.
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint32]

VERSION = "1"
SHINGLE = 4
"""Words in a row."""
LEAST_SHINGLES = 20
"""A shorter text has no copies: a few words in common are no story."""
CONTAINED = 0.65
"""Share of the shorter document's shingles that must stand in the longer one."""
ALIKE = 0.35
"""Share of all shingles that must be common (Jaccard). Without it a page of many stories would join them all, and an
outlet's footer all its pages. The three were chosen on articles of 2023 and confirmed on 2024:
`python -m evals.copies`, docs/decisions/copies.md."""
ROWS, BANDS = 3, 40
VALUES = ROWS * BANDS
"""Numbers of a signature, and how they are cut: a pair with .4 of its shingles in common is a candidate with a
probability of .93, with .5 of .995; a pair with .01 in 1 of 25,000 cases."""
DOUBT = 0.2
"""How far the estimate of a signature may be off: four standard deviations at .35 of 120 values."""
PIECE = 4096  # shingles mixed at a time: a book's need not fit into memory 120 times

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
"""Letters and digits in a row; Chinese and Japanese, which set no blanks, sign by sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The smallest mixed numbers of a text, and how many shingles it has."""

    shingles: int
    values: Numbers

    def common(self, other: "Signature") -> float:
        """The estimated share of all shingles that both have."""
        return float(np.mean(self.values == other.values))


def words(text: str) -> list[str]:
    """The words of a text, without regard to case, width and punctuation."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles(text: str, length: int = SHINGLE) -> Numbers:
    """The distinct shingles of a text in ascending order; a text shorter than one has none."""
    found = words(text)
    pieces = (" ".join(found[at : at + length]) for at in range(len(found) - length + 1))
    return np.array(sorted({zlib.crc32(piece.encode()) for piece in pieces}), dtype=np.uint32)


def signature(found: Numbers) -> Signature | None:
    """The signature of these shingles; None when they are too few."""
    if len(found) < LEAST_SHINGLES:
        return None
    smallest = np.full(VALUES, np.iinfo(np.uint32).max, dtype=np.uint32)
    for at in range(0, len(found), PIECE):
        mixed = _FACTORS * found[at : at + PIECE].astype(np.uint64) + _SUMMANDS
        np.minimum(smallest, (mixed >> np.uint64(32)).min(axis=1).astype(np.uint32), out=smallest)
    return Signature(shingles=len(found), values=smallest)


def band_keys(signed: Signature) -> list[int]:
    """The keys under which a document is looked up, one a band, as signed numbers of 64 bits."""
    raw = signed.values.astype("<u4").tobytes()
    width = 4 * ROWS
    return [_key(raw[at : at + width], place) for place, at in enumerate(range(0, len(raw), width))]


def whole_key(found: Numbers) -> int:
    """The key of the whole set of shingles: equal for texts with the same shingles, and for no others."""
    return _key(found.astype("<u4").tobytes(), BANDS)


def may_be_copies(one: Signature, other: Signature) -> bool:
    """Whether the signatures leave it possible that `same_story` holds; spares reading most texts."""
    common = one.common(other)
    both = common / (1 + common) * (one.shingles + other.shingles)
    return common >= ALIKE - DOUBT and both / min(one.shingles, other.shingles) >= CONTAINED - DOUBT


def same_story(one: Numbers, other: Numbers) -> bool:
    """Whether two sets of shingles are near-copies: most of the shorter is in the longer, which is not mostly else."""
    both, shorter = len(np.intersect1d(one, other, assume_unique=True)), min(len(one), len(other))
    if shorter < LEAST_SHINGLES:
        return False
    return both >= CONTAINED * shorter and both >= ALIKE * (len(one) + len(other) - both)


def held(one: Numbers, other: Numbers) -> float:
    """The share of the shingles of `one` that `other` has; 0 without any."""
    return len(np.intersect1d(one, other, assume_unique=True)) / len(one) if len(one) else 0.0


def _key(raw: bytes, place: int) -> int:
    return int.from_bytes(blake2b(raw, digest_size=8, salt=place.to_bytes(2, "little")).digest(), "little", signed=True)


def _drawn(purpose: str) -> npt.NDArray[np.uint64]:
    digests = (blake2b(f"{purpose} {place}".encode(), digest_size=8).digest() for place in range(VALUES))
    return np.array([[int.from_bytes(digest, "little")] for digest in digests], dtype=np.uint64)


_FACTORS = _drawn("factor") | np.uint64(1)
_SUMMANDS = _drawn("summand")
