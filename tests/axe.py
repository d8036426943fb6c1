"""What axe-core finds wrong with a page for people who read with their ears, by the keyboard or in other colours."""

from collections.abc import Iterable, Iterator

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2, 2.5.8: the one rule of its level, and off unless asked for
    "resultTypes": ["violations"],
}
COVERED = {"page-has-heading-one", "skip-link"}
"""Rules on the page as a whole: while a sheet covers it, what is behind is inert, and these look at the sheet alone."""
SHOWN = 160
"""Characters of an element in a complaint."""


def violations(page: Page) -> list[str]:
    """A line for each element that breaks WCAG 2.2 A or AA, or a best practice: `rule: where: element: why`.

    What moves is first brought to its end: a text that is fading in has the contrast of no text.
    """
    page.evaluate("document.getAnimations().filter((each) => each.effect.getTiming().iterations === 1)"
                  ".forEach((each) => each.finish())")  # fmt: skip
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)  # by the debugger's door, which the page's own policy does not guard
    found = page.evaluate("(options) => axe.run(document, options)", OPTIONS)
    covered = page.evaluate("document.querySelector('[inert]') !== null")
    return list(_lines(each for each in found["violations"] if not (covered and each["id"] in COVERED)))


def _lines(rules: Iterable[dict]) -> Iterator[str]:
    for rule in rules:
        for node in rule["nodes"]:
            where = " ".join(str(part) for part in node["target"])
            why = " ".join(node["failureSummary"].split()).removeprefix("Fix any of the following: ")
            yield f"{rule['id']}: {where}: {node['html'][:SHOWN]}: {why}"
