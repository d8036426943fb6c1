"""One article out of named fields, whatever the names: the metadata of front matter, CSV, JSON and headers."""

import re
from collections.abc import Mapping
from datetime import date

from index.loaders.article import Article
from index.loaders.dates import parse_date

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "article", "articlebody", "fulltext", "maintext", "story", "bodytext"),
        *("contenttext", "plaintext", "rawtext", "articletext", "contenthtml", "html"),
    ),
    "title": ("title", "headline", "webtitle", "heading", "name", "subject"),
    "source": (
        *("source", "outlet", "publisher", "sitename", "site", "publication", "sourcename", "newspaper"),
        *("domain", "sourcedomain", "provider"),
    ),
    "author": ("author", "authors", "byline", "creator", "writer", "by"),
    "published": (
        *("published", "publishedat", "datepublished", "publisheddate", "publishdate", "pubdate", "date"),
        *("publicationdate", "datepublish", "webpublicationdate", "datetime", "timestamp", "created", "createdat"),
    ),
    "url": ("url", "link", "weburl", "permalink", "canonicalurl", "sourceurl", "href"),
    "language": ("language", "lang", "inlanguage", "locale"),
}
"""Names in the order they are tried; case, blanks, `_`, `-`, `.` and `:` do not count (`date_published`)."""

_INNER = ("rendered", "name", "text", "value", "title", "#text", "@value", "href")
_DEEPEST = 3
_LONGEST_LIST = 10_000


def key_of(name: object) -> str:
    """A field's name as it is compared.

    >>> key_of("Date_Published")
    'datepublished'
    """
    return re.sub(r"[^a-z0-9]", "", str(name).lower()) if isinstance(name, str) else ""


def article_of(fields: Mapping[str, object], *, text: str | None = None, part: str = "") -> Article:
    """The article that the fields describe; `text` is given when it stands outside them, as below front matter."""
    known = {key_of(name): value for name, value in reversed(list(fields.items()))}
    return Article(
        text=_text(known) if text is None else text,
        title=_first(known, "title"),
        source=_first(known, "source"),
        author=_first(known, "author"),
        published=_date(known),
        url=_first(known, "url"),
        language=_first(known, "language"),
        part=part,
    )


def has_text(fields: Mapping[str, object]) -> bool:
    """Whether one of the fields can hold an article's text."""
    known = {key_of(name): value for name, value in fields.items()}
    return bool(_text(known))


def plain(value: object, joint: str = ", ", depth: int = 0) -> str:
    """The words of a value: text, a number, a list of these, or an object that wraps one ({"name": "Reuters"})."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.12g}"
    if depth >= _DEEPEST:
        return ""
    if isinstance(value, list | tuple):
        parts = (plain(part, joint, depth + 1) for part in value[:_LONGEST_LIST])
        return joint.join(part for part in parts if part)
    if isinstance(value, dict):
        return next((found for key in _INNER if (found := plain(value.get(key), joint, depth + 1))), "")
    return ""


def _first(known: Mapping[str, object], field: str) -> str:
    values = (plain(known[name]) for name in SYNONYMS[field] if name in known)
    return next((value for value in values if value.strip()), "")


def _text(known: Mapping[str, object]) -> str:
    """The text field; one that holds whole articles (`{"content": [{"title": …}]}`) is none."""
    values = (known[name] for name in SYNONYMS["text"] if name in known and not _holds_articles(known[name]))
    return next((words for value in values if (words := plain(value, "\n\n")).strip()), "")


def _holds_articles(value: object) -> bool:
    items = value if isinstance(value, list) else [value]
    return any(isinstance(item, dict) and not item.keys().isdisjoint(("title", "headline")) for item in items)


def _date(known: Mapping[str, object]) -> date | None:
    values = (known[name] for name in SYNONYMS["published"] if known.get(name))
    return next((day for day in map(parse_date, values) if day), None)
