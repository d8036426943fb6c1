"""Did it get worse? Floors that a run must reach, pinned together with the data that they were measured on.

Of every score of a row more is better, but for costs, which have no floor.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from evals.datasets.collection import DataError
from evals.folder import Run, write_json
from evals.summary import Group, Mean, summarise

BASELINE = Path(__file__).with_name("baseline.json")
Where = Literal["repository", "elsewhere"]
"""`repository`: the data is in the repository, so `.ci/run` checks the floor. `elsewhere`: shared or fetched data that
CI does not have; such a floor is checked whenever a run measured its data set."""
REPOSITORY = frozenset({"golden", "corpus"})
"""The data sets that are in the repository."""
BASELINES = frozenset({"bm25", "dense", "fusion", "blend", "llamaindex", "with checker"})
"""The systems without floors: those that we are compared with, and one with a model that each names for himself."""
TOLERANCE = 0.5
"""Questions by which a mean may lie below its floor. Processors round differently, so a near tie may swap two ranks:
that costs a question half its reciprocal rank at the very most. A question that is lost whole costs one, and fails."""
UNPINNED = ("seconds", "tokens", "bytes", "peak", "best score")
"""Metrics with one of these words in their name are costs, of this machine and hour, or no quality: no floor."""


class Key(NamedTuple):
    """What a floor is of."""

    suite: str
    dataset: str
    split: str
    system: str
    metric: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The least mean of a metric over n rows, of data with this fingerprint."""

    suite: str
    dataset: str
    split: str
    system: str
    metric: str
    floor: float
    n: int
    data: str
    where: Where

    @property
    def key(self) -> Key:
        """What the floor is of."""
        return Key(self.suite, self.dataset, self.split, self.system, self.metric)

    @property
    def name(self) -> str:
        """The key as a message writes it."""
        return " / ".join(self.key)


def read_floors(file: Path = BASELINE) -> tuple[Floor, ...]:
    """The floors of a file. DataError when it is missing or broken: a gate without floors would let all pass."""
    try:
        return tuple(Floor(**each) for each in json.loads(file.read_text("utf-8"))["floors"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DataError(f"{file} is not a file of floors ({error}): restore it from git.") from error


def write_floors(floors: Iterable[Floor], file: Path = BASELINE) -> None:
    """The floors in the order of their keys, so that a diff shows what moved."""
    ordered = sorted(floors, key=lambda floor: floor.key)
    write_json(file, {"tolerance_questions": TOLERANCE, "floors": [asdict(floor) for floor in ordered]})


def failures(run: Run, floors: Sequence[Floor]) -> list[str]:
    """A sentence for each floor that the run does not reach: a drop, other data, or rows that are missing.

    A floor counts when its suite ran; one whose data is elsewhere, when the suite measured that data.
    """
    means = _by_key(run)
    return [sentence for floor in floors if _counts(floor, run) for sentence in _failure(floor, means, run)]


def checked(run: Run, floors: Sequence[Floor]) -> int:
    """How many floors count for the run."""
    return sum(_counts(floor, run) for floor in floors)


def suites_in_repository(floors: Iterable[Floor]) -> list[str]:
    """The suites that must run for the floors that CI checks, each once."""
    return list(dict.fromkeys(floor.suite for floor in floors if floor.where == "repository"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """All floors after pinning a run, and in a sentence each, which were raised, set anew and lowered."""

    floors: tuple[Floor, ...]
    raised: tuple[str, ...]
    new: tuple[str, ...]
    lowered: tuple[str, ...]


def pin(run: Run, floors: Sequence[Floor]) -> Pinned:
    """The run's means as floors. Whoever writes them must ask first when `lowered` is not empty.

    Floors that the run did not measure stay. A floor on other data, or on another number of rows, is compared all the
    same: new data is no way to lower a floor silently. Only means from 0 to 1 of our own systems are pinned.
    """
    old = {floor.key: floor for floor in floors}
    made = {floor.key: floor for floor in _floors(run)}
    both = [(old[key], floor) for key, floor in made.items() if key in old]
    return Pinned(
        floors=tuple({**old, **made}.values()),
        raised=tuple(_moved(was, floor) for was, floor in both if floor.floor > was.floor),
        new=tuple(f"{floor.name}: {floor.floor:.4f}" for key, floor in made.items() if key not in old),
        lowered=tuple(_moved(was, floor) for was, floor in both if _lower(was, floor)),
    )


def _lower(was: Floor, floor: Floor) -> bool:
    return floor.floor < was.floor or floor.n < was.n


def _moved(was: Floor, floor: Floor) -> str:
    return f"{floor.name}: {was.floor:.4f} (n {was.n}) to {floor.floor:.4f} (n {floor.n})"


def _floors(run: Run) -> Iterator[Floor]:
    for key, mean in _by_key(run).items():
        if 0 <= mean.mean <= 1 and key.system not in BASELINES and _is_quality(key):
            where: Where = "repository" if key.dataset in REPOSITORY else "elsewhere"
            data = _data(run, key.suite, key.dataset)
            yield Floor(**key._asdict(), floor=round(mean.mean, 6), n=mean.n, data=data, where=where)


def _is_quality(key: Key) -> bool:
    return not any(word in key.metric for word in UNPINNED)


def _counts(floor: Floor, run: Run) -> bool:
    ran = floor.suite in run.settings.data
    return ran and (floor.where == "repository" or bool(_data(run, floor.suite, floor.dataset)))


def _failure(floor: Floor, means: Mapping[Key, Mean], run: Run) -> Iterator[str]:
    mean = means.get(floor.key)
    if mean is None:
        yield f"{floor.name}: no row; the floor is {floor.floor:.4f} over {floor.n} rows."
        return
    data = _data(run, floor.suite, floor.dataset)
    if data != floor.data:
        yield f"{floor.name}: the data is {data or 'unknown'}, but the floor was measured on {floor.data}."
    elif mean.n != floor.n:
        yield f"{floor.name}: {mean.n} rows, but the floor was measured over {floor.n}."
    elif (drop := floor.floor - mean.mean) > TOLERANCE / floor.n + 1e-9:
        lost = f"{drop * floor.n:.1f} of {floor.n} questions"
        yield f"{floor.name}: {mean.mean:.4f} is below the floor {floor.floor:.4f} by {lost}."


def _data(run: Run, suite: str, dataset: str) -> str:
    """The fingerprint of a data set; empty where the run did not measure it."""
    return run.settings.data.get(suite, {}).get(dataset, "")


def _by_key(run: Run) -> dict[Key, Mean]:
    return {_key(mean.group, mean.metric): mean for mean in summarise(run.rows).means}


def _key(group: Group, metric: str) -> Key:
    return Key(*group, metric)
