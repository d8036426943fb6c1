"""Text of a page that no reader sees, found so that it can be left out: planted words speak to programs alone.

Three ways are told apart. What a script may show at any moment (`display: none`, `opacity: 0`) is *veiled*. What
cannot be read whatever happens (letters of no size, in the colour of the page, outside of the window) is a *trick*.
What may be seen or not, because another file decides about the colours, is in *doubt*: it counts as hidden only where
it speaks to a language model.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree  # type: ignore[import-untyped]

from index.instructions import instructions
from index.loaders.css import BLACK, ROOT_SIZE, WHITE, Colour, colour, contrast, font_size, over, pixels
from index.loaders.sheets import Sheets, names

Way = Literal["veil", "trick", "doubt"]

LEAST_CONTRAST = 1.2
"""Of text and background after WCAG 2, which asks for 4.5: the faintest grey that a person finds is near 1.2."""
LEAST_SIZE = 2.0
"""Pixels: the smallest print on paper has 5."""
_FAR = 999.0
"""Pixels beyond the edge of the window: tricks use 9,999 and 1,000, a menu that slides in has its own width."""
_FAR_RIGHT = 4_000.0
_FAINT = 0.05
_UNREAD = frozenset("script style noscript iframe object svg math select option datalist head".split())
"""Elements whose text is no text of the page: they are left out or in elsewhere."""
_LINK: Colour = (0.0, 0.0, 0.93, 1.0)
_FRAME = ("html", "body")
"""Never left out: a page that hides itself whole waits for its script, or defends itself against frames."""
_VISIBILITY = {"hidden": False, "collapse": False, "visible": True, "initial": True}
_PADDINGS = frozenset(("padding", "padding-top", "padding-bottom"))
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Text that is not seen: all of an element (`whole`), or only what stands straight in it."""

    element: etree._Element
    way: Way
    whole: bool
    pieces: tuple[str, ...]

    @property
    def words(self) -> str:
        """All of its text on one line."""
        return " ".join(" ".join(self.pieces).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How text looks at one place. The flags say that another file may have changed the colour or the background."""

    ink: Colour = BLACK
    paper: Colour = WHITE
    size: float = ROOT_SIZE
    visible: bool = True
    ink_open: bool = False
    paper_open: bool = False
    size_open: bool = False


def hidden_in(root: etree._Element, css: str = "") -> list[Hidden]:
    """The hidden texts of a page in order; `css` holds style sheets that the page only links."""
    inner = [style.text or "" for style in root.iter("style")]
    elsewhere = not css and (
        bool(root.xpath("boolean(//link[contains(@rel, 'stylesheet')])")) or any("@import" in sheet for sheet in inner)
    )
    sheets = Sheets.of("\n".join([css, *inner]))
    found = _walked(root, sheets, elsewhere or not sheets.whole)
    return [each for each in found if each.way != "doubt" or instructions(each.words)]


def leave_out(hidden: Iterable[Hidden]) -> None:
    """Take the texts out of their page; what follows an element stays."""
    for each in hidden:
        if each.whole:
            each.element.drop_tree()
        else:
            masked([each], "")


def masked(hidden: Iterable[Hidden], sign: str) -> list[tuple[etree._Element, str, str]]:
    """Put `sign` in the place of every character of the texts but blanks; what stood where, for `unmasked`."""
    before = []
    for each in hidden:
        inner = [child for child in each.element.iterdescendants() if each.whole or child.getparent() is each.element]
        texts = [(each.element, "text"), *((child, "tail") for child in inner)]
        texts += [(child, "text") for child in inner if each.whole and isinstance(child.tag, str)]
        for owner, place in texts:
            text = getattr(owner, place)
            if text and (place == "tail" or owner.tag not in _UNREAD):
                before.append((owner, place, text))
                setattr(owner, place, re.sub(r"\S", sign, text))
    return before


def unmasked(before: Iterable[tuple[etree._Element, str, str]]) -> None:
    """Put back what `masked` took."""
    for owner, place, text in before:
        setattr(owner, place, text)


def _walked(root: etree._Element, sheets: Sheets, elsewhere: bool) -> Iterator[Hidden]:
    looks = [_Look(ink_open=elsewhere, paper_open=elsewhere)]
    called: list[list[str]] = []
    above: dict[str, int] = {}
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            looks.pop()
            for name in called.pop():
                above[name] -= 1
            continue
        style = sheets.style(element, above)
        called.append(names(element))
        for name in called[-1]:
            above[name] = above.get(name, 0) + 1
        look = _look(element, style, looks[-1], elsewhere)
        looks.append(look)
        if element.tag in _UNREAD:
            walk.skip_subtree()
            continue
        way = None if element.tag in _FRAME else _way_of_box(element, style, look.size)
        if way and element.getparent() is not None and (pieces := _pieces(element)):
            yield Hidden(element=element, way=way, whole=True, pieces=pieces)
            walk.skip_subtree()
        elif (way := _way_of_ink(look)) and (pieces := _own_pieces(element)):
            yield Hidden(element=element, way=way, whole=False, pieces=pieces)


def _pieces(element: etree._Element) -> tuple[str, ...]:
    """The texts within an element, without those of scripts and the like."""
    own = _own_pieces(element)
    inner = (_pieces_of(child) for child in element.iterdescendants() if isinstance(child.tag, str))
    return (*own, *(piece for pieces in inner for piece in pieces))


def _pieces_of(element: etree._Element) -> tuple[str, ...]:
    unread = element.tag in _UNREAD or any(each.tag in _UNREAD for each in element.iterancestors())
    return () if unread else _own_pieces(element)


def _own_pieces(element: etree._Element) -> tuple[str, ...]:
    texts = (element.text, *(child.tail for child in element))
    return tuple(text for text in texts if text and any(map(str.isalnum, text)))


# --- what hides a whole element


def _way_of_box(element: etree._Element, style: Mapping[str, str], size: float) -> Way | None:
    if element.tag == "template" and element.get("shadowrootmode") is None:
        return "trick"
    if not style and element.get("hidden") is None:
        return None
    display = style.get("display")
    if display == "none" or (element.get("hidden") is not None and not display):
        return "veil"
    if style.get("content-visibility") == "hidden" or _is_clear(style):
        return "veil"
    if _is_outside(style, size) or _is_clipped(style):
        return "trick"
    return "veil" if _is_shut(style) else None


def _is_clear(style: Mapping[str, str]) -> bool:
    stated = re.fullmatch(r"([\d.]+)(%?)", style.get("opacity", "")) or re.match(
        r"opacity\(\s*([\d.]+)(%?)\s*\)", style.get("filter", "")
    )
    try:
        return bool(stated) and float(stated[1]) / (100 if stated[2] else 1) <= _FAINT if stated else False
    except ValueError:
        return False


def _is_outside(style: Mapping[str, str], size: float) -> bool:
    """Whether an element stands where no window reaches."""
    if (pixels(style.get("text-indent", ""), size) or 0.0) <= -_FAR:
        return True
    if (pixels(style.get("margin-left", ""), size) or 0.0) <= -_FAR:
        return True
    if style.get("position") in ("absolute", "fixed", "relative"):
        places = {side: pixels(style.get(side, ""), size) or 0.0 for side in ("left", "right", "top")}
        if min(places.values()) <= -_FAR or max(places["left"], places["right"]) >= _FAR_RIGHT:
            return True
    moved = re.findall(
        r"translate(?:x|y|3d)?\(\s*(-?[\d.]+[a-z%]*)(?:\s*,\s*(-?[\d.]+[a-z%]*))?", style.get("transform", "")
    )
    return any((pixels(part, size) or 0.0) <= -_FAR for parts in moved for part in parts if not part.endswith("%"))


def _is_clipped(style: Mapping[str, str]) -> bool:
    """Whether nothing of an element is drawn: as with texts for screen readers, or what shrinks to a point."""
    if style.get("position") in ("absolute", "fixed") and (
        found := re.match(r"rect\(([^)]*)\)", style.get("clip", ""))
    ):
        sides = [pixels(part) for part in re.split(r"[\s,]+", found[1].strip())]
        if len(sides) == 4 and all(side is not None for side in sides):
            top, right, bottom, left = (side or 0.0 for side in sides)
            return bottom - top <= 1 or right - left <= 1
    path = style.get("clip-path", "")
    inset = re.match(r"inset\(\s*([\d.]+)%\s*\)", path)
    if inset and float(inset[1]) >= 50 if inset else False:
        return True
    if re.match(r"(?:circle|ellipse)\(\s*0(?:px|%)?[\s),]", path) or re.match(
        r"polygon\((?:\s*0(?:px|%)?[\s,]*)+\)", path
    ):
        return True
    return bool(re.search(r"scale(?:x|y|3d)?\(\s*0(?:\.0+)?\s*[,)]", style.get("transform", "")))


def _is_shut(style: Mapping[str, str]) -> bool:
    """Whether an element has no room and does not flow over."""
    flow = {style.get(name, "").partition(" ")[0] for name in ("overflow", "overflow-x", "overflow-y")}
    if flow.isdisjoint(("hidden", "clip")) or not _PADDINGS.isdisjoint(style):
        return False  # a box without height and with a padding below keeps the shape of a film
    rooms = (pixels(style.get(name, "")) for name in ("width", "height", "max-width", "max-height"))
    return any(room is not None and room <= 1 for room in rooms)


# --- what hides text and may be undone within


def _look(element: etree._Element, style: Mapping[str, str], above: _Look, elsewhere: bool) -> _Look:
    """How text looks in an element, after what it takes over from the one above."""
    own = " ".join(element.get(name) or "" for name in ("style", "color", "bgcolor", "size")) if elsewhere else ""
    named = elsewhere and element.tag not in _FRAME and bool(element.get("class") or element.get("id"))
    look = above
    if named:
        look = replace(look, ink_open=True, paper_open=True, size_open=True)
    if not style and not element.attrib:
        return look
    (ink, told), (paper, drawn) = _ink(element, style), _paper(element, style)
    if paper:
        is_open = elsewhere and "background" not in own and not element.get("bgcolor")
        look = replace(look, paper=over(paper, look.paper), paper_open=is_open or (look.paper_open and paper[3] < 1))
    if drawn:
        look = replace(look, paper_open=True)
    if told:
        look = replace(look, ink=ink or look.ink, ink_open=ink is None or (elsewhere and not own))
    size = _FONT_SIZES.get(element.get("size", ""), look.size) if element.tag == "font" else font_size(style, look.size)
    if size != look.size:
        look = replace(look, size=size, size_open=elsewhere and not own)
    visible = _VISIBILITY.get(style.get("visibility", ""), look.visible)
    return look if visible == look.visible else replace(look, visible=visible)


def _ink(element: etree._Element, style: Mapping[str, str]) -> tuple[Colour | None, bool]:
    """The colour of an element's text, None where it cannot be read, and whether one is stated."""
    if "text" in (style.get("background-clip"), style.get("-webkit-background-clip")):
        return None, True  # the background shines through the letters: a headline in a gradient
    stated = style.get("-webkit-text-fill-color") or style.get("color") or ""
    if not stated and element.tag in ("font", "body"):
        stated = element.get("color" if element.tag == "font" else "text", "").lower()
    if not stated and element.tag == "a" and element.get("href") is not None:
        return _LINK, True
    return (None, False) if stated in ("", "inherit", "currentcolor") else (colour(stated), True)


def _paper(element: etree._Element, style: Mapping[str, str]) -> tuple[Colour | None, bool]:
    """The background of an element, and whether a picture or a gradient lies on it."""
    stated = style.get("background-color") or style.get("background") or element.get("bgcolor", "").lower()
    drawn = any(
        sign in style.get(name, "") for name in ("background", "background-image") for sign in ("url(", "gradient(")
    )
    plain = re.sub(r"url\([^)]*\)|[a-z-]*gradient\(.*\)", " ", stated)
    return (colour(plain) if plain else None), drawn or "var(" in stated


def _way_of_ink(look: _Look) -> Way | None:
    if look.size < LEAST_SIZE:
        return "doubt" if look.size_open else "trick"
    if contrast(over(look.ink, look.paper), look.paper) < LEAST_CONTRAST:
        return "doubt" if look.ink_open or look.paper_open else "trick"
    return None if look.visible else "veil"
