"""Plain text, with an optional head of lines such as "Title: …" that ends at the first blank line."""

import re
from collections.abc import Iterator

from index.loaders.article import Article, Content
from index.loaders.encodings import decode
from index.loaders.fields import SYNONYMS, article_of, key_of

_HEAD_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{1,20}):[ \t]*(.*)")
_HEAD_FIELDS = {name for field, names in SYNONYMS.items() if field != "text" for name in names}
_LONGEST_HEAD = 12
"""Lines: there are seven fields, and some come twice."""


def load(content: Content) -> Iterator[Article]:
    """The one article of a text file."""
    head, text = split_head(decode(content.data, content.name, content.charset))
    yield article_of(dict(head), text=text)


def split_head(text: str) -> tuple[dict[str, str], str]:
    """The metadata lines at the beginning and the text below; no metadata unless every line of the head is some.

    >>> split_head("Title: A visit\\nSource: TASS\\n\\nHe came.")
    ({'Title': 'A visit', 'Source': 'TASS'}, 'He came.')
    """
    head: dict[str, str] = {}
    rest = text.lstrip("\r\n\ufeff")
    for _ in range(_LONGEST_HEAD):
        line, _, rest = _cut(rest)
        if not line.strip():
            return (head, rest) if head and rest.strip() else ({}, text)
        found = _HEAD_LINE.fullmatch(line.strip())
        if not found or key_of(found[1]) not in _HEAD_FIELDS:
            break
        head.setdefault(found[1], found[2])
    return {}, text


def stated_source(*fields: str) -> str:
    """The outlet that a field of a PDF or DOCX states as "Source: …": these formats have no field of their own for it.

    >>> stated_source("North Korea", "Source: TASS")
    'TASS'
    """
    found = (re.fullmatch(r"\s*(?:source|outlet|publisher)\s*:\s*(.+)", field, re.IGNORECASE) for field in fields)
    return next((match[1] for match in found if match), "")


def _cut(text: str) -> tuple[str, str, str]:
    """The first line, its end and what follows, whatever the line ends are."""
    found = re.search(r"\r\n?|\n", text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")
