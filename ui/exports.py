"""The forms an evidence pack is exported in: each has a name, the ending of its file and a function that makes it."""

from collections.abc import Callable
from dataclasses import dataclass

from answer.evidence_pack import EvidencePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form: what the reader is told it is, its media type, and the file's content."""

    name: str
    media: str
    content: Callable[[EvidencePack], bytes]


def _markdown(pack: EvidencePack) -> bytes:
    from export.markdown import markdown  # noqa: PLC0415

    return _encoded(markdown(pack))


def _html(pack: EvidencePack) -> bytes:
    from ui.pack_page import page  # noqa: PLC0415

    return _encoded(page(pack))


def _pdf(pack: EvidencePack) -> bytes:
    from export.pdf import pdf  # noqa: PLC0415 - brings fpdf2 and its fonts: a second

    return pdf(pack)


def _csv(pack: EvidencePack) -> bytes:
    from export.csv_rows import as_csv  # noqa: PLC0415

    return b"\xef\xbb\xbf" + _encoded(as_csv(pack))  # the mark by which spreadsheets know UTF-8


def _footnotes(pack: EvidencePack) -> bytes:
    from export.footnotes import footnotes  # noqa: PLC0415

    return _encoded(footnotes(pack))


def _bibtex(pack: EvidencePack) -> bytes:
    from export.bibtex import bibtex  # noqa: PLC0415

    return _encoded(bibtex(pack))


def _json(pack: EvidencePack) -> bytes:
    from export.as_json import as_json  # noqa: PLC0415

    return _encoded(as_json(pack))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


FORMS = {
    "pdf": Form(name="PDF", media="application/pdf", content=_pdf),
    "html": Form(name="HTML", media="text/html; charset=utf-8", content=_html),
    "md": Form(name="Markdown", media="text/markdown; charset=utf-8", content=_markdown),
    "csv": Form(name="CSV", media="text/csv; charset=utf-8", content=_csv),
    "txt": Form(name="Footnotes", media="text/plain; charset=utf-8", content=_footnotes),
    "bib": Form(name="BibTeX", media="text/plain; charset=utf-8", content=_bibtex),
    "json": Form(name="JSON", media="application/json", content=_json),
}
"""By the ending of the file, the ones asked for most first."""
