"""The catalogue: what was put in comes out, filters mean what `Filters.accept` says, no phrase is a syntax error."""

import json
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalogue import Catalogue
from index.catalogue_writer import Change, Entry, Extract, begin, finish, remember, set_failures, set_roots
from index.errors import StoreDamaged, StoreStale
from index.types import Document, Failure, Filters, Passage, Span, Statement

LAVROV = Document(
    id="lavrov-1",
    title="Lavrov in Wonsan",
    text="Sergei Lavrov spoke. “Iran” was named.\n\nŽižkov café AND more.",
    path="/c/lavrov.md",
    source="TASS",
    author="A. Writer",
    published=date(2025, 7, 12),
    url="https://example.org/1",
)
UNDATED = Document(id="note-2", title="Grain", text="Grain and Iran. 🌾 Then Lavrov.", path="/c/note.txt")
STATEMENT = Statement(
    document_id="lavrov-1",
    speaker="Sergei Lavrov",
    speaker_span=Span(start=0, end=13),
    mention=Span(start=7, end=13),
    cue="spoke",
    cue_span=Span(start=14, end=19),
    kind="mixed",
    content=(Span(start=22, end=26), Span(start=27, end=30)),
    sentence=Span(start=0, end=20),
    published=date(2025, 7, 12),
    negated=True,
    reported_by="TASS",
)


def passage(document: Document, start: int, end: int) -> Passage:
    return Passage(
        id=f"{document.id}:{start}-{end}",
        document_id=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        title=document.title,
        source=document.source,
        author=document.author,
        published=document.published,
        url=document.url,
    )


def entry(document: Document, *spans: tuple[int, int], **more) -> Entry:
    passages = [passage(document, *span) for span in spans or ((0, len(document.text)),)]
    return Entry(document=document, file=document.path, fingerprint="f", passages=passages, extract=Extract(**more))


def put(catalogue: Catalogue, *entries: Entry) -> None:
    finish(catalogue, Change(entries=list(entries)))


@contextmanager
def temporary() -> Iterator[Catalogue]:
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Catalogue(Path(folder) / "catalogue.sqlite")
        try:
            yield catalogue
        finally:
            catalogue.close()


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    put(catalogue, entry(LAVROV, (0, 10), (5, 20), statements=[STATEMENT], names=["Sergei Lavrov", "Iran"]))
    put(catalogue, entry(UNDATED, names=["Iran"]))
    yield catalogue
    catalogue.close()


def test_what_was_put_in_comes_out(catalogue: Catalogue):
    assert catalogue.document("lavrov-1") == LAVROV
    assert catalogue.document("note-2") == UNDATED
    assert catalogue.statements_of("lavrov-1") == [STATEMENT]
    assert catalogue.passages_of("lavrov-1") == [passage(LAVROV, 0, 10), passage(LAVROV, 5, 20)]
    assert catalogue.names() == [("Iran", 2), ("Sergei Lavrov", 1)]
    assert catalogue.speakers() == [("Sergei Lavrov", 1)]
    assert [p.id for p in catalogue.all_passages()] == ["lavrov-1:0-10", "lavrov-1:5-20", "note-2:0-30"]


def test_an_unknown_document_is_a_key_error(catalogue: Catalogue):
    with pytest.raises(KeyError):
        catalogue.document("nobody")


def test_passages_come_in_the_order_asked_and_unknown_ids_are_left_out(catalogue: Catalogue):
    found = catalogue.passages(["note-2:0-30", "gone:0-1", "lavrov-1:5-20", "lavrov-1:0-10"])
    assert [p.id for p in found] == ["note-2:0-30", "lavrov-1:5-20", "lavrov-1:0-10"]
    assert all(catalogue.document(p.document_id).text[p.start : p.end] == p.text for p in found)


@pytest.mark.parametrize(
    ("phrases", "ids"),
    [
        (["lavrov"], {"lavrov-1", "note-2"}),
        (["sergei LAVROV"], {"lavrov-1"}),
        (["zizkov cafe"], {"lavrov-1"}),
        (["café and more"], {"lavrov-1"}),
        (["lavrov", "grain"], {"note-2"}),
        (["lavrov in wonsan"], {"lavrov-1"}),
        (["wonsan sergei"], set()),
        (["lavro"], set()),
        (["grain iran"], set()),
        ([], {"lavrov-1", "note-2"}),
        (['"'], set()),
        (["AND"], {"lavrov-1", "note-2"}),
        (["lavrov\0iran"], set()),
        (["\ud800"], set()),
        (["title:lavrov"], set()),
        (["lavrov*", "NEAR(iran grain)"], set()),
    ],
)
def test_documents_that_hold_all_the_phrases(catalogue: Catalogue, phrases: list[str], ids: set[str]):
    assert catalogue.mentioning(phrases) == ids


