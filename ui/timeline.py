"""The timeline of a look-up as HTML: statements a month, a bar for each, split by speaker or by kind. Pure functions.

The bars are an SVG that stretches with the page; every word stands outside of it, so that it is read at its size on a
phone too, and the figures are there as a table for whoever does not see bars.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from index.ledger import Tally
from ui import words
from ui.html import Html, element
from ui.strings import count

SERIES = 5
"""Speakers with a colour of their own; the others share one."""
OTHERS = "others"
MONTHS = 60
"""Months drawn one by one; a longer time is drawn by years."""
HEIGHT, SLOT, BAR = 100, 10, 8
"""Units of the drawing: its height, and the room and the width of a bar. The style sheet stretches it."""
WIDE, NARROWEST = 48, 220
"""Pixels that a bar has at most, and the whole at least, for the labels below it."""

Counts = Mapping[str, Counter[str]]
"""By series, in the order of the legend: the number of statements by month or year."""


def timeline(tallies: Sequence[Tally]) -> Html | None:
    """Both plots, by speaker and by kind, one shown at a time; nothing where no two months can be compared."""
    dated = [each for each in tallies if each.month]
    if len({each.month for each in dated}) < 2:
        return None
    by_year = len(_between(min(each.month for each in dated), max(each.month for each in dated))) > MONTHS
    span = 4 if by_year else 7
    undated = sum(each.statements for each in tallies if not each.month)
    plots = {
        "speaker": _counts(dated, _speaker_of(dated), span),
        "kind": _counts(dated, lambda each: words.KINDS[each.kind], span),
    }
    buttons = [
        element("button", f"By {name}", type="button", data_plot=name, aria_pressed=str(name == "speaker").lower())
        for name in plots
    ]
    figures = [
        _figure(counts, name, "year" if by_year else "month", undated, hidden=name != "speaker")
        for name, counts in plots.items()
    ]
    return element(
        "div", element("div", *buttons, class_="plots", role="group", aria_label="Plot"), *figures, class_="timeline"
    )


def _speaker_of(dated: Sequence[Tally]) -> Callable[[Tally], str]:
    """The speaker of a tally when that is one of the most quoted, else OTHERS."""
    totals: Counter[str] = Counter()
    for each in dated:
        totals[each.speaker] += each.statements
    first = {name for name, _ in totals.most_common(SERIES)}
    return lambda each: each.speaker if each.speaker in first else OTHERS


def _counts(dated: Sequence[Tally], series_of: Callable[[Tally], str], span: int) -> Counts:
    """The counts of every series, the largest first, OTHERS last; `span` characters of a month tell where it goes."""
    counts: dict[str, Counter[str]] = {}
    for each in dated:
        counts.setdefault(series_of(each), Counter())[each.month[:span]] += each.statements
    order = sorted(counts, key=lambda name: (name == OTHERS, -counts[name].total(), name))
    return {name: counts[name] for name in order}


def _between(first: str, last: str) -> list[str]:
    """All months, or all years, from the first to the last."""
    if len(first) == 4:
        return [str(year) for year in range(int(first), int(last) + 1)]
    begin, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(begin, end + 1)]


def _figure(counts: Counts, by: str, unit: str, undated: int, *, hidden: bool) -> Html:
    dates = [date for series in counts.values() for date in series]
    axis = _between(min(dates), max(dates))
    totals = {date: sum(series[date] for series in counts.values()) for date in axis}
    top = max(axis, key=lambda date: totals[date])
    caption = f"Statements a {unit}, by {by}. Most in {words.month(top)}: {totals[top]:,}."
    caption += f" {count(undated, 'statement').capitalize()} without a date: not drawn." if undated else ""
    ends = [element("span", words.month(date)) for date in (axis[0], axis[-1])]
    plot = element(
        "div", _bars(counts, axis, totals[top], caption), element("div", *ends, class_="axis"), class_="plot"
    )
    return element(
        "figure", element("figcaption", caption), plot, _legend(counts), _table(counts, axis, unit),
        data_plotted=by, hidden=hidden,
    )  # fmt: skip


def _bars(counts: Counts, axis: Sequence[str], most: int, caption: str) -> Html:
    stacks = [_stack(counts, date, at * SLOT + (SLOT - BAR) / 2, HEIGHT / most) for at, date in enumerate(axis)]
    return element(
        "svg", *stacks, viewBox=f"0 0 {len(axis) * SLOT} {HEIGHT}", width=max(len(axis) * WIDE, NARROWEST),
        preserveAspectRatio="none", role="img", aria_label=caption,
    )  # fmt: skip


def _stack(counts: Counts, date: str, left: float, unit: float) -> Html:
    """The bar of one date: a piece for each series, the first at the bottom."""
    pieces, base = [], float(HEIGHT)
    for number, (name, series) in enumerate(counts.items()):
        if series[date]:
            tall = series[date] * unit
            base -= tall
            told = element("title", f"{words.month(date)}, {name}: {series[date]:,}")
            colour = _colour(name, number)
            pieces.append(
                element("rect", told, class_=colour, x=f"{left:g}", y=f"{base:.2f}", width=BAR, height=f"{tall:.2f}")
            )
    return element("g", *pieces)


def _colour(name: str, number: int) -> str:
    return "others" if name == OTHERS else f"series-{number}"


def _legend(counts: Counts) -> Html:
    items = [
        element("li", element("span", class_=f"swatch {_colour(name, number)}"),
                element("span", name, dir="auto"), element("span", f"{series.total():,}", class_="count"))
        for number, (name, series) in enumerate(counts.items())
    ]  # fmt: skip
    return element("ul", *items, class_="legend")


def _table(counts: Counts, axis: Sequence[str], unit: str) -> Html:
    """The figures behind the bars, dates without any left out."""
    heads = [element("th", name, scope="col") for name in (unit.capitalize(), *counts)]
    rows = [
        element("tr", element("th", words.month(date), scope="row"),
                *(element("td", f"{series[date]:,}") for series in counts.values()))
        for date in axis
        if any(series[date] for series in counts.values())
    ]  # fmt: skip
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *rows))
    return element("details", element("summary", "The figures"), element("div", table, class_="wide", tabindex="0",
                   role="region", aria_label="The figures of the plot"), class_="figures")  # fmt: skip
