"""The tab “Check a quotation” and its endpoint, over a small newsroom."""

from types import SimpleNamespace

import pytest
from gradio_client import Client
from playwright.sync_api import expect

from tests import ui_fakes as fakes
from tests.browsing import DESKTOP, PHONE, in_view, visit
from tests.test_html import Text
from ui import examples
from ui.answers import Answers
from ui.quote_tab import QuoteTab


@pytest.fixture
def service(tmp_path):
    made = fakes.service(tmp_path)
    made._loading.result()
    yield made
    made.close()


@pytest.fixture
def tab(service):
    return QuoteTab(service, Answers())


async def test_each_quotation_gets_its_verdict_and_its_source_can_be_opened(tab):
    markup = await tab.check(fakes.QUOTED)
    assert Text(markup).text.startswith("2 quotations in 2 documents: 1 word for word, 1 altered.")
    message = markup.split('data-message="')[1][:24]
    assert [each.verdict for each in tab.answers.get(message).quotations] == ["verbatim", "altered"]


async def test_an_empty_text_shows_what_the_tab_is_for(tab):
    assert "Did they say exactly that?" in await tab.check("  ")
    assert "Did they say exactly that?" in await tab.arrive()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("no marks", "No quotation marks were found in this text."), ("explode", "Something went wrong while checking.")],
)
async def test_what_cannot_be_checked_is_one_sentence(tab, text, sentence):
    markup = await tab.check(text)
    assert sentence in markup
    assert 'role="alert"' in markup


async def test_a_click_on_the_example_checks_it_and_any_other_click_does_nothing(tab):
    text, markup = await tab.example(SimpleNamespace(_data={"text": fakes.QUOTED}))
    assert (text, "1 altered" in markup) == (fakes.QUOTED, True)
    for data in (None, {"text": 5}, []):
        assert (await tab.example(SimpleNamespace(_data=data)))[0] == ""


def test_the_example_is_a_quotation_of_the_corpus_once_exact_and_once_with_a_word_less(tmp_path):
    from tests import newsroom  # noqa: PLC0415

    with newsroom.build(tmp_path) as index:
        text = examples.quotation(index.catalogue, index.catalogue.document)
    assert text == (
        "“We do not take these plans seriously,” Sergei Lavrov said. "
        "“We do not take plans seriously,” Sergei Lavrov said later."
    )


def test_the_endpoint_gives_plain_values_and_a_sentence_for_an_error(service):
    with fakes.running(service) as address:
        client = Client(address, verbose=False)
        found = client.predict(fakes.QUOTED, api_name="/check_quote")
        assert [(each["verdict"], each["source"]["title"]) for each in found] == [
            ("verbatim", fakes.NEWS.title),
            ("altered", fakes.NEWS.title),
        ]
        with pytest.raises(Exception, match="No quotation marks were found"):
            client.predict("no marks", api_name="/check_quote")
        client.close()


def checked(browser, address, size):
    page = visit(browser, address, size)
    page.get_by_role("tab", name="Check a quotation").click()
    expect(page.get_by_role("heading", name="Did they say exactly that?")).to_be_visible()
    page.get_by_placeholder("Paste a quotation").fill(fakes.QUOTED)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#checked .report li")).to_have_count(2)
    return page


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_pasted_text_is_checked_and_the_source_opens_at_the_exact_words(browser, service, size):
    with fakes.running(service) as address:
        page = checked(browser, address, size)
        expect(page.locator("#checked del")).to_contain_text("be")
        expect(page.locator("#checked ins")).to_contain_text("stay")
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
        page.locator("#checked .where a").first.click()
        expect(page.locator("#panel mark")).to_have_text(fakes.QUOTE)
        page.wait_for_timeout(500)
        assert in_view(page)
        assert page.trouble == []
        page.close()


@pytest.mark.browser
def test_the_chat_is_still_there_when_the_reader_comes_back_to_it(browser, service):
    with fakes.running(service) as address:
        page = checked(browser, address, DESKTOP)
        page.get_by_role("tab", name="Ask").click()
        expect(page.get_by_placeholder("Ask about the documents")).to_be_visible()
        expect(page.locator(".chip").first).to_be_visible()
        page.get_by_role("tab", name="Check a quotation").click()
        expect(page.locator("#checked .report li")).to_have_count(2)
        page.close()
