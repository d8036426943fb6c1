"""Paragraphs out of lines that know their place on a page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_HYPHEN = "\ufffe"
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_WORD = re.compile(r"\w+(?:-\w+)*")
_EDGE = 2
"""Lines at the top and at the bottom of a page among which running headers, footers and page numbers are looked for."""
_RUNNING_SHARE = 0.6
"""Share of the pages on which a line must stand to be a running one: left and right pages often have two."""
_PARAGRAPH_GAP = 0.35
"""In line heights: blank space beyond that between the lines of one paragraph. Word's default after a paragraph is
8 points, .6 of a line; uneven line spacing within a paragraph stays below .2."""
_OPEN_SPACING = 0.9
"""In line heights: when even the closer lines are this far apart, blank space tells nothing (double spacing)."""
_SAME_SIZE = 0.15
_LETTER = 0.55
"""Average width of a letter, in line heights, on the generous side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as set. `size` is the height of its font; coordinates grow to the right and upwards, in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of all pages: running lines dropped, lines joined, words mended that a line end divided."""
    kept = _without_running_lines(pages)
    usual_gap = _usual_gap(kept)
    groups: list[list[str]] = []
    last: Line | None = None
    for page in kept:
        width = max((line.right for line in page), default=0.0)
        for number, line in enumerate(page):
            jump = number == 0 or (last is not None and line.top >= last.top)  # the next page or column
            if last is None or _ends_paragraph(last, line, width, usual_gap, jump):
                groups.append([])
            groups[-1].append(line.text)
            last = line
    words = Counter(word.lower() for page in kept for line in page for word in _WORD.findall(line.text))
    return [_joined(lines, words) for lines in groups]


def _without_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without the lines that return, but for their numbers, at the edge of most pages."""
    counts = Counter(key for page in pages for key in {_running_key(line) for line in _edges(page)})
    needed = max(2, _RUNNING_SHARE * sum(map(bool, pages)))
    running = {key for key, count in counts.items() if count >= needed}
    return [[line for line in page if not (line in _edges(page) and _running_key(line) in running)] for page in pages]


def _edges(page: Sequence[Line]) -> list[Line]:
    """The lines at the top and the bottom, by their place: the order of reading may put a footer first."""
    by_height = sorted(page, key=lambda line: -line.top)
    return by_height[:_EDGE] + by_height[-_EDGE:]


def _running_key(line: Line) -> tuple[str, int]:
    """What makes two lines one running line: the words but for numbers, at about the same height."""
    return re.sub(r"\d+", "#", line.text), round(line.bottom / 10)


def _usual_gap(pages: Sequence[Sequence[Line]]) -> float:
    """The blank space between lines of one paragraph, in line heights: the lower quartile of all such spaces."""
    gaps = sorted(
        (first.bottom - second.top) / max(first.size, 1.0)
        for page in pages
        for first, second in pairwise(page)
        if second.top < first.top
    )
    return gaps[len(gaps) // 4] if gaps else 0.0


def _ends_paragraph(line: Line, following: Line, width: float, usual_gap: float, jump: bool) -> bool:
    size = max(line.size, 1.0)
    if abs(following.size - line.size) > _SAME_SIZE * size:
        return True
    ended = bool(_SENTENCE_END.search(line.text))
    if jump:
        return ended
    gap = (line.bottom - following.top) / size
    if usual_gap < _OPEN_SPACING and gap > usual_gap + _PARAGRAPH_GAP:
        return True
    first_word = len(following.text.split(" ", 1)[0])
    had_room = width - line.right > (first_word + 3) * _LETTER * size
    indented = 0.8 * size < following.left - line.left < 6 * size
    return ended and (had_room or indented)


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    """One line of text. A hyphen at a line end stays when the document writes the word with one elsewhere too."""
    text = "\n".join(lines)
    text = re.sub(r"(?<=[^\W\d_])[-\u2010]\n(?=[a-zà-ÿ])", _HYPHEN, text)
    pieces = re.split(rf"(\w*){_HYPHEN}\s*(\w*)", text)
    return " ".join("".join(_mended(pieces, words)).split())


def _mended(pieces: Sequence[str], words: Counter[str]) -> Iterator[str]:
    yield pieces[0]
    for before, after, rest in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        hyphenated = f"{before}-{after}"
        keep = words[hyphenated.lower()] > words[(before + after).lower()] or not after[:1].islower()
        yield (hyphenated if keep else before + after) + rest
