"""The tools below an answer and the questions to go on with, in a real browser at both widths."""

import pytest
from playwright.sync_api import expect

from tests import doors
from tests import ui_fakes as fakes
from tests.browsing import DESKTOP, PHONE, answered, ask, visit

pytestmark = pytest.mark.browser
PLANS = "What did Sergei Lavrov say about the plans?"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    return doors.service(tmp_path_factory.mktemp("newsroom"))


@pytest.fixture(scope="module")
def site(service):
    with fakes.running(service) as address:
        yield address


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser, site, request):
    opened = visit(browser, site, request.param)
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(opened.locator("#brand")).to_contain_text("4 documents", timeout=20_000)
    ask(opened, PLANS)
    answered(opened)
    yield opened
    assert opened.trouble == []
    opened.close()


def test_an_answer_is_copied_with_its_sources_as_text_and_as_markup(page):
    page.get_by_role("button", name="Copy with sources").click()
    expect(page.locator(".tools .said")).to_have_text("Copied")
    text = page.evaluate("navigator.clipboard.readText()")
    prose, _, notes = text.partition("\n\n[1] ")
    assert "[1]" in prose
    assert "“We do not take these plans seriously" in notes
    types = page.evaluate("navigator.clipboard.read().then((items) => items[0].types)")
    assert {"text/plain", "text/html"} <= set(types)


def test_a_rating_is_kept_with_its_reasons_and_words_and_is_still_shown_after_the_next_question(page, service):
    page.get_by_role("button", name="Bad answer").click()
    page.get_by_role("button", name="Something is missing").click()
    page.get_by_role("textbox", name="In your own words").fill("The day is not told.")
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".feedback > .said")).to_have_text("Kept here. Thank you.")
    expect(page.locator(".opinion")).to_be_hidden()
    ask(page, "What did Lavrov say about Korea?")
    answered(page, 2)
    expect(page.get_by_role("button", name="Bad answer").first).to_have_attribute("aria-pressed", "true")
    kept = service.feedback.all()[-1]
    assert (kept["rating"], kept["reasons"], kept["words"]) == ("down", ["incomplete"], "The day is not told.")
    assert kept["answer"]["question"] == PLANS


def test_a_rating_is_taken_back_by_a_second_press(page, service):
    before = len(service.feedback.all())
    page.get_by_role("button", name="Good answer").click()
    expect(page.locator(".feedback > .said")).to_have_text("Kept here. Thank you.")
    assert len(service.feedback.all()) == before + 1
    page.get_by_role("button", name="Good answer").click()
    expect(page.locator(".feedback > .said")).to_have_text("Taken back.")
    assert len(service.feedback.all()) == before


def test_a_suggestion_is_asked_by_a_click_and_has_an_answer(page):
    chip = page.locator(".suggested .chip").first
    question = chip.text_content()
    chip.click()
    answered(page, 2)
    expect(page.locator(".turn").last.locator(".asked")).to_have_text(question)
    expect(page.locator(".turn").last.locator(".refusal")).to_have_count(0)
    expect(page.locator(".turn").first.locator(".suggested")).to_be_hidden()


def test_the_question_of_an_earlier_exchange_is_edited_and_asked_anew_at_the_end(page):
    ask(page, "What did Lavrov say about Korea?")
    answered(page, 2)
    page.get_by_role("button", name="Edit question").first.click()
    box = page.get_by_placeholder("Ask about the documents")
    expect(box).to_have_value(PLANS)
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    answered(page, 3)
    expect(page.locator(".turn").last.locator(".asked")).to_have_text(PLANS)
