"""The timeline: each statement is drawn once, a month without any keeps its place, the figures are there as text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.statement_fakes import HOSTILE, tally
from tests.test_html import Text
from ui.timeline import HEIGHT, timeline

tallies = st.lists(
    st.builds(
        tally,
        st.sampled_from(["2025-01", "2025-02", "2025-06", "2026-03", ""]),
        st.integers(1, 50),
        st.sampled_from(["Ada", "Bo", "Kim", "Lin", "Mo", "Ny", "Ole"]),
        st.sampled_from(["direct", "indirect", "mixed"]),
    ),
    max_size=20,
)


def rows(markup, plot=0):
    """The figures of a plot, row by row, as they stand in its table."""
    table = re.findall(r"<table>.*?</table>", markup)[plot]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", table)]


def test_the_figures_are_by_month_and_speaker():
    markup = timeline([tally("2025-07", 3), tally("2025-07", 1, "Bo"), tally("2025-09", 2), tally("", 4)])
    assert rows(markup) == [["Month", "Ada Berg", "Bo"], ["Jul 2025", "3", "1"], ["Sep 2025", "2", "0"]]
    text = Text(markup).text
    assert "Statements a month, by speaker. Most in Jul 2025: 4. 4 statements without a date: not drawn." in text


def test_a_month_without_statements_keeps_its_place():
    markup = timeline([tally("2025-07", 3), tally("2025-09", 2)])
    svg = next(a for tag, a in Text(markup).tags if tag == "svg")
    assert svg["viewbox"] == "0 0 30 100"
    assert [(a["x"], a["height"]) for tag, a in Text(markup).tags if tag == "rect"][:2] == [
        ("1", "100.00"),
        ("21", "66.67"),
    ]


def test_kinds_are_drawn_too_and_wait_hidden():
    markup = timeline([tally("2025-07", 3), tally("2025-08", 2, kind="indirect")])
    assert rows(markup, 1)[0] == ["Month", "direct quotation", "indirect speech"]
    assert [(a["data-plotted"], "hidden" in a) for tag, a in Text(markup).tags if tag == "figure"] == [
        ("speaker", False),
        ("kind", True),
    ]


def test_speakers_beyond_the_first_five_share_one_colour():
    many = [tally("2025-07", 9 - at, f"Speaker {at}") for at in range(7)] + [tally("2025-08", 1)]
    assert rows(timeline(many))[0] == ["Month", *(f"Speaker {at}" for at in range(5)), "others"]


def test_a_long_time_is_drawn_by_years():
    assert [row[0] for row in rows(timeline([tally("2014-05", 1), tally("2016-01", 2), tally("2020-12", 1)]))] == [
        "Year", "2014", "2016", "2020",
    ]  # fmt: skip


def test_one_month_is_no_timeline():
    assert timeline([tally("2025-07", 3), tally("", 2)]) is None
    assert timeline([]) is None


def test_a_hostile_name_is_text():
    markup = timeline([tally("2025-07", 3, HOSTILE), tally("2025-08", 1)])
    assert "<img" not in markup
    assert HOSTILE in Text(markup).text


@given(tallies)
def test_every_dated_statement_is_in_the_figures_once_and_no_bar_is_higher_than_the_drawing(given_tallies):
    markup = timeline(given_tallies)
    if markup is None:
        assert len({each.month for each in given_tallies if each.month}) < 2
        return
    dated = sum(each.statements for each in given_tallies if each.month)
    for plot in (0, 1):
        assert sum(int(cell.replace(",", "")) for row in rows(markup, plot)[1:] for cell in row[1:]) == dated
    tops = [float(a["y"]) for tag, a in Text(markup).tags if tag == "rect"]
    assert -0.01 <= min(tops) < max(tops) + 0.01 <= HEIGHT + 0.01
