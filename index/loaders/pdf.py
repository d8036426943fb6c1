"""PDF through pdfium: the lines of every page with their places; `pdf_layout` makes paragraphs of them."""

import threading
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

import pypdfium2 as pdfium

from index.errors import TooLarge, Unreadable
from index.loaders.article import Article, Content
from index.loaders.dates import parse_date
from index.loaders.pdf_layout import Line, paragraphs_of
from index.loaders.pdf_unseen import Unseen, unseen
from index.loaders.plain import stated_source

_LOCK = threading.Lock()
"""pdfium must not be called from two threads at once, not even for two documents."""
_WRONG_PASSWORD = 4
"""FPDF_ERR_PASSWORD of fpdfview.h."""
_MOST_PAGES = 5_000
"""Pages: the longest public reports have two thousand. A page can be used again and again by a small hostile file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The lines of a page that are seen, and its characters that are not: left out, and of a scan's text layer."""

    lines: list[Line]
    hidden: int = 0
    veiled: int = 0


def load(content: Content) -> Iterator[Article]:
    """The one article of a PDF. Its title, author and date are those of the document information, if it has some."""
    with _LOCK:
        document = _opened(content)
        try:
            pages = _pages(document, content)
            lines = [page.lines for page in pages]
            fields = document.get_metadata_dict()
        finally:
            document.close()
    text = "\n\n".join(paragraphs_of(lines))
    if not any(map(str.isalnum, text)):
        raise Unreadable(f"{content.name} has no text, it is probably a scan: run it through OCR first.")
    yield Article(
        text=text,
        title=fields.get("Title", ""),
        source=stated_source(fields.get("Subject", ""), fields.get("Keywords", "")),
        author=fields.get("Author", ""),
        published=parse_date(fields.get("CreationDate")),
        hidden=sum(page.hidden for page in pages),
        veiled=sum(page.veiled for page in pages),
    )


def _opened(content: Content) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(content.data)
    except pdfium.PdfiumError as error:
        if error.err_code == _WRONG_PASSWORD:
            raise Unreadable(f"{content.name} is locked with a password: save a copy without one.") from error
        raise Unreadable(f"{content.name} is empty or broken as a PDF: open it and save it again.") from error
    if len(document) > _MOST_PAGES:
        document.close()
        raise TooLarge(f"{content.name} has over {_MOST_PAGES:,} pages: split it.")
    return document


def _pages(document: pdfium.PdfDocument, content: Content) -> list[_Page]:
    """The lines of each page. A page that pdfium cannot load is as good as empty: the others are read."""
    pages: list[_Page] = []
    size = 0
    for number in range(len(document)):
        try:
            page = _read(document[number])
        except pdfium.PdfiumError:
            page = _Page(lines=[])
        size += sum(len(line.text) for line in page.lines)
        if size > content.max_bytes:
            raise TooLarge(f"{content.name} holds more text than a file may have bytes: split it.")
        pages.append(page)
    return pages


def _read(page: pdfium.PdfPage) -> _Page:
    words = page.get_textpage()
    judged = unseen(page, words)
    lines = list(_lines(words, {number for number, how in judged.items() if how == "hidden"}))
    return _Page(lines=lines, hidden=_count(words, judged, "hidden"), veiled=_count(words, judged, "veiled"))


def _count(words: pdfium.PdfTextPage, judged: Mapping[int, Unseen], how: Unseen) -> int:
    return sum(each == how and not words.get_text_range(number, 1).isspace() for number, each in judged.items())


def _lines(page: pdfium.PdfTextPage, hidden: Container[int] = ()) -> Iterator[Line]:
    """The lines of a page in reading order. pdfium writes a hyphen at a line end as U+FFFE and goes on after it."""
    start = 0
    for text in page.get_text_range().split("\r\n"):
        shown = [at for at, sign in enumerate(text) if start + at not in hidden]
        while shown and text[shown[0]].isspace():
            shown.pop(0)
        while shown and text[shown[-1]].isspace():
            shown.pop()
        if shown:
            left, _, _, top = page.get_charbox(start + shown[0], loose=True)
            _, bottom, right, height = page.get_charbox(start + shown[-1], loose=True)
            words = "".join(text[at] for at in shown)
            yield Line(text=words, left=left, right=right, top=top, bottom=bottom, size=height - bottom)
        start += len(text) + 2
