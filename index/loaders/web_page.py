"""A saved or fetched news page: its article without the furniture, and what the page says about itself."""

import re
from collections.abc import Iterable, Iterator
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import replace

from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura import bare_extraction
from trafilatura.settings import DEFAULT_CONFIG, Document
from trafilatura.utils import load_html

from index.errors import Unreadable
from index.instructions import instructions
from index.loaders.article import Article, Content
from index.loaders.dates import parse_date
from index.loaders.hidden import hidden_in, masked, unmasked
from index.loaders.markup import Shown, decode_page, heading_of, shown

_LANGUAGE = re.compile(r"<html\b[^>]*?\s(?:xml:)?lang\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
"""Only dates that the page states in its metadata, a time element or its address: the extensive search takes any
date it finds in the text, and so always finds one."""

_LEAST_KEPT = 0.5
"""Share of an article below which it is not cleaned of what a script may show: then the script shows the article."""

_SIGNS = "ꙮꙭꚇꙬ"
"""Letters of a few medieval manuscripts, to stand in the place of hidden ones: a text that has all of them has none
of them for long."""


def load(content: Content) -> Iterator[Article]:
    """The one article of an HTML page."""
    page = decode_page(content.data, content.name, content.charset)
    article = article_of_page(page, url=content.url, max_bytes=content.max_bytes)
    if not any(map(str.isalnum, article.text)):
        raise Unreadable(f"{content.name} is a page without text: let it load in a browser and save it again.")
    yield article


def article_of_page(page: str, *, url: str = "", max_bytes: int) -> Article:
    """The article of a page that is already decoded. Where no article is found, all the words of the page count."""
    config = _config(max_bytes)
    tree = load_html(page, 4 * max_bytes)
    found = _extracted(tree, config, url=url) if tree is not None else None
    stated = _LANGUAGE.search(page)
    language = stated[1] if stated else ""
    if found is None or not (found.text or "").strip():
        words = shown(page, scripts=True)
        return Article(
            text=words.text,
            title=heading_of(page),
            url=url,
            language=language,
            hidden=words.hidden,
            veiled=words.veiled,
        )
    text = _seen(tree, found.text or "", config)
    return Article(
        text="\n\n".join(text.text.splitlines()),
        title=found.title or "",
        source=found.sitename or found.hostname or "",
        author=(found.author or "").replace("; ", ", "),
        published=parse_date(found.date),
        url=found.url or url,
        language=language,
        hidden=text.hidden,
        veiled=text.veiled,
    )


def _extracted(tree: HtmlElement, config: ConfigParser, *, url: str = "", about: bool = True) -> Document | None:
    """What the library finds in a tree, which it leaves as it is; `about` asks for what the page says of itself too."""
    found = bare_extraction(
        tree,
        url=url or None,
        fast=True,
        with_metadata=about,
        include_comments=False,
        date_extraction_params=dict(_DATES),
        config=config,
    )
    return found if isinstance(found, Document) else None


def _seen(tree: HtmlElement, text: str, config: ConfigParser) -> Shown:
    """The article's text without what no reader sees.

    Where hidden words came into it, it is found once more with a sign in their place, so that the library, which
    goes by lengths, finds the same article.
    """
    hidden = [each for each in hidden_in(tree) if _stands_in(each.pieces, text)]
    if not hidden:
        return Shown(text=text, veiled=_unshown(tree, text))
    sign = next(sign for sign in _SIGNS if sign not in text)
    veils = [each for each in hidden if each.way == "veil" and not instructions(each.words)]
    firm = [each for each in hidden if each.way != "veil" or instructions(each.words)]
    masked(firm, sign)
    before = masked(veils, sign)
    seen = _unsigned(_text(tree, config), sign)
    if not veils or len(seen.text) >= _LEAST_KEPT * len(text):
        return seen
    unmasked(before)
    whole = _unsigned(_text(tree, config), sign)
    return replace(whole, veiled=max(0, len(whole.text) - len(seen.text)))


def _text(tree: HtmlElement, config: ConfigParser) -> str:
    found = _extracted(tree, config, about=False)
    return (found.text or "") if found else ""


def _unsigned(text: str, sign: str) -> Shown:
    """The text without the sign, and without the lines that had nothing else but the bars of a table."""
    lines = (line.replace(sign, "") for line in text.splitlines() if sign not in line or _has_more(line, sign))
    return Shown(text="\n".join(lines), hidden=text.count(sign))


def _has_more(line: str, sign: str) -> bool:
    return any(map(str.isalnum, line.replace(sign, "")))


def _stands_in(pieces: Iterable[str], text: str) -> bool:
    squeezed = _squeezed(text)
    return any(_squeezed(piece) in squeezed for piece in pieces)


def _unshown(tree: HtmlElement, text: str) -> int:
    """How many characters of a text stand nowhere in the page: all of it, where it came from data for machines."""
    there = _triples(" ".join(tree.xpath("//body//text()[not(parent::script or parent::style)]")))
    found = _triples(text)
    return len(text) if found and len(found - there) > len(found) / 2 else 0


def _triples(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return set(zip(words, words[1:], words[2:], strict=False))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _config(max_bytes: int) -> ConfigParser:
    """The library's settings with our limit of size: its own would turn larger pages into empty ones."""
    config: ConfigParser = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MAX_FILE_SIZE"] = str(4 * max_bytes)
    return config
