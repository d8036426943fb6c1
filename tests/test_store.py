"""The index as the program sees it: what it finds, what it refuses, and what it survives."""

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index import manifest
from index.errors import ModelError, StoreDamaged, StoreError, StoreLocked, StoreStale
from index.reranker import Scores
from index.store import Index
from index.types import Filters

LIMIT = 1_000_000


def article(title: str, text: str, source: str, published: str) -> str:
    return f"---\ntitle: {title}\nsource: {source}\npublished: {published}\n---\n{text}\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    copy = "Iran sells grain   to Korea."
    (folder / "a.md").write_text(article("Lavrov", "Lavrov spoke about Iran and the treaty.", "TASS", "2025-07-12"))
    (folder / "b.md").write_text(article("Grain", copy, "AP", "2025-07-01"))
    (folder / "c.md").write_text(article("Grain", "Iran sells GRAIN to Korea.", "Reuters", "2025-07-02"))
    (folder / "d.md").write_text(article("Zebras", "Zebras graze in Kenya.", "AP", "2024-01-01"))
    (folder / "e.txt").write_text("An undated note about troops and drills.")
    return folder


@pytest.fixture
def opening(tmp_path: Path, encoder) -> Iterator[Callable[..., Index]]:
    indexes: list[Index] = []

    def opening(model: str = "toy", **more) -> Index:
        indexes.append(Index.open(tmp_path / "store", model=model, encoder=lambda: encoder, **more))
        return indexes[-1]

    yield opening
    for index in indexes:
        index.close()


@pytest.fixture
def index(opening, docs: Path) -> Index:
    index = opening()
    index.update([str(docs)], max_bytes=LIMIT)
    return index


def titles(index: Index, question: str, **more) -> list[str]:
    return [hit.passage.title for hit in index.search(question, **more)]


def test_both_retrievers_contribute_and_their_ranks_are_told(index: Index):
    hits = index.search("Lavrov on Iran")
    assert hits[0].passage.title == "Lavrov"
    assert hits[0].ranks == {"vector": 1, "lexical": 1}
    assert hits[0].score == pytest.approx(1.0)  # the best of both: half of each
    zebra = index.search("zebras")[0]
    assert (zebra.passage.title, zebra.ranks["lexical"]) == ("Zebras", 1)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


class Shortest:
    """A reranker: the shorter the text, the better."""

    name = "shortest"

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        return np.array([-len(text) for text in texts], dtype=np.float32)


def test_a_reranker_orders_what_both_retrievers_found(index: Index, opening):
    fused = index.search("Iran grain Lavrov zebras troops", limit=20)
    index.close()
    hits = opening(reranker=Shortest).search("Iran grain Lavrov zebras troops", limit=20)
    assert [len(hit.passage.text) for hit in hits] == sorted(len(hit.passage.text) for hit in fused)
    assert [hit.ranks["reranker"] for hit in hits] == [1, 2, 3, 4]
    assert {hit.passage.id: hit.score for hit in hits} == {hit.passage.id: hit.score for hit in fused}


def test_a_passage_below_the_limit_is_reranked_into_it(index: Index, opening):
    index.close()
    assert titles(opening(reranker=Shortest), "Lavrov treaty", limit=1) == ["Zebras"]


def test_a_reranker_that_cannot_be_loaded_loses_no_passage(index: Index, opening):
    def broken() -> Shortest:
        raise ModelError("The reranker cannot be loaded.")

    fused = index.search("Lavrov Iran")
    index.close()
    again = opening(reranker=broken)
    again.warm()
    assert again.search("Lavrov Iran") == fused


def test_a_word_the_model_does_not_know_is_found_by_the_words(index: Index):
    assert titles(index, "Kenya", limit=1) == ["Zebras"]


