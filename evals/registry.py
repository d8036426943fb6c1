"""Every suite, in the order of the report. A new one is one line; heavy imports belong into its `rows`."""

from evals.checking import Checks
from evals.conflicts import Conflicts
from evals.golden import Golden
from evals.injection import Injection
from evals.links import LinkCost
from evals.quoting import Quotations
from evals.refusal import Refusals
from evals.reranking import Reranking
from evals.retrieval import Retrieval
from evals.sentences import Sentences
from evals.speed import Speed
from evals.statements import Statements
from evals.suites import Suite
from evals.sweep import Sweep

SUITES: tuple[Suite, ...] = (
    Golden(),
    Refusals(),
    Conflicts(),
    Checks(),
    Quotations(),
    Injection(),
    Retrieval(),
    Reranking(),
    Sentences(),
    Statements(),
    Speed(),
    LinkCost(),
    Sweep(),
)


def suite(name: str) -> Suite | None:
    """The suite of that name."""
    return next((each for each in SUITES if each.name == name), None)
