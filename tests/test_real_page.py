"""The main job as a person does it: the program started as its user starts it, the real model, a real browser."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsing import DESKTOP, answered, ask, in_view, launched, visit
from tests.test_main_job import CONCLUSIONS, NO_FORCE

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.shared]

HOME = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def site(seeds, tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    settings = {
        "VERBATIM_STORE": str(store),
        "VERBATIM_CORPUS": str(seeds),
        "VERBATIM_LLM": "none",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "app.py", "serve", "--port", "18200"]
    with subprocess.Popen(command, cwd=HOME, env=os.environ | settings, stdout=subprocess.PIPE, text=True) as program:
        try:
            yield re.search(r"http://[\d.:]+", program.stdout.readline()).group()
        finally:
            program.terminate()


@pytest.fixture(scope="module")
def page(site):
    with launched() as browser:
        opened = visit(browser, site, DESKTOP)
        opened.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        yield opened
        expect.set_options(timeout=5_000)


def test_the_judged_question_is_answered_and_its_citation_opens_at_the_exact_words(page):
    ask(page, "what did Lavrov say about Iran?")
    answered(page)
    expect(page.locator("#thread")).to_contain_text("Sergei Lavrov stated, as reported by TASS: “The leadership")
    page.get_by_role("link", name=re.compile("^Source 1")).first.click()
    expect(page.locator("#panel mark").first).to_have_text(CONCLUSIONS)
    assert page.locator("#panel mark").all_text_contents() == [CONCLUSIONS, NO_FORCE]
    assert in_view(page)
    assert page.trouble == []


def test_a_follow_up_is_understood_from_the_question_before(page):
    ask(page, "And about Venezuela?")
    answered(page, 2)
    expect(page.locator("#thread")).to_contain_text("Nothing that Lavrov said about Venezuela was found")
    expect(page.locator("#thread")).to_contain_text("Searched 2 documents")
    assert page.trouble == []


def test_an_uploaded_document_is_answered_from_at_once(page, tmp_path):
    text = "Ada Berg visited the port. “The new harbour opens in May,” Ada Berg said on Monday."
    (tmp_path / "harbour.txt").write_text(text, "utf-8")
    page.locator("#upload").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").click()
    chooser.value.set_files([tmp_path / "harbour.txt"])
    expect(page.locator("#indexing .notice-box")).to_contain_text("1 document new")
    page.get_by_role("tab", name="Ask", exact=True).click()
    ask(page, "What did Ada Berg say about the harbour?")
    answered(page, 3)
    expect(page.locator("#thread")).to_contain_text("Ada Berg said: “The new harbour opens in May”")
    assert page.trouble == []
