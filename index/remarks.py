"""What a reader is to know of how a document was read, in sentences: for the page and for the command line."""

from index.types import Document

INSTRUCTING = "This document speaks to language models: such words are no evidence."


def remarks(document: Document) -> tuple[str, ...]:
    """The sentences on what was left out, what is there and not shown, and words that speak to programs.

    >>> remarks(Document(id="a", title="", text="Rain.", path="/a", hidden=312))
    ('Hidden text was left out of this document (312 characters).',)
    """
    hidden = f"Hidden text was left out of this document ({_characters(document.hidden)})."
    veiled = f"Text that the file itself does not show at once was kept ({_characters(document.veiled)})."
    told = ((document.hidden, hidden), (document.veiled, veiled), (document.instructing, INSTRUCTING))
    return tuple(sentence for holds, sentence in told if holds)


def _characters(count: int) -> str:
    return "1 character" if count == 1 else f"{count:,} characters"
