"""The words of marked-up text, all of them, in paragraphs: for chapters, mails and fields, where nothing is clutter."""

import re
from dataclasses import dataclass

from lxml import etree, html  # type: ignore[import-untyped]

from index.instructions import instructions
from index.loaders.encodings import decode
from index.loaders.hidden import hidden_in, leave_out

_SKIPPED = frozenset(
    "script style head template noscript svg math iframe object select button datalist video audio canvas".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead title tr ul br".split()
)
_TAG = re.compile(r"</?(?:p|div|br|span|a|b|i|em|strong|h[1-6]|ul|ol|li|table|blockquote)\b[^<>]*>", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_CHARSET_WITHIN = 4096
"""Bytes: browsers look for the declaration in the first 1,024; some systems put a long comment before it."""


def decode_page(data: bytes, name: str, charset: str = "") -> str:
    """The characters of a page: what the server or the page itself declares counts where the bytes are not UTF-8.

    The result can be parsed: no XML declaration (it contradicts decoded text) and no characters outside of XML.
    """
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    text = decode(data, name, charset or (declared[1].decode("ascii", "ignore") if declared else ""))
    return _NOT_XML.sub("", _XML_DECLARATION.sub("", text))


def looks_like_html(text: str) -> bool:
    """Whether a field that should be plain text holds tags that a reader must not see."""
    return bool(_TAG.search(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The words of a page that a reader sees; `hidden` and `veiled` count characters, as in `Document`."""

    text: str
    hidden: int = 0
    veiled: int = 0


def shown(page: str, css: str = "", *, scripts: bool = False) -> Shown:
    """Every word a reader of the page sees, with a blank line between blocks. Empty when there is none.

    `css` holds the style sheets that the page links, where they are at hand. Where `scripts` may run, a page that
    shows nothing before keeps what they may show, unless it speaks to language models.
    """
    root = _parsed(page)
    if root is None:
        return Shown(text="")
    hidden = hidden_in(root, css)
    veils = [each for each in hidden if scripts and each.way == "veil" and not instructions(each.words)]
    left_out = sum(len(each.words) for each in hidden if each not in veils)
    leave_out(each for each in hidden if each not in veils)
    everything = words_in(root)
    leave_out(veils)
    seen = words_in(root)
    if any(map(str.isalnum, seen)) or not veils:
        return Shown(text=seen, hidden=left_out + sum(len(each.words) for each in veils))
    return Shown(text=everything, hidden=left_out, veiled=len(everything))


def words_of(page: str) -> str:
    """The text that `shown` gives."""
    return shown(page).text


def hidden_words(page: str) -> list[str]:
    """The texts of a page that no reader sees, each on one line."""
    root = _parsed(page)
    return [] if root is None else [each.words for each in hidden_in(root)]


def words_in(root: etree._Element) -> str:
    """All words of a tree, hidden or not, with a blank line between blocks."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        _walk(event, element, pieces)
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(pieces).split("\0"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def heading_of(page: str) -> str:
    """The first heading of a page that is seen, else its `<title>`, else an empty string."""
    root = _parsed(page)
    if root is None:
        return ""
    leave_out(hidden_in(root))
    found = root.xpath("(//h1 | //h2 | //h3)[normalize-space()][1] | //title[normalize-space()]")
    headings = sorted(found, key=lambda element: element.tag == "title")
    return " ".join("".join(headings[0].itertext()).split()) if headings else ""


def _parsed(page: str) -> etree._Element | None:
    """The tree of a page, or None for one without any element."""
    try:
        return html.document_fromstring(_NOT_XML.sub("", _XML_DECLARATION.sub("", page)))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _walk(event: str, element: etree._Element, pieces: list[str]) -> None:
    """Add what one event of the walk shows; NUL, which no parsed text can hold, stands between paragraphs."""
    if event in ("comment", "pi"):
        pieces.append(element.tail or "")
        return
    tag = element.tag
    hidden = any(ancestor.tag in _SKIPPED for ancestor in element.iterancestors())
    edge = "\0" if tag in _BLOCKS else " " if tag in ("td", "th") else ""
    if event == "start":
        pieces.append(edge)
        if not hidden and tag not in _SKIPPED:
            pieces.append(element.text or "")
        return
    pieces.append(edge)
    if not hidden:
        pieces.append(element.tail or "")
