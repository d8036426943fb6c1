"""The shipped corpus, indexed afresh for a measurement, and what several suites need of an index."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from evals.questions import CORPUS
from evals.verdicts import Stored
from index.catalogue import Catalogue
from index.encoder import Encoder
from index.store import Index
from index.types import Document

MAX_BYTES = 50_000_000
_Item = TypeVar("_Item")


@contextmanager
def shipped(model: str, encoder: Callable[[], Encoder], corpus: Path = CORPUS) -> Iterator[Index]:
    """An index of the corpus in a folder of its own, which is gone afterwards."""
    with (
        tempfile.TemporaryDirectory() as place,
        Index.open(Path(place) / "index", model=model, encoder=encoder) as index,
    ):
        index.update([str(corpus)], max_bytes=MAX_BYTES)
        yield index


def documents_of(catalogue: Catalogue) -> list[Document]:
    """All documents of the catalogue, by id."""
    return [catalogue.document(id) for id in sorted(catalogue.document_ids())]


def stored_in(catalogue: Catalogue) -> Stored:
    """All documents of the catalogue as verdicts need them: by id and by file name."""
    documents = documents_of(catalogue)
    return Stored(
        texts={document.id: document.text for document in documents},
        ids={Path(document.path).name: document.id for document in documents},
    )


def first_of_each(items: Iterable[_Item], group: Callable[[_Item], object], limit: int | None) -> Iterator[_Item]:
    """The first `limit` items of each group, in their order; all without a limit."""
    seen: Counter[object] = Counter()
    for item in items:
        seen[group(item)] += 1
        if limit is None or seen[group(item)] <= limit:
            yield item
