"""A catalogue without vectors, of as many passages as are wanted: enough to measure what reads words only."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from evals.datasets.collection import Item, fingerprint
from evals.suites import Context
from index.catalogue import Catalogue
from index.catalogue_writer import Change, Entry, Extract, finish
from index.sentences import sentences
from index.statements import VERSION, statements
from index.text import clean
from index.types import Document, Passage, Span

_WORDS = 95
"""Words of a passage: about what 128 tokens of the embedding model hold."""
_LONGEST = 60_000
"""Characters: longer pages are no articles."""
_GROUP = 200


@contextmanager
def unembedded(name: str, pages: Sequence[Item], passages: int, context: Context) -> Iterator[Catalogue]:
    """The catalogue of the first pages that have that many passages, made once and kept."""
    folder = context.work / "catalogues"
    folder.mkdir(parents=True, exist_ok=True)
    made_of = fingerprint([page.id for page in pages], [passages, VERSION])
    file = folder / f"{name.replace(' ', '-')}-{made_of}.sqlite"
    catalogue = Catalogue(file)
    if catalogue.passage_count() < passages:
        _fill(catalogue, pages, passages)
    try:
        yield catalogue
    finally:
        catalogue.close()


def _fill(catalogue: Catalogue, pages: Sequence[Item], passages: int) -> None:
    held = catalogue.document_ids()
    entries: list[Entry] = []
    count = catalogue.passage_count()
    for page in pages:
        if count >= passages:
            break
        if len(page.text) > _LONGEST or _id(page) in held:
            continue
        entries.append(_entry(page))
        count += len(entries[-1].passages)
        if len(entries) == _GROUP:
            finish(catalogue, Change(entries=entries))
            entries = []
    finish(catalogue, Change(entries=entries))


def _id(page: Item) -> str:
    return hashlib.sha256(page.id.encode()).hexdigest()[:16]


def _entry(page: Item) -> Entry:
    document = Document(
        id=_id(page),
        title=clean(page.title),
        text=clean(page.text),
        path=page.id,
        source=page.source,
        published=page.published,
    )
    extract = Extract(statements=statements(document))
    return Entry(document=document, file=page.id, fingerprint="", passages=_passages(document), extract=extract)


def _passages(document: Document) -> list[Passage]:
    """Whole sentences, as many as fit."""
    found: list[Passage] = []
    inside = sentences(document.text)
    while inside:
        taken = words = 0
        while taken < len(inside) and (not taken or words + _length(document, inside[taken]) <= _WORDS):
            words += _length(document, inside[taken])
            taken += 1
        found.append(Passage.of(document, Span(start=inside[0].start, end=inside[taken - 1].end)))
        inside = inside[taken:]
    return found


def _length(document: Document, span: Span) -> int:
    return len(span.of(document.text).split())
