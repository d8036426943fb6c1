"""What readers ticked: a row of an answer's evidence is checked or disputed, with a note. Kept beside the index.

The file is of its own, so that it outlives every rebuild of the index. A mark is kept by answer and row, and an answer
is known by its content (`evidence_pack.answer_key`): the same answer, asked for again tomorrow, has its marks again.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Literal

from answer.own_file import transaction

State = Literal["", "checked", "disputed"]

MARKS = "marks.sqlite"
"""The name of the file in the folder of the store."""
LONGEST_NOTE = 2_000
"""Characters of a note; what is longer is cut."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS marks (answer TEXT NOT NULL, row INTEGER NOT NULL, state TEXT NOT NULL, "
    "note TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (answer, row)) WITHOUT ROWID"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a reader says of one row: a state, which may be empty, a note, which may be empty, and when."""

    state: State = ""
    note: str = ""
    at: datetime | None = None


UNMARKED = Mark()


class Marks:
    """The marks in one SQLite file, which is made with the first of them. Any thread may read and write."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, answer: str, row: int, mark: Mark) -> None:
        """Keep a mark in place of the earlier one; one that says nothing takes the earlier one away."""
        with self._opened() as connection:
            if not (mark.state or mark.note.strip()):
                connection.execute("DELETE FROM marks WHERE answer = ? AND row = ?", (answer, row))
                return
            at = mark.at.isoformat(timespec="seconds") if mark.at else ""
            values = (answer, row, mark.state, mark.note.strip()[:LONGEST_NOTE], at)
            connection.execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?)", values)

    def of(self, answer: str) -> dict[int, Mark]:
        """The marks of one answer, by row."""
        if not self._path.is_file():
            return {}
        with self._opened() as connection:
            rows = connection.execute("SELECT row, state, note, at FROM marks WHERE answer = ? ORDER BY row", (answer,))
            return {
                row: Mark(state=state, note=note, at=datetime.fromisoformat(at) if at else None)
                for row, state, note, at in rows
            }

    def _opened(self) -> AbstractContextManager[Connection]:
        return transaction(self._path, _TABLE, "marks")
