"""Checking an answer without leaving it, in a real browser: cards, a source with its places, the evidence, the keys."""

import re
import time
from collections.abc import Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from answer.types import Answer, Check, Coverage, Finished, Found, Usage
from index.mentions import mentions
from index.types import Document, Hit, Span, Statement
from tests import ui_fakes as fakes
from tests.browsing import DESKTOP, PHONE, answered, ask, in_view, visit
from ui.service import Backend, Service

pytestmark = pytest.mark.browser

SAID = "“The harbour will stay open,” said Ada Berg on Tuesday, “whatever the weather does.”"
FIRST = replace(
    fakes.NEWS,
    id="long-1",
    text="\n\n".join([*[f"Berg spoke of piers. {fakes.FILLER}"] * 3, SAID, *[fakes.FILLER] * 20]),
)
SECOND = replace(
    fakes.NEWS,
    id="long-2",
    title="A long report",
    text="\n\n".join([*[fakes.FILLER] * 900, "Ships wait, the report says.", *[fakes.FILLER] * 900]),
)
DOCUMENTS = {each.id: each for each in (FIRST, SECOND)}
WHOLE, REPORT = fakes.passage(FIRST, SAID), fakes.passage(SECOND, "Ships wait, the report says.")
TEXT = (
    "Ada Berg said: “The harbour will stay open” [1]. Ships wait [2]. Trade grew by half. All piers are new. "
    "The mayor agreed."
)


def sentence(words: str) -> Span:
    return Span(start=TEXT.index(words), end=TEXT.index(words) + len(words))


ANSWER = Answer(
    question="harbour?",
    understood="What about the harbour?",
    text=TEXT,
    citations=(fakes.citation(1, WHOLE, "The harbour will stay open"), fakes.citation(2, REPORT, "Ships wait")),
    checks=(
        Check(sentence=sentence("Ada Berg said: “The harbour will stay open” [1]."), verdict="verbatim"),
        Check(sentence=sentence("Ships wait [2]."), verdict="supported"),
        Check(
            sentence=sentence("Trade grew by half."),
            verdict="partly",
            document_id=FIRST.id,
            evidence=WHOLE.span,
            reason="The source does not say by how much.",
        ),
        Check(sentence=sentence("All piers are new."), verdict="unsupported", reason="No passage says it."),
        Check(sentence=sentence("The mayor agreed."), verdict="citation removed", reason="[9] names no passage."),
    ),
    coverage=Coverage(documents=2, sources=("Coast Wire",), person="Ada Berg", topic="harbour", found=2, origins=2),
    statements=(
        Statement(
            document_id=FIRST.id,
            speaker="Ada Berg",
            speaker_span=Span(start=0, end=1),
            mention=Span(start=0, end=1),
            cue="said",
            cue_span=Span(start=0, end=1),
            kind="direct",
            content=(fakes.citation(1, WHOLE, "The harbour will stay open").quoted[0],),
            sentence=WHOLE.span,
        ),
    ),
    hits=(
        Hit(passage=WHOLE, score=0.5, ranks={"vector": 2, "lexical": 1}),
        Hit(passage=fakes.BAD, score=0.2, ranks={"links": 1}),
    ),
    model="a-model",
    place="http://127.0.0.1:8080/v1",
    prompt="answer@1a2b3c",
    seconds={"search": 0.1, "write": 0.3},
    usage=Usage(prompt_tokens=1234, answer_tokens=120, cost=0.0012),
)


class Assistant:
    async def stream(self, question, **_):
        yield Found(hits=ANSWER.hits, coverage=ANSWER.coverage)
        yield Finished(answer=replace(ANSWER, question=question))


def mentioned(answer: Answer, document: Document) -> Sequence[Span]:
    return mentions(document.text, ["Ada Berg", "Berg"], frozenset())


