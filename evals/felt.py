"""How fast the page feels, measured in a browser: `python -m evals.felt`.

Every time is taken by a script inside the page, from the reader's own event (a key, a pointer, a click) to the first
frame that shows what it was for, so that neither the test driver nor its polling is in it:

- `page usable`: from the navigation to the question box with examples below it, on a server that is up;
- `first evidence`: from the question to the passages found, beside the chat;
- `finished answer`: from the question to the answer with its checks (extractive: no language model is asked);
- `hover to card`: from the pointer on a citation to its card;
- `click to source`: from the click to the cited words, marked and in view.

Seconds are of the machine that measures, so compare runs of one machine only, with nothing else running. `start` is
the time from the start of the server's process to a usable page, once.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer

from evals.questions import HOME, read_questions

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WINDOW = {"width": 1440, "height": 900}
PATIENCE_MS = 300_000
"""Until a server has read its index, on a slow machine."""
STEPS = ("page usable", "first evidence", "finished answer", "hover to card", "click to source")
NEVER = 30_000
"""Milliseconds after which a step counts as failed."""

CLOCK = """
(() => {
  const since = (event, seen) => new Promise((resolve) => document.addEventListener(event, () => {
    const began = performance.now();
    const look = () => seen() ? resolve(performance.now() - began)
      : performance.now() - began > NEVER ? resolve(null) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  }, { capture: true, once: true }));
  const shown = (part) => { const box = part?.getBoundingClientRect(); return box && box.height > 0 && box; };
  const visible = (card) => shown(card) && getComputedStyle(card).visibility === "visible"
    && Number(getComputedStyle(card).opacity) > 0.9;
  const marked = () => {
    const mark = shown(document.querySelector("#panel mark"));
    const pages = shown(document.querySelector("#panel .pages"));
    return mark && pages && mark.top >= pages.top && mark.bottom <= pages.bottom;
  };
  const turns = () => document.querySelectorAll("#thread .turn").length;
  window.felt = {
    ask: () => {
      const before = turns(), old = document.querySelector("#panel .passages");
      const evidence = () => {
        const found = document.querySelector("#panel .passages");
        return (found && found !== old) || turns() > before;
      };
      window.felt.took = Promise.all([since("keydown", evidence), since("keydown", () => turns() > before)]);
    },
    hover: (cite) => {
      window.felt.took = since("pointerover", () => visible(cite.closest(".has-card")?.querySelector(".card")));
    },
    click: () => { window.felt.took = since("click", marked); },
    usable: () => new Promise((resolve) => {
      const ready = () => ["#question textarea", "#thread .chip"].every((each) => shown(document.querySelector(each)));
      const look = () => ready() ? resolve(performance.now())
        : performance.now() > PATIENCE ? resolve(null) : requestAnimationFrame(look);
      look();
    }),
  };
})();
""".replace("NEVER", str(NEVER)).replace("PATIENCE", str(PATIENCE_MS))


def measured(address: str, questions: Sequence[str], runs: int) -> dict[str, list[float]]:
    """Seconds of every step, one for each time that it was done; a step that failed is infinite."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a tool of development

    path = os.environ.get("VERBATIM_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--headless", "--no-sandbox"])
        taken: dict[str, list[float]] = {step: [] for step in STEPS}
        _opened(browser, address).close()  # the first visit fills caches of the server; it is not counted
        for _ in range(runs):
            page = _opened(browser, address, taken)
            page.close()
        page = _opened(browser, address)
        _ask(page, questions[0], {step: [] for step in STEPS})
        for at in range(runs):
            _ask(page, questions[at % len(questions)], taken)
            _check(page, taken)
        browser.close()
    return taken


def _opened(browser: "Browser", address: str, taken: Mapping[str, list[float]] | None = None) -> "Page":
    page = browser.new_page(viewport={"width": WINDOW["width"], "height": WINDOW["height"]})
    page.add_init_script(CLOCK)
    page.goto(address)
    usable = page.evaluate("() => window.felt.usable()")
    if taken is not None:
        taken["page usable"].append(_seconds(usable))
    return page


def _ask(page: "Page", question: str, taken: Mapping[str, list[float]]) -> None:
    box = page.locator("#question textarea")
    box.fill(question)
    page.evaluate("() => window.felt.ask()")
    box.press("Enter")
    evidence, answer = page.evaluate("() => window.felt.took")
    taken["first evidence"].append(_seconds(evidence))
    taken["finished answer"].append(_seconds(answer))


def _check(page: "Page", taken: Mapping[str, list[float]]) -> None:
    """Point at the first citation of the last answer and open it, where the answer has one."""
    cite = page.locator("#thread .turn").last.locator(".prose a.cite").first
    if not cite.count():
        return
    cite.scroll_into_view_if_needed()
    page.mouse.move(5, 5)
    cite.evaluate("(cite) => window.felt.hover(cite)")
    cite.hover()
    taken["hover to card"].append(_seconds(page.evaluate("() => window.felt.took")))
    page.evaluate("() => window.felt.click()")
    cite.click()
    taken["click to source"].append(_seconds(page.evaluate("() => window.felt.took")))


def _seconds(milliseconds: float | None) -> float:
    return float("inf") if milliseconds is None else milliseconds / 1000


def table(taken: Mapping[str, Sequence[float]]) -> str:
    """The steps with their median and 95th percentile in seconds, as Markdown."""
    lines = ["| step | times | p50 s | p95 s |", "|---|---|---|---|"]
    for step in STEPS:
        seconds = taken[step]
        p50, p95 = np.percentile(seconds, [50, 95], method="nearest") if seconds else (np.nan, np.nan)
        lines.append(f"| {step} | {len(seconds)} | {p50:.3f} | {p95:.3f} |")
    return "\n".join(lines)


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The address of a page of its own over the index in `store`, without a language model."""
    settings = {**os.environ, "VERBATIM_STORE": str(store), "VERBATIM_LLM": "none", "VERBATIM_RATE": "0"}
    command = [sys.executable, "app.py", "serve", "--port", "18800"]
    with subprocess.Popen(command, cwd=HOME, env=settings, stdout=subprocess.PIPE, text=True) as server:
        try:
            told = server.stdout.readline() if server.stdout else ""
            found = re.search(r"http://\S+", told)
            if not found:
                raise typer.BadParameter(f"The page over {store} did not start: {told or 'it said nothing'}")
            yield found[0]
        finally:
            server.terminate()


def main(
    store: Annotated[Path | None, typer.Option(help="Folder of an index; the shipped corpus when left out.")] = None,
    questions: Annotated[Path | None, typer.Option(help="Questions, one a line; else the golden ones.")] = None,
    runs: Annotated[int, typer.Option(min=1, help="Times that each step is done.")] = 30,
) -> None:
    """Measure how fast the page feels, and print the table."""
    asked = questions.read_text("utf-8").splitlines() if questions else [each.question for each in read_questions()]
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as fresh, served(store or Path(fresh)) as address:
        typer.echo(f"at {address}, start {time.perf_counter() - began:.1f} s")
        typer.echo(table(measured(address, [each for each in asked if each.strip()], runs)))


if __name__ == "__main__":
    typer.run(main)
