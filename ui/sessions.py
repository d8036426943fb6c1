"""Who is logged in: a session for each browser, known by an unguessable word in a cookie. Kept in memory, bounded."""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from ui.limits import Clock
from ui.users import Hash, Users

LIFE_SECONDS = 7 * 24 * 3600
"""After a week one logs in again."""
MOST = 10_000
"""Sessions kept; the oldest goes first."""


@dataclass(frozen=True, slots=True)
class Session:
    """A log-in: by whom, with which password (as hashed), and until when it counts."""

    user: str
    password: Hash
    until: float


class Sessions:
    """The sessions of the users of a file. One counts only as long as its user stands there with the same password."""

    def __init__(self, users: Users, clock: Clock = time.time) -> None:
        self._users = users
        self._clock = clock
        self._open: OrderedDict[bytes, Session] = OrderedDict()
        self._lock = Lock()

    def begin(self, user: str, password: Hash) -> str:
        """A new session; gives the word for the cookie, which is not kept here."""
        word = secrets.token_urlsafe(32)
        with self._lock:
            self._open[_key(word)] = Session(user, password, self._clock() + LIFE_SECONDS)
            while len(self._open) > MOST:
                self._open.popitem(last=False)
        return word

    def user(self, word: str) -> str | None:
        """Who is logged in by this word, or None."""
        with self._lock:
            session = self._open.get(_key(word)) if word else None
        if session is None:
            return None
        if session.until < self._clock() or self._users.all().get(session.user) != session.password:
            self.end(word)
            return None
        return session.user

    def end(self, word: str) -> None:
        """Log out."""
        with self._lock:
            self._open.pop(_key(word), None)

    def __len__(self) -> int:
        return len(self._open)


def _key(word: str) -> bytes:
    return sha256(word.encode("utf-8", "replace")).digest()
