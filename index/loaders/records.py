"""JSON and JSON Lines: one article, a list of them, or an object that holds such a list."""

import json
from collections.abc import Iterator
from dataclasses import replace

from index.errors import Unreadable
from index.loaders.article import Article, Content
from index.loaders.encodings import decode
from index.loaders.fields import article_of, has_text, key_of
from index.loaders.markup import looks_like_html, shown
from index.types import Failure

_HOLDERS = (
    *("articles", "items", "data", "results", "documents", "docs", "records", "entries", "stories", "news", "posts"),
    *("response", "hits", "rows", "article", "story", "content", "feed", "graph"),
)
"""Names under which exports and search services put their articles; `response.results` and the like are followed."""
_DEEPEST = 4
_NO_ARTICLE = "each article needs a field such as text, body or content"


def load(content: Content) -> Iterator[Article | Failure]:
    """The articles of a JSON file. A file of JSON lines that is named `.json` is read as what it is."""
    text = decode(content.data, content.name, content.charset)
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise Unreadable(f"{content.name} is nested too deeply: {_NO_ARTICLE}.") from error
    except ValueError as error:
        if _is_object(text.lstrip().split("\n", 1)[0]):
            yield from _lines(text, content)
            return
        raise Unreadable(f"{content.name} is not valid JSON ({error}): mend it or export it again.") from error
    yield from _articles(value, content)


def load_lines(content: Content) -> Iterator[Article | Failure]:
    """The articles of JSON Lines, each named by its line."""
    yield from _lines(decode(content.data, content.name, content.charset), content)


def with_plain_text(article: Article) -> Article:
    """The article with the tags of its text removed, if it has some, and what they hide."""
    if not looks_like_html(article.text):
        return article
    seen = shown(article.text)
    return replace(article, text=seen.text, hidden=seen.hidden)


def _articles(value: object, content: Content) -> Iterator[Article | Failure]:
    if isinstance(value, dict) and has_text(value):
        yield with_plain_text(article_of(value))
        return
    found = _list_in(value)
    if found is None:
        raise Unreadable(f"{content.name} holds no article: {_NO_ARTICLE}.")
    if not found:
        raise Unreadable(f"{content.name} is an empty list: there is nothing to index in it.")
    for number, item in enumerate(found, start=1):
        yield _article(item, f"#{number}", content)


def _list_in(value: object, depth: int = 0) -> list[object] | None:
    """The list of articles in a value: itself, or under one of the names that holders have."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or depth == _DEEPEST:
        return None
    if depth and has_text(value):
        return [value]
    inner = {key_of(name): item for name, item in value.items()}
    lists = (_list_in(inner[name], depth + 1) for name in _HOLDERS if name in inner)
    return next((found for found in lists if found is not None), None)


def _article(item: object, part: str, content: Content) -> Article | Failure:
    if isinstance(item, dict):
        inner = item.get("_source", item)  # the shape of a search engine's hit
        item = inner if isinstance(inner, dict) else item
        if has_text(item):
            return with_plain_text(article_of(item, part=part))
    return Failure(path=content.path + part, reason=f"{content.name}{part} is no article: {_NO_ARTICLE}.")


def _lines(text: str, content: Content) -> Iterator[Article | Failure]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        part = f"#{number}"
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            yield Failure(
                path=content.path + part, reason=f"Line {number} of {content.name} is not valid JSON: mend it."
            )
            continue
        yield _article(item, part, content)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
