"""The corpus at a glance as HTML: documents a month, the outlets, the people most quoted. Pure functions."""

from collections import Counter
from collections.abc import Sequence

from index.contents import Glance
from ui import words
from ui.html import Html, element, join
from ui.strings import count, say

MONTHS = 60
"""Months drawn one by one; a longer time is drawn by years."""
SHOWN = 6
"""Outlets and people listed."""
HEIGHT, SLOT, BAR = 100, 10, 8
"""Units of the drawing: its height, and the room and the width of a bar. The style sheet stretches it."""


def glance(seen: Glance, speakers: Sequence[tuple[str, int]]) -> Html:
    """Nothing without documents; each part only where there is something in it."""
    if not seen.documents:
        return join()
    outlets = [_outlet(*each) for each in seen.outlets[:SHOWN]]
    people = [_person(*each) for each in speakers[:SHOWN]]
    return element(
        "section",
        element("h2", say("documents.glance")),
        _months(seen),
        _ranking(say("documents.outlets_most"), outlets),
        _ranking(say("documents.people_most"), people),
        class_="glance",
    )


def _months(seen: Glance) -> Html | None:
    if not seen.months:
        return None
    axis = between(seen.months[0][0], seen.months[-1][0])
    span, unit = (7, say("documents.month")) if len(axis) <= MONTHS else (4, say("documents.year"))
    totals: Counter[str] = Counter()
    for month, number in seen.months:
        totals[month[:span]] += number
    axis = list(dict.fromkeys(month[:span] for month in axis))
    top = max(axis, key=lambda each: totals[each])
    caption = say("documents.by_month_caption", unit=unit, top=words.month(top), most=totals[top])
    caption += f" {say('documents.by_month_undated', count=seen.undated)}" if seen.undated else ""
    bars = [_bar(at, each, totals[each], totals[top]) for at, each in enumerate(axis) if totals[each]]
    drawing = element(
        "svg",
        *bars,
        viewBox=f"0 0 {len(axis) * SLOT} {HEIGHT}",
        preserveAspectRatio="none",
        role="img",
        aria_label=caption,
    )
    ends = [element("span", words.month(each)) for each in dict.fromkeys((axis[0], axis[-1]))]
    return element(
        "figure",
        element("h3", say("documents.by_month")),
        element("div", drawing, element("div", *ends, class_="axis"), class_="plot"),
        element("figcaption", caption),
        _figures(axis, totals, unit),
    )


def between(first: str, last: str) -> list[str]:
    """All months from the first to the last.

    >>> between("2024-11", "2025-02")
    ['2024-11', '2024-12', '2025-01', '2025-02']
    """
    begin, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(begin, end + 1)]


def _bar(at: int, date: str, number: int, most: int) -> Html:
    tall = number * HEIGHT / most
    told = element("title", f"{words.month(date)}: {count(number, 'document')}")
    left = at * SLOT + (SLOT - BAR) / 2
    return element(
        "rect", told, class_="series-0", x=f"{left:g}", y=f"{HEIGHT - tall:.2f}", width=BAR, height=f"{tall:.2f}"
    )


def _figures(axis: Sequence[str], totals: Counter[str], unit: str) -> Html:
    """The figures behind the bars, dates without any left out."""
    heads = [element("th", name, scope="col") for name in (unit.capitalize(), say("documents.documents"))]
    rows = [
        element("tr", element("th", words.month(each), scope="row"), element("td", f"{totals[each]:,}"))
        for each in axis
        if totals[each]
    ]
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *rows))
    return element("details", element("summary", say("documents.figures")), table, class_="figures")


def _ranking(title: str, items: Sequence[Html]) -> Html | None:
    return element("div", element("h3", title), element("ul", *items), class_="ranking") if items else None


def _outlet(name: str, number: int) -> Html:
    return _entry(name, count(number, "document"), say("documents.show_outlet", outlet=name), data_outlet=name)


def _person(name: str, number: int) -> Html:
    return _entry(name, count(number, "statement"), say("documents.show_person", person=name), data_person=name)


def _entry(name: str, told: str, hint: str, **data: str) -> Html:
    button = element("button", name, type="button", class_="tool", title=hint, dir="auto", **data)
    return element("li", button, element("span", told, class_="count"))
