"""The page in a real browser: what a reader does, sees, and never sees. Over fakes; the page itself is the real one."""

import re
import threading

import pytest
from playwright.sync_api import expect

from tests import ui_fakes as fakes
from tests.browsing import DESKTOP, PHONE, answered, ask, in_view, visit

pytestmark = pytest.mark.browser


@pytest.fixture
def service(tmp_path):
    return fakes.service(tmp_path / "uploads", max_bytes=1_000)


@pytest.fixture
def site(service):
    with fakes.running(service) as address:
        yield address


@pytest.fixture
def desktop(browser, site):
    page = visit(browser, site, DESKTOP)
    expect(page.locator(".chip").first).to_be_visible()
    yield page
    page.close()


@pytest.fixture
def phone(browser, site):
    page = visit(browser, site, PHONE)
    expect(page.locator(".chip").first).to_be_visible()
    yield page
    page.close()


def test_a_question_is_answered_and_its_citation_opens_at_the_exact_words(desktop):
    ask(desktop, "What did Ada Berg say about the harbour?")
    answered(desktop)
    desktop.get_by_role("link", name=re.compile("^Source 1")).click()
    expect(desktop.locator("#panel mark")).to_have_text(fakes.QUOTE)
    assert desktop.locator("#panel mark").text_content() == fakes.QUOTE
    desktop.wait_for_function("document.querySelector('#panel .pages').scrollTop > 0")
    assert in_view(desktop)
    expect(desktop.locator("#panel h2")).to_have_text(fakes.NEWS.title)
    expect(desktop.locator("#panel a.original")).to_have_attribute("href", fakes.NEWS.url)
    assert desktop.trouble == []


def test_hostile_text_is_shown_and_does_nothing(desktop):
    ask(desktop, "harbour?")
    answered(desktop)
    desktop.get_by_role("link", name=re.compile("^Source 2")).click()
    expect(desktop.locator("#panel mark")).to_have_text("*not bold* _or this_ $x$ ${alert(5)} [9]")
    expect(desktop.locator("#panel h2")).to_have_text(fakes.HOSTILE.title)
    assert desktop.locator("#panel a.original").count() == 0
    assert desktop.locator("#thread img, #panel img, #panel script, #thread script").count() == 0
    assert desktop.trouble == []


