"""The evidence of an answer on the page: a row for each citation, to be ticked and noted, and the menu of exports."""

import re
from collections.abc import Callable, Sequence

from answer.evidence_pack import Asked, Evidence, EvidencePack, Source
from answer.types import Answer
from export import wording
from ui.exports import FORMS
from ui.html import Html, element
from ui.panel_bar import bar, keys
from ui.sources import reference
from ui.strings import say

_PLACE = re.compile(r"#?evidence-([0-9a-f]{24})-0")
_SHOWN = 12
"""Hex digits of a fingerprint that a row shows; the exports have all."""


def tools(found: Answer, message: str) -> Html:
    """What stands below an answer: the way to its evidence, and the menu of exports."""
    link = element("a", say("answer.evidence"), href=reference("evidence", message, 0)) if found.citations else None
    return element("div", link, _menu(), class_="evidence-tools")


def _menu() -> Html:
    return element(
        "details",
        element("summary", say("evidence.export")),
        element("div", element("span", say("evidence.this"), class_="what"), *_forms(""), class_="forms"),
        element("div", element("span", say("evidence.all"), class_="what"), *_forms("all"), class_="forms all"),
        class_="export",
    )


def _forms(scope: str) -> list[Html]:
    label = "evidence.export_all" if scope else "evidence.export_this"
    return [
        element(
            "button", form.name, type="button", class_="form", data_export=ending, data_scope=scope or None,
            aria_label=say(label, form=form.name),
        )
        for ending, form in FORMS.items()
    ]  # fmt: skip


def show(
    link: str, answers: Callable[[str], Asked | None], pack: Callable[[Sequence[Asked]], EvidencePack]
) -> Html | None:
    """The panel for a link to the evidence of an answer; None for any other link, or when the answer is not known."""
    match = _PLACE.fullmatch(link)
    asked = answers(match[1]) if match else None
    return rows(pack([asked]), match[1], asked.answer) if match and asked else None


def rows(pack: EvidencePack, message: str, answer: Answer | None = None) -> Html:
    """A row for each citation: the exact words, where they stand, and what the reader says of them."""
    hint = say("evidence.hint")
    title = element("h2", say("evidence.title"), tabindex="-1")
    evidence = pack.exchanges[0].evidence
    items = [element("li", *_row(each, pack.source(each.source), message)) for each in evidence]
    return element(
        "div",
        bar(answer, message),
        element("header", title, element("p", hint, class_="byline")),
        element("div", element("ol", *items, class_="evidence-rows"), class_="pages"),
        keys(),
        class_="panel",
    )


def _row(evidence: Evidence, source: Source, message: str) -> list[Html | None]:
    outside = {"target": "_blank", "rel": "noopener noreferrer"}
    link = element("a", say("evidence.page"), href=evidence.link, **outside) if evidence.link else None
    proof = say("evidence.proof", digits=source.sha256[:_SHOWN]) if source.sha256 else None
    fate = wording.FATES[evidence.fate]
    return [
        element(
            "a",
            element("span", f"{evidence.number}", class_="number"),
            element("span", wording.title(source), class_="title", dir="auto"),
            href=reference("cite", message, evidence.number),
        ),
        element("p", wording.origin(source), class_="origin", dir="auto"),
        element("blockquote", evidence.quote, dir="auto"),
        element("p", fate, class_="notice", role="note") if fate else None,
        element("p", element("span", wording.places(evidence.spans)), element("span", proof), link, class_="byline"),
        _ticks(evidence, message),
    ]


def _ticks(evidence: Evidence, message: str) -> Html:
    """Two buttons of which at most one is pressed, and a note; `evidence.js` keeps what is ticked and written."""
    mark = evidence.mark
    buttons = [
        element(
            "button", name, type="button", class_="tick-button", data_mark=state,
            aria_pressed="true" if mark.state == state else "false",
        )
        for state, name in (("checked", say("evidence.checked")), ("disputed", say("evidence.disputed")))
    ]  # fmt: skip
    note = element(
        "div", mark.note, class_="note", contenteditable="plaintext-only", role="textbox", aria_multiline="true",
        aria_label=say("evidence.note_on", number=evidence.number), data_hint=say("evidence.note"), dir="auto",
    )  # fmt: skip
    saved = element("span", wording.marked(mark).partition(":")[0] if mark.state else "", class_="saved", role="status")
    return element("div", *buttons, saved, note, class_="ticks", data_message=message, data_number=evidence.number)
