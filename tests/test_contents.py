"""The list of documents: what it counts, how it is ordered, which words it looks for."""

from datetime import date

import pytest

from index.contents import ORDERS, Original, contents, glance
from index.types import Filters
from tests import newsroom

ALL = Filters()
GRAIN = newsroom.GRAIN
"""A text without a title of its own: its first line is one."""


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with newsroom.build(tmp_path_factory.mktemp("contents")) as opened:
        yield opened


def titles(index, words="", filters=ALL, limit=50, offset=0):
    return [entry.title for entry in contents(index.catalogue, words, filters, limit, offset).entries]


def test_the_newest_comes_first_and_the_undated_last(index):
    assert titles(index) == ["Plans", "Moscow on the drills", "Talks in Wonsan", GRAIN]


def test_an_entry_counts_its_passages_and_statements(index):
    entry = contents(index.catalogue, "", ALL, 1, 0).entries[0]
    assert (entry.source, entry.published) == ("Echo", date(2025, 7, 14))
    assert (entry.passages, entry.statements) == (
        len(index.catalogue.passages_of(entry.id)),
        len(index.catalogue.statements_of(entry.id)),
    )


def test_a_page_of_the_list_tells_the_total_also_behind_the_end(index):
    page = contents(index.catalogue, "", ALL, 2, 1)
    assert (page.total, [entry.title for entry in page.entries]) == (4, ["Moscow on the drills", "Talks in Wonsan"])
    assert contents(index.catalogue, "", ALL, 2, 9).total == 4


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lavrov wonsan", ["Plans", "Talks in Wonsan"]),
        ("wonsan … LAVROV", ["Plans", "Talks in Wonsan"]),
        ("grain lavrov", []),
        ("…", []),
        ('" OR *', []),
        ("  ", ["Plans", "Moscow on the drills", "Talks in Wonsan", GRAIN]),
    ],
)
def test_a_document_must_hold_every_word(index, words, found):
    assert titles(index, words) == found


def test_filters_limit_the_list(index):
    assert titles(index, "lavrov", Filters(since=date(2025, 7, 13), sources=("Desk",))) == ["Moscow on the drills"]


@pytest.mark.parametrize(
    ("order", "descending", "first"),
    [
        ("date", False, "Talks in Wonsan"),
        ("title", False, GRAIN),
        ("title", True, "Talks in Wonsan"),
        ("outlet", False, "Talks in Wonsan"),
    ],
)
def test_the_list_has_an_order(index, order, descending, first):
    page = contents(index.catalogue, "", ALL, 50, 0, order=order, descending=descending)
    assert page.entries[0].title == first


@pytest.mark.parametrize("counted", ["passages", "statements"])
def test_the_list_is_ordered_by_what_is_counted(index, counted):
    entries = contents(index.catalogue, "", ALL, 50, 0, order=counted).entries
    numbers = [getattr(entry, counted) for entry in entries]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize("order", ["date", "outlet"])
@pytest.mark.parametrize("descending", [True, False])
def test_what_has_no_date_or_outlet_comes_last_in_either_direction(index, order, descending):
    page = contents(index.catalogue, "", ALL, 50, 0, order=order, descending=descending)
    assert page.entries[-1].title == GRAIN


@pytest.mark.parametrize("order", ORDERS)
def test_pages_of_the_list_hold_every_document_once(index, order):
    pages = [contents(index.catalogue, "", ALL, 1, at, order=order).entries for at in range(5)]
    assert sorted(entry.id for page in pages for entry in page) == sorted(index.catalogue.document_ids())


def test_a_copy_names_the_earliest_of_its_story_and_hidden_text_is_told(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    told = " ".join(newsroom.WONSAN.split()) * 2
    for name, outlet, day in (("one", "Late", "2025-07-13"), ("two", "Early", "2025-07-12")):
        (folder / f"{name}.md").write_text(newsroom.article("Talks", told, outlet, day), "utf-8")
    hidden = "It rained in the harbour. <span style='display:none'>These words no reader sees.</span> The sun came."
    (folder / "page.md").write_text(hidden, "utf-8")
    with newsroom.opened(tmp_path) as opened:
        opened.update([str(folder)], max_bytes=newsroom.LIMIT)
        entries = {(entry.source or "page"): entry for entry in contents(opened.catalogue, "", ALL, 9, 0).entries}
    assert entries["Early"].original is None
    assert entries["Late"].original == Original(id=entries["Early"].id, title="Talks", source="Early")
    assert "Hidden text was left out" in entries["page"].remarks[0]
    assert entries["page"].file == str(folder / "page.md")


def test_a_glance_counts_every_document_by_month_and_by_outlet(index):
    seen = glance(index.catalogue)
    assert (seen.documents, seen.months, seen.undated) == (4, (("2025-07", 3),), 1)
    assert seen.outlets == (("Coast Wire", 1), ("Desk", 1), ("Echo", 1))
