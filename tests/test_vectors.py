"""The vector store, on a real Chroma."""

import shutil
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.errors import StoreDamaged, StoreReadOnly, StoreStale
from index.types import Document, Filters, Passage
from index.vectors import SLICE, VectorStore

DIMENSIONS = 11


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    opened = VectorStore.open(tmp_path / "vectors", DIMENSIONS)
    yield opened
    opened.close()


def passage(text: str, document_id: str = "d", *, source: str = "", published: date | None = None) -> Passage:
    return Passage(
        id=f"{document_id}:0-{len(text)}",
        document_id=document_id,
        start=0,
        end=len(text),
        text=text,
        title="T",
        source=source,
        published=published,
    )


def numbered(count: int) -> list[Passage]:
    return [passage("text", f"d{number}") for number in range(count)]


def directions(count: int, dimensions: int = DIMENSIONS) -> Vectors:
    return unit(np.random.default_rng(7).normal(size=(count, dimensions)))


def unit(vectors: NDArray[np.float64]) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def test_the_nearest_passage_comes_first_with_its_cosine(store: VectorStore, encoder: Encoder) -> None:
    passages = [passage("lavrov iran", "a"), passage("lavrov", "b"), passage("football", "c")]
    store.add(passages, encoder.encode_passages([item.text for item in passages]))

    found = store.search(encoder.encode_question("lavrov"), limit=3)

    assert [id for id, _ in found] == ["b:0-6", "a:0-11", "c:0-8"]
    assert [similarity for _, similarity in found] == pytest.approx([1.0, 0.7071, 0.0001], abs=1e-3)


def test_an_empty_store_finds_nothing(store: VectorStore) -> None:
    assert store.search(directions(1)[0], limit=5) == []
    assert store.ids() == set()


def test_a_limit_beyond_what_is_stored_gives_all(store: VectorStore) -> None:
    store.add(numbered(3), directions(3))

    assert len(store.search(directions(1)[0], limit=50)) == 3
    assert store.search(directions(1)[0], limit=0) == []


def test_more_than_a_slice_is_stored_whole(store: VectorStore) -> None:
    passages = numbered(SLICE + 7)
    store.add(passages, directions(SLICE + 7))

    assert store.ids() == {item.id for item in passages}


def test_passages_without_as_many_vectors_are_refused_before_anything_is_written(store: VectorStore) -> None:
    with pytest.raises(ValueError, match="2 passages need as many vectors, not 3"):
        store.add(numbered(2), directions(3))
    assert store.ids() == set()


def test_nothing_added_and_nothing_deleted_is_fine(store: VectorStore) -> None:
    store.add([], np.zeros((0, DIMENSIONS), dtype=np.float32))
    store.delete([])

    assert store.ids() == set()


def test_an_id_that_is_added_again_is_stored_once(store: VectorStore) -> None:
    store.add(numbered(2), directions(2))
    store.add(numbered(2), directions(2))

    assert len(store.search(directions(1)[0], limit=9)) == 2


def test_a_deleted_passage_is_found_no_more(store: VectorStore) -> None:
    store.add(numbered(3), directions(3))
    store.delete(["d0:0-4", "never-there"])

    assert store.ids() == {"d1:0-4", "d2:0-4"}
    assert "d0:0-4" not in dict(store.search(directions(3)[0], limit=9))


def test_every_filter_agrees_with_its_definition(store: VectorStore) -> None:
    days = [None, date(2024, 12, 31), date(2025, 1, 1), date(2025, 7, 12)]
    documents = [
        Document(id=f"{source}-{day}", title="T", text="text", path="/", source=source, published=day)
        for source, day in product(["TASS", "Reuters", ""], days)
    ]
    store.add(
        [passage("text", item.id, source=item.source, published=item.published) for item in documents],
        directions(len(documents)),
    )
    bounds = [None, date(2025, 1, 1), date(2025, 7, 12)]
    for since, until, sources, ids in product(bounds, bounds, [(), ("TASS", "")], [(), (documents[1].id, "none")]):
        filters = Filters(since=since, until=until, sources=sources, documents=ids)

        found = {id.rpartition(":")[0] for id, _ in store.search(directions(1)[0], limit=99, filters=filters)}

        assert found == {item.id for item in documents if filters.accept(item)}, filters


