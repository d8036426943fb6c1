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
        self._raw = ""
        self._text = ""
        self._thinking = False

    def add(self, piece: str) -> str:
        """What can be shown now that this piece has come."""
        self._raw += piece
        while True:
            tag = _CLOSES if self._thinking else _OPENS
            before, found, behind = self._raw.partition(tag)
            if not found:
                break
            self._text += "" if self._thinking else before
            self._raw, self._thinking = behind, not self._thinking
        kept = len(self._raw) - _begun(self._raw, tag)
        self._text += "" if self._thinking else self._raw[:kept]
        self._raw = self._raw[kept:]
        return self._shown()

    def rest(self) -> str:
        """What is left at the end; nothing of a thought that was never closed."""
        left = self._text + ("" if self._thinking else self._raw)
        self._raw = self._text = ""
        return left

    def _shown(self) -> str:
        mark = _HALF_MARK.search(self._text)
        ready = mark.start() if mark and mark.end() - mark.start() <= _LONGEST_MARK else len(self._text)
        shown, self._text = self._text[:ready], self._text[ready:]
        return shown


def _begun(text: str, tag: str) -> int:
    """How many characters at the end of a text are the beginning of a tag."""
    return next((size for size in range(len(tag) - 1, 0, -1) if text.endswith(tag[:size])), 0)
