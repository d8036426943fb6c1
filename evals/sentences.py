"""Which sentence answers, and from which score on is it an answer at all? The numbers of `answer.evidence`, measured.

    python -m evals.sentences <folder with xquad.en.json>     the table over weights and thresholds
    python -m evals --suite sentences                         rows with the weights in use

Half of the XQuAD articles (CC BY-SA 4.0) are indexed. A question on them should be answered by the sentence that holds
its answer (right), a question on the other half by nothing (declined). Questions at even places choose the numbers,
those at odd places confirm them.

- `first`: share of answerable questions whose best sentence holds the answer; `three`: one of the best three does.
- `AUROC`: chance that an answerable question's best score is above an unanswerable one's.
- For thresholds: share of answerable questions that are answered, and of unanswerable ones that are declined.
"""

# ruff: noqa: T201 - printing is what a script is for

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from answer.certainty import certainty
from answer.evidence import Evidence, evidence
from answer.question import Question, understand
from evals.datasets.collection import fingerprint, missing
from evals.passages import read
from evals.rows import Row
from evals.scoring import placement
from evals.suites import Context
from index.encoder import Encoder, Vectors
from index.sentence_transformer import DEFAULT_MODEL, load_encoder
from index.store import Index
from index.types import Hit

EVERY = 2
"""Every second question is used: enough for an error of two points, in about three minutes."""
COVER = (0.0, 0.5, 0.9, 1.25, 1.6, 2.0)
KIND = (0.0, 0.15, 0.33, 0.5)
THRESHOLDS = (0.9, 0.95, 1.0, 1.05, 1.1, 1.15, 1.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question, the answer's words (none when the corpus does not answer), the sentences and the passages found."""

    question: Question
    answer: str
    found: tuple[Evidence, ...]
    dev: bool
    hits: tuple[Hit, ...] = ()

    @property
    def best(self) -> float:
        """How certain it is that the sentences answer; 0 when none was found."""
        return certainty(self.found, self.hits)


class Remembering:
    """An encoder that embeds a text once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}
        self.name, self.dimensions, self.max_tokens = encoder.name, encoder.dimensions, encoder.max_tokens
        self.tokens, self.encode_question = encoder.tokens, encoder.encode_question

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, from memory where they were embedded before."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode_passages(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)


def main(folder: Path) -> None:
    """Print the tables."""
    cases = gather(folder, load_encoder(DEFAULT_MODEL))
    for half, dev in (("choosing", True), ("confirming", False)):
        chosen = [case for case in cases if case.dev == dev]
        print(f"\n{half}: {len(chosen)} questions, {sum(bool(case.answer) for case in chosen)} answerable")
        for cover, kind in product(COVER, KIND):
            print(row(chosen, cover, kind))
        print("with the weights in use:")
        for threshold in THRESHOLDS:
            answered, declined = share(chosen, threshold, True), share(chosen, threshold, False)
            print(f"  threshold {threshold:.2f}  answered {answered:.3f}  declined {declined:.3f}")


def gather(folder: Path, model: Encoder, *, limit: int | None = None) -> list[Case]:
    """Index every other article, and look for sentences for every second of the questions on all.

    With a limit, only so many questions, spread evenly over all.
    """
    documents, questions = read(folder / "xquad.en.json")
    stored = {document.id for document in documents[::2]}
    texts = {document.id: document.text for document in documents}
    encoder = Remembering(model)
    chosen = list(enumerate(questions[::EVERY]))
    step = max(1, len(chosen) // limit) if limit else 1
    with (
        tempfile.TemporaryDirectory() as place,
        Index.open(Path(place) / "index", model="xquad", encoder=lambda: encoder) as index,
    ):
        lines = [json.dumps({"id": d.id, "title": d.title, "text": d.text}) for d in documents if d.id in stored]
        (Path(place) / "articles.jsonl").write_text("\n".join(lines), "utf-8")
        index.update([str(Path(place) / "articles.jsonl")], max_bytes=50_000_000)
        cases = []
        for number, asked in chosen[::step][:limit]:
            question = understand(asked.text, index.catalogue)
            hits = index.search(question.understood)
            found = evidence(question, hits, index.catalogue, encoder)
            answer = asked.answer.of(texts[asked.document_id]) if asked.document_id in stored else ""
            cases.append(
                Case(question=question, answer=answer, found=tuple(found), dev=number % 2 == 0, hits=tuple(hits))
            )
    return cases


def sentence_rows(cases: Sequence[Case], *, dataset: str = "xquad") -> Iterator[Row]:
    """A row for each question: `first` and `three` where the corpus answers, and the placement of its best score.

    The mean of `AUROC` over the rows of a split is the AUROC of the split: a row is an answerable question's share of
    the unanswerable ones that score below it.
    """
    for number, case in enumerate(cases):
        below = [other.best for other in cases if other.dev == case.dev and not other.answer]
        scores = {}
        if case.answer:
            place = placement(case.best, below)
            scores = {
                "first": float(any(case.answer in each.text for each in case.found[:1])),
                "three": float(any(case.answer in each.text for each in case.found[:3])),
            } | ({} if place is None else {"AUROC": place})
        yield Row(
            suite="sentences",
            dataset=dataset,
            split="development" if case.dev else "report",
            system="verbatim",
            question_id=f"{dataset}-{number}",
            gold=("answerable" if case.answer else "unanswerable",),
            scores=scores,
        )


def rescored(case: Case, cover: float, kind: float) -> list[tuple[float, Evidence]]:
    """The sentences with other weights, best first."""
    made = [(each.cosine + cover * each.cover + kind * each.fits, each) for each in case.found]
    return sorted(made, key=lambda pair: -pair[0])


def row(cases: Sequence[Case], cover: float, kind: float) -> str:
    """One line of the table for one pair of weights."""
    ranked = [(case, rescored(case, cover, kind)) for case in cases]
    answerable = [(case, found) for case, found in ranked if case.answer]
    first = np.mean([any(case.answer in each.text for _, each in found[:1]) for case, found in answerable])
    three = np.mean([any(case.answer in each.text for _, each in found[:3]) for case, found in answerable])
    return f"  cover {cover:.2f} kind {kind:.2f}  first {first:.3f}  three {three:.3f}"


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive scores above a negative; ties count half."""
    difference = np.subtract.outer(np.array(positive), np.array(negative))
    return float((difference > 0).mean() + (difference == 0).mean() / 2)


def share(cases: Sequence[Case], threshold: float, answerable: bool) -> float:
    """Share of answerable cases at or above the threshold, or of unanswerable ones below it."""
    scores = [case.best for case in cases if bool(case.answer) == answerable]
    return float(np.mean([(score >= threshold) == answerable for score in scores]))


@dataclass(frozen=True, slots=True)
class Sentences:
    """The suite; a limit is in questions."""

    name: str = "sentences"
    about: str = "Does the best sentence hold the answer, and does its score tell whether there is one?"

    def rows(self, context: Context) -> Iterator[Row]:
        """A row for every second question of XQuAD, or for `context.limit` of them spread evenly."""
        folder = context.data / "xquad_en"
        if not context.wants("xquad"):
            return
        if absent := missing(folder / "xquad.en.json"):
            context.journal.skipped["xquad"] = absent.reason
            return
        context.journal.data["xquad"] = fingerprint([(folder / "xquad.en.json").read_text("utf-8")])
        yield from sentence_rows(gather(folder, context.encoder(), limit=context.limit))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