class Shelf(fakes.Catalogue):
    """Two documents, one of them of 200,000 characters; `slow` are the seconds until one is there."""

    slow = 0.0

    def __init__(self) -> None:
        self.documents = DOCUMENTS

    def document(self, document_id: str) -> Document:
        time.sleep(self.slow)
        return self.documents[document_id]


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def site(tmp_path, shelf):
    def load(say):
        index = fakes.Index()
        index.catalogue = shelf
        return Backend(
            index=index, assistant=Assistant(), check_quotes=fakes.check_quotes, look_up=fakes.look_up,
            search=fakes.search, documents=fakes.documents, mentioned=mentioned,
        )  # fmt: skip

    with fakes.running(Service(load, uploads=tmp_path / "store" / "uploads", max_bytes=1_000_000)) as address:
        yield address


@contextmanager
def context(browser, **options):
    """A browser of its own for one test: with a finger, or allowed to read what was copied."""
    with ExitStack() as closing:
        yield SimpleNamespace(new_page=lambda viewport: opened_page(closing, browser, viewport, options))


def opened_page(closing: ExitStack, browser, viewport, options) -> Page:
    made = browser.new_context(viewport=viewport, **options)
    closing.callback(made.close)
    return made.new_page()


@pytest.fixture
def desktop(browser, site):
    yield from shown(visit(browser, site, DESKTOP))


@pytest.fixture
def phone(browser, site):
    with context(browser, has_touch=True) as finger:
        yield from shown(visit(finger, site, PHONE))


def shown(page: Page):
    expect(page.locator("#brand")).to_contain_text("2 documents", timeout=20_000)
    ask(page, "harbour?")
    answered(page)
    yield page
    assert page.trouble == []
    page.close()


def card(page: Page):
    return page.locator("#thread .has-card.shown > .card")


def inside(page: Page) -> bool:
    """Whether the card that is shown lies within the window."""
    box = card(page).bounding_box()
    size = page.viewport_size
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= size["width"]
        and box["y"] + box["height"] <= size["height"]
    )


def test_a_pointer_on_a_number_shows_the_words_in_their_sentence_and_whose_they_are(desktop):
    desktop.locator("#thread a.cite").first.hover()
    expect(card(desktop).locator(".card-quote")).to_have_text(SAID)
    expect(card(desktop).locator(".card-quote strong")).to_have_text("The harbour will stay open")
    expect(card(desktop).locator(".card-speaker")).to_have_text("Ada Berg, own words")
    expect(card(desktop)).to_contain_text("Coast Wire · 2 Jul 2025")
    assert inside(desktop)


def test_a_card_stays_while_the_pointer_is_on_it_and_escape_puts_it_away(desktop):
    desktop.locator("#thread a.cite").first.hover()
    card(desktop).locator(".card-quote").hover()
    desktop.wait_for_timeout(500)
    expect(card(desktop)).to_be_visible()
    desktop.keyboard.press("Escape")
    expect(card(desktop)).to_have_count(0)
    desktop.locator("#question textarea").hover()
    desktop.locator("#thread a.cite").first.hover()
    card(desktop).get_by_role("link", name="Open source").click()
    expect(desktop.locator("#panel mark")).to_have_text("The harbour will stay open")
    expect(card(desktop)).to_have_count(0)


def test_a_sentence_in_doubt_tells_its_reason_and_the_nearest_words(desktop):
    desktop.locator("#thread .doubted", has_text="Trade grew").hover()
    expect(card(desktop).locator(".card-reason")).to_have_text("The source does not say by how much.")
    expect(card(desktop).locator(".card-quote")).to_have_text(SAID)
    assert inside(desktop)


def test_every_verdict_has_a_sign_of_its_own(desktop):
    signs = desktop.locator("#thread .sentence .sign").all_text_contents()
    assert len(set(signs)) == 5


