"""HTML in Markdown: its words in the place of its tags, and the texts that it hides left out."""

import html
import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from index.loaders.markup import hidden_words, shown

_TAGS = ("html_block", "html_inline")
_TEXTS = ("text", "code_inline", "fence", "code_block")
_OPEN, _CLOSE = "\uf8f0", "\uf8f1"
_NUMBER = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def leave_out_hidden(tokens: Sequence[Token]) -> int:
    """Empty the tokens whose text HTML hides, make plain words of HTML, and count the characters left out.

    A tag may open in one block and close in another, so the document is laid out as one page in which a number stands
    for each text that is no HTML.
    """
    flat = list(_flat(tokens))
    if not any(each.type in _TAGS for each in flat):
        return 0
    texts = [each for each in flat if each.type in _TEXTS]
    places = iter(range(len(texts)))
    hidden = hidden_words("".join(_as_html(each, places) for each in flat))
    numbers = {int(number) for words in hidden for number in _NUMBER.findall(words)}
    count = sum(_emptied(texts[number]) for number in numbers)
    for token in flat:
        if token.type == "html_block":
            count += _plain(token, hidden)
    return count


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens in order, with those within a line in the place of the line."""
    for token in tokens:
        if token.type == "inline":
            yield from _flat(token.children or [])
        else:
            yield token


def _as_html(token: Token, places: Iterator[int]) -> str:
    if token.type in _TAGS:
        return token.content.replace(_OPEN, "").replace(_CLOSE, "")
    if token.type in _TEXTS:
        return f" {_OPEN}{next(places)}{_CLOSE} "
    tag = html.escape(token.tag)
    return {1: f"<{tag}>", -1: f"</{tag}>"}.get(token.nesting, " ") if tag else " "


def _emptied(token: Token) -> int:
    count, token.content = len(token.content), ""
    return count


def _plain(token: Token, hidden: Sequence[str]) -> int:
    """Put the words of a block in its place, without paragraphs that a tag around it hides; how many are left out."""
    seen = shown(token.content)
    kept = [each for each in seen.text.split("\n\n") if not any(each in words for words in hidden)]
    token.content = "\n\n".join(kept)
    return seen.hidden + len(seen.text) - len(token.content)
