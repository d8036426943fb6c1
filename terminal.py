"""What the command line prints: tables, bars, answers, and errors as one sentence."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import get_args

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from answer.coverage import describe
from answer.origins import also_in, first_published
from answer.quote_check import speakers
from answer.readings import Kind, Reading
from answer.types import Answer, QuotationCheck
from config import SettingsError
from index.errors import VerbatimError
from index.store import Index
from index.types import Copy, Hit, Passage, Report
from index.types import Progress as Step

console = Console()
errors = Console(stderr=True)

RANKS = ("vector", "lexical", "links", "reranker", "statements", "asked")
"""The rankings whose ranks a search shows, in this order; “asked” is the one by the time or agency asked for."""

_PREVIEW = 280
"""Characters of a passage in the list of a search."""


@contextmanager
def explained() -> Iterator[None]:
    """Errors meant for the reader end the program with their sentence, not with a trace."""
    try:
        yield
    except (VerbatimError, SettingsError) as error:
        errors.print(f"[red]{escape(str(error))}[/red]", soft_wrap=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        sys.exit(130)


@contextmanager
def progress() -> Iterator[Callable[[Step], None]]:
    """A bar for each step of an update, with its rate and the time left."""
    columns = (
        TextColumn("{task.description:>10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=errors, transient=True) as bars:

        def show(step: Step) -> None:
            if step.step not in tasks:
                tasks[step.step] = bars.add_task(step.step, total=step.total, rate="")
            task = bars.tasks[tasks[step.step]]
            rate = f"{task.speed:,.0f}/s" if task.speed else ""
            bars.update(tasks[step.step], completed=step.done, total=step.total, rate=rate)

        yield show


def print_report(report: Report, opened: Index) -> None:
    """What an update did, as a table, and below it what was noticed, and what could not be read and why."""
    table = Table("new", "changed", "unchanged", "removed", "failed", "embedded", "passages", "seconds")
    counts = (report.new, report.changed, report.unchanged, report.removed, len(report.failed), report.embedded)
    table.add_row(*map(str, counts), str(opened.catalogue.passage_count()), f"{report.seconds:.1f}")
    console.print(table)
    if report.copies:
        copies = "1 document is a near-copy" if report.copies == 1 else f"{report.copies:,} documents are near-copies"
        console.print(f"{copies} of another: each story is found once.")
    if report.withheld:
        out = "1 document was" if report.withheld == 1 else f"{report.withheld:,} documents were"
        console.print(f"{out} passed over, because they were deleted on the page: put them back there.")
    for remark in report.remarks:
        console.print(f"[yellow]note[/yellow] {escape(remark.path)}: {escape(remark.text)}", soft_wrap=True)
    for failure in report.failed:
        console.print(f"[red]failed[/red] {escape(failure.path)}: {escape(failure.reason)}", soft_wrap=True)


def told(readings: Sequence[Reading]) -> str:
    """What was understood of a question, on one line, each reading with the kind that switches it off."""
    acting = [f"{each.meaning} ({each.kind})" for each in readings if not each.off]
    off = [f"“{each.words}” ({each.kind})" for each in readings if each.off]
    parts = ["; ".join(acting), f"switched off: {', '.join(off)}" if off else ""]
    return f"Understood: {' – '.join(filter(None, parts))}" if readings else ""


def left_out(readings: Sequence[str] | None) -> frozenset[str]:
    """The readings to leave out; a kind that does not exist is a mistake that would otherwise change nothing."""
    for each in readings or ():
        if each.partition(":")[0] not in get_args(Kind):
            raise typer.BadParameter(f"{each!r} is none of {', '.join(get_args(Kind))}", param_hint="--without")
    return frozenset(readings or ())


def watched(opened: Index, sources: Sequence[str], max_bytes: int) -> None:
    """Keep the index in step with the folders, and print what each update did, until Ctrl+C."""
    from index.watch import watch  # noqa: PLC0415 - brings watchfiles

    console.print("Watching; stop with Ctrl+C.")
    stop = threading.Event()
    try:
        watch(opened, sources, max_bytes=max_bytes, on_report=lambda done: print_report(done, opened), stop_event=stop)
    except KeyboardInterrupt:
        stop.set()


def _searched(understood: str, asked: str) -> str | None:
    return None if understood == asked else f"searched for: {escape(understood)}"


def print_answer(answer: Answer) -> None:
    """The answer, its citations word for word, what is doubtful, and what was searched."""
    if answer.understood != answer.question:
        console.print(f"[dim]Searched for: {escape(answer.understood)}[/dim]")
    if answer.readings:
        console.print(f"[dim]{escape(told(answer.readings))}[/dim]\n", soft_wrap=True)
    console.print(escape(answer.text), soft_wrap=True)
    for citation in answer.citations:
        origin = _origin(citation.passage)
        console.print(
            f"\n[bold]\\[{citation.number}][/bold] {escape(origin)}\n    {escape(citation.quote)}", soft_wrap=True
        )
        _print_copies(citation.passage, citation.copies)
    for check in (check for check in answer.checks if check.reason):
        sentence = check.sentence.of(answer.text)
        console.print(f"[yellow]{check.verdict}[/yellow]: {escape(sentence)} — {escape(check.reason)}", soft_wrap=True)
    for quotation in (each for each in answer.quotations if each.diff):
        console.print(f"[yellow]altered[/yellow]: “{escape(quotation.words)}”", soft_wrap=True)
        for line in quotation_lines(quotation):
            console.print(f"    {line}", soft_wrap=True)
    if answer.refusal and answer.refusal.silence:
        console.print(f"\n{escape(answer.refusal.silence)}", soft_wrap=True)
    for title in dict.fromkeys(passage.title for passage in _nearest(answer)):
        console.print(f"[dim]Nearest, but no answer: {escape(title)}[/dim]", soft_wrap=True)
    for line in filter(None, (answer.notice, _written_by(answer), describe(answer.coverage))):
        console.print(f"\n[dim]{escape(line)}[/dim]", soft_wrap=True)


def quotation_lines(check: QuotationCheck) -> Iterator[str]:
    """What there is to say about a quotation: what differs or is in doubt, where its words stand, whose they are."""
    if check.diff:
        yield f"Source: {differences(check)}"
    if check.reason and not check.diff:
        yield escape(check.reason)
    if check.passage:
        place = check.passage
        origin = " · ".join(filter(None, (place.title, place.source, str(place.published or ""))))
        more = f" [dim](in {check.documents} documents)[/dim]" if check.documents > 1 else ""
        yield f"{escape(origin)}{more}"
    line = speakers(check)
    if line:
        yield f"[dim]{escape(line)}[/dim]"


def differences(check: QuotationCheck) -> str:
    """The source's words, with what the quotation has instead in brackets that say so.

    “We do {not} take [-them-] these plans”: the source has the words in braces, the quotation those in [-…-].
    """
    pieces = []
    for piece in check.diff:
        written, source = escape(piece.left.of(check.words)), escape(piece.right.of(check.source))
        if piece.kind == "same":
            pieces.append(source)
        else:
            pieces += [f"[red]{escape('[-')}{written}-][/red]"] if written else []
            pieces += [f"[green]{{+{source}+}}[/green]"] if source else []
    return " ".join(pieces)


def _nearest(answer: Answer) -> Sequence[Passage]:
    """The passages that come nearest to a question without an answer; none where statements do."""
    return answer.refusal.nearest if answer.refusal and not answer.citations else ()


def _print_copies(passage: Passage, copies: Sequence[Copy]) -> None:
    if copies:
        told = f"{also_in(copies)}. {first_published(passage, copies)}"
        console.print(f"    [dim]{escape(told)}[/dim]", soft_wrap=True)


def print_hits(hits: Sequence[Hit], *, asked: str, understood: str, readings: Sequence[Reading] = ()) -> None:
    """The passages found as a table, with the rank that each retriever which found any of them gave."""
    names = [name for name in RANKS if any(name in hit.ranks for hit in hits)]
    table = Table("", "passage", *names, title=_searched(understood, asked))
    if readings:
        console.print(f"[dim]{escape(told(readings))}[/dim]", soft_wrap=True)
    for place, hit in enumerate(hits, 1):
        ranks = [str(hit.ranks.get(name, "–")) for name in names]
        lines = [f"[bold]{escape(_origin(hit.passage))}[/bold]", escape(hit.passage.text[:_PREVIEW])]
        lines += [f"[dim]{escape(also_in(hit.copies))}[/dim]"] if hit.copies else []
        table.add_row(str(place), "\n".join(lines), *ranks)
    console.print(table if hits else "Nothing was found.")


def _written_by(answer: Answer) -> str:
    """Which model wrote, where, with which prompt and what it took; empty for an extractive answer."""
    took = f", {answer.usage.told}" if answer.usage else ""
    return f"Written by {answer.model} at {answer.place} ({answer.prompt}{took})." if answer.place else ""


def _origin(passage: Passage) -> str:
    return " · ".join(filter(None, (passage.title, passage.source, str(passage.published or ""))))
