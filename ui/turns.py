"""One exchange of the chat as HTML: the question, the answer as it comes in, and the tools below it."""

from collections.abc import Sequence

from answer.readings import Reading
from ui import understood
from ui.html import Html, element, join
from ui.strings import say


def question(text: str) -> Html:
    """What the reader asked."""
    return element("div", element("p", text, dir="auto"), class_="asked")


def draft(text: str, status: str = "", searched: Html | None = None) -> Html:
    """An answer as it comes in: plain text until it is finished and checked, below the question as it is searched."""
    body = element("div", text, class_="prose draft", dir="auto") if text else None
    note = element("p", element("span", class_="pulse"), status, class_="status", role="status") if status else None
    return element("article", searched, body, note, class_="reply", aria_busy="true")


def running(
    asked: str, text: str, status: str, *, limits: Html | None, chips: Html | None, searched: Html | None
) -> Html:
    """The question that runs, each part where the finished exchange will have it, so that nothing moves at its end."""
    return join(question(asked), limits, chips, draft(text, status, searched))


def stopped(text: str) -> Html:
    """A draft that the reader stopped: it was not checked, and says so."""
    body = element("div", text, class_="prose draft", dir="auto") if text else None
    note = say("turns.stopped_unchecked") if text else say("turns.stopped")
    return element("article", body, element("p", note, class_="notice"), class_="reply")


def error(sentence: str) -> Html:
    """Why there is no answer, in one sentence."""
    return element("article", element("p", sentence, class_="error", role="alert"), class_="reply")


def turn(
    asked: str,
    reply: Html,
    *,
    last: bool,
    readings: Sequence[Reading] = (),
    limits: Html | None = None,
    message: str = "",
    link: str = "",
) -> Html:
    """One exchange. The last one can be asked again, edited, and what was understood of it switched; the question of an
    earlier one can be edited too, and is then asked anew at the end. `limits` tells the filters it was asked under;
    `message` is the word under which the browser fetches the exchange for its history, `link` asks it again.
    """
    edit = _action("edit" if last else "reuse", say("turns.edit"))
    again = _action("retry", say("turns.again")) if last else None
    said = element("span", class_="said", role="status")
    linked = element("button", say("history.link"), type="button", class_="tool", data_link=link) if link else None
    tools = element("div", _action("copy", say("turns.copy")), linked, again, edit, said, class_="tools")
    chips = understood.chips(readings, switches=last)
    parts = (question(asked), limits, chips, reply, tools)
    return element("section", *parts, class_="turn", data_exchange=message or None)


def suggested(questions: Sequence[str]) -> Html | None:
    """Questions to go on with, each a button that asks it; nothing without any."""
    if not questions:
        return None
    chips = [element("li", element("button", each, type="button", class_="chip", data_ask=each)) for each in questions]
    name = say("turns.suggested")
    title = element("p", name, class_="next-title", aria_hidden="true")
    return element("nav", title, element("ul", *chips, class_="chips"), class_="suggested", aria_label=name)


def _action(name: str, label: str) -> Html:
    return element("button", label, type="button", class_="tool", data_action=name)
