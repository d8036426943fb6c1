"""How often somebody may ask, and how often guess a password: pure counting over a clock, in bounded memory."""

import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from threading import Lock

from index.errors import VerbatimError
from ui.reader import reader
from ui.strings import count, say

MOST_KEYS = 10_000
"""Readers remembered at once; who has not come for longest is forgotten first, and begins anew."""
FREE_GUESSES = 5
"""Wrong passwords before the first wait."""
FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0
"""Seconds. The wait doubles with each guess; at the longest, somebody guesses twelve passwords an hour."""
REMEMBERED = 3600.0
"""Seconds after which wrong passwords are forgotten: so long that to wait for it brings no more guesses."""

Clock = Callable[[], float]


class TooMany(VerbatimError):  # noqa: N818 - reads as the sentence it reports
    """Somebody asks more often than the operator lets them."""


class Rate:
    """A token bucket for each key: `per_minute` at once, and as many again in each minute; 0 is no limit."""

    def __init__(self, per_minute: int, clock: Clock = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> float:
        """Take one token of `key`; the seconds to wait when there is none, else 0."""
        if not self.per_minute:
            return 0.0
        speed = self.per_minute / 60
        with self._lock:
            now = self._clock()
            left, since = self._buckets.pop(key, (float(self.per_minute), now))
            left = min(float(self.per_minute), left + (now - since) * speed)
            wait = 0.0 if left >= 1 else (1 - left) / speed
            self._buckets[key] = (left if wait else left - 1, now)
            while len(self._buckets) > MOST_KEYS:
                self._buckets.popitem(last=False)
        return wait

    def admit(self) -> None:
        """Let whoever asks now ask; `TooMany` says when they may again. A program on this machine is not counted."""
        key = reader().key
        wait = ceil(self.take(key)) if key else 0
        if wait:
            raise TooMany(say("limits.rate", limit=count(self.per_minute, "question"), wait=count(wait, "second")))

    def __len__(self) -> int:
        return len(self._buckets)


class Guesses:
    """Wrong passwords for each key, a name or an address: after `FREE_GUESSES` the wait grows, and ends at success.

    A guess counts before it is checked, so that many at once are no way around. What was wrong long ago is forgotten.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def guess(self, *keys: str) -> float:
        """Count a guess under all `keys`; the seconds to wait when one of them has to, and then nothing is counted."""
        with self._lock:
            now = self._clock()
            states = [self._state(key, now) for key in keys]
            wait = max((at + self._pause(wrong) - now for wrong, at in states), default=0.0)
            if wait > 0:
                return wait
            for key, (wrong, _) in zip(keys, states, strict=True):
                self._wrong.pop(key, None)
                self._wrong[key] = (wrong + 1, now)
            while len(self._wrong) > MOST_KEYS:
                self._wrong.popitem(last=False)
        return 0.0

    def right(self, name: str, address: str) -> None:
        """The last guess was right: the name begins anew; the address gets back this one guess, for it may guess other
        names between."""
        with self._lock:
            self._wrong.pop(name, None)
            wrong, at = self._wrong.get(address, (0, 0.0))
            if wrong:
                self._wrong[address] = (wrong - 1, at)

    def _state(self, key: str, now: float) -> tuple[int, float]:
        wrong, at = self._wrong.get(key, (0, now))
        return (0, now) if now - at > REMEMBERED else (wrong, at)

    @staticmethod
    def _pause(wrong: int) -> float:
        return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(wrong - FREE_GUESSES, 10)) if wrong >= FREE_GUESSES else 0.0

    def __len__(self) -> int:
        return len(self._wrong)
