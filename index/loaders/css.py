"""Single values of CSS: declarations, lengths, colours, and how far two colours can be told apart."""

import re
from collections.abc import Mapping

Colour = tuple[float, float, float, float]
"""Red, green, blue and opacity, each from 0 to 1."""

ROOT_SIZE = 16.0
"""Pixels of a letter's height where nothing is said."""
WHITE: Colour = (1.0, 1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0, 1.0)

_PROPERTIES = frozenset(
    "display visibility content-visibility opacity filter color background background-color background-image "
    "background-clip -webkit-background-clip -webkit-text-fill-color font font-size text-indent margin-left position "
    "left right top clip clip-path width height max-width max-height overflow overflow-x overflow-y transform padding "
    "padding-top padding-bottom".split()
)
"""What can hide text."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*((?:[^;()\"']|\([^)]*\)|\"[^\"]*\"|'[^']*')*)")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(px|pt|pc|em|rem|ex|ch|in|cm|mm|vw|vh|%)?")
_FONT_SIZE = re.compile(r"(?:^|\s)((?:\d+\.?\d*|\.\d+)(?:px|pt|em|rem|%|(?=\s*/|\s*$)|(?=\s)))(?=\s|/|$)")
_PIXELS = {
    **{"px": 1.0, "pt": 4 / 3, "pc": 16.0, "rem": ROOT_SIZE, "in": 96.0, "cm": 37.8, "mm": 3.78},
    **{"vw": 12.0, "vh": 8.0, "": 1.0},
}
"""Pixels of a unit, on a window of 1,200 by 800."""
_SIZES = {
    **{"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": ROOT_SIZE, "large": 18.0, "x-large": 24.0},
    **{"xx-large": 32.0, "xxx-large": 48.0, "initial": ROOT_SIZE},
}
_NAMED = {
    **{"white": "fff", "snow": "fffafa", "ivory": "fffff0", "ghostwhite": "f8f8ff", "whitesmoke": "f5f5f5"},
    **{"floralwhite": "fffaf0", "azure": "f0ffff", "mintcream": "f5fffa", "aliceblue": "f0f8ff"},
    **{"honeydew": "f0fff0", "seashell": "fff5ee", "lightyellow": "ffffe0", "lightcyan": "e0ffff"},
    **{"lavenderblush": "fff0f5", "oldlace": "fdf5e6", "linen": "faf0e6", "beige": "f5f5dc", "cornsilk": "fff8dc"},
    **{"black": "000", "gray": "808080", "grey": "808080", "silver": "c0c0c0", "red": "f00", "maroon": "800000"},
    **{"yellow": "ff0", "olive": "808000", "lime": "0f0", "green": "008000", "aqua": "0ff", "cyan": "0ff"},
    **{"teal": "008080", "blue": "00f", "navy": "000080", "fuchsia": "f0f", "magenta": "f0f", "purple": "800080"},
    **{"orange": "ffa500", "darkblue": "00008b", "darkred": "8b0000", "darkgreen": "006400", "tomato": "ff6347"},
    **{"darkgray": "a9a9a9", "darkgrey": "a9a9a9", "dimgray": "696969", "dimgrey": "696969", "gainsboro": "dcdcdc"},
    **{"lightgray": "d3d3d3", "lightgrey": "d3d3d3", "crimson": "dc143c", "midnightblue": "191970"},
    **{"transparent": "0000"},
}
"""The near-white names, which hide text on a page, and those that stand behind or beside text most. Others are not
known, and what is not known hides nothing."""


def without_comments(css: str) -> str:
    """A sheet or a style without its comments, which may stand anywhere."""
    return _COMMENT.sub(" ", css)


def declarations(style: str) -> Mapping[str, str]:
    """The properties of a style that can hide text, in small letters; `!important` stays at the end of a value.

    >>> declarations("DISPLAY: None; margin: 0")
    {'display': 'none'}
    """
    plain = _ESCAPE.sub(_unescaped, without_comments(style)).lower()
    found: dict[str, str] = {}
    for name, value in _DECLARATION.findall(plain):
        if name in _PROPERTIES and not found.get(name, "").endswith("important"):
            found[name] = " ".join(value.split())
    return found


def pixels(value: str, size: float = ROOT_SIZE) -> float | None:
    """A length in pixels beside letters of `size` pixels, or None where it is none; of a percentage, of `size`."""
    found = _LENGTH.fullmatch(value)
    if not found:
        return None
    unit = found[2] or ""
    factor = {"em": size, "ex": size / 2, "ch": size / 2, "%": size / 100}.get(unit) or _PIXELS.get(unit, 0.0)
    return float(found[1]) * factor


def font_size(style: Mapping[str, str], above: float) -> float:
    """The height of letters in pixels, under an element that has `above`."""
    stated = style.get("font-size", "")
    if not stated and (found := _FONT_SIZE.search(style.get("font", ""))):
        stated = found[1]
    size = _SIZES.get(stated, pixels(stated, above))
    return above if size is None or size < 0 else size


def colour(value: str) -> Colour | None:
    """The first colour that a value names (`red`, `#fff`, `rgb(0 0 0 / 50%)`), or None."""
    if found := re.search(r"#([0-9a-f]{3,8})\b", value):
        return _hexadecimal(found[1])
    if found := re.search(r"\b(rgb|hsl)a?\(([^)]*)\)", value):
        return _function(found[1], re.findall(r"[+-]?[\d.]+%?", found[2]))
    names = (_NAMED[word] for word in re.findall(r"[a-z]+", value) if word in _NAMED)
    return next(map(_hexadecimal, names), None)


def over(front: Colour, back: Colour) -> Colour:
    """The colour seen where `front` lies over an opaque `back`."""
    red, green, blue = (part * front[3] + under * (1 - front[3]) for part, under in zip(front, back[:3], strict=False))
    return (red, green, blue, 1.0)


def contrast(first: Colour, second: Colour) -> float:
    """The contrast of two opaque colours after WCAG 2: (L1 + .05) / (L2 + .05) of their luminances, from 1 to 21."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(seen: Colour) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in seen[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _hexadecimal(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return None
    red, green, blue, opacity = (int(f"{digits}ff"[at : at + 2], 16) / 255 for at in (0, 2, 4, 6))
    return (red, green, blue, opacity)


def _function(kind: str, parts: list[str]) -> Colour | None:
    try:
        numbers = [float(part.rstrip("%")) / (100 if part.endswith("%") else 1) for part in parts]
    except ValueError:
        return None
    if len(numbers) < 3:
        return None
    opacity = min(max(numbers[3], 0.0), 1.0) if len(numbers) > 3 else 1.0
    if kind == "hsl":
        return (*_of_hue(numbers[0], numbers[1], numbers[2]), opacity)
    scaled = (number if part.endswith("%") else number / 255 for number, part in zip(numbers, parts, strict=True))
    red, green, blue = (min(max(number, 0.0), 1.0) for number in list(scaled)[:3])
    return (red, green, blue, opacity)


def _of_hue(hue: float, saturation: float, lightness: float) -> tuple[float, float, float]:
    spread = min(max(saturation, 0.0), 1.0) * min(max(lightness, 0.0), 1 - min(lightness, 1.0))
    places = ((step + hue / 30) % 12 for step in (0, 8, 4))
    red, green, blue = (lightness - spread * max(-1.0, min(place - 3, 9 - place, 1.0)) for place in places)
    return (red, green, blue)


def _unescaped(found: re.Match[str]) -> str:
    """The character that an escape stands for: `displ\\61y` is a spelling of `display`."""
    if not found[1]:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
