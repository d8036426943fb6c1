"""How the runs of a Word document look: which of them nobody sees.

A run is hidden by its own properties or by its style: as hidden text, in letters under two points, or in the colour of
its background. `w:webHidden` hides only on the web, and a page of paper shows it: it stays. White letters may stand on
a dark table or shape whose colour a table style or a drawing gives: they count as hidden only where they speak to a
language model.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from index.instructions import instructions
from index.loaders.css import WHITE, Colour, colour, contrast
from index.loaders.hidden import LEAST_CONTRAST

_LEAST_HALF_POINTS = 4
"""Half points: under two points nobody reads; the smallest footnotes have six."""
_OFF = ("0", "false", "off", "none")
_MOST_STYLES = 20
"""Styles one above the other: Word allows eleven."""
_HIGHLIGHTS = {
    **{"black": "#000", "blue": "#00f", "cyan": "#0ff", "green": "#0f0", "magenta": "#f0f", "red": "#f00"},
    **{"yellow": "#ff0", "white": "#fff", "darkBlue": "#008", "darkCyan": "#088", "darkGreen": "#080"},
    **{"darkMagenta": "#808", "darkRed": "#800", "darkYellow": "#880", "darkGray": "#888", "lightGray": "#ccc"},
}


@dataclass(slots=True)
class Looks:
    """The styles of a document, and how many characters were found hidden so far."""

    styles: Mapping[str, Any]
    hidden: int = 0
    _known: dict[Any, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> "Looks":  # noqa: ANN401 - the library's own class is a function's namesake
        """The looks of a document that python-docx opened."""
        root = document.styles.element
        styles = {str(style.get(qn("w:styleId"))): style for style in root.iter(qn("w:style"))}
        defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
        return cls({"": defaults, **styles} if defaults is not None else styles)

    def is_seen(self, text: Any) -> bool:  # noqa: ANN401 - lxml elements
        """Whether a reader sees what an element of a run shows; the characters of what nobody sees are counted."""
        run = next(text.iterancestors(qn("w:r")), None)
        if run is None:
            return True
        if run not in self._known:
            self._known[run] = self._is_hidden(run)
        if self._known[run]:
            self.hidden += len(text.text or "")
        return not self._known[run]

    def _is_hidden(self, run: Any) -> bool:  # noqa: ANN401 - lxml elements
        look = list(self._properties(run))
        if _is_on(look, "w:vanish"):
            return True
        size = _value(look, "w:sz")
        if size and size.isdecimal() and int(size) < _LEAST_HALF_POINTS:
            return True
        ink, paper = _colour(_value(look, "w:color")), _paper(run, look)
        if ink is None or contrast(ink, paper) >= LEAST_CONTRAST:
            return False  # Word turns an automatic colour so that it can be read
        may_be_dark = paper == WHITE and any(
            next(run.iterancestors(qn(name)), None) is not None for name in ("w:tbl", "w:txbxContent")
        )
        return not may_be_dark or bool(instructions("".join(each.text or "" for each in run.iter(qn("w:t")))))

    def _properties(self, run: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml elements
        """The properties that hold for a run, the nearest first: its own, its style's, its paragraph's, the default."""
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            yield from self._of_style(own.find(qn("w:rStyle")))
        paragraph = next(run.iterancestors(qn("w:p")), None)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if paragraph is not None else None
        yield from self._of_style(style)
        default = self.styles[""].find(qn("w:rPr")) if "" in self.styles else None
        if default is not None:
            yield default

    def _of_style(self, named: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml elements
        name = named.get(qn("w:val")) if named is not None else None
        for _ in range(_MOST_STYLES):
            style = self.styles.get(name or "") if name else None
            if style is None:
                return
            properties = style.find(qn("w:rPr"))
            if properties is not None:
                yield properties
            above = style.find(qn("w:basedOn"))
            name = above.get(qn("w:val")) if above is not None else None


def _is_on(look: list[Any], name: str) -> bool:
    found = next((each.find(qn(name)) for each in look if each.find(qn(name)) is not None), None)
    return found is not None and found.get(qn("w:val"), "1").lower() not in _OFF


def _value(look: list[Any], name: str, attribute: str = "w:val") -> str:
    found = (each.find(qn(name)) for each in look)
    return next((value for each in found if each is not None and (value := each.get(qn(attribute)))), "")


def _paper(run: Any, look: list[Any]) -> Colour:  # noqa: ANN401 - lxml elements
    """What lies behind a run: its highlight, its shading, that of its paragraph or cell, the page."""
    marked = _HIGHLIGHTS.get(_value(look, "w:highlight"))
    shades = [_colour(_value(look, "w:shd", "w:fill"))]
    for name, properties in (("w:p", "w:pPr"), ("w:tc", "w:tcPr")):
        for owner in run.iterancestors(qn(name)):
            shade = owner.find(f"{qn(properties)}/{qn('w:shd')}")
            shades.append(_colour(shade.get(qn("w:fill"), "")) if shade is not None else None)
    page = run.getroottree().getroot().find(qn("w:background"))
    shades.append(_colour(page.get(qn("w:color"), "")) if page is not None else None)
    return (colour(marked) if marked else None) or next(filter(None, shades), WHITE)


def _colour(value: str) -> Colour | None:
    return colour(f"#{value.lower()}") if len(value) == 6 else None
