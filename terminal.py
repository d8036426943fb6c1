"""What the command line prints: tables, bars, answers, and errors as one sentence."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from answer.coverage import describe
from answer.types import Answer
from config import SettingsError
from index.errors import VerbatimError
from index.store import Index
from index.types import Hit, Passage, Report
from index.types import Progress as Step

console = Console()
errors = Console(stderr=True)

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
    """What an update did, as a table, and below it what could not be read and why."""
    table = Table("new", "changed", "unchanged", "removed", "failed", "embedded", "passages", "seconds")
    counts = (report.new, report.changed, report.unchanged, report.removed, len(report.failed), report.embedded)
    table.add_row(*map(str, counts), str(opened.catalogue.passage_count()), f"{report.seconds:.1f}")
    console.print(table)
    for failure in report.failed:
        console.print(f"[red]failed[/red] {escape(failure.path)}: {escape(failure.reason)}", soft_wrap=True)


def _searched(understood: str, asked: str) -> str | None:
    return None if understood == asked else f"searched for: {escape(understood)}"


def print_answer(answer: Answer) -> None:
    """The answer, its citations word for word, what is doubtful, and what was searched."""
    if answer.understood != answer.question:
        console.print(f"[dim]Searched for: {escape(answer.understood)}[/dim]")
    console.print(escape(answer.text), soft_wrap=True)
    for citation in answer.citations:
        origin = _origin(citation.passage)
        console.print(
            f"\n[bold]\\[{citation.number}][/bold] {escape(origin)}\n    {escape(citation.quote)}", soft_wrap=True
        )
    for check in (check for check in answer.checks if check.reason):
        sentence = check.sentence.of(answer.text)
        console.print(f"[yellow]{check.verdict}[/yellow]: {escape(sentence)} — {escape(check.reason)}", soft_wrap=True)
    for title in dict.fromkeys(passage.title for passage in answer.refusal.nearest) if answer.refusal else ():
        console.print(f"[dim]Nearest, but no answer: {escape(title)}[/dim]", soft_wrap=True)
    for line in filter(None, (answer.notice, describe(answer.coverage))):
        console.print(f"\n[dim]{escape(line)}[/dim]", soft_wrap=True)


def print_hits(hits: Sequence[Hit], *, asked: str, understood: str) -> None:
    """The passages found as a table, with each retriever's rank, and the reranker's where one was used."""
    names = ["vector", "lexical", "statements"] + ["reranker"] * any("reranker" in hit.ranks for hit in hits)
    table = Table("", "passage", *names, title=_searched(understood, asked))
    for place, hit in enumerate(hits, 1):
        ranks = [str(hit.ranks.get(name, "–")) for name in names]
        table.add_row(
            str(place), f"[bold]{escape(_origin(hit.passage))}[/bold]\n{escape(hit.passage.text[:_PREVIEW])}", *ranks
        )
    console.print(table if hits else "Nothing was found.")


def _origin(passage: Passage) -> str:
    return " · ".join(filter(None, (passage.title, passage.source, str(passage.published or ""))))
