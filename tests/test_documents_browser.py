"""The tab “Documents” in a real browser, over a real small index: adding, searching, deleting, undoing, replacing."""

import re
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from index.store import Index
from tests import doors, newsroom
from tests import ui_fakes as fakes
from tests.browsing import DESKTOP, PHONE, visit
from tests.conftest import ToyEncoder
from ui.service import Service

pytestmark = pytest.mark.browser


@pytest.fixture
def service(tmp_path):
    return doors.service(tmp_path)


@pytest.fixture
def site(service):
    with fakes.running(service) as address:
        yield address


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request, browser, site):
    page = opened(browser, site, request.param)
    yield page
    assert page.trouble == []
    page.close()


def opened(browser, site: str, size: dict[str, int]) -> Page:
    page = visit(browser, site, size)
    expect(page.locator("#thread .chip").first).to_be_visible()
    page.locator("#upload").click()
    expect(page.locator("#shelf .shelf")).to_be_visible()
    return page


def choose(page: Page, files: list[Path], button: str = "Choose files") -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button, exact=True).click()
    chooser.value.set_files(files)


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


HARBOUR = newsroom.article("The harbour", "The harbour was closed, said Ada Berg.", "Gazette", "2025-08-02")


def titles(page: Page):
    return page.locator("#shelf td.of-title a.open")


def test_the_table_lists_every_document_with_what_there_is_of_it(page):
    expect(titles(page)).to_have_text(["Plans", "Moscow on the drills", "Talks in Wonsan", newsroom.GRAIN])
    row = page.locator("#shelf tbody tr").nth(2)
    expect(row).to_contain_text("Coast Wire")
    expect(row).to_contain_text("12 Jul 2025")
    expect(row).to_contain_text("indexed")
    expect(row.locator("td.of-statements .told")).to_have_text(re.compile(r"^\d statements$"))
    expect(page.locator("#shelf .summary")).to_have_text("4 documents, 1 to 4 shown")
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


def test_files_are_added_failures_named_and_the_rest_of_the_page_knows(page, tmp_path, service):
    empty = write(tmp_path / "in", "empty.txt", " ")
    program = write(tmp_path / "in", "run.exe", "content")
    choose(page, [write(tmp_path / "in", "harbour.md", HARBOUR), empty, program])
    notice = page.locator("#indexing .notice-box")
    expect(notice).to_contain_text("1 document new.")
    expect(notice).to_contain_text("empty.txt is empty: put text into it")
    expect(notice).to_contain_text("run.exe: .exe files are not read")
    expect(titles(page).first).to_have_text("The harbour")
    expect(page.locator("#brand")).to_contain_text("5 documents from 4 sources")
    assert [file.name for file in service.holdings.uploads.folder.iterdir()] == ["harbour.md"]
    page.get_by_role("button", name="Dismiss").click()
    expect(notice).to_have_count(0)


def test_a_folder_is_added_with_what_is_in_it_but_not_what_is_hidden(page, tmp_path):
    write(tmp_path / "many" / "a", "one.txt", "The first of the texts in the folder.")
    write(tmp_path / "many" / "b", "two.txt", "The second of the texts in the folder.")
    write(tmp_path / "many", ".hidden.txt", "Nobody wants this.")
    choose(page, tmp_path / "many", "Choose a folder")
    expect(page.locator("#indexing .notice-box")).to_contain_text("2 documents new.")


def test_an_upload_can_be_stopped_while_files_are_on_their_way(browser, site, tmp_path):
    page = opened(browser, site, DESKTOP)
    held = []
    page.route(re.compile(r"/upload\b"), lambda route: held.append(route))  # noqa: PLW0108 - it is marked
    choose(page, [write(tmp_path / "in", f"{name}.txt", "The harbour.") for name in "abcd"])
    expect(page.locator("#intake .uploading")).to_have_text("Uploading 0 of 4 …")
    page.get_by_role("button", name="Stop uploading").click()
    for route in held:
        route.continue_()
    expect(page.locator("#intake .uploading")).to_have_text("Stopped: nothing was added.")
    expect(titles(page)).to_have_count(4)
    assert page.trouble == []
    page.close()