@settings(max_examples=150, deadline=None)
@given(
    phrases=st.lists(st.text(), max_size=4) | st.lists(st.sampled_from(['"', "AND", "NOT", "(", "a* ^", "x:y", "\0"]))
)
def test_no_phrase_is_a_syntax_error(phrases: list[str]):
    with temporary() as catalogue:
        put(catalogue, entry(LAVROV))
        assert catalogue.mentioning(phrases) <= {"lavrov-1"}


def test_the_filter_reaches_the_phrases_and_the_statements(catalogue: Catalogue):
    early = Filters(until=date(2025, 1, 1))
    assert catalogue.mentioning(["lavrov"], Filters(sources=("TASS",))) == {"lavrov-1"}
    assert catalogue.mentioning(["lavrov"], early) == set()
    assert catalogue.statements(["Sergei Lavrov", "Nobody"]) == [STATEMENT]
    assert catalogue.statements(["Sergei Lavrov"], early) == []
    assert catalogue.date_range() == (date(2025, 7, 12), date(2025, 7, 12))
    assert catalogue.date_range(early) == (None, None)
    assert catalogue.sources() == ("TASS",)
    assert catalogue.titles() == [
        ("lavrov-1", "Lavrov in Wonsan", "TASS", date(2025, 7, 12)),
        ("note-2", "Grain", "", None),
    ]
    assert len(catalogue.titles(limit=1)) == 1


