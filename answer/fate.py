"""What became of words of a document since an answer was made: they stand as cited, were changed, or are gone."""

from collections.abc import Sequence
from typing import Literal

from index.copies import ELLIPSIS
from index.types import Document, Span

Fate = Literal["as cited", "changed", "gone"]
"""The document as it was, other words in that place, no longer in the index."""


def fate(quote: str, spans: Sequence[Span], document: Document | None) -> tuple[Fate, tuple[str, ...]]:
    """What became of `quote`, and its pieces as they stand at `spans`; the quote whole where they stand no more.

    The law of a quote: it is the characters at its spans, joined by an ellipsis.
    """
    if document is None:
        return "gone", (quote,)
    words = tuple(span.of(document.text) for span in spans)
    return ("as cited", words) if ELLIPSIS.join(words) == quote else ("changed", (quote,))
