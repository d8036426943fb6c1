"""Verbatim: ask a corpus of documents, and check every word of the answer.

The command line and the wiring; what the commands do lives in the packages.
"""

import asyncio
import json
import logging
import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # before any import: an unreachable hub would be waited for, for minutes
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import typer

from accounts import allowed, users
from commands import feedback, quote, verify, who
from config import Settings, load
from draft_view import shown
from index.types import Progress as Step
from opening import MEGABYTE, backend_over, checker_of, chosen_llm, llms_of, open_index, ready
from options import AsJson, Only, Question, Since, Source, Speaker, Until, Without, filters
from packs import Export, form_of, write_pack
from terminal import console, explained, left_out, print_answer, print_hits, print_report, progress, watched

if TYPE_CHECKING:
    from answer.types import Answer
    from index.store import Index
    from ui.service import Backend, Service

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (quote, verify, who, feedback):
    app.command()(command)
app.add_typer(users, name="users")


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what happens, to standard error.")] = False,
) -> None:
    """Ask a corpus of documents, and check every word of the answer.

    Without a command the page is served: `python app.py` is `python app.py serve`.

    Examples:

    - `python app.py index ~/articles` reads a folder

    - `python app.py ask "what did Lavrov say about Iran?"`

    - `python app.py search "trilateral drills" --since 2025-07-01`

    - `python app.py quote draft.txt` checks the quotations of a text
    """
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    if context.invoked_subcommand is None:
        serve()


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to serve on; default VERBATIM_HOST or 127.0.0.1.")] = "",
    port: Annotated[int, typer.Option(help="Port; the next free one is taken; default VERBATIM_PORT or 7860.")] = 0,
) -> None:
    """Serve the chat in the browser; the shipped corpus is indexed on the first start.

    Example: `python app.py serve --port 8080`
    """
    with explained():
        from ui.server import serve as serve_page  # noqa: PLC0415 - Gradio takes seconds to import

        settings = load()
        known = allowed(settings, host or settings.host)
        serve_page(
            _service(settings),
            host=host or settings.host,
            port=port or settings.port,
            users=known,
            proxy=settings.proxy,
            on_ready=lambda address: print(f"Verbatim is at {address} (stop it with Ctrl+C)", flush=True),
        )


@app.command()
def mcp() -> None:
    """Serve the documents to a language model's client: the Model Context Protocol over standard input and output.

    The client starts it; README.md has what to write into its configuration.

    Example: `python app.py mcp`
    """
    with explained():
        from mcp_server import serve as serve_tools  # noqa: PLC0415

        settings = load()
        serve_tools(lambda: _service(settings))


@app.command()
def index(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders or URLs; default: what was indexed, else corpus/.")
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build everything afresh, with the present settings.")
    ] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take the documents of these paths out of the index.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Stay, and keep the index in step with the folders.")] = False,
) -> None:
    """Read documents into the index: only what is new or changed is embedded.

    Reads text, Markdown, HTML, PDF, DOCX, EPUB, EML, CSV, JSON, JSONL, and ZIP files of these.

    Examples:

    - `python app.py index ~/articles report.pdf`

    - `python app.py index https://example.org/article.html`

    - `python app.py index ~/articles --watch`
    """
    with explained():
        settings = load()
    max_bytes = settings.max_file_megabytes * MEGABYTE
    with explained(), open_index(settings, rebuild=rebuild) as opened:
        sources = paths or list(opened.catalogue.roots()) or [str(settings.corpus)]
        if remove:
            print_report(opened.remove(sources), opened)
            return
        if watch:
            watched(opened, sources, max_bytes)
            return
        with progress() as on_progress:
            report = opened.update(sources, max_bytes=max_bytes, on_progress=on_progress)
        print_report(report, opened)
    if report.failed and not (report.new or report.changed or report.unchanged):
        raise typer.Exit(1)


