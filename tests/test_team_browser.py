"""A team at the page in a real browser: log-in and log-out, two users, the limits, the installed page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import ui_fakes as fakes
from tests.axe import violations
from tests.browsing import DESKTOP, PHONE, answered, ask, launched, visit
from ui import users
from ui.limits import Rate
from ui.users import Users

pytestmark = pytest.mark.browser
PASSWORD = "open sesame"
UNAUTHORISED = "the server responded with a status of 401"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(users, "COST", (4, 8, 1))
    for name in ("ada", "ben"):
        users.add(tmp_path / "users.txt", name, PASSWORD)
    return tmp_path / "users.txt"


@pytest.fixture
def site(tmp_path: Path, file: Path) -> Iterator[str]:
    with fakes.running(fakes.service(tmp_path / "uploads"), Users(file)) as address:
        yield address


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def trouble(page: Page) -> list[str]:
    """What the page complains of but the 401 under the form, which a browser reports as an error of loading."""
    return [each for each in page.trouble if UNAUTHORISED not in each]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_somebody_logs_in_asks_and_logs_out(browser: Browser, site: str, size: dict[str, int]):
    page = visit(browser, site, size)
    log_in(page, "ada", "a wrong one")
    expect(page.get_by_role("alert")).to_have_text("The name or the password is not right. Try again.")
    expect(page.get_by_label("Name")).to_have_value("ada")
    expect(page.get_by_label("Password")).to_be_focused()
    log_in(page, "ada")
    expect(page.get_by_role("button", name="Log out ada")).to_be_visible(timeout=30_000)
    assert page.evaluate("window.verbatim.user") == "ada"
    ask(page, "What did Ada Berg say?")
    answered(page)
    page.get_by_role("button", name="Log out ada").click()
    expect(page.get_by_label("Password")).to_be_visible()
    assert trouble(page) == []
    page.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_has_no_barrier(browser: Browser, site: str, size: dict[str, int], scheme: str):
    page = browser.new_page(viewport=size, color_scheme=scheme)
    page.goto(site)
    log_in(page, "ada", "a wrong one")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_of_somebody_logged_in_has_no_barrier_and_does_not_scroll_sideways(
    browser: Browser, site: str, size: dict[str, int]
):
    page = visit(browser, site, size)
    log_in(page, "ada")
    out = page.get_by_role("button", name="Log out ada")
    expect(out).to_be_visible(timeout=30_000)
    expect(page.locator("#thread .chip").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert out.bounding_box()["height"] >= 40
    page.close()


def test_a_user_sees_nothing_of_another_one_even_with_the_secret(browser: Browser, site: str):
    first, second = (browser.new_context(viewport=DESKTOP).new_page() for _ in range(2))
    for page, name in ((first, "ada"), (second, "ben")):
        page.goto(site)
        log_in(page, name)
        expect(page.get_by_role("button", name=f"Log out {name}")).to_be_visible(timeout=30_000)
    ask(first, "What did Ada Berg say?")
    answered(first)
    message = first.locator("#thread .reply[data-message]").get_attribute("data-message")
    status = "async (path) => (await fetch(path)).status"
    assert first.evaluate(status, f"/export/{message}.md") == 200
    assert second.evaluate(status, f"/export/{message}.md") == 404
    first.locator("#thread a.cite").first.click()
    expect(first.locator("#panel mark").first).to_be_visible()
    for page in (first, second):
        page.context.close()


def test_a_removed_user_is_told_at_the_next_click_and_shown_the_form_then(browser: Browser, site: str, file: Path):
    page = visit(browser, site, DESKTOP)
    log_in(page, "ada")
    expect(page.get_by_role("button", name="Log out ada")).to_be_visible(timeout=30_000)
    expect(page.locator(".chip").first).to_be_visible()  # the page has come whole
    users.remove(file, "ada")
    ask(page, "What did Ada Berg say?")
    expect(page.get_by_text("You are not logged in, or not any more.")).to_be_visible()
    expect(page.get_by_placeholder("Ask about the documents")).to_have_value("What did Ada Berg say?")
    page.reload()
    expect(page.get_by_label("Password")).to_be_visible()
    page.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_question_too_many_stays_in_the_box_with_when_to_ask_it(
    browser: Browser, tmp_path: Path, size: dict[str, int]
):
    service = fakes.service(tmp_path / "uploads")
    service.rate = Rate(1)
    with fakes.running(service) as site:
        page = visit(browser, site, size)
        ask(page, "What did Ada Berg say?")
        answered(page)
        ask(page, "And about the harbour?")
        expect(page.locator("#thread .error")).to_contain_text("You have asked more than 1 question in a minute")
        expect(page.get_by_placeholder("Ask about the documents")).to_have_value("And about the harbour?")
        assert page.trouble == []
        page.close()


def test_the_page_can_be_installed(browser: Browser, tmp_path: Path):
    with fakes.running(fakes.service(tmp_path / "uploads")) as site:
        page = visit(browser, site, DESKTOP)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        session = page.context.new_cdp_session(page)
        manifest = session.send("Page.getAppManifest")
        assert (manifest["errors"], manifest["url"]) == ([], f"{site}/manifest.json")
        errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [each["errorId"] for each in errors if each["errorId"] != "in-incognito"] == []
        assert page.trouble == []
        page.close()


def test_without_its_server_the_page_says_so(browser: Browser, tmp_path: Path):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    with fakes.running(fakes.service(tmp_path / "uploads")) as site:
        page.goto(site)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()
    page.goto(site)
    expect(page.get_by_role("status")).to_have_text("The server of Verbatim cannot be reached.")
    context.close()
