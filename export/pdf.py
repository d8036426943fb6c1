"""An evidence pack as PDF, with fonts of its own: Latin, Greek, Cyrillic, Arabic. The one home of fpdf2.

A letter that no font has is shown as a box and never left out, for the words must be seen to be exact; the last page
says so where it happened. The words of the other forms have every letter.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
from fpdf import FPDF, TextStyle
from fpdf.enums import WrapMode, XPos, YPos

from answer.evidence_pack import PROGRAM, Evidence, EvidencePack, Exchange
from export import wording

TEXT, ARABIC = "Text", "Arabic"
FILES = {
    (TEXT, ""): Path(fontpkg_noto_sans.ROOT) / "files" / "NotoSans[wdth,wght].ttf",
    (TEXT, "I"): Path(fontpkg_noto_sans.ROOT) / "files" / "NotoSans-Italic[wdth,wght].ttf",
    (ARABIC, ""): Path(fontpkg_noto_sans_arabic.ROOT) / "files" / "NotoSansArabic[wdth,wght].ttf",
}
BOX = "\ufffd"
"""Stands for a letter that no font has."""
BOXED = f"{BOX} stands for a letter that the fonts of this file do not have. The other forms of the pack have it."
_MARGIN, _LINE = 20.0, 1.45  # millimetres; heights of a line of text
_INK, _SOFT, _BLUE, _MARKER = (26, 31, 38), (85, 96, 110), (22, 80, 127), (255, 228, 138)
_BODY, _SMALL, _TITLE, _PART = 10.5, 8.5, 18.0, 13.0  # points


def pdf(pack: EvidencePack) -> bytes:
    """The whole pack on A4 pages, numbered, each part with its place in the outline."""
    sheet = _Sheet(wording.heading(pack))
    for number, exchange in enumerate(pack.exchanges, start=1):
        _exchange(sheet, exchange, pack, number if len(pack.exchanges) > 1 else 0)
    sheet.part("Index")
    sheet.facts(wording.index_facts(pack))
    if sheet.boxed:
        sheet.small(BOXED)
    return bytes(sheet.output())


def _exchange(sheet: "_Sheet", exchange: Exchange, pack: EvidencePack, number: int) -> None:
    if number:
        sheet.part(f"{number}. {wording.line(exchange.question)}")
    for paragraph in wording.paragraphs(exchange.text):
        sheet.body(paragraph)
    sheet.part("Sentences", when=bool(exchange.sentences))
    for place, each in enumerate(exchange.sentences, start=1):
        sheet.body(f"{place}. {wording.line(each.text)}", after=0.5)
        sheet.small(wording.judged(each))
    sheet.part("Quotations", when=bool(exchange.quotations))
    for quotation in exchange.quotations:
        sheet.body(f"“{wording.line(quotation.quoted)}”", after=0.5)
        sheet.small(f"{wording.gated(quotation)} {wording.compared(quotation, pack)}".rstrip())
    sheet.part("Evidence", when=bool(exchange.evidence))
    for cited in exchange.evidence:
        _evidence(sheet, cited, pack)
    sheet.part("How it was answered")
    sheet.facts(wording.made(exchange))


def _evidence(sheet: "_Sheet", evidence: Evidence, pack: EvidencePack) -> None:
    source = pack.source(evidence.source)
    sheet.body(f"[{evidence.number}] {wording.title(source)}", colour=_BLUE, after=1)
    for words in evidence.words:
        for paragraph in wording.paragraphs(words):
            sheet.quote(paragraph)
    sheet.facts(wording.where(evidence, source))
    if evidence.link:
        sheet.small("Open the page at these words", link=evidence.link)


@cache
def _letters() -> frozenset[int]:
    """The letters that the fonts have."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - comes with fpdf2

    return frozenset(code for path in FILES.values() for code in TTFont(path, lazy=True).getBestCmap())


class _Sheet(FPDF):
    """Pages with our fonts and a few kinds of paragraphs."""

    def __init__(self, title: str) -> None:
        super().__init__(format="A4", unit="mm")
        self.boxed = False
        for (family, style), path in FILES.items():
            self.add_font(family, style, path)
        self.set_fallback_fonts([ARABIC], exact_match=False)
        self.set_text_shaping(True)
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(True, _MARGIN)
        self.set_title(title)
        self.set_creator(PROGRAM)
        self.set_section_title_styles(TextStyle(TEXT, "", _PART, _INK))
        self.add_page()
        self._write(title, size=_TITLE, after=4)

    def footer(self) -> None:
        """The number of the page."""
        self.set_y(-_MARGIN + 6)
        self._style(_SMALL, _SOFT)
        self.cell(0, 5, f"{self.page_no()}", align="R")

    def part(self, title: str, *, when: bool = True) -> None:
        """The title of a part, in the outline too; it does not stand alone at the end of a page."""
        if not when:
            return
        if self.will_page_break(30):
            self.add_page()
        self.ln(4)
        shown = self._shown(title)
        self.start_section(shown if len(shown) <= 80 else f"{shown[:79]}…")
        self.ln(1.5)
        self.set_x(self.l_margin)

    def body(self, text: str, *, colour: tuple[int, int, int] = _INK, after: float = 3) -> None:
        """A paragraph of the answer."""
        self._write(text, size=_BODY, colour=colour, after=after)

    def quote(self, text: str) -> None:
        """Exact words: set in, beside a bar of the marker's yellow."""
        self.set_left_margin(_MARGIN + 5)
        top, page = self.get_y(), self.page_no()
        self._write(text, size=_BODY, style="I", after=1.5)
        self.set_left_margin(_MARGIN)
        if page == self.page_no():
            self.set_fill_color(*_MARKER)
            self.rect(_MARGIN + 1.5, top, 1, self.get_y() - top - 1.5, style="F")

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Names and values, one pair a line."""
        for name, value in pairs:
            if value:
                self.small(f"{name}: {value}", after=0.4)
        self.ln(2)

    def small(self, text: str, *, link: str = "", after: float = 2) -> None:
        """A line beside the matter."""
        self._write(text, size=_SMALL, colour=_BLUE if link else _SOFT, after=after, link=link)

    def _write(
        self, text: str, *, size: float, colour: tuple[int, int, int] = _INK, style: str = "", after: float = 3,
        link: str = "",
    ) -> None:  # fmt: skip
        self._style(size, colour, style)
        self.set_x(self.l_margin)
        height = self.font_size * _LINE
        self.multi_cell(
            0,
            height,
            self._shown(text),
            align="L",
            link=link,
            wrapmode=WrapMode.WORD,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        self.ln(after)

    def _style(self, size: float, colour: tuple[int, int, int], style: str = "") -> None:
        self.set_font(TEXT, style, size)
        self.set_text_color(*colour)

    def _shown(self, text: str) -> str:
        shown = "".join(letter if ord(letter) in _letters() or letter.isspace() else BOX for letter in text)
        self.boxed = self.boxed or shown != text
        return shown
