"""The pictures of the README, made anew by a command: the page over the shipped corpus, in a store of their own.

    python -m tests.pictures                    # all that are named in PICTURES
    python -m tests.pictures answer answer-dark # these

A picture is one function of the page. No language model is asked, so that the same corpus makes the same picture;
only the seconds under an answer differ.
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


PICTURES = (
    Picture(name="start", reach=start, size=DESKTOP),
    Picture(name="answer", reach=answer, size=DESKTOP),
    Picture(name="answer-dark", reach=answer, size=DESKTOP, dark=True),
    Picture(name="phone", reach=phone, size=PHONE),
    Picture(name="refusal", reach=refusal, size=DESKTOP),
    Picture(name="quotes", reach=quotes, size=DESKTOP),
)
"""Every picture that the command makes."""


@contextmanager
def served() -> Iterator[str]:
    """The program over the shipped corpus, in a process and a store of its own; gives its address."""
    with tempfile.TemporaryDirectory() as store:
        settings = os.environ | {"VERBATIM_STORE": store, "VERBATIM_LLM": "none", "PYTHONUNBUFFERED": "1"}
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
    with served() as site, launched() as browser:
        for picture in PICTURES:
            if not names or picture.name in names:
                image = taken(browser, site, picture)
                (FOLDER / f"{picture.name}.png").write_bytes(image)
                print(f"{picture.name}.png {len(image):,} bytes", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
