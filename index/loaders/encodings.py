"""Bytes to text: byte order mark, then UTF-8, then the declared encoding, then Windows-1252."""

import codecs
import re

from index.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 first: its little-endian mark begins with that of UTF-16."""
_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP, DOCX or EPUB",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"SQLite format 3": "a database",
}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_MOST_CONTROLS = 0.02
"""Share of control characters above which bytes are no text. Compressed or random bytes have about .11, program
code more; the texts of the corpus and of saved news pages have none."""
_FORGIVEN = 3
"""Control characters that a text of any length may have: a short note with a stray one is still a note."""


def decode(data: bytes, name: str, charset: str = "") -> str:
    """The text of `data`. Raises `Unreadable` when it is empty or is no text; `name` is used in the message.

    UTF-8 comes before the declared encoding because bytes that are not UTF-8 hardly ever pass for it, and pages are
    often declared wrongly. No guessing beyond that: guessers turn Windows-1252 into other code pages.
    """
    if not data.strip():
        raise Unreadable(f"{name} is empty: put text into it, or remove it.")
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"{name} is not text but {kind}: give it the ending of its kind, or convert it to text.")
    text = _decoded(data, charset)
    if not text.strip():
        raise Unreadable(f"{name} is empty: put text into it, or remove it.")
    if len(_CONTROLS.findall(text)) > max(_FORGIVEN, _MOST_CONTROLS * len(text)):
        raise Unreadable(f"{name} is not text but binary data: convert it to a kind that is read, such as UTF-8 text.")
    return text


def _decoded(data: bytes, charset: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for encoding in ("utf-8", charset):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError, ValueError):  # ValueError: a declared name with a NUL in it
            continue
    return data.decode("cp1252", "replace")
