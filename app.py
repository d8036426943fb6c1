"""Verbatim: ask a corpus of documents, and check every word of the answer.

The command line and the wiring; what the commands do lives in the packages.
"""

import asyncio
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Annotated

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # before any import: an unreachable hub would be waited for, for minutes
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import typer

from answer.lookup import look_up
from config import load
from index.force import FORCES
from index.ledger import DEFAULT_CONFIDENCE, Order, Query
from index.types import Filters
from opening import MEGABYTE, backend, language_model, open_index, ready
from packs import Export, PackFile, form_of, write_pack
from terminal import explained, left_out, print_answer, print_hits, print_report, progress, watched
from who import ALL, KINDS, ROWS_SHOWN, VOICES, Form, chosen, show

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Question = Annotated[str, typer.Argument(help="The question, in quotation marks.")]
Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only documents of this day or later.")]
Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only documents of this day or earlier.")]
Source = Annotated[list[str] | None, typer.Option(help="Only documents of this outlet; may be repeated.")]
Outlet = Annotated[
    list[str] | None, typer.Option("--outlet", "--source", help="Only documents of this outlet; may be repeated.")
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KIND",
        help="Leave out what was understood: a kind of the line “Understood”, or kind:words for one of several.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


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
        from ui.service import Service  # noqa: PLC0415

        settings = load()
        service = Service(
            lambda say: backend(settings, say),
            uploads=settings.store / "uploads",
            max_bytes=settings.max_file_megabytes * MEGABYTE,
        )
        serve_page(
            service,
            host=host or settings.host,
            port=port or settings.port,
            on_ready=lambda address: print(f"Verbatim is at {address} (stop it with Ctrl+C)", flush=True),
        )


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
    as_json: AsJson = False,
) -> None:
    """Show the passages found, with the rank that each retriever gave them.

    Example: `python app.py search "trilateral drills" --source "Verbatim desk"`
    """
    from answer.findings import find  # noqa: PLC0415

    with explained(), ready(load()) as opened:
        found = find(question, opened, _filters(since, until, source), limit=limit, without=left_out(without))
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
    as_json: AsJson = False,
) -> None:
    """Answer one question with cited passages.

    Examples:

    - `python app.py ask "what did Lavrov say about Iran?"`

    - `python app.py ask "what did Lavrov say about Iran in July?" --without date`

    - `python app.py ask "Why does Russia object to the drills?" --json`

    - `python app.py ask "what did Lavrov say about Iran?" --export lavrov.pdf` keeps the evidence
    """
    from answer.assistant import Assistant  # noqa: PLC0415

    with explained():
        settings, _ = load(), form_of(export)
    with explained(), ready(settings) as opened:
        assistant = Assistant(opened, language_model(settings))
        asked = datetime.now(UTC)
        answer = asyncio.run(assistant.ask(question, filters=_filters(since, until, source), without=left_out(without)))
        if export:
            write_pack(export, answer, asked, opened)
    if as_json:
        print(json.dumps(asdict(answer), default=str, ensure_ascii=False, indent=2))
    else:
        print_answer(answer)


@app.command()
def verify(file: PackFile) -> None:
    """Verify an evidence pack: every citation against its document's text, every text against its SHA-256.

    Example: `python app.py verify lavrov.json`
    """
    from packs import print_verification  # noqa: PLC0415

    with explained():
        print_verification(file)


@app.command()
def who(
    name: Annotated[str, typer.Argument(help="Whose words; without a name the speakers are listed.")] = "",
    *,
    about: Annotated[str, typer.Option(help="Only what was said on this.")] = "",
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    kind: Annotated[list[str] | None, typer.Option(help="direct, indirect or mixed; may be repeated.")] = None,
    voice: Annotated[list[str] | None, typer.Option(help="own words, reported or second-hand.")] = None,
    force: Annotated[list[str] | None, typer.Option(help="claim, denial, warning, demand, promise, …")] = None,
    confidence: Annotated[float, typer.Option(min=0, max=1, help="The least.")] = DEFAULT_CONFIDENCE,
    order: Annotated[Order, typer.Option(help="Of the rows.")] = "newest",
    limit: Annotated[int | None, typer.Option(min=1, help="Rows; a table has 20, CSV and JSON have all.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="For a spreadsheet.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show who said what, when and where: every statement with its exact words.

    Examples:

    - `python app.py who` lists the speakers

    - `python app.py who "Lavrov" --about Iran --since 2025-07-01`

    - `python app.py who anybody --about drills --force denial --csv`
    """
    form: Form = "csv" if as_csv else "json" if as_json else "table"
    asked = Query(
        about=about, filters=_filters(since, until, outlet), confidence=confidence, order=order,
        kinds=chosen(kind, KINDS, "--kind"), voices=chosen(voice, VOICES, "--voice"),
        forces=chosen(force, FORCES, "--force"), limit=limit or (ROWS_SHOWN if form == "table" else ALL),
    )  # fmt: skip
    with explained(), ready(load()) as opened:
        show(look_up(opened, name, asked), speakers=not name, limit=limit, form=form)


def _filters(since: datetime | None, until: datetime | None, sources: Sequence[str] | None) -> Filters:
    def day(moment: datetime | None) -> date | None:
        return moment.date() if moment else None

    return Filters(since=day(since), until=day(until), sources=tuple(sources or ()))


if __name__ == "__main__":
    app()
