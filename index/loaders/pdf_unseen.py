"""Which characters of a PDF page nobody sees: drawn without ink, in the colour of what lies behind, or too small.

Asked of each piece of text and not of each character, and only a page with a suspicious piece is looked at closer. The
text that a scanner lays invisibly over its picture is no secret, and stays: it is counted as veiled.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from index.loaders.css import WHITE, Colour, contrast, over
from index.loaders.hidden import LEAST_CONTRAST

Unseen = Literal["hidden", "veiled"]

_LEAST_SIZE = 2.0
"""Points: a line of hair type has 4."""
_NO_INK = (pdf.FPDF_TEXTRENDERMODE_INVISIBLE, pdf.FPDF_TEXTRENDERMODE_CLIP)
_DEEPEST = 8
_MOST_COVERS = 400
"""Painted areas that are kept of a page, the last ones: a map has ten thousand, and none of them hides a word."""
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cover:
    """A painted area; without a colour it is a picture, of which nobody knows what it shows."""

    box: _Box
    colour: Colour | None
    is_picture: bool

    def lies_under(self, box: _Box) -> bool:
        """Whether the middle of a box stands on it."""
        across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self.box[0] <= across <= self.box[2] and self.box[1] <= up <= self.box[3]


def unseen(page: pdfium.PdfPage, words: pdfium.PdfTextPage) -> dict[int, Unseen]:
    """The characters of a page that nobody sees, by their numbers; `veiled` are those of a scan's text layer."""
    inked, suspicious = 0, dict[int, Unseen]()
    covers: list[_Cover] = []
    for piece, inner in _objects(page):
        if piece.type != pdf.FPDF_PAGEOBJ_TEXT:
            covers = [*covers[-_MOST_COVERS:], *_cover(piece)] if not inner else covers
            continue
        inked += pdf.FPDFTextObj_GetTextRenderMode(piece) not in _NO_INK
        if found := _judged(piece, page, covers, inner=inner):
            suspicious[ctypes.addressof(piece.raw.contents)] = found
    if not suspicious:
        return {}
    return _by_character(words, suspicious, is_layer=not inked)


def _by_character(words: pdfium.PdfTextPage, found: dict[int, Unseen], *, is_layer: bool) -> dict[int, Unseen]:
    """The judgement on each character. A page without any ink is a scan, however its picture is painted."""
    judged: dict[int, Unseen] = {}
    for number in range(words.count_chars()):
        piece = pdf.FPDFText_GetTextObject(words, number)
        if piece and (unseen := found.get(ctypes.addressof(piece.contents))):
            judged[number] = "veiled" if is_layer else unseen
    return judged


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[pdfium.PdfObject, bool]]:
    """What a page is painted with, in order, and whether it lies within a group that has a place of its own."""
    for found in page.get_objects(max_depth=1):
        yield found, False
    if any(found.type == pdf.FPDF_PAGEOBJ_FORM for found in page.get_objects(max_depth=1)):
        for found in page.get_objects(filter=[pdf.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST):
            if found.level:
                yield found, True


def _cover(piece: pdfium.PdfObject) -> Iterator[_Cover]:
    try:
        box = piece.get_bounds()
    except (pdfium.PdfiumError, RuntimeError):
        return
    if piece.type != pdf.FPDF_PAGEOBJ_PATH:
        yield _Cover(box=box, colour=None, is_picture=piece.type == pdf.FPDF_PAGEOBJ_IMAGE)
        return
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    is_filled = pdf.FPDFPath_GetDrawMode(piece, mode, stroke) and mode.value != pdf.FPDF_FILLMODE_NONE
    if is_filled and (fill := _fill(piece)):
        yield _Cover(box=box, colour=over(fill, WHITE), is_picture=False)


def _judged(piece: pdfium.PdfObject, page: pdfium.PdfPage, covers: list[_Cover], *, inner: bool) -> Unseen | None:
    mode = pdf.FPDFTextObj_GetTextRenderMode(piece)
    fill = _fill(piece)
    fills = mode not in (pdf.FPDF_TEXTRENDERMODE_STROKE, pdf.FPDF_TEXTRENDERMODE_STROKE_CLIP)
    try:
        box, scale = piece.get_bounds(), piece.get_matrix()
    except (pdfium.PdfiumError, RuntimeError):
        return None
    under = [] if inner else [cover for cover in covers if cover.lies_under(box)]
    if mode in _NO_INK:
        return "veiled" if inner or any(cover.is_picture for cover in under) else "hidden"
    size = ctypes.c_float()
    pdf.FPDFTextObj_GetFontSize(piece, size)
    height = abs(size.value) * math.hypot(scale.c, scale.d)
    if not inner and (0 < height < _LEAST_SIZE or _is_outside(box, page)):
        return "hidden"
    if not fill or not fills or inner:
        return "hidden" if fill and fills and fill[3] == 0 else None
    paper = under[-1].colour if under else WHITE
    return "hidden" if paper and contrast(over(fill, paper), paper) < LEAST_CONTRAST else None


def _is_outside(box: _Box, page: pdfium.PdfPage) -> bool:
    left, bottom, right, top = page.get_bbox()
    return bool(box[2] < left or box[0] > right or box[3] < bottom or box[1] > top)


def _fill(piece: pdfium.PdfObject) -> Colour | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdf.FPDFPageObj_GetFillColor(piece, *parts):
        return None
    red, green, blue, opacity = (part.value / 255 for part in parts)
    return (red, green, blue, opacity)
