"""The collection that readers change: what arrives is judged, what is deleted comes back, other files stay."""

from dataclasses import replace
from pathlib import Path

import pytest
from gradio.utils import get_upload_folder
from hypothesis import given
from hypothesis import strategies as st

from index.errors import VerbatimError
from index.types import Filters, Progress, Report
from tests import doors, newsroom
from tests.test_ingest import state
from ui import progress
from ui.documents_tab import DocumentsTab, _ids
from ui.documents_table import View, opened
from ui.glance import between, glance
from ui.received import received
from ui.updating import BASIS_SECONDS, Pace, Update, pace
from ui.uploads import Uploads

HARBOUR = newsroom.article("The harbour", "The harbour was closed, said Ada Berg.", "Gazette", "2025-08-02")


@pytest.fixture
def service(tmp_path):
    made = doors.service(tmp_path)
    yield made
    made.close()


@pytest.fixture
def holdings(service):
    return service.holdings


def upload(folder: Path, name: str, text: str = HARBOUR) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


def listed(holdings):
    return {entry.title: entry for entry in holdings.page("", Filters(), 50, 0, "date", True).entries}


def index_of(holdings):
    return holdings._index()


# --- uploads that are deleted, put back, replaced ---


def test_an_upload_that_is_deleted_goes_to_the_trash_and_undo_restores_all_of_it(holdings, tmp_path):
    holdings.add([upload(tmp_path / "in", "harbour.md")], Update())
    before, entry = state(index_of(holdings)), listed(holdings)["The harbour"]
    (gone,) = holdings.withdraw([entry.id])
    assert gone.document.title == "The harbour"
    assert not Path(entry.file).exists()
    assert (tmp_path / "trash" / "harbour.md").exists()
    assert holdings.catch_up(Update()).new == 0
    assert holdings.put_back([entry.id]) == 1
    assert state(index_of(holdings)) == before
    assert Path(entry.file).read_text("utf-8") == HARBOUR
    assert holdings.catch_up(Update()).removed == 0


def test_a_file_in_a_folder_of_the_readers_own_is_never_touched(holdings, tmp_path):
    files = {path: path.read_bytes() for path in (tmp_path / "docs").iterdir()}
    gone = holdings.withdraw([entry.id for entry in listed(holdings).values()])
    holdings.forget([each.document.id for each in gone])
    assert {path: path.read_bytes() for path in (tmp_path / "docs").iterdir()} == files
    assert listed(holdings) == {}


def test_an_upload_deleted_for_good_leaves_no_copy_and_can_be_added_anew(holdings, tmp_path):
    holdings.add([upload(tmp_path / "in", "harbour.md")], Update())
    id_ = listed(holdings)["The harbour"].id
    holdings.withdraw([id_])
    assert holdings.forget([id_]) == 1
    assert list((tmp_path / "trash").iterdir()) == []
    assert holdings.put_back([id_]) == 0
    assert holdings.add([upload(tmp_path / "in", "harbour.md")], Update()).new == 1


def test_the_same_file_added_again_after_it_was_deleted_is_the_same_document(holdings, tmp_path):
    holdings.add([upload(tmp_path / "in", "harbour.md")], Update())
    id_ = listed(holdings)["The harbour"].id
    holdings.withdraw([id_])
    assert holdings.add([upload(tmp_path / "in", "harbour.md")], Update()).new == 1
    assert listed(holdings)["The harbour"].id == id_
    assert holdings.taken_out() == ()


def test_another_file_of_the_name_of_a_deleted_one_is_another_document(holdings, tmp_path):
    holdings.add([upload(tmp_path / "in", "harbour.md")], Update())
    first = listed(holdings)["The harbour"].id
    holdings.withdraw([first])
    holdings.add([upload(tmp_path / "in", "harbour.md", HARBOUR.replace("closed", "open"))], Update())
    assert listed(holdings)["The harbour"].id != first
    holdings.put_back([first])
    assert "closed" in index_of(holdings).catalogue.document(first).text


def test_a_new_version_that_cannot_be_read_leaves_the_old_one(holdings, tmp_path):
    holdings.add([upload(tmp_path / "in", "harbour.md")], Update())
    entry = listed(holdings)["The harbour"]
    report = holdings.renew(entry.id, upload(tmp_path / "in", "new.md", ""), Update())
    assert len(report.failed) == 1
    assert Path(entry.file).read_text("utf-8") == HARBOUR
    assert "closed" in index_of(holdings).catalogue.document(entry.id).text
    assert holdings.catch_up(Update()).failed == ()


@pytest.mark.parametrize(
    ("title", "name", "told"),
    [("Plans", "new.md", "change it there"), ("The harbour", "new.txt", "a new version must be a .md file")],
)
def test_what_cannot_be_replaced_is_told(holdings, tmp_path, title, name, told):
    holdings.add([upload(tmp_path / "in", "harbour.md")], Update())
    with pytest.raises(VerbatimError, match=told):
        holdings.renew(listed(holdings)[title].id, upload(tmp_path / "in", name), Update())


def test_an_indexed_upload_that_fails_later_is_not_deleted(holdings, tmp_path):
    holdings.add([upload(tmp_path / "in", "harbour.md")], Update())
    kept = Path(listed(holdings)["The harbour"].file)
    kept.write_text("", "utf-8")
    assert len(holdings.catch_up(Update()).failed) == 1
    assert kept.exists()
    assert "The harbour" in listed(holdings)