def test_the_focus_shows_a_card_and_the_keyboard_opens_the_source_and_comes_back(desktop):
    first = desktop.locator("#thread a.cite").first
    desktop.locator("#thread button").first.focus()
    desktop.keyboard.press("Shift+Tab")
    for _ in range(30):
        if first.evaluate("each => each === document.activeElement"):
            break
        desktop.keyboard.press("Shift+Tab")
    expect(card(desktop)).to_be_visible()
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#panel h2")).to_be_focused()
    desktop.keyboard.press("Escape")
    expect(first).to_be_focused()


def test_one_goes_from_place_to_place_and_on_to_the_next_document(desktop):
    desktop.locator("#thread a.cite").first.click()
    told = desktop.locator("#panel .ways .told")
    expect(told).to_have_text("4 of 5")
    desktop.keyboard.press("n")
    expect(told).to_have_text("5 of 5")
    expect(desktop.locator("#panel .stop.here")).to_have_text("Ada Berg")
    desktop.get_by_role("button", name="Previous place (p)").click()
    desktop.keyboard.press("k")
    expect(told).to_have_text("3 of 5")
    for _ in range(3):
        desktop.keyboard.press("j")
    expect(desktop.locator("#panel mark")).to_have_text("Ships wait")
    expect(desktop.locator("#panel h2")).to_have_text("A long report")
    desktop.get_by_role("button", name="Next place (n)").click()
    expect(told).to_have_text("That was the last place.")
    desktop.keyboard.press("1")
    expect(desktop.locator("#panel mark")).to_have_text("The harbour will stay open")


def test_the_words_stand_in_view_with_the_paragraph_before_and_after(desktop):
    desktop.locator("#thread a.cite").first.click()
    expect(desktop.locator("#panel mark")).to_be_visible()
    desktop.wait_for_function("document.querySelector('#panel .stop.here')")
    assert in_view(desktop)
    assert desktop.evaluate(
        """() => {
          const box = document.querySelector("#panel .pages").getBoundingClientRect();
          const paragraph = document.querySelector("#panel mark").closest("p");
          return paragraph.previousElementSibling.getBoundingClientRect().top >= box.top &&
            paragraph.nextElementSibling.getBoundingClientRect().bottom <= box.bottom;
        }"""
    )


def test_a_document_of_two_hundred_thousand_characters_opens_at_its_words_without_a_wait(desktop):
    assert len(SECOND.text) > 190_000
    began = time.perf_counter()
    desktop.locator("#thread a.cite").nth(1).click()
    expect(desktop.locator("#panel .stop.here mark")).to_have_text("Ships wait")
    took = time.perf_counter() - began
    assert in_view(desktop)
    assert took < 3.0  # 0.3 s on two free cores


