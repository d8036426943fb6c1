"""The history of conversations: a drawer, empty here. `history.js` fills it from the browser's own store."""

from ui.html import Html, element, join
from ui.strings import say


def drawer() -> Html:
    """The drawer, closed, and the line below the page that tells what came of keeping and opening."""
    close = element(
        "button", element("span", "×", aria_hidden="true"), type="button", class_="close-history",
        data_history="close", aria_label=say("history.close"),
    )  # fmt: skip
    fresh = element("button", say("history.fresh"), type="button", class_="tool", data_history="fresh")
    all_gone = element("button", say("history.delete_all"), type="button", class_="tool", data_history="delete-all")
    return join(
        element(
            "dialog",
            element("header", element("h2", say("history.title"), id="history-title"), close),
            element("div", fresh, class_="sought", data_search=say("history.search")),
            element("p", class_="told", role="status", dir="auto"),
            element("div", class_="conversations"),
            element("footer", element("span", say("history.kept_here")), all_gone),
            class_="history",
            aria_labelledby="history-title",
        ),
        element("p", class_="told aside", role="status", dir="auto"),
    )
