"""The history in a real browser: a conversation stands there again as it was, and nothing of it is computed anew."""

import pytest
from playwright.sync_api import expect

from tests import ui_fakes as fakes
from tests.browsing import DESKTOP, PHONE, answered, ask, visit
from ui.answers import Answers

pytestmark = pytest.mark.browser


@pytest.fixture
def service(tmp_path):
    return fakes.service(tmp_path / "store" / "uploads")


@pytest.fixture
def site(service):
    with fakes.running(service) as address:
        yield address


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser, site, request):
    opened = visit(browser, site, request.param)
    expect(opened.locator("#brand")).to_contain_text("2 documents", timeout=30_000)
    yield opened
    assert opened.trouble == []
    opened.close()


def turns(page):
    return page.locator("#thread .turn").evaluate_all("turns => turns.map((turn) => turn.outerHTML)")


def times_asked(service):
    return len(service._loading.result().assistant.asked)


COUNT = """() => new Promise((resolve) => {
  const opening = indexedDB.open("verbatim", 1);
  opening.onsuccess = () => {
    const count = opening.result.transaction("exchanges").objectStore("exchanges").count();
    count.onsuccess = () => (opening.result.close(), resolve(count.result));
  };
})"""


def kept(page, exchanges):
    """Waits until the browser has so many exchanges in its history."""
    for _ in range(50):
        if page.evaluate(COUNT) == exchanges:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.evaluate(COUNT)} exchanges are kept, not {exchanges}: {page.trouble}")


GRADIOS = ("AbortError", "Unexpected error Connection errored out")
"""What Gradio writes into the console when a page is reloaded after a stop."""
CURRENT = "sessionStorage.getItem('verbatim.chat')"


def tab_of(context, address):
    page = context.new_page()
    page.trouble = []
    page.goto(address)
    expect(page.locator("#brand")).to_contain_text("2 documents", timeout=30_000)
    return page


def history(page):
    page.locator("#history-open").click()
    return page.get_by_role("dialog", name="Conversations")


def test_a_reload_brings_the_conversation_back_without_asking_again(page, service):
    ask(page, "What about July?")
    answered(page)
    ask(page, "And Venezuela?")
    answered(page, 2)
    kept(page, 2)
    before = turns(page)
    page.reload()
    answered(page, 2)
    assert turns(page) == before
    assert times_asked(service) == 2
    page.locator("#thread a.cite").first.click()
    expect(page.locator("#panel mark").first).to_have_text(fakes.QUOTE)


def test_a_follow_up_goes_on_from_a_conversation_that_came_back(page, service):
    ask(page, "What about the harbour?")
    answered(page)
    kept(page, 1)
    page.reload()
    answered(page)
    ask(page, "And Venezuela?")
    answered(page, 2)
    history_sent = service._loading.result().assistant.asked[-1][2]
    assert [turn.question for turn in history_sent] == ["What about the harbour?"]
    kept(page, 2)
    drawer = history(page)
    expect(drawer.get_by_role("listitem")).to_have_count(1)


def test_an_error_and_a_stopped_draft_come_back_too(page):
    ask(page, "please fail")
    expect(page.locator("#thread .error")).to_be_visible()
    kept(page, 1)
    ask(page, "slowly")
    expect(page.locator("#draft .draft")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#thread .notice")).to_be_visible()
    kept(page, 2)
    page.reload()
    expect(page.locator("#thread .error")).to_be_visible()
    expect(page.locator("#thread .notice")).to_contain_text("not checked")
    page.trouble[:] = [each for each in page.trouble if not each.startswith(GRADIOS)]


def test_conversations_are_searched_opened_renamed_deleted_and_put_back(page, service):
    ask(page, "What about the harbour?")
    answered(page)
    kept(page, 1)
    page.locator("#fresh").click()
    expect(page.locator("#thread .welcome")).to_be_visible()
    ask(page, "And Venezuela?")
    answered(page)
    kept(page, 2)
    drawer = history(page)
    rows = drawer.get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.first.locator("[aria-current=true]")).to_have_text("And Venezuela?")
    drawer.get_by_role("searchbox").fill("weather")  # a word of the answer
    expect(rows).to_have_count(1)
    rows.first.hover()
    drawer.get_by_role("button", name="Rename “What about the harbour?”").click()
    page.keyboard.type("Ports")
    page.keyboard.press("Enter")
    expect(drawer.get_by_role("button", name="Ports", exact=True)).to_be_visible()
    rows.first.hover()
    drawer.get_by_role("button", name="Delete “Ports”").click()
    expect(drawer.get_by_role("status")).to_contain_text("“Ports” was deleted.")
    kept(page, 1)
    drawer.get_by_role("button", name="Undo").click()
    drawer.get_by_role("button", name="Ports", exact=True).click()
    expect(page.locator("#thread")).to_contain_text("What about the harbour?")
    assert times_asked(service) == 2


def test_a_restarted_server_takes_back_what_it_gave_and_nothing_else(browser, tmp_path):
    uploads = tmp_path / "store" / "uploads"
    with fakes.running(fakes.service(uploads)) as site:
        page = visit(browser, site, DESKTOP)
        ask(page, "What about the harbour?")
        answered(page)
        kept(page, 1)
        message = page.locator("#thread .turn").get_attribute("data-exchange")
        sealed = page.request.get(f"{site}/exchanges/{message}").text()
        page.close()
    with fakes.running(fakes.service(uploads)) as site:  # the same store, nothing in memory
        page = visit(browser, site, DESKTOP)
        assert page.request.get(f"{site}/exchanges/{message}").status == 404
        assert page.request.put(f"{site}/exchanges", data=sealed.replace("harbour", "airport")).status == 400
        assert page.request.put(f"{site}/exchanges", data=sealed).status == 204
        assert page.request.get(f"{site}/exchanges/{message}").text() == sealed
        page.close()


def test_a_link_asks_its_question_once(browser, site, service):
    page = visit(browser, f"{site}/?ask=What+about+July%3F&outlet=Coast+Wire&without=date", DESKTOP)
    expect(page.locator("#thread .coverage")).to_have_count(1, timeout=30_000)
    assert service._loading.result().assistant.asked[0][1].sources == ("Coast Wire",)
    assert set(service._loading.result().assistant.without[0]) == {"date"}
    kept(page, 1)
    assert "ask=" not in page.url
    page.reload()
    answered(page)
    assert times_asked(service) == 1
    page.close()


def test_two_tabs_with_one_conversation_do_not_overwrite_each_other(browser, site):
    context = browser.new_context(viewport=DESKTOP)
    first = tab_of(context, site)
    ask(first, "What about the harbour?")
    answered(first)
    kept(first, 1)
    second = tab_of(context, f"{site}/?chat={first.evaluate(CURRENT)}")
    answered(second)
    for number, tab in enumerate((first, second), start=1):
        ask(tab, "And Venezuela?")
        answered(tab, 2)
        kept(tab, 2 * number)  # the second is a conversation of its own, with both exchanges
    expect(history(second).get_by_role("listitem")).to_have_count(2)
    context.close()


def test_a_citation_that_the_server_forgot_opens_all_the_same(browser, tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr("ui.server.Answers", lambda: made.append(Answers()) or made[-1])
    with fakes.running(fakes.service(tmp_path / "store" / "uploads")) as site:
        page = visit(browser, site, DESKTOP)
        ask(page, "What about the harbour?")
        answered(page)
        kept(page, 1)
        made[0]._shown.clear()
        page.locator("#thread a.cite").first.click()
        expect(page.locator("#panel mark").first).to_have_text(fakes.QUOTE)
        assert page.trouble == []
        page.close()
