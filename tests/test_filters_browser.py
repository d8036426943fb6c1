"""The row of filters in a real browser: what is chosen, by mouse and by keyboard, and what the question says itself."""

import re

import pytest
from playwright.sync_api import expect

from tests import doors
from tests import ui_fakes as fakes
from tests.browsing import DESKTOP, PHONE, ask, visit

pytestmark = pytest.mark.browser
CHIP = ".filter-row .chip-filter:not(.read)"
READ = ".filter-row .read"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with fakes.running(doors.service(tmp_path_factory.mktemp("newsroom"))) as address:
        yield address


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser, site, request):
    opened = visit(browser, site, request.param)
    expect(opened.locator("#thread .chip").first).to_be_visible(timeout=30_000)
    yield opened
    assert opened.trouble == []
    opened.close()


def choose(page, kind, name):
    page.get_by_role("button", name=f"+ {kind}").click()
    page.locator(".filter-sheet").get_by_role("button", name=re.compile(name)).first.click()
    page.get_by_role("button", name="Done").click()


def test_an_outlet_limits_the_answer_and_stays_for_the_next_question(page):
    choose(page, "Outlet", "Echo")
    expect(page.locator(CHIP)).to_have_text("Echo×")
    ask(page, "What did Lavrov say?")
    expect(page.locator("#thread .only")).to_have_text("Only: Echo")
    expect(page.locator("#thread .coverage").first).to_contain_text("1 document from Echo")
    expect(page.locator(CHIP)).to_have_count(1)


def test_dates_documents_and_speakers_stand_as_chips_and_all_go_at_once(page):
    choose(page, "Date", "^2025$")
    choose(page, "Document", "Plans")
    choose(page, "Speaker", "Lavrov")
    expect(page.locator(CHIP)).to_have_count(3)
    ask(page, "What was said about these plans?")
    only = "Only: 1 Jan 2025 to 31 Dec 2025, “Plans”, words of Sergei Lavrov"
    expect(page.locator("#thread .only")).to_contain_text(only)
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(CHIP)).to_have_count(0)


def test_a_document_is_found_while_one_types(page):
    page.get_by_role("button", name="+ Document").click()
    expect(page.locator(".filter-sheet li")).to_have_count(4)
    page.get_by_role("searchbox").fill("wonsan")
    expect(page.locator(".filter-sheet li").first).to_contain_text("Plans")
    page.get_by_role("searchbox").fill("nothing like it")
    expect(page.locator(".filter-sheet .state")).to_contain_text("Nothing fits")


def test_the_keyboard_alone_sets_and_removes_a_filter(page):
    button = page.get_by_role("button", name="+ Outlet")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("des")
    expect(page.locator(".filter-sheet li")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(page.get_by_role("button", name="Remove the filter: Outlet: Desk")).to_be_visible()
    page.locator(CHIP).focus()
    page.keyboard.press("Enter")
    expect(page.locator(CHIP)).to_have_count(0)
    expect(button).to_be_focused()


def test_what_the_question_says_is_shown_while_it_is_written_and_can_be_removed(page):
    page.get_by_placeholder("Ask about the documents").press_sequentially("What did Lavrov say in August 2024?")
    date = page.locator(f"{READ}[data-key^='date:']")
    expect(date).to_contain_text("August 2024")
    date.click()
    expect(page.locator(f"{READ}.off")).to_contain_text("August 2024")
    page.get_by_placeholder("Ask about the documents").press("Enter")
    expect(page.locator("#thread .reading.off")).to_contain_text("August 2024")
    expect(page.locator(READ)).to_have_count(0)


def test_a_filter_that_the_question_contradicts_is_told(page):
    choose(page, "Outlet", "Echo")
    page.get_by_placeholder("Ask about the documents").press_sequentially("What did Lavrov say according to Desk?")
    expect(page.locator(".filter-row .clash")).to_contain_text("not among the outlets chosen")


def test_a_refusal_under_filters_offers_to_ask_without_them(page):
    choose(page, "Outlet", "Desk")
    ask(page, "What did Lavrov say about Iran?")
    free = page.get_by_role("button", name="Ask without filters")
    free.click()
    expect(page.locator("#thread .only")).to_have_count(0)
    expect(page.locator("#thread a.cite").first).to_be_visible()
