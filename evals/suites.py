"""What a suite is, and what it is given: data, a place to work in, the encoder, and where to say what was left out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from evals.rows import Row
from index.encoder import Encoder
from index.entailment import Checker


@dataclass(slots=True)
class Journal:
    """What a run has to say besides its rows; a suite writes it while it runs, the run folder keeps it.

    `data` maps a data set to the fingerprint of what was measured; `skipped` a data set to the reason why it was not;
    `notes` are sentences for the reader, as "12 questions without a gold page were left out".
    """

    data: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a run gives to every suite.

    `data` is the folder of the shared data sets; `fetched` has the places of those that must be fetched, by name.
    `work` keeps what is dear to make (vectors, indexes) from one run to the next. `encoder` loads the embedding model
    when it is first called. `limit` is the most questions a data set (what a data set counts, it says itself); None is
    all. Empty `datasets` and `systems` mean all. `checker` gives a second opinion on sentences, where one is named.
    """

    data: Path
    work: Path
    model: str
    encoder: Callable[[], Encoder]
    fetched: Mapping[str, Path] = field(default_factory=dict)
    limit: int | None = None
    datasets: frozenset[str] = frozenset()
    systems: frozenset[str] = frozenset()
    checker: Checker | None = None
    journal: Journal = field(default_factory=Journal)

    def wants(self, dataset: str) -> bool:
        """Whether the data set is asked for."""
        return not self.datasets or dataset in self.datasets

    def uses(self, system: str) -> bool:
        """Whether the system is asked for."""
        return not self.systems or system in self.systems


class Suite(Protocol):
    """One kind of measurement."""

    @property
    def name(self) -> str:
        """As the command line names it, and as `Row.suite` has it."""
        ...

    @property
    def about(self) -> str:
        """What it measures, in one sentence, for the list of suites."""
        ...

    def rows(self, context: Context) -> Iterator[Row]:
        """One row a question and system. A data set that is absent goes into `context.journal.skipped`."""
        ...