def test_more_documents_than_one_statement_takes_can_be_asked_for(store: VectorStore) -> None:
    store.add(numbered(3), directions(3))
    many = tuple(f"other{number}" for number in range(40_000))

    found = store.search(directions(3)[2], limit=2, filters=Filters(documents=("d1", *many, "d2")))

    assert [id for id, _ in found] == ["d2:0-4", "d1:0-4"]


def test_near_identical_vectors_are_found_as_by_exact_search(tmp_path: Path) -> None:
    """Sixty wire stories, each printed sixty times with small changes. Chroma's default graph misses 8 %."""
    rng = np.random.default_rng(3)
    stories = np.repeat(directions(60, 384), 60, axis=0)
    vectors = unit(np.concatenate([stories + rng.normal(scale=0.002, size=stories.shape), directions(500, 384)]))
    store = VectorStore.open(tmp_path / "vectors", 384)
    store.add(numbered(len(vectors)), vectors)

    shares = []
    for vector in vectors[::80]:
        exact = np.sort(vectors @ vector)[::-1][:50]
        found = np.array([similarity for _, similarity in store.search(vector, limit=50)])
        assert len(found) == 50
        shares.append(float(np.mean(found >= exact[-1] - 1e-5)))
    store.close()

    assert np.mean(shares) >= 0.98


def test_what_was_stored_is_there_after_closing(tmp_path: Path) -> None:
    first = VectorStore.open(tmp_path / "vectors", DIMENSIONS)
    first.add(numbered(2), directions(2))
    first.close()
    first.close()

    again = VectorStore.open(tmp_path / "vectors", DIMENSIONS)
    assert again.ids() == {"d0:0-4", "d1:0-4"}
    again.close()


def test_a_closed_store_can_be_deleted_and_made_anew(tmp_path: Path) -> None:
    first = VectorStore.open(tmp_path / "vectors", DIMENSIONS)
    first.add(numbered(2), directions(2))
    first.close()
    shutil.rmtree(tmp_path / "vectors")

    again = VectorStore.open(tmp_path / "vectors", DIMENSIONS)
    again.add(numbered(1), directions(1))
    assert again.ids() == {"d0:0-4"}
    again.close()


def test_a_store_of_other_dimensions_is_stale(tmp_path: Path) -> None:
    VectorStore.open(tmp_path / "vectors", DIMENSIONS).close()

    with pytest.raises(StoreStale, match=r"dimensions=11, but dimensions=384 .* python app.py index --rebuild"):
        VectorStore.open(tmp_path / "vectors", 384)


def test_a_store_of_other_search_settings_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    VectorStore.open(tmp_path / "vectors", DIMENSIONS).close()
    monkeypatch.setattr("index.vectors.EF_SEARCH", 10)

    with pytest.raises(StoreStale, match=r"ef_search=400, but ef_search=10 "):
        VectorStore.open(tmp_path / "vectors", DIMENSIONS)


def test_a_damaged_file_is_one_sentence_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"not a database" * 500)

    with pytest.raises(StoreDamaged, match=r"file is not a database.* python app.py index --rebuild"):
        VectorStore.open(tmp_path, DIMENSIONS)


def test_vectors_of_another_length_are_reported_by_the_store(store: VectorStore) -> None:
    store.add(numbered(1), directions(1))

    with pytest.raises(StoreDamaged, match=r"python app.py index --rebuild"):
        store.search(directions(1, 4)[0], limit=1)


def test_a_place_that_is_a_file_cannot_hold_a_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")

    with pytest.raises(StoreReadOnly, match="VERBATIM_STORE"):
        VectorStore.open(tmp_path / "file", DIMENSIONS)
