"""The border to a checker, a model that reads a text and a sentence and says whether the text carries the sentence.

The real one lives in `cross_encoder.py`; what is done with its verdicts in `answer/second_opinion.py`.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Chances = NDArray[np.float32]


class Checker(Protocol):
    """Says how surely a text carries a sentence: natural language inference, entailment against all else."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    def chances(self, pairs: Sequence[tuple[str, str]]) -> Chances:
        """A number from 0 to 1 for each pair of a text and a sentence, in order: shape `(len(pairs),)`.

        What is longer than the model reads is cut at the model's own limit. ModelError when it cannot be done.
        """
        ...
