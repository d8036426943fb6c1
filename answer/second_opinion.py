"""A checker's opinion on what the rules leave open: it may find a sentence in other words, or miss it in the same.

It is never asked about an exact mismatch (a number, a name, an opposite, another speaker), and takes none back.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from answer.checks import Support
from answer.premises import premises
from index.entailment import Checker
from index.errors import ModelError
from index.instructions import without_instructions
from index.types import Document, Passage

FOUND, MISSED = 0.5, 0.03
"""From this chance on the checker's yes settles what the rules doubted; below that one, its no doubts what they took
for carried. Chosen with one model on the five development domains of SummEdits (docs/decisions/checks.md); for another,
`python -m evals run checks --checker NAME` shows what comes of them."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A sentence without its marks, what it cites, and the verdict of the rules."""

    sentence: str
    cited: Sequence[tuple[Passage, Document]]
    support: Support

    @property
    def open(self) -> bool:
        """Whether a checker may be asked."""
        return bool(self.cited) and not self.support.settled


def second_opinions(judged: Sequence[Judged], checker: Checker) -> list[Support]:
    """The verdicts after the checker was asked about all that is open, in one batch; as they were when it fails."""
    asked = [
        (at, [(text, each.sentence) for text in premises(each.sentence, list(map(without_instructions, each.cited)))])
        for at, each in enumerate(judged)
        if each.open
    ]
    supports = [each.support for each in judged]
    try:
        chances = checker.chances([pair for _, pairs in asked for pair in pairs])
    except ModelError as error:
        log.warning("The sentences of this answer are checked by the rules alone: %s", error)
        return supports
    ends = np.cumsum([len(pairs) for _, pairs in asked])
    for (at, pairs), end in zip(asked, ends, strict=True):
        best = float(chances[end - len(pairs) : end].max(initial=0.0))
        supports[at] = revised(supports[at], best, checker.name)
    return supports


def revised(support: Support, chance: float, name: str) -> Support:
    """The verdict in the light of the chance, from 0 to 1, that the source carries the sentence."""
    if support.verdict == "supported" and chance < MISSED:
        return replace(support, verdict="partly", reason=f"The checker {name} does not find this in the source.")
    if support.verdict in ("partly", "unsupported") and chance >= FOUND:
        return replace(support, verdict="supported", reason="")
    return support
