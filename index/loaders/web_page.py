"""A saved or fetched news page: its article without the furniture, and what the page says about itself."""

import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy

from trafilatura import bare_extraction
from trafilatura.settings import DEFAULT_CONFIG, Document

from index.errors import Unreadable
from index.loaders.article import Article, Content
from index.loaders.dates import parse_date
from index.loaders.markup import decode_page, heading_of, words_of

_LANGUAGE = re.compile(r"<html\b[^>]*?\s(?:xml:)?lang\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
"""Only dates that the page states in its metadata, a time element or its address: the extensive search takes any
date it finds in the text, and so always finds one."""


def load(content: Content) -> Iterator[Article]:
    """The one article of an HTML page."""
    page = decode_page(content.data, content.name, content.charset)
    article = article_of_page(page, url=content.url, max_bytes=content.max_bytes)
    if not any(map(str.isalnum, article.text)):
        raise Unreadable(f"{content.name} is a page without text: let it load in a browser and save it again.")
    yield article


def article_of_page(page: str, *, url: str = "", max_bytes: int) -> Article:
    """The article of a page that is already decoded. Where no article is found, all the words of the page count."""
    found = bare_extraction(
        page,
        url=url or None,
        fast=True,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=dict(_DATES),
        config=_config(max_bytes),
    )
    stated = _LANGUAGE.search(page)
    language = stated[1] if stated else ""
    if not isinstance(found, Document) or not (found.text or "").strip():
        return Article(text=words_of(page), title=heading_of(page), url=url, language=language)
    return Article(
        text="\n\n".join((found.text or "").splitlines()),
        title=found.title or "",
        source=found.sitename or found.hostname or "",
        author=(found.author or "").replace("; ", ", "),
        published=parse_date(found.date),
        url=found.url or url,
        language=language,
    )


def _config(max_bytes: int) -> ConfigParser:
    """The library's settings with our limit of size: its own would turn larger pages into empty ones."""
    config: ConfigParser = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MAX_FILE_SIZE"] = str(4 * max_bytes)
    return config
