"""Where the parts of an index lie in its folder: the lock and the lock's owner besides (`lock.py`)."""

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from index.catalogue import Catalogue
from index.catalogue_writer import remember, set_roots
from index.database import REBUILD
from index.errors import StoreDamaged, StoreError
from index.withdrawn import kept_aside, set_aside

CATALOGUE, VECTORS, LEXICAL = "catalogue.sqlite", "vectors", "lexical"


def clear(directory: Path) -> None:
    """Delete what was built; the lists of what was indexed and of what was taken out are kept, if they can be read."""
    roots: tuple[str, ...] = ()
    aside: list[tuple[Any, ...]] = []
    with suppress(StoreError, sqlite3.Error), closing(Catalogue(directory / CATALOGUE)) as old:
        roots, aside = old.roots(), kept_aside(old)
    for part in (VECTORS, LEXICAL):
        shutil.rmtree(directory / part, ignore_errors=True)
    fresh = Catalogue(_without_remains(directory / f"{CATALOGUE}.new"))
    set_roots(fresh, roots)
    set_aside(fresh, aside)
    fresh.close()
    (directory / f"{CATALOGUE}.new").replace(_without_remains(directory / CATALOGUE))


def _without_remains(catalogue: Path) -> Path:
    for suffix in ("", "-wal", "-shm"):
        catalogue.with_name(catalogue.name + suffix).unlink(missing_ok=True)
    return catalogue


def check_vectors(catalogue: Catalogue, directory: Path) -> None:
    """Vectors must be there for documents; without documents they are no loss, and may be of another model."""
    if not catalogue.count():
        shutil.rmtree(directory / VECTORS, ignore_errors=True)
        remember(catalogue, dimensions="")
    elif not (directory / VECTORS).is_dir():
        raise StoreDamaged(f"The vectors of the index in {directory} are missing. {REBUILD}")
