"""The rules of a page's own style sheets, and what they say of an element: as much of CSS as hides text in practice.

Read are tags, classes, ids, attributes, and elements within or straight below others. A selector with anything else
(`:hover`, `:not(…)`, `+`) is passed over, and so is a rule for print or for small screens.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from index.loaders.css import declarations, without_comments

Weight = tuple[int, int, int, int]
"""What decides between two rules: ids, classes, tags, place."""

_MOST_RULES = 5_000
"""Rules that can hide something: a whole framework pasted into a page has 2,000."""
_MOST_TRIALS = 2_000_000
"""Comparisons of an element with a rule, a second or two: a large saved page needs 50,000, a hostile one any number."""
_COLOURS = frozenset("color background background-color background-image font font-size".split())
_BRACE = re.compile("[{}]")
_NESTED = re.compile(r"[^;{}]*\{[^{}]*\}")
_COMPOUND = re.compile(r"(?:\*|[\w-]+)?(?:[.#][\w-]+|\[[^\[\]]*\])*")
_PART = re.compile(r"([.#]?)([\w-]+)|\[\s*([\w-]+)\s*(?:=\s*[\"']?([^\"'\]]*?)[\"']?\s*)?\]")
_PARTIAL = re.compile(r"[~^$*|]=")
_SCREEN = re.compile(
    r"@media\s+(?:(?:only\s+)?(?:screen|all))?(?:(?:\s*and\s*)?\(\s*min-width\s*:\s*(\d+)(?:\.\d+)?(px|em|rem)\s*\))?\s*"
)
_WIDE = 1_200
"""Pixels of the window that rules for a least width are tried on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compound:
    """What one element must have: of a tag, with an id, classes and attributes."""

    tag: str = ""
    ids: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str | None], ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The names an element must have, the rarest first, as `names` gives them."""
        tags = (self.tag,) if self.tag else ()
        return (*(f"#{name}" for name in self.ids), *(f".{name}" for name in self.classes), *tags)

    def fits(self, element: etree._Element) -> bool:
        return (
            (not self.tag or element.tag == self.tag)
            and all(element.get("id") == name for name in self.ids)
            and (not self.classes or set(self.classes) <= set((element.get("class") or "").split()))
            and all(
                element.get(name) is not None if value is None else element.get(name) == value
                for name, value in self.attributes
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """The compounds of a selector from right to left, whether each stands straight above the one before.

    `above` names what must stand somewhere above the element, which is quicker to ask than the path.
    """

    path: tuple[tuple[bool, _Compound], ...]
    above: frozenset[str]
    weight: Weight
    style: Mapping[str, str]


@dataclass(slots=True)
class Sheets:
    """The rules of a page, by the id, class or tag that an element must have for them."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    whole: bool = True
    """Whether every rule about colours and sizes was read: where one was passed over, the others may not hold."""
    trials: int = 0

    @classmethod
    def of(cls, css: str) -> "Sheets":
        """The rules of all sheets of a page, one after the other."""
        sheets = cls()
        for place, rule in enumerate(_rules(without_comments(css))):
            if place >= _MOST_RULES or not rule.path:
                sheets.whole = False
                if place >= _MOST_RULES:
                    break
                continue
            sheets.rules.setdefault(next(iter(rule.path[0][1].keys), "*"), []).append(rule)
        return sheets

    def style(self, element: etree._Element, above: Mapping[str, int]) -> dict[str, str]:
        """What the sheets and the element's own style say of it, the stronger rule over the weaker.

        `above` counts the names of all elements above it.
        """
        found = [
            rule
            for rule in self._candidates(element)
            if all(above.get(name) for name in rule.above) and self._fits(rule, element)
        ]
        said: dict[str, str] = {}
        firm: set[str] = set()
        inline = declarations(element.get("style") or "")
        for style in (*(rule.style for rule in sorted(found, key=lambda rule: rule.weight)), inline):
            for name, value in style.items():
                important = value.endswith("important")
                if important or name not in firm:
                    said[name] = value.partition("!")[0].strip()
                    firm |= {name} if important else set()
        return said

    def _candidates(self, element: etree._Element) -> Iterator[_Rule]:
        for key in (*dict.fromkeys(names(element)), "*") if self.rules else ():
            yield from self.rules.get(key, ())

    def _fits(self, rule: _Rule, element: etree._Element) -> bool:
        self.trials += 1
        return self.trials < _MOST_TRIALS and rule.path[0][1].fits(element) and self._above(rule.path[1:], element)

    def _above(self, path: tuple[tuple[bool, _Compound], ...], element: etree._Element) -> bool:
        """Whether the rest of a selector is found above the element, the nearest first."""
        for straight, compound in path:
            for ancestor in element.iterancestors():
                self.trials += 1
                if compound.fits(ancestor):
                    element = ancestor
                    break
                if straight or self.trials >= _MOST_TRIALS:
                    return False
            else:
                return False
        return True


