"""How far an update is and what became of it, as HTML. Pure functions of what is known of it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from index.plan import is_url
from index.types import Failure, Report
from index.withdrawn import Withdrawn
from ui.html import Html, element, join
from ui.strings import count, say
from ui.updating import FileState, Pace, Update

FILES_SHOWN = 60
"""Files in the list while an update runs; the failed and the one at hand come first."""
FAILURES_SHOWN = 50
STEPS = ("reading", "embedding", "statements", "comparing")
"""What every update does, in this order; a step with nothing to do is passed over."""
TEN_MINUTES, HOUR = 600, 3600
_TOLD: Mapping[str, tuple[str, str]] = {
    "reading": ("documents.step_reading", "documents.rate_documents"),
    "embedding": ("documents.step_embedding", "documents.rate_passages"),
    "statements": ("documents.step_statements", "documents.rate_sentences"),
    "comparing": ("documents.step_comparing", "documents.rate_documents"),
    "extracting": ("documents.step_extracting", "documents.rate_documents"),
    "mending": ("documents.step_mending", "documents.rate_passages"),
}
_URGENT: Mapping[FileState, int] = {"failed": 0, "reading": 1, "read": 2, "waiting": 3, "done": 4}


def running(update: Update, queued: bool = False) -> Html:
    """An update that runs: the step, the pace, what is left, every file, and the button that stops it.

    `queued` says that the reader's own wish waits for it.
    """
    if update.stopping.is_set():
        told = say("documents.cancelling")
    elif update.step not in _TOLD:
        told = say("documents.beginning")
    else:
        told = say(_TOLD[update.step][0], done=update.done, total=update.total)
    stop = element(
        "button", say("documents.cancel"), type="button", class_="chip", data_stop="", disabled=update.stopping.is_set()
    )
    return element(
        "div",
        element("div", element("span", class_="pulse"), element("p", told, class_="told"), stop, class_="line"),
        _bar(update) if update.total else None,
        element("p", _pace(update), class_="pace"),
        element("p", say("documents.queued"), role="status") if queued else None,
        _files(update.files()),
        element("p", _step(update), role="status", class_="unseen"),
        class_="update",
    )


def working() -> Html:
    """A change that takes a moment and counts nothing."""
    return element("p", element("span", class_="pulse"), say("documents.working"), class_="status", role="status")


def ended(update: Update) -> Html:
    """What an update did: in the index, failed and why, remarked, waiting."""
    if update.error or update.report is None:
        return notice(element("p", update.error, class_="error", role="alert"))
    report = update.report
    names = update.names
    again = element("button", say("documents.catch_up_rest"), type="button", class_="chip", data_catchup="")
    return notice(
        element("p", say("documents.stopped"), class_="stopped") if report.stopped else None,
        element("p", did(report)),
        element("p", _waits(report, names)) if report.stopped else None,
        again if report.stopped else None,
        failures(report.failed, names),
        _remarks(report, names),
    )


def did(report: Report) -> str:
    """What an update did, in a sentence or two, without the failures."""
    counts = (
        (report.new, "documents.report_new"),
        (report.changed, "documents.report_changed"),
        (report.unchanged, "documents.report_unchanged"),
        (report.removed, "documents.report_removed"),
        (report.withheld, "documents.report_withheld"),
    )
    parts = [say(key, documents=count(number, "document")) for number, key in counts if number]
    if not parts:
        return say("documents.nothing_new")
    whole = say("documents.report", parts=", ".join(parts))
    if not (report.new or report.changed or report.removed):
        return whole
    return f"{whole} {say('documents.searchable', passages=count(report.passages, 'passage')).capitalize()}"


def deleted(gone: Sequence[Withdrawn]) -> Html:
    """What was taken out, with the way back."""
    one = say("documents.deleted_one", title=_title(gone[0])) if len(gone) == 1 else ""
    told = one or say("documents.deleted_many", documents=count(len(gone), "document").capitalize())
    ids = " ".join(each.document.id for each in gone)
    undo = element("button", say("documents.undo"), type="button", class_="chip", data_undo=ids)
    return notice(element("p", told, dir="auto"), undo if gone else None)


def notice(*children: Html | None) -> Html:
    """A message that stays until it is dismissed or another takes its place."""
    close = element("button", say("documents.dismiss"), type="button", class_="tool dismiss", data_dismiss="")
    return element("div", element("div", *children, role="status"), close, class_="notice-box")


def failures(failed: Sequence[Failure], names: Mapping[str, str]) -> Html | None:
    """Everything that could not be read, by name and reason."""
    if not failed:
        return None
    items = [_named(_name(each.path, names), each.reason) for each in failed[:FAILURES_SHOWN]]
    more = len(failed) - len(items)
    items += [element("li", say("documents.more_failures", count=more))] if more > 0 else []
    return join(element("p", say("documents.unreadable")), element("ul", *items, class_="failures"))


def time_left(pace: Pace) -> str:
    """A time that is not more exact than what is known: seconds in fives, then minutes, then hours.

    >>> [time_left(Pace(rate=1, left=left)) for left in (3, 42, 200, 9000)]
    ['5 s', '45 s', '3 min', '2 h']
    """
    if pace.left < 60:
        return say("documents.seconds_left", count=max(5, -(-int(pace.left) // 5) * 5))
    if pace.left < HOUR:
        return say("documents.minutes_left", count=max(1, round(pace.left / 60)))
    return say("documents.hours_left", count=round(pace.left / HOUR))


def _pace(update: Update) -> str:
    pace = update.pace
    if pace is None or update.step not in _TOLD or update.stopping.is_set():
        return ""
    rate = f"{pace.rate:,.0f}" if pace.rate >= 10 else f"{pace.rate:.1f}"
    told = say(_TOLD[update.step][1], rate=rate)
    return f"{told} · {say('documents.left', time=time_left(pace))}" if pace.left else told


def _step(update: Update) -> str:
    """Said to a screen reader when the step changes, and not at every number."""
    if update.step not in STEPS:
        return ""
    return say("documents.of_steps", step=STEPS.index(update.step) + 1, steps=len(STEPS))


def _bar(update: Update) -> Html:
    done = round(100 * update.done / update.total)
    bar = element("svg", element("rect", width=done, height=4, class_="series-0"), viewBox="0 0 100 4",
                  preserveAspectRatio="none")  # fmt: skip
    return element(
        "div", bar, class_="bar", role="progressbar", aria_label=say("documents.progress"), aria_valuenow=done,
        aria_valuemin="0", aria_valuemax="100",
    )  # fmt: skip


def _files(files: Sequence[tuple[str, FileState, str]]) -> Html | None:
    if not files:
        return None
    told: dict[FileState, Callable[[str], str]] = {
        "waiting": lambda _: say("documents.file_waiting"),
        "reading": lambda _: say("documents.file_reading"),
        "read": lambda _: say("documents.file_read"),
        "done": lambda _: say("documents.file_done"),
        "failed": lambda reason: say("documents.file_failed", reason=reason),
    }
    shown = sorted(files, key=lambda each: _URGENT[each[1]])[:FILES_SHOWN]
    items = [
        element(
            "li", element("span", name, class_="name", dir="auto"), element("span", told[state](reason), class_=state)
        )
        for name, state, reason in shown
    ]  # fmt: skip
    more = len(files) - len(shown)
    items += [element("li", say("documents.more_files", count=more))] if more else []
    return element("ul", *items, class_="files", aria_label=say("documents.files_list"), tabindex="0")


def _waits(report: Report, names: Mapping[str, str]) -> str:
    if not report.waiting:
        return say("documents.waits_done")
    some = [_name(path, names) for path in report.waiting[:5]]
    more = len(report.waiting) - len(some)
    listed = [*some, say("documents.more_failures", count=more)] if more else some
    return say("documents.waits", files=", ".join(listed))


def _remarks(report: Report, names: Mapping[str, str]) -> Html | None:
    if not report.remarks:
        return None
    items = [_named(_name(each.path, names), each.text) for each in report.remarks[:FAILURES_SHOWN]]
    return join(element("p", say("documents.remarked")), element("ul", *items, class_="failures"))


def _named(name: str, told: str) -> Html:
    """A file and what is told of it; a sentence that begins with the name has it once."""
    rest = told.removeprefix(name) if told.startswith(f"{name} ") else f": {told}"
    return element("li", element("strong", name, dir="auto"), rest, dir="auto")


def _name(path: str, names: Mapping[str, str]) -> str:
    """A file as the reader calls it: not where the server keeps it."""
    return names.get(path) or (path if is_url(path) else PurePath(path).name or path)


def _title(gone: Withdrawn) -> str:
    return gone.document.title or say("documents.untitled")
