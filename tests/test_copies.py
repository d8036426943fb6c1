"""A story is found once, its copies are named, and nothing is lost."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from index.copies import copies_of, once, places
from index.store import Index
from index.types import Copy, Filters, Hit, Passage, Span
from tests.newsroom import article

LIMIT = 1_000_000
ONE = "Lavrov warned in Ankara that new sanctions on Iran would end the treaty, and nobody in the hall objected to it."
TWO = "The grain of the Black Sea was the other matter, for the harvest is near and the ships of Odesa lie idle."
THREE = "Troops of three countries hold drills in the strait this week, and the talks go on in Istanbul in September."
WIRE = f"{ONE}\n\n{TWO}\n\n{THREE}"
TOP = "A hotel lobby emptied early, writes our woman in Ankara, and the pianist played for two waiters and a cat."


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "wire.md").write_text(article("Wire", WIRE, "Coast Wire", "2025-07-18"))
    (folder / "post.md").write_text(article("Post", WIRE, "Post", "2025-07-19"))
    (folder / "topped.md").write_text(article("Topped", f"{TOP}\n\n{WIRE}", "Reuters", "2025-07-20"))
    (folder / "trimmed.md").write_text(f"---\ntitle: Trimmed\n---\n{ONE}\n\n{TWO}")
    (folder / "other.md").write_text(article("Other", "Iran buys football shirts.", "Globe", "2025-07-18"))
    return folder


@pytest.fixture
def index(tmp_path: Path, docs: Path, encoder) -> Iterator[Index]:
    with Index.open(tmp_path / "store", model="toy", encoder=lambda: encoder) as index:
        index.update([str(docs)], max_bytes=LIMIT)
        yield index


def shown(hits: Sequence[Hit]) -> list[tuple[str, list[str]]]:
    return [(hit.passage.source, [copy.source or copy.title for copy in hit.copies]) for hit in hits]


def holding(hits: Sequence[Hit], words: str) -> list[Hit]:
    return [hit for hit in hits if words in hit.passage.text]


def test_a_wire_story_is_found_once_at_the_earliest_of_its_equal_printings(index: Index):
    hits = index.search("Lavrov on Iran, the treaty and the grain")
    assert shown(hits)[0] == ("Coast Wire", ["Post", "Reuters", "Trimmed"])
    assert not {"Post", ""} & {hit.passage.source for hit in hits}
    assert [copy.published for copy in hits[0].copies] == [date(2025, 7, 19), date(2025, 7, 20), None]


def test_what_a_copy_adds_is_found_beside_the_story(index: Index):
    assert [hit.passage.source for hit in index.search("the pianist and the cat", limit=1)] == ["Reuters"]


def test_no_passage_of_a_search_is_lost(index: Index):
    hits = index.search("Iran grain drills", limit=20)
    told = {hit.passage.document_id for hit in hits} | {copy.document_id for hit in hits for copy in hit.copies}
    assert told == index.catalogue.document_ids()
    assert all(index.catalogue.passages([copy.passage_id]) for hit in hits for copy in hit.copies)


def test_a_copy_outside_the_filter_is_named_and_not_shown(index: Index):
    hits = index.search("Lavrov on Iran, the treaty and the grain", filters=Filters(sources=("Post",)))
    assert {hit.passage.source for hit in hits} == {"Post"}
    assert shown(holding(hits, "Lavrov warned")) == [("Post", ["Coast Wire", "Reuters", "Trimmed"])]


def test_a_copy_that_was_cut_off_before_the_words_is_not_named(index: Index):
    hit = index.search("troops and drills in the strait")[0]
    assert THREE in hit.passage.text
    assert [copy.source for copy in copies_of(hit.passage, THREE, index.catalogue)] == ["Post", "Reuters"]


def test_many_printings_leave_room_for_other_documents(index: Index, docs: Path):
    for number in range(70):
        (docs / f"{number}.md").write_text(article(f"Copy {number}", WIRE, f"Outlet {number}", "2025-07-21"))
    index.update([str(docs)], max_bytes=LIMIT)
    hits = index.search("Lavrov on Iran, the treaty and the grain", limit=4)
    assert "Globe" in {hit.passage.source for hit in hits}
    assert len(hits[0].copies) == 73


def hit(document: str, text: str, rank: int, published: date | None = None) -> Hit:
    passage = Passage(
        id=f"{document}:0-{len(text)}", document_id=document, start=0, end=len(text), text=text, title=document,
        published=published,
    )  # fmt: skip
    return Hit(passage=passage, score=1 / rank, ranks={"vector": rank})


def test_the_place_is_the_best_ones_and_unknown_dates_come_last(index: Index):
    hits = [hit("x", "Same words.", 1), hit("y", "same  WORDS", 2, date(2025, 1, 1)), hit("z", "Other words.", 3)]
    first, second = once(hits, index.catalogue, 5)
    assert (first.passage.document_id, first.score, first.ranks) == ("y", 1.0, {"vector": 1})
    assert [copy.document_id for copy in first.copies] == ["x"]
    assert (second.passage.document_id, second.copies) == ("z", ())


def test_ranking_once_twice_changes_nothing(index: Index):
    hits = index.search("Iran grain drills", limit=20)
    assert once(hits, index.catalogue, 20) == hits


def test_documents_that_are_no_copies_keep_their_passages_however_much_they_share(index: Index):
    hits = [hit("x", ONE, 1), hit("y", ONE.replace("Ankara", "Minsk"), 2)]
    assert [each.passage.document_id for each in once(hits, index.catalogue, 5)] == ["x", "y"]


def test_the_words_of_a_place_are_found_in_its_copy():
    stored = f"{TOP}\n\n{ONE}"
    at = stored.index(ONE)
    assert places(ONE, stored, "d:0-9") == (Span(start=at, end=len(stored)),)
    changed = stored.replace("objected", "protested")
    assert places(ONE, changed, f"d:{at}-{len(changed)}") == (Span(start=at, end=len(changed)),)
    assert places(ONE, TOP, "d:0-50") == ()
    assert places(ONE, "", "d:0-50") == ()


def test_a_copy_is_told_with_its_document(index: Index):
    found = index.search("Lavrov on Iran, the treaty and the grain")[0]
    copy = found.copies[0]
    (passage,) = index.catalogue.passages([copy.passage_id])
    assert copy == Copy(
        document_id=passage.document_id, passage_id=passage.id, title="Post", source="Post", published=date(2025, 7, 19)
    )
