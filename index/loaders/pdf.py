"""PDF through pdfium: the lines of every page with their places; `pdf_layout` makes paragraphs of them."""

import threading
from collections.abc import Iterator

import pypdfium2 as pdfium

from index.errors import TooLarge, Unreadable
from index.loaders.article import Article, Content
from index.loaders.dates import parse_date
from index.loaders.pdf_layout import Line, paragraphs_of
from index.loaders.plain import stated_source

_LOCK = threading.Lock()
"""pdfium must not be called from two threads at once, not even for two documents."""
_WRONG_PASSWORD = 4
"""FPDF_ERR_PASSWORD of fpdfview.h."""
_MOST_PAGES = 5_000
"""Pages: the longest public reports have two thousand. A page can be used again and again by a small hostile file."""


def load(content: Content) -> Iterator[Article]:
    """The one article of a PDF. Its title, author and date are those of the document information, if it has some."""
    with _LOCK:
        document = _opened(content)
        try:
            pages = _pages(document, content)
            fields = document.get_metadata_dict()
        finally:
            document.close()
    text = "\n\n".join(paragraphs_of(pages))
    if not any(map(str.isalnum, text)):
        raise Unreadable(f"{content.name} has no text, it is probably a scan: run it through OCR first.")
    yield Article(
        text=text,
        title=fields.get("Title", ""),
        source=stated_source(fields.get("Subject", ""), fields.get("Keywords", "")),
        author=fields.get("Author", ""),
        published=parse_date(fields.get("CreationDate")),
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


def _pages(document: pdfium.PdfDocument, content: Content) -> list[list[Line]]:
    """The lines of each page. A page that pdfium cannot load is as good as empty: the others are read."""
    pages: list[list[Line]] = []
    size = 0
    for number in range(len(document)):
        try:
            lines = list(_lines(document[number].get_textpage()))
        except pdfium.PdfiumError:
            lines = []
        size += sum(len(line.text) for line in lines)
        if size > content.max_bytes:
            raise TooLarge(f"{content.name} holds more text than a file may have bytes: split it.")
        pages.append(lines)
    return pages


def _lines(page: pdfium.PdfTextPage) -> Iterator[Line]:
    """The lines of a page in reading order. pdfium writes a hyphen at a line end as U+FFFE and goes on after it."""
    start = 0
    for text in page.get_text_range().split("\r\n"):
        if text.strip():
            first = start + len(text) - len(text.lstrip())
            last = start + len(text.rstrip()) - 1
            left, _, _, top = page.get_charbox(first, loose=True)
            _, bottom, right, height = page.get_charbox(last, loose=True)
            yield Line(text=text.strip(), left=left, right=right, top=top, bottom=bottom, size=height - bottom)
        start += len(text) + 2
