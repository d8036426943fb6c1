"""The pictures of the README, made anew by a command: the page over the shipped corpus, in a store of their own.

    python -m tests.pictures                    # all that are named in PICTURES
    python -m tests.pictures answer answer-dark # these

A picture is one function of the page. No language model is asked but a scripted one (`llm_server.py`), so that the same
corpus makes the same picture.
"""

import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browsing import DESKTOP, PHONE, answered, ask, launched, visit
from tests.llm_server import LLMServer

HOME = Path(__file__).resolve().parents[1]
FOLDER = HOME / "docs" / "images"
QUESTION = "What did Lavrov say about Iran?"
UNANSWERED = "What did Lavrov say about football?"
COLOURS = 128
"""Of a picture's palette: enough for letters and their edges, at a third of the bytes."""
PATIENCE_MS = 180_000
"""Until the shipped corpus is indexed and the model loaded, on a slow machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A file of the folder: its name without `.png`, the way there, and how the page is looked at."""

    name: str
    reach: Callable[[Page], None]
    size: dict[str, int]
    dark: bool = False
    written: bool = False
    """Whether the scripted model writes the answers."""


def start(page: Page) -> None:
    """The page as a reader first sees it."""
    expect(page.locator("#thread .chip").first).to_be_visible(timeout=PATIENCE_MS)


def answer(page: Page) -> None:
    """An answer, and beside it the cited document at the words."""
    start(page)
    ask(page, QUESTION)
    expect(page.locator("#thread .coverage")).to_have_count(1, timeout=PATIENCE_MS)
    page.locator("#thread a.cite").first.click()
    expect(page.locator("#panel mark").first).to_be_visible()


def phone(page: Page) -> None:
    """An answer on a phone."""
    start(page)
    ask(page, QUESTION)
    answered(page)


def refusal(page: Page) -> None:
    """No answer, and why."""
    start(page)
    ask(page, UNANSWERED)
    answered(page)


def quotes(page: Page) -> None:
    """The example of the tab that checks quotations."""
    start(page)
    page.get_by_role("tab", name="Check a quotation").click()
    page.get_by_role("button", name=re.compile("^Try it")).click()
    expect(page.locator("#checked .about").first).to_be_visible()
    page.locator("#checked .where a").first.click()
    expect(page.locator("#panel mark").first).to_be_visible()


def card(page: Page) -> None:
    """The card at a number: the cited words in their sentence."""
    phone(page)
    page.locator("#thread .prose a.cite").first.hover()
    expect(page.locator("#thread .card:visible").first).to_be_visible()


def documents(page: Page) -> None:
    """The tab of the documents."""
    start(page)
    page.get_by_role("tab", name="Documents").click()
    expect(page.locator("#documents").get_by_text("Most quoted")).to_be_visible(timeout=PATIENCE_MS)


def history(page: Page) -> None:
    """The conversations that the browser keeps, beside one of them."""
    phone(page)
    ask(page, "What did Rafael Grossi say?")
    answered(page, 2)
    page.get_by_role("button", name="New chat").click()
    start(page)
    ask(page, "Who met in Wonsan?")
    answered(page)
    page.locator("#history-open").click()
    expect(page.get_by_text("Today")).to_be_visible()


def statements(page: Page) -> None:
    """Who said what, about Iran."""
    start(page)
    page.get_by_role("tab", name="Who said what").click()
    page.get_by_label("Topic").fill("Iran")
    page.get_by_role("button", name="Look up").click()
    expect(page.locator("#statements table.statements").first).to_be_visible()


def writers(page: Page) -> None:
    """The choice of who writes, and what it means."""
    start(page)
    expect(page.locator("#writers")).to_be_visible(timeout=PATIENCE_MS)


