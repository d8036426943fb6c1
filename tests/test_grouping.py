"""Stories depend on the documents alone: not on their order, not on what was there in between."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import grouping
from index.catalogue import Catalogue
from index.catalogue_writer import Change, finish
from index.copies import stories
from index.grouping import copies_in, group_copies
from index.store import Index
from index.types import Document, Progress
from tests.test_catalogue import entry, temporary

CHANCE = random.Random(3)
WIRE, OTHER, THIRD = (" ".join(CHANCE.choices([f"word{n}" for n in range(3_000)], k=120)) for _ in range(3))
TOP = "Our correspondent adds that nobody in the capital was surprised by the news of the day at all."


def first(text: str, share: float) -> str:
    return " ".join(text.split()[: int(len(text.split()) * share)])


TEXTS = {
    "a-wire": WIRE,
    "b-topped": f"{TOP}\n\n{WIRE}",
    "c-trimmed": first(WIRE, 0.6),
    "d-chain": first(WIRE, 0.6) + " " + first(OTHER, 0.5),
    "e-other": first(OTHER, 0.7),
    "f-third": THIRD,
    "g-wire": WIRE,
    "h-short": "Sport in brief.",
    "i-short": "Sport in brief.",
}


def put(catalogue: Catalogue, names: Sequence[str], texts: dict[str, str] = TEXTS) -> None:
    documents = [Document(id=name, title=name, text=texts[name], path=f"/{name}") for name in names]
    finish(catalogue, Change(entries=[entry(document) for document in documents]))
    group_copies(catalogue, lambda _: None)


def groups(catalogue: Catalogue) -> list[list[str]]:
    """The documents of every story that has several, each by name."""
    found: dict[str, list[str]] = {}
    for name, story in sorted(stories(catalogue, catalogue.document_ids()).items()):
        found.setdefault(story, []).append(name)
    assert all(story == min(names) for story, names in found.items())
    return [names for names in found.values() if len(names) > 1]


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with closing(Catalogue(tmp_path / "catalogue.sqlite")) as catalogue:
        yield catalogue


def test_the_printings_of_one_story_are_one_group_and_short_texts_are_none(catalogue: Catalogue):
    put(catalogue, ["a-wire", "b-topped", "c-trimmed", "f-third", "g-wire", "h-short", "i-short"])
    assert groups(catalogue) == [["a-wire", "b-topped", "c-trimmed", "g-wire"]]
    assert copies_in(catalogue) == 3


@settings(max_examples=25, deadline=None)
@given(st.permutations(sorted(TEXTS)), st.integers(1, 4))
def test_the_order_of_arrival_does_not_matter(order: list[str], at_a_time: int):
    with temporary() as straight, temporary() as mixed:
        put(straight, sorted(TEXTS))
        for at in range(0, len(order), at_a_time):
            put(mixed, order[at : at + at_a_time])
        assert groups(mixed) == groups(straight)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(sorted(TEXTS))), st.sets(st.sampled_from(sorted(TEXTS))))
def test_adding_and_taking_out_gives_the_state_before(before: set[str], visitors: set[str]):
    visitors -= before
    with temporary() as catalogue:
        put(catalogue, sorted(before))
        state = stories(catalogue, before)
        put(catalogue, sorted(visitors))
        finish(catalogue, Change(removed=sorted(visitors)))
        group_copies(catalogue, lambda _: None)
        assert stories(catalogue, before) == state


def test_a_group_parts_when_the_document_that_joined_it_leaves(catalogue: Catalogue):
    put(catalogue, ["c-trimmed", "d-chain", "e-other"])
    assert groups(catalogue) == [["c-trimmed", "d-chain", "e-other"]]
    finish(catalogue, Change(removed=["d-chain"]))
    group_copies(catalogue, lambda _: None)
    assert groups(catalogue) == []


def test_a_document_that_changes_leaves_its_story(catalogue: Catalogue):
    put(catalogue, ["a-wire", "c-trimmed", "g-wire"])
    put(catalogue, ["a-wire"], TEXTS | {"a-wire": THIRD})
    assert groups(catalogue) == [["c-trimmed", "g-wire"]]


def test_a_change_that_was_not_grouped_yet_is_grouped_by_the_next_run(catalogue: Catalogue):
    put(catalogue, ["a-wire"])
    finish(
        catalogue, Change(entries=[entry(Document(id="g-wire", title="", text=WIRE, path="/g"))], removed=["a-wire"])
    )
    assert stories(catalogue, ["g-wire"]) == {"g-wire": "g-wire"}
    put(catalogue, ["c-trimmed"])
    assert groups(catalogue) == [["c-trimmed", "g-wire"]]


def test_an_index_of_the_format_before_is_filled_at_its_next_update_and_embeds_nothing(tmp_path: Path, encoder):
    (tmp_path / "docs").mkdir()
    for name in ("a-wire", "c-trimmed", "f-third"):
        (tmp_path / "docs" / f"{name}.txt").write_text(TEXTS[name])
    with Index.open(tmp_path / "store", model="toy", encoder=lambda: encoder) as index:
        index.update([str(tmp_path / "docs")], max_bytes=1_000_000)
    with closing(sqlite3.connect(tmp_path / "store" / "catalogue.sqlite")) as old:
        tables = ("bands", "signatures", "titles", "mentions", "spoken", "spoken_words", "silent")
        columns = ("chain", "medium_start", "medium_end", "candidates", "confidence")
        drops = " ".join(f"DROP TABLE {table};" for table in tables)
        drops += " ".join(f"ALTER TABLE statements DROP COLUMN {column};" for column in columns)
        drops += " ".join(f"ALTER TABLE documents DROP COLUMN {name};" for name in ("hidden", "veiled", "instructing"))
        old.executescript(f"{drops} UPDATE meta SET value = '1' WHERE key = 'schema'")
    encoder.encoded = []
    seen: list[Progress] = []
    with Index.open(tmp_path / "store", model="toy", encoder=lambda: encoder) as index:
        assert [hit.copies for hit in index.search("word1")] != []
        report = index.update([], max_bytes=1_000_000, on_progress=seen.append)
        assert (report.unchanged, report.embedded, report.copies) == (3, 0, 1)
        assert len(groups(index.catalogue)) == 1
    assert Progress(step="comparing", done=3, total=3) in seen
    assert not [text for text in encoder.encoded if text in TEXTS.values()]


def test_another_version_of_the_signatures_signs_again(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch):
    put(catalogue, ["a-wire", "c-trimmed"])
    monkeypatch.setattr(grouping, "VERSION", "next")
    monkeypatch.setattr(grouping, "same_story", lambda one, other: False)
    group_copies(catalogue, lambda _: None)
    assert groups(catalogue) == []
    assert catalogue.meta()["signatures"] == "next"


def test_nothing_is_compared_when_nothing_changed(catalogue: Catalogue):
    put(catalogue, ["a-wire", "c-trimmed"])
    seen: list[Progress] = []
    group_copies(catalogue, seen.append)
    assert seen == []
