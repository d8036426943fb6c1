"""BM25 over the words of title and passage. Built after an update, read from disk without being loaded whole."""

import json
import logging
import re
import shutil
import threading
import unicodedata
import uuid
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, cast

import numpy as np
import Stemmer
from numpy.typing import NDArray

from index.errors import StoreDamaged
from index.types import Passage, document_of

_ACRONYM = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ]s$")

STOPWORDS = frozenset(
    "a about an and any are as at be been being but by can could did do does doing for from had has have he her him "
    "his how i if in into is it its me my no nor not of on or our said say saying says she should so such than that "
    "the their them then there these they this those to was we were what when where which who whom whose why will "
    "with would you your".split()
)
"""Words that say nothing about the topic of a news question. `us` is not among them: it is also a country."""

log = logging.getLogger(__name__)
_local = threading.local()


class _Scorer(Protocol):
    """What is used of `bm25s.BM25`, which has no types of its own."""

    scores: Mapping[str, Any]

    def get_scores(self, words: list[str], *, weight_mask: NDArray[np.float32] | None) -> NDArray[np.float32]: ...

    def save(self, folder: Path, *, show_progress: bool) -> None: ...


class LexicalIndex:
    """The words of the passages of one index, unchangeable: `build` another one after an update."""

    def __init__(self, ids: Sequence[str], bm25: _Scorer | None) -> None:
        self._ids = ids
        self._places = {id: place for place, id in enumerate(ids)}
        self._bm25 = bm25
        documents = list(dict.fromkeys(map(document_of, ids)))
        numbers = {document: number for number, document in enumerate(documents)}
        self._numbers = numbers
        self._document_of = np.array([numbers[document_of(id)] for id in ids], dtype=np.int64)

    def __len__(self) -> int:
        return len(self._ids)

    @classmethod
    def build(cls, directory: Path, passages: Iterable[Passage]) -> "LexicalIndex":
        """Index `passages` and keep them in `directory`; a reader finds the old index or the new one, never a part."""
        ids: list[str] = []
        words: list[list[str]] = []
        for passage in passages:
            ids.append(passage.id)
            words.append(tokenise(f"{passage.title}\n{passage.text}"))
        _publish(directory, ids, _index(words))
        return cls.load(directory)

    @classmethod
    def load(cls, directory: Path) -> "LexicalIndex":
        """The index that `build` left in `directory`. StoreDamaged when there is none, or a broken one."""
        try:
            folder = directory / (directory / "current").read_text("utf-8")
            ids = json.loads((folder / "ids.json").read_text("utf-8"))
            bm25 = _load(folder)
            if bm25 is not None and bm25.scores["num_docs"] != len(ids):
                raise ValueError(f"it holds {bm25.scores['num_docs']} passages, but {len(ids)} ids")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreDamaged(
                f"The lexical index in {directory} cannot be read: {error}. "
                "Rebuild the index: python app.py index --rebuild"
            ) from error
        return cls(ids, bm25)

    def search(self, question: str, *, limit: int, allowed: Set[str] | None = None) -> list[tuple[str, float]]:
        """Ids of the passages that share words with `question`, with their BM25 score, best first; none scores 0.

        `allowed` holds the ids of the documents that may answer; None means all.
        """
        words = tokenise(question)
        if self._bm25 is None or not words or limit < 1:
            return []
        scores = self._bm25.get_scores(words, weight_mask=self._mask(allowed))
        best = np.argsort(-scores, kind="stable")[:limit]
        return [(self._ids[place], float(scores[place])) for place in best if scores[place] > 0]

    def scores(self, question: str, ids: Sequence[str]) -> dict[str, float]:
        """The BM25 score of each of these passages that is indexed, 0 for one without a word of the question."""
        words = tokenise(question)
        if self._bm25 is None or not words:
            return dict.fromkeys(ids, 0.0)
        scores = self._bm25.get_scores(words, weight_mask=None)
        return {id: float(scores[self._places[id]]) for id in ids if id in self._places}

    def _mask(self, allowed: Set[str] | None) -> NDArray[np.float32] | None:
        if allowed is None:
            return None
        passes = np.zeros(len(self._numbers), dtype=np.float32)
        passes[[self._numbers[document] for document in allowed if document in self._numbers]] = 1.0
        return passes[self._document_of]


def tokenise(text: str) -> list[str]:
    """The words that count, as stems, in order: the same for passages and questions.

    Case and accents are dropped; `U.S.` is `us`; `Lavrov's` is `Lavrov`; a hyphen parts words; `1,000` is `1000`.
    A stopword in capitals is a name (`WHO`), unless the whole text is in capitals.

    >>> tokenise("What did the WHO say about Lavrov's U.S. visit?")
    ['who', 'lavrov', 'us', 'visit']
    """
    plain = _ACRONYM.sub(lambda found: found.group().replace(".", ""), text)
    shouting = plain.isupper()
    words = []
    for word in _WORD.findall(plain):
        stem, common = _stem(word)
        if stem and (not common or (len(word) > 1 and word.isupper() and not shouting)):
            words.append(stem)
    return words


@lru_cache(maxsize=200_000)
def _stem(word: str) -> tuple[str, bool]:
    """The stem of a word without case and accents, and whether it is a stopword."""
    folded = fold(word)
    return _stemmer().stemWord(folded), folded in STOPWORDS


def fold(word: str) -> str:
    """One word without case, accents and possessive ending; `1,000` is `1000`."""
    if word[0].isdigit():
        return re.sub(r",(?=\d{3}(?!\d))", "", word).casefold()
    bare = re.sub(r"['’ʼ]", "", _POSSESSIVE.sub("", word.casefold()))
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(sign))
    return plain.casefold()


def _stemmer() -> Stemmer.Stemmer:
    """Snowball's English stemmer, one a thread: its cache is not made for two."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("english")
    stemmer: Stemmer.Stemmer = _local.stemmer
    return stemmer


def _index(words: list[list[str]]) -> _Scorer | None:
    """BM25 in Lucene's form; None when no passage has a word, which bm25s cannot index."""
    if not any(words):
        return None
    bm25 = _bm25s().BM25(method="lucene")
    bm25.index(words, show_progress=False)
    scorer: _Scorer = bm25
    return scorer


def _load(folder: Path) -> _Scorer | None:
    if not (folder / "params.index.json").exists():
        return None
    scorer: _Scorer = _bm25s().BM25.load(folder, mmap=True, show_progress=False)
    return scorer


def _bm25s() -> ModuleType:
    import bm25s  # noqa: PLC0415 - brings scipy: not for an update without changes

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # the library sets DEBUG
    return cast(ModuleType, bm25s)


def _publish(directory: Path, ids: list[str], bm25: _Scorer | None) -> None:
    """Write a new folder beside the old one, point `current` at it in one step, then clear the others away."""
    name = f"words-{uuid.uuid4().hex[:12]}"
    folder = directory / name
    folder.mkdir(parents=True)
    (folder / "ids.json").write_text(json.dumps(ids), "utf-8")
    if bm25 is not None:
        bm25.save(folder, show_progress=False)
    pointer = directory / "next"
    pointer.write_text(name, "utf-8")
    pointer.replace(directory / "current")
    for old in directory.glob("words-*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)
    log.info("step=lexical passages=%d", len(ids))
