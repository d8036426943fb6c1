"""What is on someone's screen, so that a click on a citation can be resolved: bounded, by secret number."""

import secrets
from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

from answer.types import Answer

CAPACITY = 1_000
"""Answers kept, over all readers; an answer is some 50 kB, so this is 50 MB at most."""

Shown = TypeVar("Shown")


class Kept(Generic[Shown]):
    """What is shown by message: an unguessable word of 24 hex digits. What was kept longest goes first."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._shown: OrderedDict[str, Shown] = OrderedDict()
        self._lock = Lock()

    def keep(self, shown: Shown, message: str = "") -> str:
        """Store what is `shown` under `message`, or under a new one, which is returned."""
        message = message or secrets.token_hex(12)
        with self._lock:
            self._shown[message] = shown
            while len(self._shown) > self._capacity:
                self._shown.popitem(last=False)
        return message

    def get(self, message: str) -> Shown | None:
        """What is kept under `message`, or None when there is none (any more)."""
        with self._lock:
            return self._shown.get(message)


class Answers(Kept[Answer]):
    """The answers, of the chat and of the other tabs."""
