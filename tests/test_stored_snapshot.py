"""One stored answer of the newsroom: what the endpoint `ask` gives is what was stored, and the page shows it. To store
it anew:
`VERBATIM_STORE_SNAPSHOT=1 pytest tests/test_stored_snapshot.py`, and look at the difference.
"""

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from answer.coverage import describe
from answer.snapshot import dump, load
from tests import doors, ui_fakes
from tests.browsing import DESKTOP, PHONE, answered, launched, visit
from tests.browsing import ask as ask_page
from ui.calls import ask

STORED = Path(__file__).parent / "data" / "answer_snapshot.json"
QUESTION = "What did Lavrov say about Korea?"
_ID = re.compile(r"\b(wonsan|drills|echo|grain)-[0-9a-f]{8}\b")
"""The id of a document ends with a hash of its path, which is another in every folder."""


@pytest.fixture
def service(tmp_path):
    made = doors.service(tmp_path)
    yield made
    made.close()


async def test_the_endpoint_gives_the_stored_snapshot(service):
    text = json.dumps({**await ask(service, QUESTION), "seconds": {}}, ensure_ascii=False)
    given = json.loads(_ID.sub(r"\1-00000000", text))
    given["coverage"]["changed"] = "2026-11-25T13:08:52Z"  # when this test's index was made
    if os.environ.get("VERBATIM_STORE_SNAPSHOT"):
        STORED.write_text(json.dumps({"version": 1, "answer": given}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert json.loads(STORED.read_text("utf-8"))["answer"] == given


def test_the_stored_snapshot_is_read_back_exactly():
    answer = load(STORED.read_text("utf-8"))
    assert answer.citations
    assert load(dump(answer)) == answer


WITHOUT_MARKS = """(prose) => {
  const copy = prose.cloneNode(true);
  copy.querySelectorAll(".card, .sign, .tick, .verdict").forEach((each) => each.remove());
  return copy.textContent;
}"""


def plain(text: str) -> str:
    """The words, whatever blanks stand between them and before a mark."""
    return re.sub(r"\s+(?=\[)", "", " ".join(text.split()))


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_shows_the_stored_snapshot(service, size):
    stored = load(STORED.read_text("utf-8"))
    with ui_fakes.running(service) as site, launched() as browser:
        page = visit(browser, site, size)
        ask_page(page, QUESTION)
        answered(page)
        shown = page.locator("#thread .reply .prose").evaluate(WITHOUT_MARKS)
        assert plain(shown) == plain(stored.text)
        assert describe(stored.coverage) in page.locator("#panel .coverage").text_content()
        for citation in stored.citations:
            page.locator(f"#thread .prose a.cite[href$='-{citation.number}']").click()
            expect(page.locator("#panel mark").first).to_be_attached()
            assert "".join(page.locator("#panel mark").all_text_contents()) in citation.quote.replace(" … ", "")
            page.keyboard.press("Escape")
        assert page.trouble == []
