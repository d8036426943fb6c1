"""The summary as Markdown tables, to be pasted."""

from collections.abc import Iterator, Sequence

from evals.folder import Run
from evals.summary import OURS, Group, Lead, Mean, Summary

MOST_COLUMNS = 12


def markdown(run: Run, summary: Summary) -> str:
    """One table a data set and split: a line a system, a column a metric; then our lead over each other system."""
    lines = [f"# Run {run.settings.started}, commit {run.settings.commit}", "", f"`{run.settings.command}`", ""]
    for suite, skipped in run.settings.skipped.items():
        lines += [f"- {suite}: {name} was skipped: {reason}." for name, reason in skipped.items()]
    for notes in run.settings.notes.values():
        lines += [f"- {note}" for note in notes]
    for part in parts(summary):
        lines += ["", *_section(part, summary)]
    return "\n".join(lines) + "\n"


def parts(summary: Summary) -> list[tuple[str, str, str]]:
    """Suite, data set and split of every table, in order."""
    return list(dict.fromkeys(mean.group[:3] for mean in summary.means))


def cell(mean: Mean | None) -> str:
    """A mean to three places, or a dash.

    >>> cell(None)
    '–'
    """
    return f"{mean.mean:.3f}" if mean else "–"


def lead_cell(lead: Lead | None) -> str:
    """A difference with its sign and its interval, in bold when the interval leaves out zero."""
    if lead is None:
        return "–"
    text = f"{lead.difference:+.3f} [{lead.low:+.3f}, {lead.high:+.3f}]"
    return f"**{text}**" if lead.low > 0 or lead.high < 0 else text


def _section(part: tuple[str, str, str], summary: Summary) -> Iterator[str]:
    means = [mean for mean in summary.means if mean.group[:3] == part]
    leads = [lead for lead in summary.leads if lead.group[:3] == part]
    metrics = list(dict.fromkeys(mean.metric for mean in means))[:MOST_COLUMNS]
    yield f"## {part[0]}: {part[1]}, {part[2]} (n = {max(mean.n for mean in means)})"
    yield ""
    yield from _table("system", metrics, _groups(means), {(m.group, m.metric): cell(m) for m in means})
    if leads:
        yield ""
        name = f"{OURS} less"
        yield from _table(name, metrics, _groups(leads), {(v.group, v.metric): lead_cell(v) for v in leads})


def _groups(values: Sequence[Mean] | Sequence[Lead]) -> list[Group]:
    return list(dict.fromkeys(value.group for value in values))


def _table(
    corner: str, metrics: Sequence[str], groups: Sequence[Group], cells: dict[tuple[Group, str], str]
) -> Iterator[str]:
    yield f"| {corner} | {' | '.join(metrics)} |"
    yield f"|---|{'---|' * len(metrics)}"
    for group in groups:
        yield f"| {group.system} | {' | '.join(cells.get((group, metric), '–') for metric in metrics)} |"
