"""The list of documents: what it counts, how it is ordered, which words it looks for."""

from datetime import date

import pytest

from index.contents import contents
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
