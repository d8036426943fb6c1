"""The folder of a run: what it holds, written and read again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from evals.datasets.collection import DataError
from evals.rows import Row

SETTINGS = "settings.json"
ROWS = "rows.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a run was made. `data`, `skipped` and `notes` are by suite, as each suite's journal has them.

    `versions` are of the libraries that decide results; `fingerprints` of data sets are in `data`.
    """

    command: str
    commit: str
    started: str
    seconds: float
    encoder: str
    python: str
    machine: str
    versions: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    skipped: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished run."""

    folder: Path
    settings: Settings
    rows: tuple[Row, ...]


def write_rows(folder: Path, rows: Iterable[Row]) -> None:
    """One JSON object a line."""
    lines = (json.dumps(asdict(row), ensure_ascii=False, sort_keys=True) + "\n" for row in rows)
    (folder / ROWS).write_text("".join(lines), "utf-8")


def write_settings(folder: Path, settings: Settings) -> None:
    """As JSON that a person can read."""
    write_json(folder / SETTINGS, asdict(settings))


def write_json(file: Path, value: object) -> None:
    """JSON that a person can read and that a diff shows well."""
    file.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", "utf-8")


def read_run(folder: Path) -> Run:
    """The run that a folder holds. DataError when it holds none."""
    try:
        settings = Settings(**json.loads((folder / SETTINGS).read_text("utf-8")))
        lines = (folder / ROWS).read_text("utf-8").split("\n")
        rows = tuple(_row(json.loads(line)) for line in lines if line)
    except (OSError, ValueError, TypeError) as error:
        raise DataError(f"{folder} is not the folder of a run: {error}. Make one with: python -m evals run") from error
    return Run(folder=folder, settings=settings, rows=rows)


def _row(value: dict[str, Any]) -> Row:
    lists = {name: tuple(each) for name, each in value.items() if isinstance(each, list)}
    return Row(**{**value, **lists})
