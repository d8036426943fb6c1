"""The command line of the measurements: `python -m evals`."""

import logging
import shlex
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from evals.difference import difference, markdown
from evals.folder import Run, read_run
from evals.gate import BASELINE, Floor, checked, failures, pin, read_floors, suites_in_repository, write_floors
from evals.registry import SUITES, suite
from evals.remembering import AskedOnce, Remembering
from evals.suites import Context, Suite
from index.cross_encoder import load_checker
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
    checker: Annotated[str, typer.Option(help="A checker by name or folder; `checks` measures with it too.")] = "",
    against: Annotated[Path | None, typer.Option(help="Folder of an earlier run: what changed since.")] = None,
) -> None:
    """Measure, and write the folder of the run: settings, rows, summary, report.html, and diff.md with `--against`.

    python -m evals run retrieval --only xquad --only twowiki

    python -m evals run retrieval --only ap --fetched ap=../benchmark-qed --system verbatim --system bm25
    """
    from evals.running import run  # noqa: PLC0415

    with explained():
        chosen = chosen_suites(suites or [])
        earlier = read_run(against) if against else None
        context = Context(
            data=data,
            work=work,
            model=DEFAULT_MODEL,
            encoder=Loader(work),
            fetched=places(fetched or []),
            limit=limit,
            datasets=frozenset(only or []),
            systems=frozenset(system or []),
            checker=AskedOnce(load_checker(checker)) if checker else None,
        )
        made = run(chosen, context, folder_of(out, work), command=shlex.join(["python", "-m", "evals", *sys.argv[1:]]))
        typer.echo((made.folder / "summary.md").read_text("utf-8"))
        if earlier:
            typer.echo(write_difference(earlier, made))
        typer.echo(f"{len(made.rows)} rows in {made.settings.seconds:.0f} s: {made.folder}")
        check_heard(context, made)


@app.command()
def diff(before: Path, after: Path) -> None:
    """What changed from one run to another, metric by metric and row by row; also written as diff.md into AFTER."""
    with explained():
        typer.echo(write_difference(read_run(before), read_run(after)))


@app.command()
def report(folder: Path) -> None:
    """Write the summary and the report of a run again from its rows."""
    from evals.running import write_reports  # noqa: PLC0415

    with explained():
        write_reports(read_run(folder))
        typer.echo(str(folder / "report.html"))


@app.command("gate")
def gate_(
    folder: Annotated[Path | None, typer.Argument(help="Folder of a run; else the repository's rows run.")] = None,
    floors: Annotated[Path, typer.Option(help="The file of floors.")] = BASELINE,
    work: Annotated[Path, typer.Option(help="What is kept between runs.")] = WORK,
) -> None:
    """Fail when a run is below a floor, has other data than the floor, or lacks rows.

    Without a run, the suites whose floors need only the repository run first, as `.ci/run` does.
    """
    with explained():
        known = read_floors(floors)
        made = read_run(folder) if folder else _of_repository(known, work)
        found = failures(made, known) if made else []
        for sentence in found:
            typer.echo(sentence, err=True)
        if found:
            raise typer.Exit(1)
        hold = checked(made, known) if made else 0
        typer.echo(f"{hold} floors hold; {len(known) - hold} are of suites or data that were not measured.")


@app.command("pin")
def pin_(
    folder: Annotated[Path, typer.Argument(help="Folder of the run whose means become floors.")],
    allow_lower: Annotated[bool, typer.Option(help="Lower floors too; each is named.")] = False,
    floors: Annotated[Path, typer.Option(help="The file of floors.")] = BASELINE,
) -> None:
    """Raise the floors to what a run reached. A floor that would be lowered stops it, unless that is allowed."""
    with explained():
        made = pin(read_run(folder), read_floors(floors) if floors.exists() else ())
        for word, sentences in (("raised", made.raised), ("new", made.new), ("lowered", made.lowered)):
            for sentence in sentences:
                typer.echo(f"{word}  {sentence}")
        if made.lowered and not allow_lower:
            raise VerbatimError(
                f"{len(made.lowered)} floors would be lowered, so none was changed. Say why in the commit and repeat "
                "with --allow-lower, or find out what got worse."
            )
        write_floors(made.floors, floors)
        typer.echo(f"{len(made.floors)} floors: {floors}")


def _of_repository(floors: Sequence[Floor], work: Path) -> Run | None:
    """A fresh run of the suites with floors on the repository's data, on that data alone; None without such floors."""
    from evals.running import run  # noqa: PLC0415

    chosen = chosen_suites(names) if (names := suites_in_repository(floors)) else []
    datasets = frozenset(floor.dataset for floor in floors if floor.where == "repository")
    context = Context(
        data=Path("../shared/data"), work=work, model=DEFAULT_MODEL, encoder=Loader(work), datasets=datasets
    )
    return run(chosen, context, work / "runs" / "gate", command="python -m evals gate") if chosen else None


def folder_of(out: Path | None, work: Path) -> Path:
    """Where a run is written: where it is asked for, else below `work` by its time."""
    return out or work / "runs" / datetime.now(UTC).strftime("%Y%m%d-%H%M%S")


def check_heard(context: Context, made: Run) -> None:
    """VerbatimError names a data set or a system that was asked for and that no suite knows."""
    noted = [name for each in (made.settings.data, made.settings.skipped) for names in each.values() for name in names]
    datasets = context.datasets - {row.dataset for row in made.rows} - set(noted)
    systems = context.systems - {row.system for row in made.rows} if made.rows else set()
    for name in sorted(datasets | systems):
        raise VerbatimError(f"Nothing that ran is named {name!r}. What there is: python -m evals list")


def write_difference(before: Run, after: Run) -> str:
    """The difference, written into the later run's folder and given."""
    text = markdown(before, after, difference(before, after))
    (after.folder / "diff.md").write_text(text, "utf-8")
    return text


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


class Loader:
    """Loads the default model at the first call, and gives the same one afterwards; its vectors are kept in `work`."""

    def __init__(self, work: Path) -> None:
        self._file = work / "vectors.sqlite"
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
