"""What every measurement is made of: one row a question and system, with a verdict and scores that can be averaged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["right", "wrong", "declined", ""]
"""`declined`: the system said that the documents do not answer. Empty where a suite gives no verdict."""
Split = Literal["development", "report"]
"""`development` rows may choose numbers; `report` rows only ever confirm them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How one system did on one question of one data set.

    `passages` are the ids of what was found, best first; `gold` what should have been found or answered. `scores` maps
    a metric to this row's value, mostly from 0 to 1: a summary is the mean over rows. A row whose metric is undefined
    leaves it out. `certainty` is the number that decided whether to answer, if one did. `question` and `answer` are
    empty for data whose text may not be kept.
    """

    suite: str
    dataset: str
    split: Split
    system: str
    question_id: str
    question: str = ""
    answer: str = ""
    passages: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    verdict: Verdict = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    certainty: float | None = None
