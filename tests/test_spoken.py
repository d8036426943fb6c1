"""The sentences in which somebody speaks: what they are, and that their vectors follow them through every change."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import extraction, spoken_vectors
from index.catalogue_writer import put_extracts
from index.spoken import context, spoken, spoken_id
from index.statements import statements
from index.store import Index
from index.types import Document, Progress, Span
from tests import newsroom
from tests.conftest import ToyEncoder

LIMIT = 1_000_000
WONSAN = Document(id="w", title="Talks", text=newsroom.WONSAN, path="/w")
WORDS = st.sampled_from(
    ["Lavrov", "said", "that", "Iran", "“grain", "drills”", "he", "warned", ",", ".", "\n\n", "the"]
)


@pytest.fixture
def index(tmp_path: Path, encoder: ToyEncoder) -> Iterator[Index]:
    newsroom.write(tmp_path / "docs")
    with Index.open(tmp_path / "store", model="toy", encoder=lambda: encoder) as opened:
        opened.update([str(tmp_path / "docs")], max_bytes=LIMIT)
        encoder.encoded = []
        yield opened


def wanted(index: Index) -> list[str]:
    """The sentences of all statements, counted from the statements themselves."""
    catalogue = index.catalogue
    said = [each for id_ in catalogue.document_ids() for each in catalogue.statements_of(id_)]
    return sorted({spoken_id(each) for each in said})


def stored(index: Index) -> dict[str, str]:
    """What the collection of the statements holds: id to text."""
    held = index.spoken_vectors.collection.get(include=["documents"])
    return dict(zip(held["ids"], held["documents"], strict=True))


def in_step(index: Index, encoder: ToyEncoder) -> bool:
    """Every sentence once, with its own text and its own vector, and nothing left to do."""
    texts = stored(index)
    catalogue = index.catalogue
    for id_, text in texts.items():
        document_id, _, span = id_.rpartition(":")
        start, end = map(int, span.split("-"))
        assert catalogue.document(document_id).text[start:end] == text
        vector = index.spoken_vectors.vectors([id_])[id_]
        assert vector == pytest.approx(encoder.encode_question(text), abs=1e-5)
    with catalogue.database.reading() as connection:
        left = connection.execute("SELECT (SELECT count(*) FROM silent), sum(NOT embedded) FROM spoken").fetchone()
    return sorted(texts) == wanted(index) and not any(left)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_a_sentence_is_a_span_and_its_terms_are_parted(text: str):
    document = Document(id="d", title="", text=text.strip(), path="/d")
    for each in spoken(document, statements(document)):
        assert 0 <= each.sentence.start < each.sentence.end <= len(document.text)
        assert not set(each.said) & set(each.around)
        assert context(each.sentence, document.text).covers(each.sentence)


def test_statements_of_one_sentence_share_it():
    document = Document(id="d", title="", path="/d", text="Lavrov warned of drills and Kim said that Iran buys grain.")
    found = statements(document)
    assert len(found) == 2
    (one,) = spoken(document, found)
    assert one.id == f"d:0-{len(document.text)}"
    assert {"xqiran", "grain"} <= set(one.said)


def test_the_terms_around_are_those_of_the_sentence_before_in_the_paragraph():
    serious = next(each for each in spoken(WONSAN, statements(WONSAN)) if "serious" in each.said)
    assert {"xqfranc", "troop"} <= set(serious.around)
    assert "xqiran" not in serious.around
    assert context(Span(start=0, end=5), "Grain. Iran.") == Span(start=0, end=5)


def test_an_update_embeds_every_sentence_in_which_somebody_speaks(index: Index, encoder: ToyEncoder):
    assert "“We do not take these plans seriously,” he said." in stored(index).values()
    assert in_step(index, encoder)


def test_an_update_without_changes_embeds_nothing(index: Index, encoder: ToyEncoder):
    index.update([], max_bytes=LIMIT)
    assert encoder.encoded == []


def test_a_text_that_two_documents_print_is_embedded_once(tmp_path: Path, encoder: ToyEncoder):
    docs = tmp_path / "docs"
    docs.mkdir()
    words = "Lavrov said that Iran buys grain."
    for name in ("a.txt", "b.txt"):
        (docs / name).write_text(f"{name} begins so.\n\n{words}")
    with Index.open(tmp_path / "store", model="toy", encoder=lambda: encoder) as index:
        index.update([str(docs)], max_bytes=LIMIT)
        assert encoder.encoded.count(words) == 1
        (docs / "c.txt").write_text(f"And later.\n\n{words}")
        index.update([str(docs)], max_bytes=LIMIT)
        assert encoder.encoded.count(words) == 1
        assert len(stored(index)) == 3
        assert in_step(index, encoder)


def test_a_changed_and_a_removed_document_take_their_vectors_along(index: Index, encoder: ToyEncoder, tmp_path: Path):
    path = tmp_path / "docs" / "echo.md"
    path.write_text(newsroom.article("Plans", newsroom.ECHO.replace("plans", "drill"), "Echo", "2025-07-14"))
    os.utime(path, (1, 1))
    (tmp_path / "docs" / "drills.md").unlink()
    index.update([], max_bytes=LIMIT)
    assert in_step(index, encoder)
    index.remove([str(tmp_path / "docs")])
    assert stored(index) == {}


@pytest.mark.parametrize("step", ["add", "delete"])
def test_a_store_that_fails_half_way_is_mended_by_the_next_update(
    index: Index, encoder: ToyEncoder, tmp_path: Path, monkeypatch, step: str
):
    path = tmp_path / "docs" / "echo.md"
    path.write_text(newsroom.article("Plans", newsroom.ECHO.replace("plans", "drill"), "Echo", "2025-07-14"))
    os.utime(path, (1, 1))

    def fail(*_: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(index.spoken_vectors, step, fail)
        with pytest.raises(OSError, match="disk full"):
            index.update([], max_bytes=LIMIT)
    index.update([], max_bytes=LIMIT)
    assert in_step(index, encoder)


def test_new_rules_embed_what_is_new_and_keep_the_rest(index: Index, encoder: ToyEncoder, monkeypatch):
    before, real = stored(index), extraction.statements
    monkeypatch.setattr(extraction, "VERSION", "fewer")
    monkeypatch.setattr(extraction, "statements", lambda *asked: real(*asked)[1:])
    index.update([], max_bytes=LIMIT)
    kept = stored(index)
    assert 0 < len(kept) < len(before)
    assert in_step(index, encoder)
    encoder.encoded = []
    monkeypatch.setattr(extraction, "VERSION", "all again")
    monkeypatch.setattr(extraction, "statements", real)
    seen: list[Progress] = []
    index.update([], max_bytes=LIMIT, on_progress=seen.append)
    back = {id_: text for id_, text in before.items() if id_ not in kept}
    assert sorted(encoder.encoded) == sorted(set(back.values()) - set(kept.values()))
    assert Progress(step="statements", done=len(back), total=len(back)) in seen
    assert stored(index) == before
    assert in_step(index, encoder)


def test_something_else_embedded_embeds_all_again(index: Index, encoder: ToyEncoder, monkeypatch):
    monkeypatch.setattr(spoken_vectors, "EMBEDDED", "another")
    index.update([], max_bytes=LIMIT)
    assert sorted(set(encoder.encoded)) == sorted(set(stored(index).values()))
    assert in_step(index, encoder)


def test_an_index_of_the_format_before_gets_its_vectors_at_the_next_update(index: Index, encoder: ToyEncoder):
    with index.catalogue.database.writing() as connection:
        connection.execute("DELETE FROM spoken")
        connection.execute("DELETE FROM silent")
        connection.execute("DELETE FROM meta WHERE key IN ('extraction', 'spoken')")
    index.spoken_vectors.delete(sorted(index.spoken_vectors.ids()))
    index.update([], max_bytes=LIMIT)
    assert in_step(index, encoder)


def test_terms_that_are_made_otherwise_are_renewed_without_embedding(index: Index, encoder: ToyEncoder):
    (id_,) = [id_ for id_, title, *_ in index.catalogue.titles() if title == "Plans"]
    extract = extraction.extract(index.catalogue.document(id_), index.catalogue.passages_of(id_))
    (one,) = extract.spoken
    other = replace(extract, spoken=[replace(one, said=("zebra",))])
    put_extracts(index.catalogue, {id_: other})
    index.update([], max_bytes=LIMIT)
    assert encoder.encoded == []
    with index.catalogue.database.reading() as connection:
        query = "SELECT count(*) FROM spoken_words WHERE spoken_words MATCH ?"
        assert connection.execute(query, ("said : zebra",)).fetchone() == (1,)
        assert connection.execute("INSERT INTO spoken_words (spoken_words) VALUES ('integrity-check')") is not None
