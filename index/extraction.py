"""What is taken out of a document besides its passages: who said what, and who is named."""

import logging
from collections.abc import Callable

from index.catalogue import Catalogue
from index.catalogue_writer import put_extracts, remember
from index.names import names
from index.statements import VERSION as RULES
from index.statements import statements
from index.types import Document, Progress, Statement

VERSION = str(RULES)
"""Of the rules: when it grows, the next update of every index extracts again from the stored texts, without reading or
embedding anything."""
GROUP = 100  # documents a transaction

log = logging.getLogger(__name__)


def extract(document: Document) -> tuple[list[Statement], list[str]]:
    """The statements of a document, and the names in its title and text."""
    return statements(document), names(f"{document.title}\n\n{document.text}")


def extract_again(catalogue: Catalogue, on_progress: Callable[[Progress], None]) -> None:
    """Bring what was extracted by another version up to date. Killed on the way, it starts over at the next update."""
    if catalogue.meta().get("extraction") == VERSION:
        return
    ids = sorted(catalogue.document_ids())
    for at in range(0, len(ids), GROUP):
        group = ids[at : at + GROUP]
        put_extracts(catalogue, {id_: extract(catalogue.document(id_)) for id_ in group})
        on_progress(Progress(step="extracting", done=at + len(group), total=len(ids)))
    remember(catalogue, extraction=VERSION)
    log.info("step=extract documents=%d version=%s", len(ids), VERSION)
