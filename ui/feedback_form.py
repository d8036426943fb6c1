"""What a reader says of an answer: two thumbs, and behind them reasons and words of one's own."""

from answer.feedback import Rating, Reason
from ui.html import Html, element
from ui.strings import say

REASONS: dict[Reason, str] = {
    "wrong": say("feedback.wrong"),
    "beside": say("feedback.beside"),
    "incomplete": say("feedback.incomplete"),
    "quotation": say("feedback.quotation"),
    "unclear": say("feedback.unclear"),
}
"""How the reader is told each reason."""
THUMBS: dict[Rating, str] = {"up": say("feedback.up"), "down": say("feedback.down")}


def ask() -> Html:
    """The thumbs, and the form that a press on one of them opens; `feedback.js` keeps what is said at once."""
    thumbs = [_button("", "thumb", say_, data_rating=rating) for rating, say_ in THUMBS.items()]
    reasons = [_button(told, "reason-button", told, data_reason=reason) for reason, told in REASONS.items()]
    note = element(
        "div", class_="note", contenteditable="plaintext-only", role="textbox", aria_multiline="true",
        aria_label=say("feedback.words"), data_hint=say("feedback.words"), dir="auto",
    )  # fmt: skip
    form = element(
        "div",
        element("div", *reasons, class_="reasons", role="group", aria_label=say("feedback.why")),
        note,
        element("button", say("feedback.send"), type="button", class_="tool feedback-done"),
        element("p", say("feedback.kept_here"), class_="kept-here"),
        class_="opinion",
        hidden=True,
    )
    said = element("span", class_="said", role="status")
    return element("div", *thumbs, said, form, class_="feedback", role="group", aria_label=say("feedback.question"))


def _button(shown: str, kind: str, name: str, **data: str) -> Html:
    return element(
        "button", shown, type="button", class_=kind, aria_pressed="false", aria_label=name, title=name, **data
    )
