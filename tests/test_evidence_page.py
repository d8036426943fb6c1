"""The evidence in a real browser: ticks and notes are kept, files are fetched, an exported file runs nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import ui_fakes as fakes
from tests.browsing import DESKTOP, PHONE, answered, ask, visit
from tests.evidenced import pack
from ui.pack_page import page as pack_page

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path):
    with fakes.running(fakes.service(tmp_path / "store" / "uploads")) as address:
        yield address


def opened_evidence(browser, site, size=DESKTOP):
    page = visit(browser, site, size)
    expect(page.locator(".chip").first).to_be_visible(timeout=20_000)  # the first page of a process is slow
    ask(page, "harbour?")
    answered(page)
    page.get_by_role("link", name="Check the evidence").click()
    expect(page.locator(".evidence-rows li")).to_have_count(2)
    return page


def test_ticks_and_notes_are_there_for_the_next_reader_who_asks_the_same(browser, site):
    page = opened_evidence(browser, site)
    page.get_by_role("button", name="Checked").first.click()
    expect(page.locator(".saved").first).to_have_text("Kept")
    page.get_by_role("textbox", name="Note on citation 2").fill("not in <b>print</b>")
    page.get_by_role("button", name="Disputed").nth(1).click()
    expect(page.locator(".saved").nth(1)).to_have_text("Kept")
    assert page.trouble == []
    page.close()
    again = opened_evidence(browser, site)
    expect(again.get_by_role("button", name="Checked").first).to_have_attribute("aria-pressed", "true")
    expect(again.get_by_role("button", name="Disputed").nth(1)).to_have_attribute("aria-pressed", "true")
    expect(again.get_by_role("textbox", name="Note on citation 2")).to_have_text("not in <b>print</b>")
    again.get_by_role("button", name="Checked").first.click()
    expect(again.get_by_role("button", name="Checked").first).to_have_attribute("aria-pressed", "false")
    assert again.trouble == []
    again.close()


def test_an_answer_and_a_conversation_are_fetched_as_files(browser, site):
    page = opened_evidence(browser, site)
    expect(page.get_by_role("button", name="Export all answers as Markdown")).not_to_be_visible()
    ask(page, "And the season?")
    answered(page, 2)
    page.locator(".export summary").last.click()
    with page.expect_download() as one:
        page.get_by_role("button", name="Export this answer as Footnotes").last.click()
    assert one.value.suggested_filename == "verbatim.txt"
    page.locator(".export summary").last.click()
    with page.expect_download() as all_of_it:
        page.get_by_role("button", name="Export all answers as Markdown").last.click()
    assert Path(all_of_it.value.path()).read_text("utf-8").startswith("# Evidence for 2 answers")
    assert page.trouble == []
    page.close()


def test_on_a_phone_the_evidence_fits_and_its_targets_are_large_enough(browser, site):
    page = opened_evidence(browser, site, PHONE)
    page.wait_for_timeout(400)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    small = page.evaluate(
        """() => [...document.querySelectorAll("#panel :is(.ticks button, .note, .evidence-rows > li > a)")]
          .filter((target) => target.getBoundingClientRect().height < 40).length"""
    )
    assert small == 0
    page.close()


def test_an_exported_file_runs_nothing_and_calls_nobody(browser, tmp_path):
    file = tmp_path / "pack.html"
    file.write_text(pack_page(pack()), "utf-8")
    page = visit(browser, file.as_uri(), DESKTOP)
    page.locator("details").last.locator("summary").click()
    expect(page.locator("mark").last).to_be_visible()
    assert page.evaluate("document.scripts.length + document.images.length") == 0
    assert page.trouble == []
    page.close()
