"""What is on someone's screen, so that a click on a citation can be resolved: bounded, by secret number.

What one user was shown, no other one gets, even with the number; without log-in there is one reader, nobody.
"""

import secrets
from collections import OrderedDict
from datetime import UTC, datetime
from threading import Lock
from typing import Generic, TypeVar

from answer.evidence_pack import Asked
from answer.types import Answer
from ui.chat import Exchange
from ui.reader import reader

CAPACITY = 1_000
"""Answers kept, over all readers; an answer is some 50 kB, so this is 50 MB at most."""

Shown = TypeVar("Shown")


class Kept(Generic[Shown]):
    """What is shown by message: an unguessable word of 24 hex digits. What was kept longest goes first."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._shown: OrderedDict[str, tuple[str | None, Shown]] = OrderedDict()
        self._lock = Lock()

    def keep(self, shown: Shown, message: str = "") -> str:
        """Store what is `shown` under `message`, or under a new one, which is returned."""
        message = message or secrets.token_hex(12)
        with self._lock:
            self._shown[message] = (reader().user, shown)
            while len(self._shown) > self._capacity:
                self._shown.popitem(last=False)
        return message

    def get(self, message: str) -> Shown | None:
        """What is kept under `message` for who reads now, or None when there is none (any more)."""
        with self._lock:
            owner, shown = self._shown.get(message, (None, None))
        return shown if owner == reader().user else None


class Answers(Kept[Answer]):
    """The answers, of the chat and of the other tabs; `exchanges` are those of the chat with all that came of them."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        super().__init__(capacity)
        self.exchanges: Kept[Exchange] = Kept(capacity)
        self._times: OrderedDict[str, datetime] = OrderedDict()

    def keep(self, shown: Answer, message: str = "", at: datetime | None = None) -> str:
        """Store an answer; its question was asked `at`, else when something was first kept under the message."""
        message = super().keep(shown, message)
        with self._lock:
            self._times.setdefault(message, at or datetime.now(UTC))
            while len(self._times) > self._capacity:
                self._times.popitem(last=False)
        return message

    def restore(self, exchange: Exchange) -> None:
        """Know an exchange again that a browser brought back: its places open as before."""
        self.exchanges.keep(exchange, exchange.message)
        if exchange.answer:
            self.keep(exchange.answer, exchange.message, exchange.at)

    def asked(self, message: str) -> Asked | None:
        """The answer of `message` with the time of its question."""
        answer = self.get(message)
        with self._lock:
            at = self._times.get(message)
        return Asked(answer=answer, at=at) if answer and at else None
