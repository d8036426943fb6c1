"""The top of the source panel: back to the passages, the citations of the answer, help, close. And the help itself."""

from answer.types import Answer
from ui.html import Html, element
from ui.sources import reference
from ui.strings import say


def bar(answer: Answer | None, message: str = "", current: int = 0, *, passages: bool = False) -> Html:
    """The way around in the panel. `current` is the citation that is shown; `passages` says that their list is."""
    back = None
    if passages:
        back = element("span", say("panel.passages"), class_="back here", aria_current="page")
    elif answer and answer.hits:
        back = element("a", say("panel.back"), href=reference("found", message, 0), class_="back")
    marks = [
        element(
            "a",
            f"{citation.number}",
            href=reference("cite", message, citation.number),
            class_="cite",
            aria_label=say("panel.citation", number=citation.number),
            aria_current="true" if citation.number == current else None,
            data_document=citation.passage.document_id,
        )
        for citation in (answer.citations if answer else ())
    ]
    help_ = element("button", "?", type="button", class_="help", data_keys="open", aria_label=say("keys.button"))
    close = element("button", say("panel.close"), type="button", class_="close", data_close="panel")
    return element(
        "nav", back, element("span", *marks, class_="marks"), help_, close, class_="bar", aria_label=say("panel.label")
    )


def keys() -> Html:
    """What the keys do, as a dialog that `panel.js` opens; the single letters can be switched off in it."""
    rows = [
        element("div", element("dt", element("kbd", key)), element("dd", does))
        for key, does in (
            ("n j", say("keys.next")),
            ("p k", say("keys.previous")),
            ("1 – 9", say("keys.citation")),
            ("?", say("keys.help")),
            ("Esc", say("keys.escape")),
        )
    ]
    switch = element(
        "button", say("keys.letters"), type="button", class_="tool letters", role="switch", aria_checked="true",
        data_keys="letters",
    )  # fmt: skip
    close = element("button", say("keys.close"), type="button", class_="tool", data_keys="close")
    title = element("h3", say("keys.title"), id="keys-title")
    return element(
        "dialog", title, element("dl", *rows), element("div", switch, close, class_="choices"), class_="keys",
        aria_labelledby="keys-title",
    )  # fmt: skip