def test_an_upload_that_vanished_before_it_was_kept_is_named_and_the_others_go_on(holdings, tmp_path):
    files = [tmp_path / "in" / "gone.md", upload(tmp_path / "in", "harbour.md")]
    report = holdings.add(files, Update())
    assert (report.new, [failure.path for failure in report.failed]) == (1, ["gone.md"])


@pytest.mark.parametrize("address", ["", "/etc/passwd", "file:///etc/passwd", "http://", "https://" + "a" * 3_000])
def test_what_is_no_web_address_reads_nothing(holdings, address):
    with pytest.raises(VerbatimError, match="no web address"):
        holdings.fetch(address, Update())


# --- what a browser sent ---


def test_only_files_that_were_uploaded_are_taken(tmp_path):
    inside = upload(Path(get_upload_folder()) / "aa", "a.txt")
    outside = upload(tmp_path, "secret.txt")
    sneaked = f"{inside.parent}/../../{outside.name}"
    sent = [str(inside), str(outside), sneaked, "/etc/passwd", "a\0b", 7, None, str(inside.parent)]
    assert received({"files": sent}).files == (inside.resolve(),)


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_whatever_a_browser_sends_is_sifted(value):
    came = received({"files": value, "refused": value})
    assert came.files == ()
    assert all(failure.reason for failure in came.refused)
    assert all(set(each) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for each in _ids(value))


def test_why_the_page_did_not_send_a_file_is_told_in_our_words():
    sent = [{"name": "a.exe", "why": "kind"}, {"name": "b.pdf", "why": "size"}, {"name": "c.txt", "why": "<b>"}]
    reasons = [failure.reason for failure in received({"refused": sent}).refused]
    assert reasons[0] == ".exe files are not read"
    assert "limit of size" in reasons[1]
    assert "did not arrive" in reasons[2]


@given(st.text(min_size=1, max_size=30).filter(lambda name: name.strip(".") and not set("/\0") & set(name)))
def test_no_name_of_a_file_leads_out_of_the_uploads(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("store")
    uploads = Uploads(folder / "uploads", max_bytes=100)
    try:
        file = upload(folder / "in", f"{name}.txt", "text")
    except (OSError, UnicodeError):
        return
    assert uploads.keep(file).parent == uploads.folder


@given(st.text())
def test_a_link_opens_a_document_of_the_index_or_nothing(link):
    asked = []
    shown = opened(f"#document-{link}", asked.append)
    assert all(set(each) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for each in asked)
    assert (shown is None) == (asked == [])


# --- how far an update is ---


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(0, 1_000)), max_size=20), st.integers(0, 2_000))
def test_there_is_no_pace_without_a_basis_and_none_is_negative(reports, total):
    reports = sorted(reports)
    found = pace(reports, total)
    if found:
        assert reports[-1][0] - reports[0][0] >= BASIS_SECONDS
        assert found.rate > 0
        assert found.left >= 0


def test_nothing_is_said_of_the_time_left_before_it_is_known():
    update = Update()
    update.tell(Progress(step="reading", done=1, total=9))
    assert "left" not in progress.running(update)


def test_every_file_says_where_it_stands():
    update = Update()
    update.expect({"/u/a.txt": "a.txt", "/u/b.txt": "b.txt", "/u/c.txt": "c.txt"})
    update.tell(Progress(step="reading", done=1, total=3, file="/u/a.txt"))
    update.tell(Progress(step="reading", done=2, total=3, file="/u/b.txt", failed="It holds no text."))
    assert update.files() == [("a.txt", "read", ""), ("b.txt", "failed", "It holds no text."), ("c.txt", "waiting", "")]
    update.tell(Progress(step="embedding", done=1, total=2, file="/u/a.txt"))
    assert update.files()[0] == ("a.txt", "done", "")


def test_a_report_names_what_failed_and_shows_no_place_of_the_server():
    report = Report(new=2, passages=9, failed=(received({"refused": [{"name": "<x>.exe", "why": "kind"}]}).refused))
    shown = progress.ended(Update(report=replace(report, stopped=True, waiting=("/srv/store/uploads/y.txt",))))
    assert "2 documents new. 9 passages searchable." in shown
    assert "&lt;x&gt;.exe" in shown
    assert "y.txt" in shown
    assert "/srv/" not in shown


@given(st.floats(0, 1e6))
def test_a_time_left_is_short_and_never_zero(left):
    told = progress.time_left(Pace(rate=1.0, left=left))
    assert int(told.split()[0].replace(",", "")) >= 1


# --- the counts ---


def test_the_counts_add_up_to_all_documents(service):
    shown = glance(service.holdings.glance(), [("Sergei Lavrov", 3)])
    assert "Without a date: 1." in shown
    assert 'data-person="Sergei Lavrov"' in shown
    assert 'data-outlet="Coast Wire"' in shown


@given(st.dates(), st.dates())
def test_between_two_months_is_every_month_once(one, other):
    first, last = sorted([f"{one:%Y-%m}".zfill(7), f"{other:%Y-%m}".zfill(7)])
    months = between(first, last)
    assert (months[0], months[-1]) == (first, last)
    assert months == sorted(set(months))


def test_a_page_that_does_not_exist_any_more_shows_the_last_one(service):
    view = View(page=999)
    shown = DocumentsTab(service)._shelf(view, "", [])
    assert view.page == 0
    assert "Talks in Wonsan" in shown
