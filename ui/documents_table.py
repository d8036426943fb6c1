"""The tab Documents as HTML: how documents are added, the table of them, what was deleted and what failed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answer.types import Answer, Coverage
from index.contents import Contents, Entry, Order
from index.loaders import KINDS
from index.plan import is_url
from index.types import Document, Failure, Passage, Span
from index.withdrawn import Withdrawn
from ui import panel, words
from ui.html import Child, Html, element
from ui.progress import failures
from ui.strings import count, say

ROWS = 50
"""Documents on a page of the table."""
_DOCUMENT = re.compile(r"#document-([a-z0-9-]{1,200})")
ASIDE_SHOWN = 200
"""Deleted documents that are listed, the last first."""
UPWARDS_FIRST: frozenset[Order] = frozenset({"title", "outlet"})
"""What a first click sorts from A to Z; dates and counts begin with the highest."""


@dataclass(slots=True, kw_only=True)
class View:
    """Which page of the table a reader looks at."""

    order: Order = "date"
    descending: bool = True
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the tab shows: a page of the documents, what was taken out, what failed."""

    contents: Contents
    taken_out: Sequence[Withdrawn]
    failed: Sequence[Failure]
    narrowed: bool
    """Whether words or outlets limit the table."""
    replaceable: Callable[[str], bool]
    """Whether a file of the index is an upload, which can be replaced here."""


def intake(max_bytes: int) -> Html:
    """The place to drop files, and the buttons for whoever would rather choose. Its script makes the pickers."""
    limit = max_bytes // 1_000_000
    buttons = [
        element("button", say("documents.files"), type="button", class_="chip strong", data_pick="files"),
        element("button", say("documents.folder"), type="button", class_="chip", data_pick="folder"),
    ]
    return element(
        "div",
        element("p", say("documents.drop"), class_="drop-title"),
        element("div", *buttons, class_="pickers"),
        element("p", say("documents.kinds", limit=limit), class_="hint"),
        element("p", say("documents.local"), class_="hint"),
        element("div", element("p", "", class_="uploading"), element("p", "", role="status", class_="unseen"),
                element("button", "", type="button", class_="chip", data_halt="", hidden=True), class_="line"),
        class_="drop",
        data_kinds=" ".join(KINDS),
        data_limit=max_bytes,
    )  # fmt: skip


def shelf(seen: Shelf, view: View) -> Html:
    """Everything below the controls."""
    if not seen.contents.total and not seen.narrowed:
        body: list[Child] = [_empty()]
    else:
        body = [_heading(seen.contents, view), _table(seen, view), _pages(seen.contents.total, view)]
    failed = _folded(
        say("documents.failed_title", files=count(len(seen.failed), "file")), failures(seen.failed, {}), "failed"
    )
    return element("div", *body, failed if seen.failed else None, _taken_out(seen.taken_out), class_="shelf")


def opened(link: str, document: panel.Lookup) -> Html | None:
    """The source panel with the whole document that a link of the table names, from its beginning; else None."""
    named = _DOCUMENT.fullmatch(link)
    return whole(document(named[1])) if named else None


def whole(document: Document | None) -> Html:
    """A whole document in the source panel."""
    if document is None:
        return panel.message(say("documents.not_there"))
    everything = Passage.of(document, Span(start=0, end=len(document.text)))
    place = panel.Place(passage=everything, marked=(), quote="", label=say("documents.whole"))
    nothing = Answer(
        question="", understood="", text="", citations=(), checks=(), coverage=Coverage(documents=1, sources=())
    )
    return panel.source(place, nothing, "", lambda _: document)


def _empty() -> Html:
    return element(
        "div",
        element("h2", say("documents.empty_title")),
        element("p", say("documents.empty_hint")),
        class_="nothing",
    )


def _heading(found: Contents, view: View) -> Html:
    first = view.page * ROWS + 1
    last = first + len(found.entries) - 1
    told = say("documents.found", documents=count(found.total, "document"), first=first, last=last)
    selected = element(
        "button", say("documents.delete_selected"), type="button", class_="chip", data_deleteall="", hidden=True
    )
    return element(
        "div",
        element("p", told if found.entries else say("documents.nothing"), role="status", class_="summary"),
        None
        if found.entries
        else element("button", say("documents.clear"), type="button", class_="chip", data_clear=""),
        selected,
        class_="line heading",
    )


def _table(seen: Shelf, view: View) -> Html | None:
    if not seen.contents.entries:
        return None
    tick = _tick(say("documents.select_all"), "all")
    columns: tuple[tuple[Order, str], ...] = (
        ("title", say("documents.title")),
        ("outlet", say("documents.outlet")),
        ("date", say("documents.date")),
        ("passages", say("documents.passages")),
        ("statements", say("documents.statements")),
    )
    heads = [_head(order, name, view) for order, name in columns]
    return element(
        "table",
        element("thead", element("tr", element("th", tick, role="columnheader", class_="tick"), *heads, role="row"),
                role="rowgroup"),
        element("tbody", *(_row(entry, seen.replaceable) for entry in seen.contents.entries), role="rowgroup"),
        role="table",
        aria_label=say("documents.table"),
        class_="documents",
    )  # fmt: skip


