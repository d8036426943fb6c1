"""What is taken out of a document besides its passages: who said what, and who is named."""

import logging
from collections.abc import Callable, Sequence

from index.catalogue import Catalogue
from index.catalogue_writer import Entry, Extract, put_extracts, remember
from index.links import links
from index.names import distinct, read
from index.spoken import VERSION as SPEAKING
from index.spoken import spoken
from index.statements import VERSION as RULES
from index.statements import statements
from index.types import Document, Passage, Progress

LINKING = 3
"""Raise it when `links.py` or `names.py` finds other names."""
VERSION = f"{RULES}/{LINKING}/{SPEAKING}"
"""Of the rules: when it grows, the next update of every index extracts again from the stored texts, without reading
anything. It embeds only the sentences that were not known to have a speaker."""
GROUP = 100  # documents a transaction

log = logging.getLogger(__name__)


def extract(document: Document, passages: Sequence[Passage]) -> Extract:
    """The statements of a document, the names in its title and text, and where in the passages the names stand."""
    known = read(document.text, document.title)
    said = statements(document, known)
    return Extract(
        statements=said,
        spoken=spoken(document, said),
        names=distinct([*known.title, *known.mentions]),
        links=links(document, known.mentions, passages),
    )


def entry(document: Document, file: str, mark: str, passages: Sequence[Passage]) -> Entry:
    """A document with all that is kept of it."""
    return Entry(
        document=document,
        file=file,
        fingerprint=mark,
        passages=passages,
        extract=extract(document, passages),
    )


def extract_again(catalogue: Catalogue, on_progress: Callable[[Progress], None]) -> None:
    """Bring what was extracted by another version up to date. Killed on the way, it starts over at the next update."""
    if catalogue.meta().get("extraction") == VERSION:
        return
    ids = sorted(catalogue.document_ids())
    for at in range(0, len(ids), GROUP):
        group = ids[at : at + GROUP]
        put_extracts(catalogue, {id_: extract(catalogue.document(id_), catalogue.passages_of(id_)) for id_ in group})
        on_progress(Progress(step="extracting", done=at + len(group), total=len(ids)))
    remember(catalogue, extraction=VERSION)
    log.info("step=extract documents=%d version=%s", len(ids), VERSION)
