"""The command line of the measurements: `python -m evals`."""

import logging
import shlex
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from evals.registry import SUITES, suite
from evals.remembering import Remembering
from evals.suites import Context, Suite
from index.encoder import Encoder
from index.errors import VerbatimError
from index.sentence_transformer import DEFAULT_MODEL, load_encoder

WORK = Path(".evals")
app = typer.Typer(add_completion=False, no_args_is_help=True, help="Is it good, and did it get worse?")


@app.command("list")
def list_() -> None:
    """The suites, and the data sets and systems of retrieval."""
    from evals.datasets.sets import SETS  # noqa: PLC0415
    from evals.systems import SYSTEMS  # noqa: PLC0415

    for each in SUITES:
        typer.echo(f"{each.name:<12} {each.about}")
    typer.echo(f"\ndata sets of retrieval: {', '.join(SETS)}\nsystems of retrieval: {', '.join(SYSTEMS)}")


@app.command("run")
def run_(  # noqa: PLR0917 - a command's options
    suites: Annotated[list[str] | None, typer.Argument(help="Suites; all when none is named.")] = None,
    data: Annotated[Path, typer.Option(help="Folder of the shared data sets.")] = Path("../shared/data"),
    fetched: Annotated[list[str] | None, typer.Option(help="NAME=PATH of a fetched data set.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder of the run; made when missing.")] = None,
    only: Annotated[list[str] | None, typer.Option(help="A data set; all when none is named.")] = None,
    system: Annotated[list[str] | None, typer.Option(help="A system; all when none is named.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Most questions a data set (weeks of RealTimeQA).")] = None,
    work: Annotated[Path, typer.Option(help="What is kept between runs: vectors and indexes.")] = WORK,
) -> None:
    """Measure, and write the folder of the run.

    python -m evals run retrieval --only xquad --only twowiki

    python -m evals run retrieval --only ap --fetched ap=../benchmark-qed --system verbatim --system bm25
    """
    from evals.running import run  # noqa: PLC0415

    with explained():
        chosen = chosen_suites(suites or [])
        folder = out or work / "runs" / datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        context = Context(
            data=data,
            work=work,
            model=DEFAULT_MODEL,
            encoder=remembering(work),
            fetched=places(fetched or []),
            limit=limit,
            datasets=frozenset(only or []),
            systems=frozenset(system or []),
        )
        made = run(chosen, context, folder, command=shlex.join(["python", "-m", "evals", *sys.argv[1:]]))
        typer.echo((folder / "summary.md").read_text("utf-8"))
        typer.echo(f"{len(made.rows)} rows in {made.settings.seconds:.0f} s: {folder}")


def chosen_suites(names: list[str]) -> list[Suite]:
    """The suites of these names, all when there are none. VerbatimError names one that is unknown."""
    unknown = [name for name in names if suite(name) is None]
    if unknown:
        known = ", ".join(each.name for each in SUITES)
        raise VerbatimError(f"There is no suite {unknown[0]!r}. There are: {known}.")
    return [each for each in SUITES if not names or each.name in names]


def places(pairs: list[str]) -> dict[str, Path]:
    """`NAME=PATH` as a mapping. VerbatimError says what is wrong with one."""
    made = {}
    for pair in pairs:
        name, equals, path = pair.partition("=")
        if not (name and equals and path):
            raise VerbatimError(f"--fetched {pair!r} names no place: write NAME=PATH.")
        if not Path(path).expanduser().exists():
            raise VerbatimError(f"--fetched {name}: {path} is not there.")
        made[name] = Path(path).expanduser()
    return made


def remembering(work: Path) -> "Loader":
    """A loader of the default model whose vectors are kept in the work folder; the model is loaded once."""
    return Loader(work / "vectors.sqlite")


class Loader:
    """Loads the encoder at the first call, and gives the same one afterwards."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._loaded: Remembering | None = None

    def __call__(self) -> Encoder:
        """The encoder."""
        if self._loaded is None:
            self._loaded = Remembering(load_encoder(DEFAULT_MODEL), self._file)
        return self._loaded


@contextmanager
def explained() -> Generator[None]:
    """Errors that a person can act on are one sentence, and the exit status is 1."""
    try:
        yield
    except (VerbatimError, OSError) as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(1) from error


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    app()