def _head(order: Order, name: str, view: View) -> Html:
    sorted_by = view.order == order
    way = ("descending" if view.descending else "ascending") if sorted_by else "none"
    told = say("documents.sort", column=name)
    if sorted_by:
        told = say("documents.sort_down" if view.descending else "documents.sort_up", column=name)
    arrow = (" ↓" if view.descending else " ↑") if sorted_by else ""
    button = element("button", f"{name}{arrow}", type="button", data_sort=order, aria_label=told, title=told)
    return element("th", button, role="columnheader", scope="col", aria_sort=way, class_=f"of-{order}")


def _row(entry: Entry, replaceable: Callable[[str], bool]) -> Html:
    title = entry.title or say("documents.untitled")
    link = element("a", title, href=f"#document-{entry.id}", class_="open", dir="auto")
    outlet = (
        element("button", entry.source, type="button", class_="tool", data_outlet=entry.source, dir="auto",
                title=say("documents.show_outlet", outlet=entry.source))
        if entry.source else None
    )  # fmt: skip
    return element(
        "tr",
        _cell("tick", _tick(say("documents.select", title=title), entry.id)),
        _cell(
            "of-title", link, element("div", *_status(entry), *_actions(entry, title, replaceable), class_="actions")
        ),
        _cell("of-outlet", outlet),
        _cell("of-date", words.day(entry.published) or say("documents.no_date")),
        _number("of-passages", entry.passages, count(entry.passages, "passage")),
        _number("of-statements", entry.statements, count(entry.statements, "statement")),
        role="row",
    )


def _status(entry: Entry) -> list[Html]:
    """Where the document stands: indexed, a copy, with remarks."""
    found = [element("span", remark, class_="state remarked") for remark in entry.remarks]
    if (first := entry.original) is not None:
        named = {"title": first.title or say("documents.untitled")}
        told = (
            say("documents.copy_of_from", outlet=first.source, **named)
            if first.source
            else say("documents.copy_of", **named)
        )
        found.append(element("a", told, href=f"#document-{first.id}", class_="state copied", dir="auto"))
    return found or [element("span", say("documents.indexed"), class_="state")]


def _actions(entry: Entry, title: str, replaceable: Callable[[str], bool]) -> list[Html]:
    found = []
    if is_url(entry.file):
        hint = say("documents.fetch_again_hint", title=title)
        found.append(_tool(say("documents.fetch_again"), hint, data_renew=entry.id))
    elif replaceable(entry.file):
        hint = say("documents.replace_hint", title=title)
        found.append(_tool(say("documents.replace"), hint, data_replace=entry.id))
    return [*found, _tool(say("documents.delete"), say("documents.delete_hint", title=title), data_delete=entry.id)]


def _tool(name: str, hint: str, **data: str) -> Html:
    return element("button", name, type="button", class_="tool", aria_label=hint, **data)


def _tick(name: str, what: str) -> Html:
    return element(
        "button", type="button", role="checkbox", aria_checked="false", aria_label=name, class_="box", data_tick=what
    )


def _cell(name: str, *children: Child) -> Html:
    return element("td", *children, role="cell", class_=name)


def _number(name: str, number: int, told: str) -> Html:
    """A number; its noun is for a screen reader, and for a phone, where the heads of the columns are away."""
    return _cell(
        name, element("span", f"{number:,}", class_="figure", aria_hidden="true"), element("span", told, class_="told")
    )


def _pages(total: int, view: View) -> Html | None:
    last = (total - 1) // ROWS
    if last < 1:
        return None
    buttons = [
        element(
            "button",
            say("documents.previous"),
            type="button",
            class_="chip",
            data_page=view.page - 1,
            disabled=view.page < 1,
        ),
        element("span", f"{view.page + 1:,} / {last + 1:,}", class_="hint"),
        element(
            "button",
            say("documents.next"),
            type="button",
            class_="chip",
            data_page=view.page + 1,
            disabled=view.page >= last,
        ),
    ]
    return element("nav", *buttons, class_="line pages-of", aria_label=say("documents.pages"))


def _taken_out(gone: Sequence[Withdrawn]) -> Html | None:
    if not gone:
        return None
    items = []
    for each in gone[:ASIDE_SHOWN]:
        title, id_ = each.document.title or say("documents.untitled"), each.document.id
        back = _tool(say("documents.put_back"), say("documents.put_back_hint", title=title), data_undo=id_)
        away = _tool(
            say("documents.delete_for_good"), say("documents.delete_for_good_hint", title=title), data_forget=id_
        )
        items.append(element("li", element("span", title, dir="auto"), back, away))
    told = say("documents.taken_out_title", documents=count(len(gone), "document"))
    hint = element("p", say("documents.taken_out_hint"), class_="hint")
    return _folded(told, element("div", hint, element("ul", *items, class_="aside")), "taken-out")


def _folded(title: str, body: Html | None, name: str) -> Html:
    return element("details", element("summary", title), body, class_=f"folded {name}")