def test_a_file_that_is_dropped_anywhere_on_the_tab_is_added(page):
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["It rained in the harbour all day."], "dropped.txt", { type: "text/plain" }));
          const target = document.querySelector("#shelf");
          for (const type of ["dragenter", "dragover"])
            target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
          if (!document.querySelector(".drop.over")) throw new Error("the tab does not show that it takes the file");
          target.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
        }"""
    )
    expect(page.locator("#indexing .notice-box")).to_contain_text("1 document new.")
    expect(page.locator(".drop.over")).to_have_count(0)


def test_words_and_outlets_narrow_the_table_and_one_click_shows_all_again(page):
    box = page.get_by_placeholder("Search titles and texts")
    box.fill("wonsan")
    box.press("Enter")
    expect(titles(page)).to_have_text(["Plans", "Talks in Wonsan"])
    page.locator("#shelf").get_by_role("button", name="Echo").click()
    expect(titles(page)).to_have_text(["Plans"])
    expect(box).to_have_value("")
    box.fill("nobody-wrote-this")
    box.press("Enter")
    expect(page.locator("#shelf .summary")).to_contain_text("No document has these words")
    page.get_by_role("button", name="Show all documents").click()
    expect(titles(page)).to_have_count(4)


def test_a_title_opens_the_whole_document_from_its_beginning(page):
    page.get_by_role("link", name="Talks in Wonsan").click()
    expect(page.locator("#panel h2")).to_have_text("Talks in Wonsan")
    expect(page.locator("#panel .document p").first).to_have_text(newsroom.WONSAN.split("\n\n")[0])
    expect(page.locator("#panel mark")).to_have_count(0)
    expect(page.locator("#panel .document p").first).to_be_in_viewport()


def test_what_is_deleted_is_gone_at_once_and_undo_brings_it_back(page, service, tmp_path):
    before = {id_: service.document(id_) for id_ in service._catalogue().document_ids()}
    page.get_by_role("button", name="Delete “Plans”", exact=True).click()
    expect(page.locator("#indexing")).to_contain_text("“Plans” was deleted.")
    expect(titles(page)).to_have_count(3)
    expect(page.locator("#brand")).to_contain_text("3 documents")
    assert (tmp_path / "docs" / "echo.md").exists()
    page.get_by_role("button", name="Undo").click()
    expect(titles(page)).to_have_count(4)
    expect(page.locator("#brand")).to_contain_text("4 documents")
    assert {id_: service.document(id_) for id_ in service._catalogue().document_ids()} == before


def test_several_are_deleted_by_ticking_and_stay_out_until_they_are_put_back(page):
    for title in ("Plans", "Talks in Wonsan"):
        page.get_by_role("checkbox", name=f"Select “{title}”").click()
    page.get_by_role("button", name="Delete selected (2)").click()
    expect(page.locator("#indexing")).to_contain_text("2 documents were deleted.")
    page.get_by_role("button", name="Look for changes").click()
    expect(page.locator("#indexing")).to_contain_text("2 documents already indexed")
    page.locator("#shelf summary", has_text="Deleted, can be put back: 2 documents").click()
    page.get_by_role("button", name="Put back “Plans”").click()
    expect(titles(page)).to_have_count(3)
    page.locator("#shelf summary", has_text="Deleted, can be put back: 1 document").click()
    page.get_by_role("button", name="Delete “Talks in Wonsan” for good").click()
    expect(page.locator("#indexing")).to_contain_text("Deleted for good: 1 document.")
    expect(page.locator("#shelf .taken-out")).to_have_count(0)


def test_an_upload_is_replaced_by_a_new_version_which_the_same_links_open(page, tmp_path):
    choose(page, [write(tmp_path / "in", "harbour.md", HARBOUR)])
    expect(titles(page).first).to_have_text("The harbour")
    link = titles(page).first.get_attribute("href")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Replace “The harbour” by a new version").click()
    chooser.value.set_files(write(tmp_path / "in", "v2.md", HARBOUR.replace("closed", "open again")))
    expect(page.locator("#indexing")).to_contain_text("1 document changed.")
    assert titles(page).first.get_attribute("href") == link
    titles(page).first.click()
    expect(page.locator("#panel .document")).to_contain_text("The harbour was open again")


def test_a_person_at_a_glance_leads_to_what_they_said(page):
    page.locator("#at-a-glance").get_by_role("button", name=re.compile("Lavrov")).first.click()
    expect(page.locator("#statements .summary")).to_contain_text("Lavrov")


def test_an_address_of_this_machine_is_not_fetched_and_the_reason_is_told(page, site):
    for address, told in ((site, "private network"), ("ftp://example.org/a", "must begin with http://")):
        page.get_by_label("Web address").fill(address)
        page.get_by_label("Web address").press("Enter")
        expect(page.locator("#indexing")).to_contain_text(told)
        page.get_by_role("button", name="Dismiss").click()


def test_everything_can_be_reached_with_the_keyboard_and_the_focus_goes_to_the_way_back(browser, site):
    page = opened(browser, site, DESKTOP)
    box = page.get_by_role("checkbox", name="Select “Plans”")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_have_attribute("aria-checked", "true")
    page.get_by_role("button", name="Sort by Title").focus()
    page.keyboard.press("Enter")
    expect(titles(page).first).to_have_text(newsroom.GRAIN)
    expect(page.locator("th.of-title")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("button", name="Title, sorted upwards")).to_be_focused()
    page.get_by_role("button", name="Delete “Plans”", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_count(4)
    assert page.trouble == []
    page.close()


def test_on_a_phone_every_target_is_large_enough_for_a_finger(browser, site):
    page = opened(browser, site, PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll("#holdings button, #holdings a, #holdings summary")]
          .filter((target) => target.offsetParent && target.getBoundingClientRect().height < 40)
          .map((target) => target.textContent)"""
    )
    assert small == []
    page.close()


