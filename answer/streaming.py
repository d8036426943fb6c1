"""A model's text while it comes in: thoughts left out, and nothing shown that the next piece may turn into a mark."""

import re

_OPENS, _CLOSES = "<think>", "</think>"
_HALF_MARK = re.compile(r"\[[\d\s,;–-]*$")
"""`[`, `[1` or `[1, 2` at the end: the rest of the mark is still to come."""
_LONGEST_MARK = 24
"""Characters: what is longer and still open is no mark."""


class Inflow:
    """Text that comes in pieces, cut anywhere; what may be shown comes out of `add`, the rest of it out of `rest`.

    Law: however a text is cut, what comes out is that text without its thoughts, and no mark `[1]` is ever cut in two.
    """

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False

    def add(self, piece: str) -> str:
        """What can be shown now that this piece has come."""
        self._held += piece
        shown = ""
        while True:
            tag = _CLOSES if self._thinking else _OPENS
            before, found, behind = self._held.partition(tag)
            if not found:
                break
            shown += "" if self._thinking else before
            self._held, self._thinking = behind, not self._thinking
        keep = _begun(self._held, _CLOSES if self._thinking else _OPENS)
        if self._thinking:
            self._held = self._held[len(self._held) - keep :]
            return shown
        mark = _HALF_MARK.search(self._held[: len(self._held) - keep])
        if mark and mark.end() - mark.start() <= _LONGEST_MARK:
            keep = len(self._held) - mark.start()
        ready = len(self._held) - keep
        shown, self._held = shown + self._held[:ready], self._held[ready:]
        return shown

    def rest(self) -> str:
        """What is left at the end; nothing of a thought that was never closed."""
        left, self._held = ("" if self._thinking else self._held), ""
        return left


def _begun(text: str, tag: str) -> int:
    """How many characters at the end of a text are the beginning of a tag."""
    return next((size for size in range(len(tag) - 1, 0, -1) if text.endswith(tag[:size])), 0)