PROSE = (
    "Lavrov said that “no one is thinking about using force against the Korean People’s Democratic Republic” [1]. "
    "He called the strikes on Iran “a crime without any precedent” [1]. "
    "North Korea drew its conclusions long before the Israeli-American strikes on Iran [1]. "
    "Lavrov promised Pyongyang 40,000 tonnes of grain [2]. "
    "The talks were held in Wonsan in July 2025 [9]."
)
"""What the scripted model writes: true, invented, without a source, and with a number that leads nowhere."""


PICTURES = (
    Picture(name="start", reach=start, size=DESKTOP),
    Picture(name="answer", reach=answer, size=DESKTOP),
    Picture(name="answer-dark", reach=answer, size=DESKTOP, dark=True),
    Picture(name="phone", reach=phone, size=PHONE),
    Picture(name="refusal", reach=refusal, size=DESKTOP),
    Picture(name="quotes", reach=quotes, size=DESKTOP),
    Picture(name="card", reach=card, size=DESKTOP),
    Picture(name="documents", reach=documents, size=DESKTOP),
    Picture(name="history", reach=history, size=DESKTOP),
    Picture(name="statements", reach=statements, size=DESKTOP),
    Picture(name="writers", reach=writers, size=DESKTOP, written=True),
    Picture(name="marked", reach=phone, size=DESKTOP, written=True),
    Picture(name="marked-phone", reach=phone, size=PHONE, written=True),
)
"""Every picture that the command makes."""


@contextmanager
def served(model: str = "") -> Iterator[str]:
    """The program over the shipped corpus, in a process and a store of its own; gives its address. `model` is that of a
    language model's server."""
    with tempfile.TemporaryDirectory() as store:
        writing = {"VERBATIM_LLM": "compatible", "VERBATIM_LLM_URL": model} if model else {"VERBATIM_LLM": "none"}
        settings = os.environ | writing | {"VERBATIM_STORE": store, "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "app.py", "serve", "--port", "18200"]
        process = subprocess.Popen(command, cwd=HOME, env=settings, stdout=subprocess.PIPE, text=True)
        try:
            said = process.stdout or io.StringIO()
            lines = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in said)
            yield next(filter(None, lines))[0]
        finally:
            process.terminate()
            process.wait(timeout=30)


def taken(browser: Browser, site: str, picture: Picture) -> bytes:
    """The picture as a PNG of few colours; what the page complained of stops it."""
    page = visit(browser, site, picture.size)
    page.emulate_media(color_scheme="dark" if picture.dark else "light", reduced_motion="reduce")
    picture.reach(page)
    if picture.reach is not card:
        page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    page.evaluate("document.fonts.ready")
    shot = page.screenshot(animations="disabled", caret="hide")
    assert page.trouble == [], f"{picture.name}: {page.trouble}"
    page.close()
    written = io.BytesIO()
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        written, "PNG", optimize=True
    )
    return written.getvalue()


def main(names: list[str]) -> None:
    """Make the pictures of these names, all without any."""
    unknown = set(names) - {each.name for each in PICTURES}
    if unknown:
        sys.exit(f"There is no picture {min(unknown)!r}. There are: {', '.join(each.name for each in PICTURES)}.")
    for written in (False, True):
        chosen = [each for each in PICTURES if each.written == written and (not names or each.name in names)]
        if chosen:
            with scripted() as model, served(model if written else "") as site, launched() as browser:
                for picture in chosen:
                    image = taken(browser, site, picture)
                    (FOLDER / f"{picture.name}.png").write_bytes(image)
                    print(f"{picture.name}.png {len(image):,} bytes", flush=True)


@contextmanager
def scripted() -> Iterator[str]:
    """The address of a model's server that always writes `PROSE`."""
    server = LLMServer()
    server.pages["/v1/models"] = {"data": [{"id": "scripted"}]}
    server.reply = lambda handler: handler.answer(*re.split(r"(?<= )", PROSE))
    try:
        yield server.url
    finally:
        server.close()


if __name__ == "__main__":
    main(sys.argv[1:])