def test_letters_are_no_keys_where_text_is_written_or_when_they_are_switched_off(desktop):
    desktop.locator("#thread a.cite").first.click()
    told = desktop.locator("#panel .ways .told")
    expect(told).to_have_text("4 of 5")
    box = desktop.get_by_placeholder("Ask about the documents")
    box.fill("")
    box.press_sequentially("n1?")
    expect(box).to_have_value("n1?")
    expect(told).to_have_text("4 of 5")
    desktop.get_by_role("button", name="Keys", exact=True).click()
    switch = desktop.get_by_role("switch", name="Single letters and digits")
    expect(switch).to_have_attribute("aria-checked", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")
    desktop.keyboard.press("Escape")
    expect(desktop.get_by_role("dialog")).to_have_count(0)
    expect(told).to_have_text("4 of 5")
    desktop.keyboard.press("n")
    expect(told).to_have_text("4 of 5")


def test_the_evidence_beside_the_answer_says_why_and_how(desktop):
    rows = desktop.locator("#panel .passages > li")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("Found by words (no. 1), by meaning (no. 2). Holds “harbour”.")
    expect(rows.first.locator(".snippet strong")).to_have_text("harbour")
    expect(rows.first.locator(".use")).to_have_text("Cited as 1")
    expect(rows.nth(1)).to_contain_text("Not used in the answer.")
    expect(rows.nth(2)).to_contain_text("Ships wait")
    how = desktop.locator("#panel details.how")
    expect(how.get_by_text("1,234 + 120 tokens, $0.0012")).not_to_be_visible()
    how.locator("summary").click()
    for words in ("1,234 + 120 tokens, $0.0012", "answer@1a2b3c", "Written by a-model", "Time: 0.40 seconds"):
        expect(how.get_by_text(words)).to_be_visible()
    rows.first.locator(".use a").click()
    expect(desktop.locator("#panel mark")).to_have_text("The harbour will stay open")
    desktop.locator("#panel .back").click()
    expect(rows).to_have_count(3)


def test_a_panel_that_takes_long_says_so_and_a_server_that_is_gone_can_be_tried_again(desktop, shelf):
    shelf.slow = 1.0
    desktop.locator("#thread a.cite").first.click()
    expect(desktop.locator("#panel .waiting")).to_have_text("Opening the source …")
    expect(desktop.locator("#panel mark")).to_be_visible()
    expect(desktop.locator("#panel .waiting")).to_have_count(0)
    shelf.slow = 0.0
    desktop.route(re.compile("component_server"), lambda route: route.abort())
    desktop.locator("#panel .back").click()
    expect(desktop.locator("#panel .waiting")).to_contain_text("The server did not answer.")
    desktop.unroute(re.compile("component_server"))
    desktop.get_by_role("button", name="Try again").click()
    expect(desktop.locator("#panel .passages > li")).to_have_count(3)
    desktop.trouble = [each for each in desktop.trouble if "ERR_FAILED" not in each and "Failed to fetch" not in each]


def test_the_exact_words_are_copied_with_their_source(browser, site):
    with context(browser, permissions=["clipboard-read", "clipboard-write"]) as allowed:
        for page in shown(visit(allowed, site, DESKTOP)):
            page.locator("#thread a.cite").first.click()
            page.get_by_role("button", name="Copy the words").click()
            expect(page.get_by_role("button", name="Copied")).to_be_visible()
            assert page.evaluate("navigator.clipboard.readText()") == (
                "“The harbour will stay open” — Jo Lind, Coast Wire, “Minister promises an open harbour”, 2 Jul 2025. "
                "https://example.org/harbour"
            )


def test_on_a_phone_the_first_tap_shows_the_card_and_the_second_one_opens(phone):
    first = phone.locator("#thread a.cite").first
    first.tap()
    expect(card(phone)).to_be_visible()
    assert inside(phone)
    expect(phone.locator("#panel mark")).to_have_count(0)
    first.tap()
    expect(phone.locator("#panel mark")).to_be_visible()
    expect(phone.locator("#panel h2")).to_be_focused()
    phone.get_by_role("button", name="Close", exact=True).tap()
    expect(phone.locator("#panel mark")).not_to_be_visible()


def test_on_a_phone_the_card_has_a_button_and_a_tap_beside_the_sheet_closes_it(phone):
    phone.locator("#thread a.cite").first.tap()
    button = card(phone).get_by_role("link", name="Open source")
    assert button.bounding_box()["height"] >= 40
    button.tap()
    expect(phone.locator("#panel mark")).to_be_visible()
    phone.wait_for_timeout(300)  # until the sheet has slid in
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert phone.locator("#talk").evaluate("each => each.inert")
    phone.touchscreen.tap(200, 60)
    expect(phone.locator("#panel mark")).not_to_be_visible()
    assert not phone.locator("#talk").evaluate("each => each.inert")


def test_on_a_phone_the_evidence_fits_and_its_targets_are_large_enough(phone):
    phone.locator("#thread .made a").tap()
    expect(phone.locator("#panel .passages > li")).to_have_count(3)
    phone.locator("#panel details.how summary").tap()
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    small = phone.evaluate(
        """() => [...document.querySelectorAll("#panel :is(button, summary, a)")]
          .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 40)
          .map((each) => each.textContent)"""
    )
    assert small == []