class Slow(ToyEncoder):
    """An encoder that waits to be let go on at every batch but the first few."""

    def __init__(self, gate: threading.Semaphore) -> None:
        super().__init__()
        self.gate = gate

    def encode_passages(self, texts):
        self.gate.acquire(timeout=20)
        return super().encode_passages(texts)


def test_an_update_tells_how_far_it_is_stops_when_told_and_goes_on_later(browser, tmp_path, monkeypatch):
    monkeypatch.setattr("index.ingest.BATCH", 1)
    gate = threading.Semaphore(1)
    index = Index.open(tmp_path / "store", model="toy", encoder=lambda: Slow(gate))
    service = Service(lambda _: doors.backend(index), uploads=tmp_path / "uploads", max_bytes=1_000_000)
    files = [write(tmp_path / "in", f"text-{n}.txt", f"The harbour has {n} ships today.") for n in range(6)]
    with fakes.running(service) as site:
        page = visit(browser, site, DESKTOP)
        page.locator("#upload").click()
        expect(page.locator("#shelf")).to_contain_text("No documents yet")
        choose(page, files)
        expect(page.locator("#indexing .told")).to_contain_text("Making searchable: 1 of 6 passages")
        expect(page.locator("#indexing .files .done")).to_have_count(1)
        expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "17")
        page.reload()  # which breaks off the stream of events, and Gradio says so
        page.locator("#upload").click()  # whoever opens the page meanwhile sees it too
        expect(page.locator("#indexing .told")).to_contain_text("Making searchable: 1 of 6 passages")
        page.trouble.clear()
        choose(page, [write(tmp_path / "more", "later.txt", "Another harbour has ships too.")])
        expect(page.locator("#indexing")).to_contain_text("What you asked for comes after this update.")
        page.get_by_role("button", name="Cancel").click()
        expect(page.locator("#indexing")).to_contain_text("Stopping after the batch at hand")
        gate.release()
        notice = page.locator("#indexing .notice-box")
        expect(page.locator("#indexing .told")).to_contain_text("Reading: 1 of 1 documents")
        page.get_by_role("button", name="Cancel").click()
        gate.release()
        expect(notice).to_contain_text("Stopped. What was indexed stays.")
        expect(titles(page)).to_have_count(3)
        for _ in range(20):
            gate.release()
        page.get_by_role("button", name="Index the rest").click()
        expect(notice).to_contain_text("4 documents new, 3 documents already indexed.")
        expect(titles(page)).to_have_count(7)
        assert page.trouble == []
        page.close()