def test_equal_texts_are_shown_once_and_both_documents_stay(index: Index):
    assert titles(index, "grain for Korea").count("Grain") == 1
    assert index.catalogue.count(Filters(sources=("AP", "Reuters"))) == 3
    assert titles(index, "grain for Korea", filters=Filters(sources=("Reuters",))) == ["Grain"]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(sources=("AP",)),
        Filters(since=date(2025, 7, 2)),
        Filters(until=date(2025, 7, 1)),
        Filters(since=date(2025, 7, 1), until=date(2025, 7, 2), sources=("AP", "TASS")),
        Filters(sources=("Nobody",)),
    ],
)
def test_a_filter_reaches_both_retrievers(index: Index, filters: Filters):
    found = {
        hit.passage.document_id for hit in index.search("Iran grain Lavrov zebras troops", filters=filters, limit=20)
    }
    assert found == index.catalogue.document_ids(filters)


def test_a_document_can_be_asked_alone(index: Index):
    wanted = index.catalogue.titles(Filters(until=date(2024, 1, 1)))[0][0]
    hits = index.search("Iran", filters=Filters(documents=(wanted,)))
    assert {hit.passage.document_id for hit in hits} == {wanted}


@pytest.mark.parametrize("question", ["", "  \n ", '"', "🌾", "?" * 10_000, "Lavrov " * 1_500])
def test_any_question_is_answered_with_a_list(index: Index, question: str):
    assert isinstance(index.search(question), list)


def test_an_empty_index_and_an_empty_question_find_nothing_and_load_no_model(tmp_path: Path):
    def never():
        raise AssertionError("the model was asked for")

    with Index.open(tmp_path / "store", model="toy", encoder=never) as index:
        assert index.search("Lavrov") == []
        assert index.search("") == []


def test_a_limit_is_kept(index: Index):
    assert len(index.search("Iran", limit=2)) == 2
    assert index.search("Iran", limit=0) == []


def test_every_hit_is_a_span_of_its_document(index: Index):
    for hit in index.search("Iran grain troops", limit=20):
        text = index.catalogue.document(hit.passage.document_id).text
        assert text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_what_was_found_before_closing_is_found_after(index: Index, opening):
    before = index.search("Lavrov Iran")
    index.close()
    assert opening().search("Lavrov Iran") == before


def test_warming_loads_everything_and_changes_nothing(index: Index, opening, encoder):
    index.close()
    again = opening()
    again.warm()
    assert again.encoder is encoder
    assert titles(again, "zebras", limit=1) == ["Zebras"]


def test_other_settings_are_stale_and_the_command_that_mends_is_named(index: Index, opening, monkeypatch):
    index.close()
    with pytest.raises(StoreStale, match=r"the model 'toy', but 'other' is configured.*index --rebuild"):
        opening("other")
    monkeypatch.setattr(manifest, "SIZE", 999)
    with pytest.raises(StoreStale, match=r"'999' is configured.*index --rebuild"):
        opening()


def test_a_model_with_vectors_of_another_length_is_stale(index: Index, opening, encoder):
    index.close()
    encoder.dimensions = 5
    again = opening()
    with pytest.raises(StoreStale, match=r"length 11.*makes 5.*index --rebuild"):
        again.search("Lavrov")


def test_an_index_without_documents_takes_on_new_settings(index: Index, opening, docs: Path, encoder):
    index.remove([str(docs)])
    index.close()
    again = opening("other")
    assert again.update([str(docs)], max_bytes=LIMIT).new == 5


def test_a_rebuild_starts_afresh_and_knows_what_was_indexed(index: Index, opening, docs: Path):
    index.close()
    again = opening("other", rebuild=True)
    assert again.catalogue.count() == 0
    assert again.search("Lavrov") == []
    assert again.update([], max_bytes=LIMIT).new == 5
    assert titles(again, "zebras", limit=1) == ["Zebras"]


def test_a_rebuild_mends_a_damaged_catalogue(index: Index, opening, docs: Path, tmp_path: Path):
    index.close()
    (tmp_path / "store" / "catalogue.sqlite").write_bytes(b"noise" * 5000)
    with pytest.raises(StoreDamaged, match=r"index --rebuild"):
        opening()
    assert opening(rebuild=True).update([str(docs)], max_bytes=LIMIT).new == 5


