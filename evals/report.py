"""The report of a run as one HTML page that needs nothing else. Whatever it shows of data is escaped."""

import html
from collections.abc import Iterable, Iterator, Sequence

from answer.refusals import LEAST_CERTAINTY
from evals.curve import Point, curve, has_curve
from evals.folder import Run
from evals.losses import losses
from evals.plots import bars, trade_off
from evals.rows import Row
from evals.summary import OURS, Group, Lead, Mean, Summary, grouped
from evals.tables import lead_cell, parts

PREFERRED = ("hit@1", "hit@5", "recall@8", "MRR", "nDCG@10", "all-gold@8", "all-gold@8 passages")
"""Metrics of the headline and of the plots, where a suite has them; other suites show all that go from 0 to 1."""
MOST_LOST = 200
"""Lost questions that a section lists."""
_READING = (
    "Intervals are 95 %, by the bootstrap over questions. Development data may choose numbers; report data only "
    "confirms them. A difference in bold has an interval without zero."
)
_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem;
  background: light-dark(#fdfdfc, #16181c); color: light-dark(#1c1e22, #e4e6ea); }
h2 { margin-top: 3rem; border-bottom: 1px solid light-dark(#ddd, #3a3d44); }
table { border-collapse: collapse; font-size: .85rem; margin: 1rem 0; display: block; overflow-x: auto; }
th, td { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid light-dark(#e6e6e6, #2c2f35); }
th:first-child, td:first-child, table.words td, table.words th { text-align: left; vertical-align: top; }
tr.ours td { font-weight: 600; }
small, .less { color: light-dark(#666, #9aa0a8); }
td small { display: block; font-weight: 400; white-space: nowrap; }
svg { max-width: 100%; height: auto; }
code { overflow-wrap: anywhere; }
"""


def page(run: Run, summary: Summary) -> str:
    """The whole page."""
    body = [
        tag("h1", "Is it good, and did it get worse?"),
        *_facts(run),
        tag("h2", "At a glance"),
        *_headline(summary),
    ]
    for part in parts(summary):
        body += _section(part, run, summary)
    return (
        "<!DOCTYPE html>\n<html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>Verbatim, measured {escaped(run.settings.started)}</title><style>{_STYLE}</style>"
        f"<body>{''.join(body)}</body></html>\n"
    )


class Markup(str):
    """HTML that this module made: the only text that is not escaped."""

    __slots__ = ()


def escaped(text: object) -> Markup:
    """Any text as HTML that shows it."""
    return text if isinstance(text, Markup) else Markup(html.escape(str(text)))


def tag(name: str, *children: object, kind: str = "") -> Markup:
    """An element; its children are escaped unless they are elements."""
    start = f'<{name} class="{html.escape(kind)}">' if kind else f"<{name}>"
    return Markup(f"{start}{''.join(map(escaped, children))}</{name}>")


def _facts(run: Run) -> Iterator[Markup]:
    settings = run.settings
    yield tag("p", f"Commit {settings.commit}, {settings.started}, {settings.seconds:.0f} s, {settings.encoder}.")
    yield tag("p", tag("code", settings.command))
    skipped = [f"{name} was skipped: {why}." for each in settings.skipped.values() for name, why in each.items()]
    notes = [note for each in settings.notes.values() for note in each]
    if skipped or notes:
        yield tag("ul", *(tag("li", line) for line in [*skipped, *notes]))
    data = [f"{name} {mark}" for each in settings.data.values() for name, mark in each.items()]
    yield tag("p", f"Fingerprints of the data: {', '.join(data)}.", kind="less")
    yield tag("p", _READING, kind="less")


def chosen(means: Sequence[Mean]) -> list[str]:
    """The metrics worth a plot: the preferred ones, else all whose means lie from 0 to 1."""
    names = list(dict.fromkeys(mean.metric for mean in means))
    preferred = [name for name in PREFERRED if name in names]
    bounded = [name for name in names if all(0 <= mean.mean <= 1 for mean in means if mean.metric == name)]
    return preferred or [name for name in bounded if "seconds" not in name]


def _headline(summary: Summary) -> Iterator[Markup]:
    """One table a suite: a line a data set and system, its foremost metrics."""
    order = parts(summary)
    for suite in dict.fromkeys(mean.group.suite for mean in summary.means):
        means = [mean for mean in summary.means if mean.group.suite == suite]
        by_part = sorted(means, key=lambda mean: order.index(mean.group[:3]))
        yield tag("h3", suite)
        yield _means_table(by_part, chosen(means), whole=False)


def _section(part: tuple[str, str, str], run: Run, summary: Summary) -> Iterator[Markup]:
    suite, dataset, split = part
    means = [mean for mean in summary.means if mean.group[:3] == part]
    yield tag("h2", f"{suite}: {dataset}, {split}")
    metrics = chosen(means)
    if metrics:
        yield Markup(bars(means, metrics))
    yield _means_table(means, list(dict.fromkeys(mean.metric for mean in means)), whole=True)
    yield from _leads(part, summary)
    rows = [row for group, each in grouped(run.rows).items() if group[:3] == part for row in each]
    yield from _curve(rows)
    yield from _lost(losses(rows))


def _curve(rows: Sequence[Row]) -> Iterator[Markup]:
    """What other thresholds of answering would cost, as a plot and a table; nothing where no certainty decided."""
    if not has_curve(rows):
        return
    points = curve(rows)
    head = tag("tr", *(tag("th", name) for name in ("threshold", "unanswerable, answered", "answerable, declined")))
    yield tag("h3", "Answered and wrong against declined and answerable")
    yield Markup(trade_off(points, LEAST_CERTAINTY))
    yield tag("table", head, *map(_point, points))


def _point(point: Point) -> Markup:
    figures = (point.threshold, point.wrongly_answered, point.wrongly_declined)
    kind = "ours" if point.threshold == LEAST_CERTAINTY else ""
    return tag("tr", *(tag("td", f"{each:.3f}") for each in figures), kind=kind)


def _means_table(means: Sequence[Mean], metrics: Sequence[str], *, whole: bool) -> Markup:
    """`whole`: with intervals, and for one data set only."""
    cells = {(mean.group, mean.metric): mean for mean in means}
    head = tag("tr", tag("th", "system"), *(tag("th", metric) for metric in ["n", *metrics]))
    lines = []
    for group in dict.fromkeys(mean.group for mean in means):
        name = group.system if whole else f"{group.dataset}, {group.split}: {group.system}"
        found = [cells.get((group, metric)) for metric in metrics]
        n = max((mean.n for mean in found if mean), default=0)
        values = [tag("td", *(_shown(mean, whole) if mean else "–")) for mean in found]
        lines.append(tag("tr", tag("td", name), tag("td", n), *values, kind=_kind(group)))
    return tag("table", head, *lines)


def _shown(mean: Mean, whole: bool) -> Iterable[object]:
    yield f"{mean.mean:.3f}"
    if whole:
        yield tag("small", f"{mean.low:.3f} – {mean.high:.3f}")


def _kind(group: Group) -> str:
    return "ours" if group.system == OURS else ""


def _leads(part: tuple[str, str, str], summary: Summary) -> Iterator[Markup]:
    leads = [lead for lead in summary.leads if lead.group[:3] == part]
    metrics = list(dict.fromkeys(lead.metric for lead in leads))
    if not leads:
        return
    cells = {(lead.group, lead.metric): lead for lead in leads}
    head = tag("tr", tag("th", "verbatim less"), *(tag("th", metric) for metric in metrics))
    yield tag("h3", "Paired differences")
    yield tag(
        "table",
        head,
        *(
            tag("tr", tag("td", group.system), *(tag("td", *_lead(cells.get((group, m)))) for m in metrics))
            for group in dict.fromkeys(lead.group for lead in leads)
        ),
    )


def _lead(lead: Lead | None) -> Iterable[object]:
    text = lead_cell(lead)
    strong = text.startswith("**")
    value, _, rest = text.strip("*").partition(" ")
    yield tag("b", value) if strong else value
    yield tag("small", rest)


def _lost(rows: Sequence[Row]) -> Iterator[Markup]:
    yield tag("h3", f"Lost questions: {len(rows)}")
    if len(rows) > MOST_LOST:
        yield tag("p", f"The first {MOST_LOST} are listed; rows.jsonl has all.", kind="less")
    if rows:
        head = tag("tr", *(tag("th", name) for name in ("question", "answer", "gold", "found, best first")))
        yield tag("table", head, *map(_lost_line, rows[:MOST_LOST]), kind="words")


def _lost_line(row: Row) -> Markup:
    found = [tag("b", id) if id in row.gold else escaped(id) for id in row.passages[:8]]
    return tag(
        "tr",
        tag("td", row.question or row.question_id, tag("small", row.question_id)),
        tag("td", row.answer),
        tag("td", ", ".join(row.gold)),
        tag("td", Markup(", ".join(found))),
    )
