"""What was understood of a question, as the reader sees it above the answer and switches it off and on."""

from collections.abc import Sequence

from answer.readings import Reading
from ui.html import Html, element
from ui.strings import say


def searched_for(asked: str, understood: str) -> Html | None:
    """The question as it was searched, where that differs from what was asked."""
    if understood.strip().casefold() in {"", asked.strip().casefold()}:
        return None
    return element("p", say("answer.searched_for"), element("span", understood, dir="auto"), class_="understood")


def chips(readings: Sequence[Reading], *, switches: bool, inert: bool = False) -> Html | None:
    """What was understood of the question, each reading a chip; a click switches it off, and on again.

    Without `switches` they are only told: an earlier question cannot be asked again in its place. `inert` ones take the
    room of switches and are none yet: the question runs.
    """
    if not readings:
        return None
    items = [element("li", _reading(each, switches=switches)) for each in readings]
    return element("ul", *items, class_="readings", inert=inert, aria_label=say("answer.readings"))


def limits(only: str, *, offer: bool) -> Html | None:
    """The filters that a question was asked under; with `offer` a button that asks it without them."""
    if not only:
        return None
    freed = element("button", say("filters.without"), type="button", class_="tool", data_action="unfiltered")
    return element("p", element("span", only, dir="auto"), freed if offer else None, class_="only")


def _reading(value: Reading, *, switches: bool) -> Html:
    """One reading: struck through when it is off, dashed when it has no effect."""
    kind = "reading off" if value.off else "reading idle" if value.effect == "none" else "reading"
    meaning = element("span", value.meaning, class_="meaning", dir="auto")
    if not switches or (value.effect == "none" and not value.off):
        return element("span", meaning, class_=kind)
    told = {"words": value.words, "kind": value.kind, "meaning": value.meaning}
    label = say("answer.switch_on", **told) if value.off else say("answer.switch_off", **told)
    mark = element("span", "+" if value.off else "×", class_="mark", aria_hidden="true")
    return element(
        "button", meaning, mark, type="button", class_=kind, data_action="switch", data_reading=value.key,
        aria_pressed="false" if value.off else "true", aria_label=label, title=label,
    )  # fmt: skip
