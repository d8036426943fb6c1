"""Every retrieval data set by its name, in the order of the report."""

from collections.abc import Callable, Mapping

from evals.datasets import ap, clapnq, ramdocs, realtimeqa, twowiki, xquad
from evals.datasets.collection import Absent, Collection
from evals.suites import Context

SETS: Mapping[str, Callable[[Context], Collection | Absent]] = {
    "xquad": xquad.load,
    "twowiki": twowiki.load,
    "clapnq": clapnq.load,
    "ramdocs": ramdocs.load,
    "ap": ap.load,
    **realtimeqa.loaders(),
}