def names(element: etree._Element) -> list[str]:
    """The names by which a selector can call an element: `#id`, `.class`, `tag`."""
    return [
        *([f"#{element.get('id')}"] if element.get("id") else []),
        *(f".{name}" for name in (element.get("class") or "").split()),
        str(element.tag),
    ]


def _rules(css: str) -> Iterator[_Rule]:
    for place, (selectors, style) in enumerate(_blocks(css)):
        said = declarations(style)
        if not said:
            continue
        for selector in selectors.split(","):
            path = _path(selector)
            compounds = [compound for _, compound in path]
            if path or not _COLOURS.isdisjoint(said):
                yield _Rule(
                    path=path,
                    above=frozenset(key for each in compounds[1:] for key in each.keys),
                    weight=(
                        sum(len(each.ids) for each in compounds),
                        sum(len(each.classes) + len(each.attributes) for each in compounds),
                        sum(bool(each.tag) for each in compounds),
                        place,
                    ),
                    style=said,
                )


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """What stands before each outermost brace, and what within it; of a group for screens, the blocks inside."""
    depth = start = opened = 0
    for brace in _BRACE.finditer(css):
        if brace[0] == "{":
            opened = opened if depth else brace.start()
            depth += 1
        elif depth == 1:
            depth = 0
            head, body = css[start:opened].rpartition(";")[2].strip(), css[opened + 1 : brace.start()]
            start = brace.end()
            if not head.startswith("@"):
                yield head, _NESTED.sub("", body)
            elif _is_for_screens(head):
                yield from ((inner, _NESTED.sub("", style)) for inner, style in _plain_blocks(body))
        elif depth:
            depth -= 1


def _plain_blocks(css: str) -> Iterator[tuple[str, str]]:
    for block in re.finditer(r"([^{}]*)\{([^{}]*)\}", css):
        if not block[1].strip().startswith("@"):
            yield block[1].strip(), block[2]


def _is_for_screens(head: str) -> bool:
    found = _SCREEN.fullmatch(head.lower())
    if not found:
        return False
    return not found[1] or int(found[1]) * (1 if found[2] == "px" else 16) <= _WIDE


def _path(selector: str) -> tuple[tuple[bool, _Compound], ...]:
    """A selector from right to left, or nothing where it asks for more than is read here."""
    words = re.sub(r"\s*>\s*", " > ", selector.strip()).split()
    path: list[tuple[bool, _Compound]] = []
    straight = False
    for word in reversed(words):
        if word == ">":
            straight = True
            continue
        if not _COMPOUND.fullmatch(word) or _PARTIAL.search(word):
            return ()
        path.append((straight, _compound(word)))
        straight = False
    return tuple(path)


def _compound(word: str) -> _Compound:
    parts = [found.groups() for found in _PART.finditer(word)]
    return _Compound(
        tag=next((name.lower() for mark, name, *_ in parts if mark == "" and name), ""),
        ids=tuple(name for mark, name, *_ in parts if mark == "#"),
        classes=tuple(name for mark, name, *_ in parts if mark == "."),
        attributes=tuple((name.lower(), value) for *_, name, value in parts if name),
    )
