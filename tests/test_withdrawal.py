"""What a reader takes out stays out and comes back as it was; an update that is stopped leaves whole what went in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.store import Index
from index.types import Progress
from index.withdrawn import forget, withdrawn
from tests.test_ingest import LIMIT, consistent, counts, state, write


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    write(tmp_path / "docs" / "a.txt", "Lavrov in Korea\n\n“The treaty holds,” Lavrov said on Monday.")
    write(tmp_path / "docs" / "b.txt", "Grain prices\n\nGrain is dear. Iran buys grain.")
    write(tmp_path / "docs" / "rows.jsonl", '{"title": "One", "text": "NATO met."}\n{"title": "Two", "text": "Iran."}')
    return tmp_path / "docs"


@pytest.fixture
def index(tmp_path: Path, encoder) -> Iterator[Index]:
    with Index.open(tmp_path / "store", model="toy", encoder=lambda: encoder) as opened:
        yield opened


def ids(index: Index) -> dict[str, str]:
    """The id of every document by its title."""
    return {index.catalogue.document(id_).title: id_ for id_ in index.catalogue.document_ids()}


def test_what_is_taken_out_is_put_back_exactly(index: Index, docs: Path):
    index.update([str(docs)], max_bytes=LIMIT)
    before = state(index)
    gone = list(ids(index).values())[:2]
    report = index.withdraw(gone)
    assert report.removed == 2
    assert consistent(index)
    assert index.catalogue.document_ids().isdisjoint(gone)
    assert [each.document.id for each in withdrawn(index.catalogue)] == sorted(gone)
    index.put_back(gone)
    assert state(index) == before
    assert withdrawn(index.catalogue) == ()


def test_what_is_taken_out_of_a_folder_does_not_come_back_and_its_file_stays(index: Index, docs: Path):
    index.update([str(docs)], max_bytes=LIMIT)
    index.withdraw([ids(index)["Grain prices"]])
    assert (docs / "b.txt").exists()
    assert counts(index.update([str(docs)], max_bytes=LIMIT)) == (0, 0, 3, 0, 0)
    write(docs / "b.txt", "Grain prices\n\nAnother text of the same file.")
    report = index.update([], max_bytes=LIMIT)
    assert (report.new, report.changed, report.withheld) == (0, 0, 1)
    assert "Grain prices" not in ids(index)


def test_what_is_put_back_follows_its_file_from_then_on(index: Index, docs: Path):
    index.update([str(docs)], max_bytes=LIMIT)
    grain = ids(index)["Grain prices"]
    index.withdraw([grain])
    write(docs / "b.txt", "Grain prices\n\nThe second version.")
    index.update([], max_bytes=LIMIT)
    index.put_back([grain])
    assert "Iran buys grain" in index.catalogue.document(grain).text
    assert counts(index.update([], max_bytes=LIMIT)) == (0, 1, 3, 0, 0)
    assert "second version" in index.catalogue.document(grain).text


def test_a_file_that_was_a_source_of_its_own_comes_back_when_it_is_named_again(index: Index, docs: Path):
    index.update([str(docs / "b.txt"), str(docs / "a.txt")], max_bytes=LIMIT)
    index.withdraw([ids(index)["Grain prices"]])
    assert index.catalogue.roots() == (str(docs / "a.txt"),)
    assert counts(index.update([], max_bytes=LIMIT)) == (0, 0, 1, 0, 0)
    assert index.update([str(docs / "b.txt")], max_bytes=LIMIT).new == 1
    assert withdrawn(index.catalogue) == ()


def test_one_row_of_a_file_can_be_taken_out_and_the_file_stays_a_source(index: Index, docs: Path):
    file = str(docs / "rows.jsonl")
    index.update([file], max_bytes=LIMIT)
    index.withdraw([ids(index)["One"]])
    assert index.catalogue.roots() == (file,)
    write(docs / "rows.jsonl", '{"title": "One", "text": "NATO met."}\n{"title": "Two", "text": "Iran and more."}')
    report = index.update([file], max_bytes=LIMIT)
    assert (report.changed, report.withheld, list(ids(index))) == (1, 1, ["Two"])


def test_putting_back_what_was_its_own_source_makes_it_one_again(index: Index, docs: Path):
    index.update([str(docs / "b.txt")], max_bytes=LIMIT)
    grain = ids(index)["Grain prices"]
    index.withdraw([grain])
    assert index.catalogue.roots() == ()
    index.put_back([grain])
    assert index.catalogue.roots() == (str(docs / "b.txt"),)


def test_ids_that_nobody_knows_change_nothing(index: Index, docs: Path):
    index.update([str(docs)], max_bytes=LIMIT)
    before = state(index)
    assert index.withdraw(["no-such-1"]).removed == 0
    assert index.put_back([*ids(index).values(), "no-such-1"]).new == 0
    assert state(index) == before


def test_what_is_deleted_for_good_has_no_text_and_still_does_not_come_back(index: Index, docs: Path):
    index.update([str(docs)], max_bytes=LIMIT)
    grain = ids(index)["Grain prices"]
    index.withdraw([grain])
    assert [each.document.id for each in forget(index.catalogue, [grain])] == [grain]
    assert withdrawn(index.catalogue) == ()
    assert index.put_back([grain]).new == 0
    assert counts(index.update([], max_bytes=LIMIT)) == (0, 0, 3, 0, 0)


def test_a_rebuild_keeps_out_what_was_taken_out(tmp_path: Path, index: Index, docs: Path, encoder):
    index.update([str(docs)], max_bytes=LIMIT)
    grain = ids(index)["Grain prices"]
    index.withdraw([grain])
    index.close()
    with Index.open(tmp_path / "store", model="toy", encoder=lambda: encoder, rebuild=True) as again:
        assert again.update([], max_bytes=LIMIT).new == 3
        assert again.put_back([grain]).new == 1


def test_a_folder_that_is_no_source_any_more_takes_along_what_was_taken_out_of_it(index: Index, docs: Path):
    index.update([str(docs)], max_bytes=LIMIT)
    index.withdraw([ids(index)["Grain prices"]])
    index.remove([str(docs)])
    assert index.update([str(docs)], max_bytes=LIMIT).new == 4


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_however_documents_are_taken_out_and_put_back_the_index_ends_where_it_was(data, index: Index, docs: Path):
    index.update([str(docs)], max_bytes=LIMIT)
    before = state(index)
    everything = sorted(index.catalogue.document_ids())
    for some in data.draw(st.lists(st.sets(st.sampled_from(everything), min_size=1), max_size=3)):
        index.withdraw(sorted(some))
        assert consistent(index)
    index.put_back(everything)
    assert state(index) == before


@pytest.mark.parametrize("after", range(9))
def test_a_stopped_update_keeps_what_went_in_and_the_next_one_ends_where_an_unstopped_one_does(
    tmp_path: Path, index: Index, docs: Path, encoder, after: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("index.ingest.BATCH", 1)
    asked = iter(range(1_000))
    report = index.update([str(docs)], max_bytes=LIMIT, stopped=lambda: next(asked) >= after)
    assert report.stopped
    assert consistent(index) or report.new  # vectors of statements may wait for the next update
    assert report.new == len(index.catalogue.document_ids())
    files = {index.catalogue.document(id_).path.partition("#")[0] for id_ in index.catalogue.document_ids()}
    assert set(report.waiting) | files >= {str(file) for file in docs.iterdir()}
    assert index.search("grain") or "Grain prices" not in ids(index)
    index.update([], max_bytes=LIMIT)
    with Index.open(tmp_path / "fresh", model="toy", encoder=lambda: encoder) as fresh:
        fresh.update([str(docs)], max_bytes=LIMIT)
        assert state(index) == state(fresh)


def test_what_waits_after_a_stop_is_read_by_an_update_that_names_nothing(index: Index, docs: Path):
    files = [str(docs / name) for name in ("a.txt", "b.txt")]
    report = index.update(files, max_bytes=LIMIT, stopped=lambda: True)
    assert (report.new, report.stopped, report.waiting) == (0, True, tuple(files))
    assert index.update([], max_bytes=LIMIT).new == 2


def test_an_unreadable_file_that_waited_is_no_source_once_it_was_read(index: Index, docs: Path):
    write(docs / "empty.txt", "")
    index.update([str(docs / "empty.txt")], max_bytes=LIMIT, stopped=lambda: True)
    assert len(index.update([], max_bytes=LIMIT).failed) == 1
    assert index.catalogue.roots() == ()


def test_progress_names_the_file_that_was_read_why_it_failed_and_when_it_is_in(index: Index, docs: Path):
    write(docs / "empty.txt", "")
    seen: list[Progress] = []
    index.update([str(docs)], max_bytes=LIMIT, on_progress=seen.append)
    failed = [p.file for p in seen if p.step == "reading" and p.failed]
    done = [p.file for p in seen if p.step == "embedding" and p.file]
    assert failed == [str(docs / "empty.txt")]
    assert set(done) >= {str(docs / "a.txt"), str(docs / "b.txt"), str(docs / "rows.jsonl")}
