"""DOCX: the paragraphs and tables of the body, and the core properties."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

from index.errors import Unreadable
from index.loaders.article import Article, Content
from index.loaders.dates import parse_date
from index.loaders.plain import stated_source
from index.loaders.unzip import check_total, open_zip
from index.loaders.word_look import Looks

_BROKEN = (
    *(OpcError, XmlchemyError, etree.LxmlError, zipfile.BadZipFile, zlib.error),
    *(InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError),
    *(LookupError, ValueError, TypeError, AttributeError, AssertionError),
    *(EOFError, OSError, RuntimeError, NotImplementedError),
)
"""What python-docx raises for damaged files, seen in 6,000 of them or found in its source: it trusts that every part
is there and well formed."""
_TEMPLATE_AUTHOR = "python-docx"
_TEMPLATE_TITLE = "Word Document"
"""What the library's own template says of itself: nobody wrote it, and its date is that of the template."""


def load(content: Content) -> Iterator[Article]:
    """The one article of a Word document."""
    with open_zip(content.data, content.name) as archive:
        check_total(archive.infolist(), content.name, content.max_bytes)
    try:
        yield _article(docx.Document(io.BytesIO(content.data)))
    except _BROKEN as error:
        raise Unreadable(
            f"{content.name} is broken, locked or no DOCX: open it in a word processor and save it again."
        ) from error


def _article(document: Any) -> Article:  # noqa: ANN401 - the library's own class is a function's namesake
    body = document.element.body
    blocks = body.xpath(".//w:p[not(ancestor::w:tbl)] | .//w:tr[not(ancestor::w:tr)]")
    looks = Looks.of(document)
    words = [_row(block, looks) if block.tag == qn("w:tr") else _paragraph(block, looks) for block in blocks]
    hidden = looks.hidden
    about = document.core_properties
    from_template = about.author == _TEMPLATE_AUTHOR
    headings = (_paragraph(block, looks) for block in blocks if _is_heading(block))
    return Article(
        text="\n\n".join(words),
        title=about.title if about.title not in ("", _TEMPLATE_TITLE) else next(filter(None, headings), ""),
        source=stated_source(about.subject, about.keywords),
        author="" if from_template else about.author,
        published=None if from_template else parse_date(about.created),
        language=about.language,
        hidden=hidden,
    )


def _paragraph(paragraph: Any, looks: Looks) -> str:  # noqa: ANN401 - lxml elements
    """The words of a paragraph that are seen, with those inserted under revision and without those of text boxes."""
    pieces = []
    for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if next(element.iterancestors(qn("w:p"))) is not paragraph or _is_fallback(element):
            continue
        if not looks.is_seen(element):
            continue
        shown = {qn("w:t"): element.text or "", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
        pieces.append(shown.get(element.tag, "\n"))
    return "".join(pieces)


def _row(row: Any, looks: Looks) -> str:  # noqa: ANN401 - lxml elements
    cells = row.xpath(".//w:tc[not(ancestor::w:tc)]")
    return " | ".join(
        " ".join(" ".join(_paragraph(each, looks) for each in cell.iter(qn("w:p"))).split()) for cell in cells
    )


def _is_heading(block: Any) -> bool:  # noqa: ANN401 - lxml elements
    styles = block.xpath("./w:pPr/w:pStyle/@w:val")
    return bool(styles) and (styles[0] == "Title" or styles[0].startswith("Heading"))


def _is_fallback(element: Any) -> bool:  # noqa: ANN401 - lxml elements
    """Whether this is the copy of a text box that is kept for old programs."""
    return any(str(ancestor.tag).endswith("}Fallback") for ancestor in element.iterancestors())
