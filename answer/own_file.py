"""A small SQLite file beside the index, of its own so that it outlives every rebuild: what readers say and tick."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.errors import StoreError


@contextmanager
def transaction(path: Path, table: str, named: str, advice: str = "") -> Iterator[sqlite3.Connection]:
    """One transaction on a connection of its own: there are few, and a click can wait a millisecond.

    `table` makes the table where it is missing. What goes wrong is a StoreError that says what is `named` so, and the
    `advice`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
            connection.execute(table)
            yield connection
    except (sqlite3.Error, OSError) as error:
        told = f"The {named} in {path} cannot be read or written: {error}."
        raise StoreError(" ".join(filter(None, (told, advice)))) from error