DAYS = st.dates(date(2025, 1, 1), date(2025, 1, 6))
SOURCES = st.sampled_from(["", "TASS", "AP", 'O\'Brien "Daily"'])
DOCUMENTS = st.lists(st.tuples(DAYS | st.none(), SOURCES), max_size=6)
FILTERS = st.builds(
    Filters,
    since=DAYS | st.none(),
    until=DAYS | st.none(),
    sources=st.lists(SOURCES, max_size=2).map(tuple),
    documents=st.lists(st.sampled_from([f"d{n}" for n in range(7)]), max_size=3).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(documents=DOCUMENTS, filters=st.lists(FILTERS, min_size=1, max_size=5))
def test_the_sql_filter_means_what_accept_says(documents: list[tuple[date | None, str]], filters: list[Filters]):
    stored = [
        replace(UNDATED, id=f"d{n}", path=f"/{n}", published=published, source=source)
        for n, (published, source) in enumerate(documents)
    ]
    with temporary() as catalogue:
        put(catalogue, *map(entry, stored))
        for each in filters:
            accepted = [document for document in stored if each.accept(document)]
            days = sorted(document.published for document in accepted if document.published)
            assert catalogue.document_ids(each) == {document.id for document in accepted}
            assert catalogue.count(each) == len(accepted)
            assert catalogue.mentioning(["grain"], each) == {document.id for document in accepted}
            assert catalogue.date_range(each) == ((days[0], days[-1]) if days else (None, None))
            assert set(catalogue.sources(each)) == {document.source for document in accepted} - {""}


def test_a_new_version_replaces_the_old_one_everywhere(catalogue: Catalogue):
    put(catalogue, entry(replace(LAVROV, title="New", text="Only football.")))
    assert catalogue.mentioning(["lavrov"]) == {"note-2"}
    assert catalogue.mentioning(["football"]) == {"lavrov-1"}
    assert [p.id for p in catalogue.passages_of("lavrov-1")] == ["lavrov-1:0-14"]
    assert catalogue.speakers() == []
    assert catalogue.names() == [("Iran", 1)]


def test_a_removed_document_leaves_nothing(catalogue: Catalogue):
    finish(catalogue, Change(removed=["lavrov-1"]))
    assert catalogue.document_ids() == {"note-2"}
    assert catalogue.statements(["Sergei Lavrov"]) == []
    assert "wonsan" not in catalogue.terms()


def test_terms_count_documents_and_follow_a_write(catalogue: Catalogue):
    assert {term: catalogue.terms()[term] for term in ("lavrov", "iran", "zizkov")} == {
        "lavrov": 2,
        "iran": 2,
        "zizkov": 1,
    }
    assert catalogue.terms() is catalogue.terms()
    put(catalogue, entry(replace(UNDATED, text="Grain only.")))
    assert catalogue.terms()["iran"] == 1


@settings(max_examples=60, deadline=None)
@given(phrases=st.lists(st.text(max_size=8) | st.sampled_from(["Lavrov", "grain", "AND", '"', "lavrov in wonsan"])))
def test_documents_that_hold_any_of_the_phrases_are_those_that_hold_one(phrases: list[str]):
    with temporary() as catalogue:
        put(catalogue, entry(LAVROV), entry(UNDATED))
        one_by_one = [catalogue.mentioning([phrase]) for phrase in phrases]
        assert catalogue.mentioning_any(phrases) == set().union(*one_by_one)


def test_the_moment_of_the_last_change_is_kept(catalogue: Catalogue):
    before = catalogue.changed
    assert before is not None
    assert before.utcoffset() == timedelta(0)
    remember(catalogue, model="toy")
    assert catalogue.changed == before
    with catalogue.database.writing() as connection:
        connection.execute("DELETE FROM meta WHERE key = 'changed'")
    assert catalogue.changed is None


def test_the_generation_grows_with_documents_and_with_nothing_else(catalogue: Catalogue):
    before = catalogue.generation
    remember(catalogue, model="toy")
    set_roots(catalogue, ["/c"])
    set_failures(catalogue, [Failure(path="/c/x", reason="broken")])
    finish(catalogue, Change(files={"/c/lavrov.md": (1, 2)}))
    assert catalogue.generation == before
    put(catalogue, entry(LAVROV))
    assert catalogue.generation == before + 1


def test_facts_survive_closing(catalogue: Catalogue, tmp_path: Path):
    remember(catalogue, model="toy")
    set_roots(catalogue, ["/d", "/c"])
    set_failures(catalogue, [Failure(path="/c/x", reason="broken")])
    finish(catalogue, Change(files={"/c/lavrov.md": (1, 2)}))
    begin(catalogue, Change(removed=["lavrov-1"]))
    generation = catalogue.generation
    catalogue.close()
    again = Catalogue(tmp_path / "catalogue.sqlite")
    assert again.meta()["model"] == "toy"
    assert again.roots() == ("/c", "/d")
    assert again.failures() == (Failure(path="/c/x", reason="broken"),)
    assert again.files() == {"/c/lavrov.md": (1, 2)}
    assert again.unfinished() == {"lavrov-1": {"lavrov-1:0-10", "lavrov-1:5-20"}}
    assert again.generation == generation
    again.close()


def test_a_transaction_that_fails_changes_nothing(catalogue: Catalogue):
    broken = entry(replace(LAVROV, title="New"), statements=[replace(STATEMENT, kind=object())])
    with pytest.raises(sqlite3.Error):
        put(catalogue, broken)
    assert catalogue.document("lavrov-1") == LAVROV
    put(catalogue, entry(UNDATED))


def test_readers_see_whole_documents_while_a_writer_works(catalogue: Catalogue):
    stop, wrong = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            text, ids = catalogue.document("note-2").text, [p.id for p in catalogue.passages_of("note-2")]
            if not text.startswith("Grain") or len(ids) != 1 or catalogue.count() != 2:
                wrong.append((text, ids))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for n in range(60):
        put(catalogue, entry(replace(UNDATED, text=f"Grain {n}")))
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_a_file_that_is_no_database_is_damaged_and_the_way_out_is_named(tmp_path: Path):
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(b"this is not a database" * 200)
    with pytest.raises(StoreDamaged, match=r"index --rebuild"):
        Catalogue(path)


def test_pages_overwritten_with_noise_are_damage(catalogue: Catalogue, tmp_path: Path):
    put(catalogue, *(entry(replace(UNDATED, id=f"d{n}", path=f"/{n}", text="grain " * 2000)) for n in range(20)))
    catalogue.close()
    path = tmp_path / "catalogue.sqlite"
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))
    with pytest.raises(StoreDamaged, match=r"index --rebuild"):
        Catalogue(path).document("d1")


@pytest.mark.parametrize("version", ["0", "99"])
def test_another_format_is_stale_and_the_way_out_is_named(catalogue: Catalogue, tmp_path: Path, version: str):
    remember(catalogue, schema=version)
    catalogue.close()
    with pytest.raises(StoreStale, match=rf"format {version}.*index --rebuild"):
        Catalogue(tmp_path / "catalogue.sqlite")


def test_the_content_of_a_statement_is_plain_json(catalogue: Catalogue):
    with catalogue.database.reading() as connection:
        assert json.loads(connection.execute("SELECT content FROM statements").fetchone()[0]) == [[22, 26], [27, 30]]
