"""The answers on someone's screen, so that a click on a citation can be resolved: bounded, by secret number."""

import secrets
from collections import OrderedDict
from datetime import UTC, datetime
from threading import Lock

from answer.evidence_pack import Asked
from answer.types import Answer

CAPACITY = 1_000
"""Answers kept, over all readers; an answer is some 50 kB, so this is 50 MB at most."""


class Answers:
    """Answers by message: an unguessable word of 24 hex digits. The answers kept longest go first."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._answers: OrderedDict[str, Asked] = OrderedDict()
        self._lock = Lock()

    def keep(self, answer: Answer, message: str = "") -> str:
        """Store `answer` under `message`, or under a new one, which is returned; it was asked when first kept."""
        message = message or secrets.token_hex(12)
        with self._lock:
            earlier = self._answers.get(message)
            self._answers[message] = Asked(answer=answer, at=earlier.at if earlier else datetime.now(UTC))
            while len(self._answers) > self._capacity:
                self._answers.popitem(last=False)
        return message

    def get(self, message: str) -> Answer | None:
        """The answer of `message`, or None when there is none (any more)."""
        asked = self.asked(message)
        return asked.answer if asked else None

    def asked(self, message: str) -> Asked | None:
        """The answer of `message` with the time of its question."""
        with self._lock:
            return self._answers.get(message)
