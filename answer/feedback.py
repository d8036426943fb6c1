"""What readers say of answers: a rating, reasons, words of their own. Kept beside the index and nowhere else.

The file is of its own, so that it outlives every rebuild of the index; whoever runs the program exports it.
"""

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Literal

from answer.evidence_pack import answer_key, sha256
from answer.own_file import transaction
from answer.snapshot import plain
from answer.types import Answer

Rating = Literal["up", "down"]
Reason = Literal["wrong", "beside", "incomplete", "quotation", "unclear"]

FEEDBACK = "feedback.sqlite"
"""The name of the file in the folder of the store."""
LONGEST_WORDS = 2_000
"""Characters of a reader's own words; what is longer is cut."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS feedback (screen TEXT PRIMARY KEY, at TEXT NOT NULL, rating TEXT NOT NULL, "
    "reasons TEXT NOT NULL, words TEXT NOT NULL, key TEXT NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one reader says of one answer, and when."""

    rating: Rating
    at: datetime
    reasons: tuple[Reason, ...] = ()
    words: str = ""


class Feedback:
    """The opinions in one SQLite file, which is made with the first of them. Any thread may read and write."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, message: str, answer: Answer, opinion: Opinion | None) -> None:
        """Keep an opinion on the answer shown under `message` in place of the earlier one; None takes that away.

        The message opens the answer on the page, so its hash alone is kept.
        """
        screen = sha256(message)
        if opinion is None:
            if self._path.is_file():
                with self._opened() as connection:
                    connection.execute("DELETE FROM feedback WHERE screen = ?", (screen,))
            return
        known = json.dumps(plain(answer), ensure_ascii=True)
        said = (opinion.at.isoformat(timespec="seconds"), opinion.rating, json.dumps(opinion.reasons))
        values = (screen, *said, opinion.words.strip()[:LONGEST_WORDS], answer_key(answer), known)
        with self._opened() as connection:
            connection.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def all(self) -> list[dict[str, Any]]:
        """Every opinion as plain values, the oldest first: the answer as `ask --json` gives it, and its key."""
        if not self._path.is_file():
            return []
        with self._opened() as connection:
            query = "SELECT at, rating, reasons, words, key, answer FROM feedback ORDER BY at, screen"
            rows = connection.execute(query)
            return [
                {
                    "at": at,
                    "rating": rating,
                    "reasons": json.loads(reasons),
                    "words": words,
                    "key": key,
                    "answer": json.loads(answer),
                }
                for at, rating, reasons, words, key, answer in rows
            ]

    def _opened(self) -> AbstractContextManager[Connection]:
        return transaction(self._path, _TABLE, "feedback", advice="Check the space and the rights of its folder.")
