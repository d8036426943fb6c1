"""Taking documents out of an index and putting them back as they were. What is set aside is in `withdrawn.py`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.catalogue import IN_LIST, listed
from index.catalogue_writer import Change, set_roots
from index.extraction import entry
from index.plan import cover
from index.splitting import split
from index.types import Report
from index.withdrawn import rows_of, withdrawn

if TYPE_CHECKING:
    from index.ingest import Ingest

AT_ONCE = 20
"""Documents put back in one transaction."""


def withdraw(ingest: "Ingest", ids: Sequence[str]) -> Report:
    """Take these documents out. A file that was a source of its own and has no document left is none any more."""
    ingest.mend()
    catalogue = ingest.catalogue
    there = dict(rows_of(catalogue, f"SELECT id, file FROM documents WHERE id {IN_LIST}", listed(ids)))
    ingest.carry_out(Change(removed=list(there), withdrawn=list(there)))
    left = set(there.values()).difference(catalogue.origins())
    set_roots(catalogue, (root for root in catalogue.roots() if root not in left))
    return Report(removed=len(there), passages=catalogue.passage_count())


def put_back(ingest: "Ingest", ids: Sequence[str]) -> Report:
    """Put documents back as they were when they were taken out; the next update looks at their files again."""
    ingest.mend()
    catalogue = ingest.catalogue
    back = withdrawn(catalogue, ids)
    for at in range(0, len(back), AT_ONCE):
        some = back[at : at + AT_ONCE]
        entries = [
            entry(each.document, each.file, each.fingerprint, split(each.document, ingest.encoder())) for each in some
        ]
        ingest.carry_out(Change(entries=entries, forgotten=[each.file for each in some]))
    set_roots(catalogue, cover([*catalogue.roots(), *(each.file for each in back)]))
    return Report(new=len(back), passages=catalogue.passage_count())
