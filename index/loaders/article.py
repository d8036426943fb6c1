"""What every loader takes and gives, and the one place where it becomes a `Document`."""

import hashlib
import re
import textwrap
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from index.instructions import instructions
from index.text import clean, smuggled
from index.types import Document, Failure

_LONGEST_TITLE = 120
"""Characters: a longer first paragraph is prose, not a headline."""
_LONGEST_CODE = 2
"""Letters: what is shorter, in a file name, abbreviates something only its maker knows."""
_LONGEST_FIELD = 500
"""Characters of a title, an author or an outlet: more is a fault of the file, and would flood a list of documents."""
_LONGEST_SLUG = 40
_SURROGATES = re.compile("[\ud800-\udfff]")
_ROW = re.compile(r"#(\d+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The bytes of one file and where they are from. `charset` and `url` are known for what a server sent."""

    data: bytes
    path: str
    max_bytes: int
    charset: str = ""
    url: str = ""

    @property
    def name(self) -> str:
        """The file's own name: what a message calls it."""
        return name_of(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a loader found, as it found it: nothing is cleaned yet. `part` names it within a container ("#12").

    `hidden` and `veiled` count characters, as in `Document`.
    """

    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""
    part: str = ""
    hidden: int = 0
    veiled: int = 0


def document_id(path: str) -> str:
    """A name that stays the same as long as the path does: readable first, then unique.

    >>> document_id("/news/Lavrov in Wonsan.txt")
    'lavrov-in-wonsan-49a2bc1c'
    """
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    ascii_only = unicodedata.normalize("NFKD", _stem(path)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:_LONGEST_SLUG].strip("-")
    return f"{slug or 'document'}-{digest}"


def document_of(article: Article, content: Content) -> Document | Failure:
    """The article as a `Document` that obeys its laws, or the reason why there is none."""
    path = printable(content.path + article.part)
    name = name_of(path)
    text = clean(article.text)
    if not any(map(str.isalnum, text)):
        return Failure(path=path, reason=f"{name} holds no text: there is nothing to index in it.")
    url = web_address(article.url) or web_address(content.url)
    return Document(
        id=document_id(path),
        title=one_line(article.title) or _first_line(text) or _fallback_title(path, text),
        text=text,
        path=path,
        source=one_line(article.source) or host(url),
        author=one_line(article.author),
        published=article.published,
        url=url,
        language=language_code(article.language) or "en",
        hidden=article.hidden + smuggled(article.text),
        veiled=article.veiled,
        instructing=bool(instructions(text)),
    )


def one_line(text: str) -> str:
    """A metadata field: clean, on one line, of a length that a table can show."""
    return " ".join(clean(text).split())[:_LONGEST_FIELD].strip()


def printable(path: str) -> str:
    """The path without the surrogates that stand for undecodable bytes: they cannot be stored or printed."""
    return _SURROGATES.sub("\ufffd", path)


def web_address(url: str) -> str:
    """The URL when a browser may follow it, else an empty string: a file may claim `javascript:…`."""
    url = one_line(url)
    return url if re.match(r"https?://[^\s/]+\S*$", url, re.IGNORECASE) else ""


def host(url: str) -> str:
    """The host that a URL names, without `www.`: an outlet's name when no other is known."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def language_code(stated: str) -> str:
    """The language of a tag such as `pt-BR`: `pt`. Empty when it is none."""
    found = re.match(r"\s*([a-z]{2,3})(?![a-z])", stated.lower())
    return found[1] if found else ""


def name_of(path: str) -> str:
    """The last name of a path, of an archive member, or of a URL (its host when it ends there)."""
    bare = path.split("?", 1)[0] if "://" in path else path
    return bare.rstrip("/").rsplit("/", 1)[-1] or path


def readable(path: str) -> str:
    """A title made of a file name: `north-korea_visit.pdf` becomes "north korea visit"."""
    return one_line(re.sub(r"[\s_+-]+", " ", _stem(path))) or one_line(name_of(path)) or "Untitled"


def _stem(path: str) -> str:
    """The name without its ending; a row keeps its number (`b.csv#12` gives `b 12`)."""
    name = name_of(path)
    row = _ROW.search(name)
    stem = PurePosixPath(name[: row.start()] if row else name).stem
    return f"{stem} {row[1]}" if row else stem


def _first_line(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= _LONGEST_TITLE else ""


def _fallback_title(path: str, text: str) -> str:
    """The file's name if it has a word in it; a number or a digest says less than the first words of the text."""
    name = readable(path)
    if any(word.isalpha() and len(word) > _LONGEST_CODE for word in name.split()):
        return name
    return textwrap.shorten(text[: 4 * _LONGEST_TITLE], _LONGEST_TITLE, placeholder=" …") or name