def test_an_answer_appears_while_it_is_written_and_can_be_stopped(desktop, service):
    ask(desktop, "Answer slowly")
    expect(desktop.locator("#draft .draft")).to_contain_text("Ada Berg said")
    desktop.get_by_role("button", name="Stop").click()
    expect(desktop.locator("#thread .notice")).to_contain_text("was not checked")
    expect(desktop.locator("#draft .reply")).to_have_count(0)
    expect(desktop.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    assert service._loading.result().assistant.closed == 1
    assert desktop.trouble == []


def test_an_example_is_asked_by_a_click_and_can_be_asked_again_edited_and_cleared(desktop, service):
    desktop.get_by_role("button", name="What did Ada Berg say?").click()
    answered(desktop)
    desktop.get_by_role("button", name="Ask again").click()
    desktop.wait_for_function("document.querySelector('#draft .asked')")
    answered(desktop)
    asked = [question for question, _, _ in service._loading.result().assistant.asked]
    assert asked == ["What did Ada Berg say?"] * 2
    desktop.get_by_role("button", name="Edit question").click()
    expect(desktop.get_by_placeholder("Ask about the documents")).to_have_value("What did Ada Berg say?")
    ask(desktop, "harbour?")
    answered(desktop)
    desktop.get_by_role("button", name="New chat").click()
    expect(desktop.locator(".chip").first).to_be_visible()
    assert desktop.trouble == []


def test_a_refusal_shows_the_nearest_passages_and_says_that_they_do_not_answer(desktop):
    ask(desktop, "What did she say about Venezuela?")
    expect(desktop.locator(".refusal")).to_contain_text("They do not answer the question.")
    desktop.locator(".refusal .passages a").click()
    expect(desktop.locator("#panel mark")).to_have_text(fakes.PASSAGE.text)


def test_an_error_leaves_the_question_in_the_box(desktop):
    ask(desktop, "please fail")
    expect(desktop.get_by_role("alert")).to_contain_text("Something went wrong")
    expect(desktop.get_by_placeholder("Ask about the documents")).to_have_value("please fail")


def test_an_empty_question_does_nothing(desktop):
    ask(desktop, "   ")
    desktop.wait_for_timeout(300)
    expect(desktop.locator(".turn")).to_have_count(0)
    assert desktop.trouble == []


def test_a_question_asked_while_models_load_waits_and_is_answered(browser, tmp_path):
    hold = threading.Event()
    with fakes.running(fakes.service(tmp_path, hold=hold)) as site:
        page = visit(browser, site, DESKTOP)
        expect(page.locator("#brand")).to_contain_text("Loading the embedding model")
        ask(page, "harbour?")
        expect(page.locator("#draft")).to_contain_text("Loading the embedding model")
        expect(page.get_by_placeholder("Ask about the documents")).to_have_value("")
        hold.set()
        answered(page)
        expect(page.locator("#brand")).to_contain_text("2 documents from 2 sources")
        page.close()


def test_on_a_phone_nothing_scrolls_sideways_and_the_source_is_a_sheet(phone):
    ask(phone, "harbour?")
    answered(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(phone.locator("#panel h2")).not_to_be_visible()
    phone.locator("#thread a.cite").first.click()
    expect(phone.locator("#panel mark")).to_be_visible()
    phone.wait_for_timeout(400)
    assert in_view(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    phone.get_by_role("button", name="Close").click()
    expect(phone.locator("#panel mark")).not_to_be_visible()
    assert phone.trouble == []


def test_on_a_phone_every_target_is_large_enough_for_a_finger(phone):
    ask(phone, "harbour?")
    answered(phone)
    small = phone.evaluate(
        """() => [...document.querySelectorAll("#top button, #composer button, #thread button, #thread .sources a")]
          .filter((target) => target.offsetParent && target.getBoundingClientRect().height < 40)
          .map((target) => target.textContent)"""
    )
    assert small == []


def test_a_reading_is_switched_off_and_on_again_by_a_click(desktop, service):
    ask(desktop, "What did Ada Berg say in July?")
    answered(desktop)
    assistant = service._loading.result().assistant
    desktop.get_by_role("button", name=re.compile("^Switch off: “in July” read as date, July 2025")).click()
    off = desktop.get_by_role("button", name=re.compile("^Switch on: “in July”"))
    expect(off).to_have_attribute("aria-pressed", "false")
    expect(off.locator(".meaning")).to_have_css("text-decoration-line", "line-through")
    expect(desktop.locator("#thread .turn")).to_have_count(1)
    off.focus()
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("button", name=re.compile("^Switch off: “in July”"))).to_be_visible()
    assert [set(each) for each in assistant.without] == [set(), {"date:in july"}, set()]
    assert [question for question, _, _ in assistant.asked] == ["What did Ada Berg say in July?"] * 3
    assert desktop.trouble == []


def test_asking_again_keeps_a_reading_switched_off_and_an_earlier_question_only_tells_its_readings(desktop, service):
    ask(desktop, "What did Ada Berg say in July?")
    answered(desktop)
    desktop.get_by_role("button", name=re.compile("^Switch off: “Ada Berg”")).click()
    expect(desktop.get_by_role("button", name=re.compile("^Switch on: “Ada Berg”"))).to_be_visible()
    desktop.get_by_role("button", name="Ask again").click()
    desktop.wait_for_function("document.querySelector('#draft .asked')")
    answered(desktop)
    assert [set(each) for each in service._loading.result().assistant.without][1:] == [{"person:ada berg"}] * 2
    ask(desktop, "harbour?")
    answered(desktop, 2)
    assert service._loading.result().assistant.without[-1] == frozenset()
    expect(desktop.locator("#thread .readings .meaning")).to_have_count(4)
    expect(desktop.locator("#thread .readings button")).to_have_count(0)


def test_what_was_understood_fits_a_phone_and_a_finger_and_runs_nothing(phone):
    ask(phone, "What did Ada Berg say in July?")
    answered(phone)
    boxes = phone.locator("#thread button.reading").evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect()).map(({ left, right, height }) => [left, right, height])"
    )
    assert len(boxes) == 3  # the fourth has no effect to be switched off
    assert all(left >= 0 and right <= PHONE["width"] and height >= 40 for left, right, height in boxes)
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(phone.locator("#thread .readings")).to_contain_text("<b>hostile</b> ${alert(9)}")
    assert phone.trouble == []


WATCH = """() => {
  window.tops = [];
  const top = (part) => part && Math.round(part.getBoundingClientRect().top);
  const look = () => {
    const draft = document.querySelector("#draft:has(.asked)");
    const turn = document.querySelector("#thread .turn:nth-child(2)");
    const exchange = draft ?? turn;
    const [asked, prose] = [exchange?.querySelector(".asked p"), exchange?.querySelector(".reply .prose")];
    if (asked && prose) window.tops.push([top(asked), top(prose)]);
    requestAnimationFrame(look);
  };
  look();
}"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_that_is_read_moves_while_an_answer_is_written_and_when_it_is_finished(browser, site, size):
    page = visit(browser, site, size)
    ask(page, "harbour?")
    answered(page)
    page.evaluate(WATCH)
    ask(page, "What did Ada Berg say in July?")
    answered(page, 2)
    page.wait_for_timeout(300)  # a frame or two for what might still move
    tops = page.evaluate("window.tops")
    written = [top for top in tops if abs(top[0] - tops[-1][0]) <= 2]  # from the question's place at the top on
    assert len(written) > 5
    assert max(abs(at - end) for top in written for at, end in zip(top, tops[-1], strict=True)) <= 1, written
    assert page.trouble == []
    page.close()
