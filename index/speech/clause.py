"""One sentence as its words, with the quotations masked out and the names marked."""

from collections.abc import Iterator, Sequence

from index.names import Mention
from index.tokens import Token
from index.types import Span


class Clause:
    """A sentence, or several that one quotation holds together: words, and for each whether it is quoted or a name.

    `inside[at]` tells whether the word at `at` stands between quotation marks, `named[at]` the name that it is a part
    of. Words are known by their index.
    """

    def __init__(self, text: str, words: Sequence[Token], mentions: Sequence[Mention], quoted: Sequence[Span]) -> None:
        self.text = text
        self.words = words
        self.mentions = mentions
        self.quoted = quoted
        self._lower = [word.lower for word in words]
        self.inside = [False] * len(words)
        self.named: list[Mention | None] = [None] * len(words)
        for quote in quoted:
            for at in self._within(quote):
                self.inside[at] = True
        for mention in mentions:
            for at in self._within(mention.whole):
                self.named[at] = mention

    def __len__(self) -> int:
        return len(self.words)

    def lower(self, at: int) -> str:
        """The word at `at` in lower case; empty outside the sentence."""
        return self._lower[at] if 0 <= at < len(self._lower) else ""

    def mark(self, at: int) -> bool:
        """Whether at `at` stands a mark, or nothing: a comma, a dash, a quotation mark, an end."""
        if not 0 <= at < len(self.words):
            return True
        first = self.words[at].text[0]
        return not (first.isalnum() or first in "$€£%&" or self.words[at].lower in ("’s", "'s"))

    def span(self, first: int, last: int) -> Span:
        """The characters from the word at `first` to the one at `last`."""
        return Span(start=self.words[first].start, end=self.words[last].end)

    def index_at(self, character: int) -> int:
        """The first word that does not end before `character`; the number of words when all do."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.words[middle].end <= character else (low, middle)
        return low

    def _within(self, span: Span) -> Iterator[int]:
        at = self.index_at(span.start)
        while at < len(self.words) and self.words[at].start < span.end:
            yield at
            at += 1
