"""Every suite, in the order of the report. A new one is one line; heavy imports belong into its `rows`."""

from evals.reranking import Reranking
from evals.retrieval import Retrieval
from evals.suites import Suite

SUITES: tuple[Suite, ...] = (Retrieval(), Reranking())


def suite(name: str) -> Suite | None:
    """The suite of that name."""
    return next((each for each in SUITES if each.name == name), None)
