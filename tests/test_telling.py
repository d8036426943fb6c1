"""How statements are told: whose words, who he may be, what others cut or changed, and to whom they give the words."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from answer.assistant import Assistant
from answer.question import understand
from answer.sayings import sayings
from answer.telling import label, told
from index.ledger import Query
from index.store import Index
from index.types import Filters
from tests import newsroom

FULL = "Anna Berg spoke in Oslo. “We will never sign this treaty without a vote in the parliament,” Anna Berg said."
CLIPPED = "Anna Berg spoke in Oslo. “We will never sign this treaty,” Anna Berg said."
ALTERED = "Anna Berg spoke. “We will never sign this bad treaty without a vote in the parliament,” Anna Berg said."
TAKEN = "Olav Dahl spoke. “We will never sign this treaty without a vote in the parliament,” Olav Dahl said."
CRITICS = "Critics called Anna Berg “a relic of the Cold War”. Anna Berg said that the talks on fish would go on."
STORIES = [("Full", FULL, "Desk"), ("Cut", CLIPPED, "Echo"), ("Changed", ALTERED, "Kurier"), ("Taken", TAKEN, "Wire")]


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("oslo")
    docs = folder / "docs"
    docs.mkdir()
    for day, (title, text, outlet) in enumerate([*STORIES, ("Critics", CRITICS, "Post")], start=1):
        (docs / f"{title}.md").write_text(newsroom.article(title, text, outlet, f"2025-07-0{day}"), "utf-8")
    with newsroom.opened(folder) as index:
        index.update([str(docs)], max_bytes=newsroom.LIMIT)
        yield index


def answered(index: Index, question: str) -> str:
    answer = asyncio.run(Assistant(index).ask(question))
    newsroom.assert_lawful(answer, {id: index.catalogue.document(id) for id in index.catalogue.document_ids()})
    return answer.text


def test_the_fullest_version_leads_and_who_cut_or_changed_it_is_told(index: Index):
    paragraphs = answered(index, "What did Berg say about the treaty?").split("\n\n")
    assert paragraphs == [
        "Anna Berg said: “We will never sign this bad treaty without a vote in the parliament” "
        "(Kurier, 3 July 2025; own words) [1]",
        "Shortened in Desk, 1 July 2025: without “bad” [2]",
        "Shortened in Echo, 2 July 2025: without “bad”; without “without a vote in the parliament” [3]",
        "Wire, 4 July 2025, gives these words to Olav Dahl. [4]",
    ]


def test_what_others_call_the_speaker_is_never_among_the_speakers_words(index: Index):
    text = answered(index, "What did Berg say?")
    assert "relic" not in text
    assert "Anna Berg said that the talks on fish would go on. (Post, 5 July 2025; reported)" in text


def test_one_row_of_the_ledger_holds_the_versions_of_an_utterance(index: Index):
    apart = index.said(Query(speakers=("Anna Berg",), about="treaty"))
    (row,) = index.said(Query(speakers=("Anna Berg",), about="treaty", together=True)).rows
    assert (len(apart.rows), apart.rows[0].versions) == (3, ())
    assert [(each.source, each.kind) for each in row.versions] == [("Desk", "clipped"), ("Echo", "clipped")]
    assert [each.fuller for each in row.versions[0].changes if each.kind == "left"] == ["bad"]
    assert [(each.source, each.statement.speaker) for each in row.conflicts] == [("Wire", "Olav Dahl")]


def test_a_report_in_other_words_leaves_nothing_out(tmp_path: Path):
    report = (
        "The debate was held in Oslo. Anna Berg told Olav Dahl that fishing quotas are “one of the worst ideas”"
        " around before she said: “Honestly, every time I hear you I feel a little bit older for what you say.”"
    )
    quotation = (
        "The debate was held in Oslo. “Honestly, every time I hear you I feel a little bit older for what you say,”"
        " Anna Berg said of fishing quotas."
    )
    docs = tmp_path / "docs"
    docs.mkdir()
    for day, (title, text) in enumerate((("Report", report), ("Words", quotation)), start=1):
        (docs / f"{title}.md").write_text(newsroom.article(title, text, title, f"2025-07-0{day}"), "utf-8")
    with newsroom.opened(tmp_path) as opened:
        opened.update([str(docs)], max_bytes=newsroom.LIMIT)
        text = answered(opened, "What did Anna Berg say about fishing quotas?")
    assert "Honestly, every time I hear you" in text
    assert "Shortened in" not in text
    assert "In other words in" not in text


def test_who_else_may_be_meant_is_said(index: Index):
    saying = sayings(understand("What did Berg say about fish?", index.catalogue), index, Filters())[0]
    doubtful = replace(saying, candidates=("Olav Dahl",))
    assert told(doubtful).startswith("Anna Berg [or Olav Dahl] said that the talks on fish would go on.")
    quoted = sayings(understand("What did Berg say about the treaty?", index.catalogue), index, Filters())[0]
    assert told(replace(quoted, candidates=("Olav Dahl",))).startswith("Anna Berg (or Olav Dahl) said: “We will")


@pytest.mark.parametrize(
    ("kind", "changed", "whole", "expected"),
    [
        ("direct", {}, True, "own words"),
        ("direct", {}, False, "own words where quoted"),
        ("mixed", {}, False, "own words where quoted"),
        ("indirect", {}, False, "reported"),
        ("indirect", {"reported_by": "TASS"}, False, "second-hand, by TASS"),
        ("direct", {"chain": ("Kim",)}, False, "second-hand, by Kim"),
        ("direct", {"reported_by": "TASS"}, True, "second-hand"),
    ],
)
def test_the_label_says_whose_words_they_are(index: Index, kind, changed, whole, expected):
    statement = index.said(Query(speakers=("Olav Dahl",), limit=1)).rows[0].statement
    assert label(replace(statement, kind=kind, **changed), whole=whole) == expected