@app.command()
def search(
    question: Question,
    limit: Annotated[int, typer.Option(min=1, max=50, help="Passages shown.")] = 8,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    without: Without = None,
    *,
    document: Only = None,
    speaker: Speaker = None,
    as_json: AsJson = False,
) -> None:
    """Show the passages found, with the rank that each retriever gave them.

    Example: `python app.py search "trilateral drills" --source "Verbatim desk"`
    """
    from answer.findings import find  # noqa: PLC0415

    with explained(), ready(load()) as opened:
        found = find(
            question, opened, filters(since, until, source, document, speaker), limit=limit, without=left_out(without)
        )
    if as_json:
        print(json.dumps([asdict(hit) for hit in found.hits], default=str, ensure_ascii=False, indent=2))
        return
    read = found.question
    print_hits(found.hits, asked=question, understood=read.understood, readings=read.readings)


@app.command()
def ask(
    question: Question,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    without: Without = None,
    export: Export = None,
    *,
    document: Only = None,
    speaker: Speaker = None,
    llm: Annotated[str, typer.Option(help="Who writes: a model's name, or none for the documents alone.")] = "",
    as_json: AsJson = False,
) -> None:
    """Answer one question with cited passages.

    Examples:

    - `python app.py ask "what did Lavrov say about Iran?"`

    - `python app.py ask "what did Lavrov say about Iran in July?" --without date`

    - `python app.py ask "what did Lavrov say about Iran?" --llm none` answers from the documents alone

    - `python app.py ask "what did Lavrov say about Iran?" --export lavrov.pdf` keeps the evidence
    """
    from answer.assistant import Assistant, finished  # noqa: PLC0415

    with explained():
        settings, _ = load(), form_of(export)
        checker, only = checker_of(settings), filters(since, until, source, document, speaker)
    with explained(), ready(settings) as opened:
        asked, assistant = datetime.now(UTC), Assistant(opened, chosen_llm(llms_of(settings), llm), checker)
        stream = assistant.stream(question, filters=only, without=left_out(without))
        answer = asyncio.run(shown(stream, console) if console.is_terminal and not as_json else finished(stream))
        if export:
            write_pack(export, answer, asked, opened)
    if as_json:
        print(_written(answer))
    else:
        print_answer(answer)


def _written(answer: "Answer") -> str:
    """The answer as the endpoint `ask` gives it and as browsers keep it."""
    from answer.snapshot import plain  # noqa: PLC0415

    return json.dumps(plain(answer), ensure_ascii=False, indent=2)


def _service(settings: Settings) -> "Service":
    """The door of the page and of programs; it opens in a background thread."""
    from ui.service import Service  # noqa: PLC0415

    return Service(
        lambda say: _backend(settings, say),
        uploads=settings.store / "uploads",
        max_bytes=settings.max_file_megabytes * MEGABYTE,
        private_addresses=settings.private_addresses,
        rate=settings.rate,
    )


def _backend(settings: Settings, say: Callable[[str], None]) -> "Backend":
    """Everything the page needs, opened in a background thread; `say` tells the reader what is being done."""
    say("Opening the index …")
    checker, opened = checker_of(settings), open_index(settings)
    try:
        say("Loading the embedding model …")
        opened.warm()
        _read_corpus(settings, opened, say)
        if checker:
            say("Loading the checker …")
            checker.get()
        say("Looking for a language model …")
        return backend_over(opened, llms_of(settings), checker)
    except BaseException:
        opened.close()
        raise


def _read_corpus(settings: Settings, opened: "Index", say: Callable[[str], None]) -> None:
    """Fill an empty index with the shipped documents."""
    if not opened.catalogue.count() and settings.corpus.is_dir():
        say("Reading the corpus …")
        max_bytes = settings.max_file_megabytes * MEGABYTE
        opened.update([str(settings.corpus)], max_bytes=max_bytes, on_progress=lambda step: say(_told(step)))


def _told(step: Step) -> str:
    return f"Reading the corpus: {step.step} {step.done} of {step.total} …"


if __name__ == "__main__":
    app()
