"""Plots as SVG that stands in a page: no colours of its own for the text, so it is readable on light and dark."""

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

from evals.curve import Point
from evals.summary import OURS, Mean

_TEXT = "#010203"
"""Drawn in this colour and then replaced by the page's own: matplotlib cannot write `currentColor`."""
_COLOURS = ("#8a8f98", "#c08a3e", "#6f9a5c", "#a06ba8", "#5c8fa0", "#b06060")
_OURS = "#2f6fdb"
_WIDTH, _HEIGHT = 9.0, 3.2
"""Inches."""
_SQUARE = 4.0
"""Inches of either side of a curve."""
_STYLE: Any = {
    "svg.hashsalt": "verbatim",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    **dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), _TEXT),
}
_DECLARATION = re.compile(r"^.*?(?=<svg)", re.DOTALL)


def bars(means: Sequence[Mean], metrics: Sequence[str]) -> str:
    """A group of bars a metric, a bar a system, with its interval. The same means give the same characters."""
    return _drawn(lambda axes: _draw(axes, means, metrics), (_WIDTH, _HEIGHT))


def trade_off(points: Sequence[Point], chosen: float) -> str:
    """The curve of a threshold, the point in use marked: lower and further left is better."""
    return _drawn(lambda axes: _draw_curve(axes, points, chosen), (_SQUARE, _SQUARE))


def _drawn(draw: Callable[[Any], None], size: tuple[float, float]) -> str:
    import matplotlib as mpl  # noqa: PLC0415 - 1 s, and only for the report

    mpl.use("svg")
    from matplotlib import pyplot  # noqa: PLC0415

    with mpl.rc_context(_STYLE):
        figure, axes = pyplot.subplots(figsize=size, layout="constrained")
        try:
            draw(axes)
            file = io.StringIO()
            figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        finally:
            pyplot.close(figure)
    return _DECLARATION.sub("", file.getvalue()).replace(_TEXT, "currentColor")


def _draw_curve(axes: Any, points: Sequence[Point], chosen: float) -> None:  # noqa: ANN401 - matplotlib's
    axes.plot(
        [each.wrongly_declined for each in points],
        [each.wrongly_answered for each in points],
        color=_COLOURS[0],
        marker=".",
    )
    here = next(each for each in points if each.threshold == chosen)
    axes.plot([here.wrongly_declined], [here.wrongly_answered], "o", color=_OURS, label=f"in use: {chosen:.2f}")
    axes.set_xlabel("answerable, and declined")
    axes.set_ylabel("unanswerable, and answered")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)


def _draw(axes: Any, means: Sequence[Mean], metrics: Sequence[str]) -> None:  # noqa: ANN401 - matplotlib's
    systems = list(dict.fromkeys(mean.group.system for mean in means))
    by_place = {(mean.group.system, mean.metric): mean for mean in means}
    width = 0.8 / max(len(systems), 1)
    for number, system in enumerate(systems):
        found = [
            (place, by_place[system, metric]) for place, metric in enumerate(metrics) if (system, metric) in by_place
        ]
        axes.bar(
            [place + (number - (len(systems) - 1) / 2) * width for place, _ in found],
            [mean.mean for _, mean in found],
            width * 0.92,
            label=system,
            color=_OURS if system == OURS else _COLOURS[number % len(_COLOURS)],
            yerr=[[mean.mean - mean.low for _, mean in found], [mean.high - mean.mean for _, mean in found]],
            error_kw={"ecolor": _TEXT, "elinewidth": 0.8, "capsize": 1.5},
        )
    axes.set_xticks(range(len(metrics)), metrics)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, ncols=len(systems), loc="lower center", bbox_to_anchor=(0.5, 1.0))
