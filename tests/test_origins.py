"""Copies are one origin: in the counts, in the answer's citations, and in what a reader is told."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from answer.assistant import Assistant
from answer.coverage import describe
from answer.origins import also_in, first_published
from answer.types import Answer, Coverage
from index.store import Index
from index.types import Copy, Passage
from tests.newsroom import article
from tests.test_copies import THREE, TOP, TWO

SAID = (
    "“Nobody will sit down with a pistol at his head,” Sergei Lavrov said about Iran after talks in Ankara on Friday."
)
WIRE = f"{SAID}\n\n{TWO}\n\n{THREE}"
OWN = f"{SAID}\n\nThe paper asked four readers in Minsk what they made of it, and three had not heard of any talks yet."
QUESTION = "What did Lavrov say about Iran?"


@pytest.fixture
def index(tmp_path: Path, encoder) -> Iterator[Index]:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "post.md").write_text(article("Post", f"{TOP}\n\n{WIRE}", "Post", "2025-07-19"))
    (docs / "wire.md").write_text(article("Wire", WIRE, "Coast Wire", "2025-07-18"))
    (docs / "globe.md").write_text(article("Globe", WIRE, "Globe", "2025-07-20"))
    (docs / "own.md").write_text(article("Own", OWN, "Minsk Times", "2025-07-21"))
    with Index.open(tmp_path / "store", model="toy", encoder=lambda: encoder) as index:
        index.update([str(docs)], max_bytes=1_000_000)
        yield index


@pytest.fixture
def answer(index: Index) -> Answer:
    return asyncio.run(Assistant(index).ask(QUESTION))


def test_the_words_are_cited_once_for_each_independent_origin(answer: Answer):
    assert {citation.passage.source for citation in answer.citations} == {"Coast Wire", "Minsk Times"}
    (wire,) = [citation for citation in answer.citations if citation.passage.source == "Coast Wire"]
    assert [copy.source for copy in wire.copies] == ["Post", "Globe"]


def test_a_citation_from_a_document_without_copies_names_none(answer: Answer):
    (own,) = [citation for citation in answer.citations if citation.passage.source == "Minsk Times"]
    assert own.copies == ()


def test_the_counts_of_what_was_found_can_be_recomputed_by_sql(answer: Answer, index: Index, tmp_path: Path):
    documents = {hit.passage.document_id for hit in answer.hits}
    places = ", ".join("?" * len(documents))
    with closing(sqlite3.connect(tmp_path / "store" / "catalogue.sqlite")) as catalogue:
        stories = "SELECT s.story FROM signatures s JOIN documents d USING (number)"
        origins = catalogue.execute(
            f"SELECT count(DISTINCT story) FROM ({stories} WHERE d.id IN ({places}))", [*documents]
        ).fetchone()
        outlets = catalogue.execute(
            "SELECT max(n) FROM (SELECT count(DISTINCT d.source) AS n FROM signatures s "
            "JOIN documents d USING (number) GROUP BY s.story)"
        ).fetchone()
    assert (answer.coverage.origins, answer.coverage.outlets) == (*origins, *outlets) == (2, 3)
    assert answer.coverage.found == len(answer.hits)


def test_the_origins_are_told_in_a_sentence():
    counted = Coverage(documents=9, sources=("AP",), found=3, origins=2, outlets=4)
    assert describe(counted) == (
        "Searched 9 documents from AP. 3 passages found, from 2 independent origins; one story in 4 outlets."
    )
    assert describe(Coverage(documents=9, sources=("AP",), found=1, origins=1, outlets=1)) == (
        "Searched 9 documents from AP. 1 passage found, from 1 independent origin."
    )


def copy(source: str, published: date | None = None, title: str = "") -> Copy:
    return Copy(document_id=source or title, passage_id="x:0-1", title=title, source=source, published=published)


@pytest.mark.parametrize(
    ("copies", "told"),
    [
        ((), ""),
        ((copy("Reuters"),), "also in Reuters"),
        ((copy("Reuters"), copy("Le Monde")), "also in Reuters, Le Monde"),
        ((copy("Reuters"), copy("Reuters"), copy("A"), copy("B"), copy("C")), "also in Reuters, A (4)"),
        ((copy("", title="Talks"),), "also in Talks"),
    ],
)
def test_where_else_words_are_printed_is_told_by_two_names_and_a_number(copies, told):
    assert also_in(copies) == told


FIRST, LATER = date(2025, 7, 18), date(2025, 7, 19)


@pytest.mark.parametrize(
    ("published", "copies", "told"),
    [
        (FIRST, (), ""),
        (FIRST, (copy("Post", LATER),), "First published 18 July 2025 by Wire."),
        (LATER, (copy("Post", FIRST),), "First published 18 July 2025 by Post."),
        (FIRST, (copy("Post", FIRST),), "First published 18 July 2025 by Wire and Post."),
        (FIRST, (copy("Post"),), "First published 18 July 2025 by Wire; 1 without a date may be older."),
        (None, (copy("Post"),), "None of the copies has a date: which one is the original is not known."),
    ],
)
def test_the_earliest_is_named_and_unknown_dates_are_said(published, copies, told):
    passage = Passage(
        id="a:0-1", document_id="a", start=0, end=1, text="x", title="t", source="Wire", published=published
    )
    assert first_published(passage, copies) == told
