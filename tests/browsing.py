"""A real browser for the tests: Debian's Chromium through Playwright, and what a reader does with the page."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def chromium() -> str:
    found = os.environ.get("VERBATIM_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    return found or pytest.skip("needs Chromium: install it, or name its program in VERBATIM_CHROMIUM")


@contextmanager
def launched() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


def visit(browser, site: str, size: dict[str, int]) -> Page:
    """The page at `size`; what it complains of and whom it calls is kept in `page.trouble`."""
    page = browser.new_page(viewport=size)
    page.trouble = []
    page.on("console", lambda said: said.type in {"error", "warning"} and page.trouble.append(said.text))
    page.on("pageerror", lambda error: page.trouble.append(str(error)))
    page.on("dialog", lambda dialog: (page.trouble.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: _foreign(page, request.url, site))
    page.goto(site)
    return page


def _foreign(page: Page, url: str, site: str) -> None:
    if not url.startswith((site, "data:", "blob:")):
        page.trouble.append(f"request to {url}")


def ask(page: Page, question: str) -> None:
    page.get_by_placeholder("Ask about the documents").fill(question)
    page.keyboard.press("Enter")


def answered(page: Page, times: int = 1) -> None:
    expect(page.locator("#thread .coverage")).to_have_count(times)


def in_view(page: Page) -> bool:
    """Whether the marked words stand inside the visible part of the panel and of the window."""
    return page.evaluate(
        """() => {
          const mark = document.querySelector("#panel mark").getBoundingClientRect();
          const box = document.querySelector("#panel .pages").getBoundingClientRect();
          return mark.top >= box.top && mark.bottom <= Math.min(box.bottom, window.innerHeight) && mark.height > 0;
        }"""
    )
