"""Markdown without its marks, and the front matter above it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import frontmatter
import yaml  # type: ignore[import-untyped]
from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.loaders.article import Article, Content
from index.loaders.encodings import decode
from index.loaders.fields import article_of
from index.loaders.markdown_html import leave_out_hidden

_LONGEST_FRONT_MATTER = 16_000
"""Characters: front matter is a dozen lines, and the YAML loader takes a second for 30,000 nested brackets."""
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class _SafeHandler(YAMLHandler):
    """YAML by the loader in Python: the one in C ends the whole program on brackets nested a few thousand deep."""

    def load(self, fm: str, **_: object) -> Any:  # noqa: ANN401 - the library calls whatever YAML gives a dict
        """The fields of the front matter."""
        return yaml.load(fm, Loader=yaml.SafeLoader)


def load(content: Content) -> Iterator[Article]:
    """The one article of a Markdown file."""
    fields, body = split_front_matter(decode(content.data, content.name, content.charset))
    tokens = _PARSER.parse(body)
    hidden = leave_out_hidden(tokens)
    blocks = list(_blocks(tokens))
    text = "\n\n".join(words for _, words in blocks)
    article = article_of(fields, text=text)
    heading = next((words for is_heading, words in blocks if is_heading), "")
    article = article if article.title else article_of({**fields, "title": heading}, text=text)
    yield replace(article, hidden=hidden)


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """The fields between the `---` lines at the top, and the Markdown below.

    Front matter that is no valid YAML stays in the text: nothing is lost, and a reader sees what is wrong.
    """
    text = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n").replace("\r", "\n")
    end = text.find("\n---", 3, _LONGEST_FRONT_MATTER)
    if not text.startswith("---\n") or end < 0:
        return {}, text
    try:
        fields, body = frontmatter.parse(text, handler=_SafeHandler())
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return {}, text
    return (fields, body) if fields else ({}, text)


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[bool, str]]:
    """The paragraphs in order, each with whether it is a heading; a row of a table is one paragraph."""
    row: list[str] | None = None
    heading = False
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield False, " | ".join(row)
            row = None
        elif token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type == "inline" and row is not None:
            row.append(_inline(token.children or []))
        elif words := _words(token):
            yield heading, words


def _words(token: Token) -> str:
    if token.type == "inline":
        return _inline(token.children or [])
    if token.type in ("fence", "code_block"):
        return token.content
    return token.content if token.type == "html_block" else ""


def _inline(tokens: Sequence[Token]) -> str:
    return "".join(_inline_word(token) for token in tokens).strip()


def _inline_word(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "html_inline":
        return "\n" if token.content.lower().startswith("<br") else ""
    return "" if token.type == "image" else token.content  # the words of a picture stand only where it is missing
