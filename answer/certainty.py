"""How sure it is that what was found answers a question: a number to compare with a threshold, from what is at hand."""

from collections.abc import Sequence
from statistics import fmean

from answer.evidence import Evidence
from index.types import Hit

_COVER = 0.6
"""Weight of the question's words beside the cosine, chosen on the development halves."""
_LEAD, _FULL_LEAD = 0.7, 0.5
"""Weight of the first passage's lead, and the lead from which it is full: the same halves (docs/decisions/answering.md
has the table; `python -m evals run refusal` confirms it on the others)."""


def certainty(found: Sequence[Evidence], hits: Sequence[Hit]) -> float:
    """The highest cosine + .6 times the cover over the sentences, and .7 times the `lead`; 0 without sentences.

    Not the score that orders them: its parts for the kind of answer and for a denial say which sentence is best, and
    nothing about whether one answers.
    """
    if not found:
        return 0.0
    return max(each.cosine + _COVER * each.cover for each in found) + _LEAD * lead(hits)


def lead(hits: Sequence[Hit]) -> float:
    """How far the best passage is ahead: its score less the mean of the others', .5 at most; 0 without passages.

    The best of each retriever counts as 1 however little it fits, so the height of a blended score tells nothing. Where
    one passage answers, the retrievers agree on it and the others fall behind; where none does, many are equally near.
    """
    scores = sorted((hit.score for hit in hits), reverse=True)
    if not scores:
        return 0.0
    return min(max(scores[0] - fmean(scores[1:] or [0.0]), 0.0), _FULL_LEAD)