def test_missing_vectors_are_damage_and_a_rebuild_mends_it(index: Index, opening, tmp_path: Path):
    index.close()
    shutil.rmtree(tmp_path / "store" / "vectors")
    with pytest.raises(StoreDamaged, match=r"vectors.*missing.*index --rebuild"):
        opening()
    assert opening(rebuild=True).update([], max_bytes=LIMIT).new == 5


@pytest.mark.parametrize("harm", ["deleted", "broken", "old"])
def test_a_lexical_index_that_is_not_of_these_documents_is_built_again(index, opening, tmp_path, docs, harm: str):
    index.close()
    lexical = tmp_path / "store" / "lexical"
    if harm == "deleted":
        shutil.rmtree(lexical)
    elif harm == "broken":
        for file in lexical.rglob("*.*"):
            file.write_bytes(b"")
    else:
        with sqlite3.connect(tmp_path / "store" / "catalogue.sqlite") as connection:
            connection.execute("UPDATE meta SET value = '0/0' WHERE key = 'lexical'")
        connection.close()
    again = opening()
    assert again.search("zebras")[0].ranks["lexical"] == 1
    if harm == "deleted":
        again.close()
        shutil.rmtree(lexical)
        again = opening()
        again.update([str(docs)], max_bytes=LIMIT)
        assert lexical.is_dir()


def test_hits_whose_passage_is_not_in_the_catalogue_are_dropped(index: Index, encoder):
    stranger = index.catalogue.passages_of(next(iter(index.catalogue.document_ids())))[0]
    lost = type(stranger)(id="lost:0-4", document_id="lost", start=0, end=4, text="Iran", title="Lost")
    index.vectors.add([lost], encoder.encode_passages(["Iran"]))
    assert "Lost" not in titles(index, "Iran", limit=20)


def test_searches_go_on_while_documents_come_and_go(index: Index, docs: Path):
    stop, wrong = threading.Event(), []

    def ask() -> None:
        while not stop.is_set():
            try:
                hits = index.search("Iran grain Lavrov")
                texts = [index.catalogue.passages([hit.passage.id]) for hit in hits]
                if not any(hit.passage.title == "Lavrov" for hit in hits) or not texts:
                    wrong.append(hits)
            except Exception as error:  # noqa: BLE001 - whatever it is, the test must show it
                wrong.append(error)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for number in range(8):
        (docs / "b.md").write_text(article("Grain", f"Iran sells {number} tons of grain.", "AP", "2025-07-01"))
        index.update([str(docs)], max_bytes=LIMIT)
    stop.set()
    for asker in askers:
        asker.join()
    assert wrong == []
    assert index.search("7 tons", limit=1)[0].passage.text == "Iran sells 7 tons of grain."


def test_the_counter_tells_when_documents_changed(index: Index, docs: Path):
    before = index.documents_changed
    index.update([str(docs)], max_bytes=LIMIT)
    index.search("Iran")
    assert index.documents_changed == before
    (docs / "d.md").unlink()
    index.update([str(docs)], max_bytes=LIMIT)
    assert index.documents_changed > before


def test_a_second_opening_is_refused_and_closing_frees_it(index: Index, opening):
    with pytest.raises(StoreLocked):
        opening()
    index.close()
    index.close()
    opening()


def test_an_opening_that_fails_leaves_no_lock(index: Index, opening):
    index.close()
    with pytest.raises(StoreStale):
        opening("other")
    assert opening().catalogue.count() == 5


def test_a_closed_index_says_so(index: Index, docs: Path):
    index.close()
    with pytest.raises(StoreError, match="closed"):
        index.search("Iran")
    with pytest.raises(StoreError, match="closed"):
        index.update([str(docs)], max_bytes=LIMIT)


def test_opening_is_quick(index: Index, opening):
    index.close()
    start = time.perf_counter()
    opening()
    assert time.perf_counter() - start < 0.3


def test_an_index_that_was_emptied_builds_no_lexical_index_again_and_again(index: Index, docs: Path):
    index.remove([str(docs)])
    assert len(index.lexical) == 0
    assert index.lexical is index.lexical
