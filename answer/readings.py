"""What was understood of a question, piece by piece: each piece can be shown to the reader and switched off."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "person", "topic", "date", "outlet", "exclusion", "denial", "order", "task", "spelling", "transliteration"
]
Effect = Literal["only", "preferred", "left out", "searched", "none"]
"""What a reading does: nothing else is searched; it leads; it is left out; the words are searched so; nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing read out of a question.

    `words` are those of the question; `meaning` is one short phrase for the reader. A reading that was switched off
    stays in its place, with `off`, so that it can be switched on again; it has no effect then.
    """

    kind: Kind
    words: str
    meaning: str
    effect: Effect
    off: bool = False

    @property
    def key(self) -> str:
        """What switches this reading off and no other: its kind and its words, “date:in july”."""
        return f"{self.kind}:{self.words}".casefold()

    @property
    def limits(self) -> bool:
        """Whether something is not searched because of it."""
        return not self.off and self.effect in ("only", "left out")

    def is_off(self, without: Set[str]) -> bool:
        """Whether it is among those to be left out: by its key, or by its kind, which means all of that kind."""
        return self.kind in without or self.key in {each.casefold() for each in without}
