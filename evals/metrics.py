"""How good a ranking of documents is. The formulas are those of ir-measures (trec_eval's), none is our own."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

DEPTH = 50
"""Passages that every system gives for a question: enough for ten different documents in nearly every ranking."""
SHOWN = 8
"""Passages that a reader or a language model is shown: `answer.findings.LIMIT`, and a test holds them equal."""
_CUTS = {"hit": (1, 5, 10), "recall": (1, 5, 8, 10)}


def measured(rankings: Mapping[str, Sequence[str]], gold: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """For each question its metrics, all from 0 to 1, over documents as they first appear in its ranking of passages.

    - `hit@k`: 1 when a gold document is among the first k documents.
    - `recall@k`: share of the gold documents among the first k documents.
    - `MRR`: 1 / rank of the first gold document, 0 without one (its mean over questions is the MRR).
    - `nDCG@10`: sum over gold documents in the first ten of 1 / log2(rank + 1), divided by the best possible sum.
    - `all-gold@8`: 1 when every gold document is among the first 8 documents (recall@8 is 1).
    - `all-gold@8 passages`: the same when only the first 8 passages are looked at: what a reader is shown.
    """
    whole = {id: distinct(rankings.get(id, ())) for id in gold}
    shown = {id: distinct(rankings.get(id, ())[:SHOWN]) for id in gold}
    values = _calculated(whole, gold)
    few = _calculated(shown, gold)
    for id, scores in values.items():
        scores["all-gold@8"] = float(scores["recall@8"] == 1)
        scores["all-gold@8 passages"] = float(few[id]["recall@8"] == 1)
    return values


def distinct(ids: Sequence[str]) -> list[str]:
    """Each id once, where it first stands."""
    return list(dict.fromkeys(ids))


def _calculated(
    rankings: Mapping[str, Sequence[str]], gold: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    import ir_measures  # noqa: PLC0415 - brings pandas

    measures = _measures()
    judged = {id: dict.fromkeys(documents, 1) for id, documents in gold.items()}
    run = {
        id: {document: float(len(ranking) - place) for place, document in enumerate(ranking)}
        for id, ranking in rankings.items()
    }
    found: dict[str, dict[str, float]] = {id: dict.fromkeys(measures.values(), 0.0) for id in gold}
    for metric in ir_measures.iter_calc(list(measures), judged, run):
        found[metric.query_id][measures[metric.measure]] = float(metric.value)
    return found


@cache
def _measures() -> dict[Any, str]:
    """The measures of the library with the names that a reader knows."""
    from ir_measures import RR, R, Success, nDCG  # noqa: PLC0415

    return {
        **{Success @ k: f"hit@{k}" for k in _CUTS["hit"]},
        **{R @ k: f"recall@{k}" for k in _CUTS["recall"]},
        RR: "MRR",
        nDCG @ 10: "nDCG@10",
    }
