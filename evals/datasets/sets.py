"""Every retrieval data set by its name, in the order of the report."""

from collections.abc import Callable, Iterator, Mapping

from evals.datasets import ap, clapnq, ramdocs, realtimeqa, twowiki, xquad
from evals.datasets.collection import Absent, Collection, fingerprint
from evals.suites import Context

SETS: Mapping[str, Callable[[Context], Collection | Absent]] = {
    "xquad": xquad.load,
    "twowiki": twowiki.load,
    "clapnq": clapnq.load,
    "ramdocs": ramdocs.load,
    "ap": ap.load,
    **realtimeqa.loaders(),
}

BY_WEEKS = "realtimeqa"
"""Data sets of this name have read the limit themselves."""


def wanted(context: Context) -> Iterator[Collection]:
    """The data sets that the context asks for, within its limit. The journal keeps fingerprints and what is absent."""
    for name, load in SETS.items():
        if not context.wants(name):
            continue
        collection = load(context)
        if isinstance(collection, Absent):
            context.journal.skipped[name] = collection.reason
            continue
        collection = collection if name.startswith(BY_WEEKS) else collection.limited(context.limit)
        context.journal.data[name] = fingerprint(collection.documents, collection.questions)
        yield collection
