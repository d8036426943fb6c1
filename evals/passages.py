"""How long should a passage be, how much should neighbours overlap, and does the title help? Measured, not guessed.

    python -m evals.passages <folder with xquad.en.json>

The five paragraphs of each XQuAD article (CC BY-SA 4.0) become one document. Every candidate splits all documents,
embeds the passages with the real model, and ranks them for every question, by vectors alone and fused with BM25. A
question is found by the first passage that holds its whole answer span.

- `R@k`: share of questions whose answer is in the first k passages. `MRR`: mean of 1 / rank of the first such passage
  in the first 20, 0 when it is not there. Both favour long passages, which hold more.
- `R@3000c`: share of questions whose answer is within the first 3,000 characters of the ranking, read in order. This
  is the fair comparison, and its fused form decides.

The articles at even places decide (dev), those at odd places confirm (held out); the passages of all compete for both.
A difference below two points is within the sampling error of about 600 questions.
"""

# ruff: noqa: T201 - printing is what a script is for

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors
from index.fusion import fuse
from index.lexical import LexicalIndex
from index.sentence_transformer import DEFAULT_MODEL, load_encoder
from index.splitting import split
from index.text import clean
from index.types import Document, Passage, Span

SIZES = (64, 96, 128, 192, 254)
"""Tokens. 254 is all that the default model reads."""
DEPTH = 20
"""Passages of each ranking that are looked at."""
BUDGETS = (1500, 3000, 6000)
"""Characters that a reader, or a language model, is willing to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, where its answer stands, and whether it may decide."""

    text: str
    document_id: str
    answer: Span
    dev: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One way to split and embed."""

    size: int
    overlap: int
    title: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """For one question and one ranking: the rank of the passage that holds the answer, and the characters up to it."""

    rank: int | None
    characters: int


def main(folder: Path) -> None:
    """Print one row a candidate for each half."""
    documents, questions = read(folder / "xquad.en.json")
    encoder = load_encoder(DEFAULT_MODEL)
    vectors = np.array([encoder.encode_question(question.text) for question in questions])
    print(f"{len(documents)} documents, {len(questions)} questions, {sum(q.dev for q in questions)} of them dev\n")
    columns = ["R@1", "R@5", "R@8", "MRR", *(f"R@{budget}c" for budget in BUDGETS)]
    print(
        f"| size | overlap | title | half | passages | s | {' | '.join(f'dense {c}' for c in columns)} "
        f"| {' | '.join(f'fused {c}' for c in columns)} |"
    )
    for candidate in candidates():
        report(candidate, documents, questions, vectors, encoder)


def candidates() -> Iterator[Candidate]:
    """Every size without overlap, with about one sentence, and with a fifth; then every size with the title."""
    for title in (False, True):
        for size in SIZES:
            for overlap in (0, 32, size // 5) if not title else (0,):
                yield Candidate(size=size, overlap=overlap, title=title)


def report(
    candidate: Candidate,
    documents: Sequence[Document],
    questions: Sequence[Question],
    vectors: Vectors,
    encoder: Encoder,
) -> None:
    """Split, embed and rank as the candidate says, and print its rows."""
    start = time.perf_counter()
    passages = [
        passage
        for document in documents
        for passage in split(document, encoder, size=candidate.size, overlap=candidate.overlap)
    ]
    texts = [f"{passage.title}\n{passage.text}" if candidate.title else passage.text for passage in passages]
    dense = dense_rankings(vectors, encoder.encode_passages(texts), passages)
    with tempfile.TemporaryDirectory() as folder:
        lexical = LexicalIndex.build(Path(folder), passages)
        words = [[id for id, _ in lexical.search(question.text, limit=50)] for question in questions]
    fused = [[id for id, _ in fuse(*pair)] for pair in zip(dense, words, strict=True)]
    by_id = {passage.id: passage for passage in passages}
    seconds = time.perf_counter() - start
    for half in (True, False):
        chosen = [number for number, question in enumerate(questions) if question.dev is half]
        cells = [
            f"{value:.3f}"
            for rankings in (dense, fused)
            for value in scores([outcome(questions[i], [by_id[id] for id in rankings[i]]) for i in chosen])
        ]
        name = "dev" if half else "held out"
        print(
            f"| {candidate.size} | {candidate.overlap} | {'yes' if candidate.title else 'no'} | {name} "
            f"| {len(passages)} | {seconds:.0f} | {' | '.join(cells)} |",
            flush=True,
        )


def dense_rankings(questions: Vectors, passages: Vectors, order: Sequence[Passage]) -> list[list[str]]:
    """Exact search: what the approximate index is measured against elsewhere must not blur the comparison here."""
    best = np.argsort(-(questions @ passages.T), axis=1, kind="stable")[:, :50]
    return [[order[place].id for place in row] for row in best]


def outcome(question: Question, ranking: Sequence[Passage]) -> Outcome:
    """Where the answer turns up when the ranking is read in order."""
    characters = 0
    for rank, passage in enumerate(ranking[:DEPTH], start=1):
        if passage.document_id == question.document_id and passage.span.covers(question.answer):
            return Outcome(rank, characters + question.answer.end - passage.start)
        characters += len(passage.text)
    return Outcome(None, characters)


def scores(outcomes: Sequence[Outcome]) -> list[float]:
    """R@1, R@5, R@8, MRR, and recall within each budget of characters."""
    found = [(outcome.rank, outcome.characters) for outcome in outcomes if outcome.rank is not None]
    recall = [sum(rank <= k for rank, _ in found) / len(outcomes) for k in (1, 5, 8)]
    within = [sum(characters <= budget for _, characters in found) / len(outcomes) for budget in BUDGETS]
    return [*recall, sum(1 / rank for rank, _ in found) / len(outcomes), *within]


def read(file: Path) -> tuple[list[Document], list[Question]]:
    """The articles as documents, and their questions with the answer's place in the joined text."""
    documents: list[Document] = []
    questions: list[Question] = []
    for place, article in enumerate(json.loads(file.read_text("utf-8"))["data"]):
        id = f"article-{place}"
        text = ""
        for paragraph in article["paragraphs"]:
            text += "\n\n" if text else ""
            for asked in paragraph["qas"]:
                answer = asked["answers"][0]
                start = len(text) + len(clean(paragraph["context"][: answer["answer_start"]] + "|")) - 1
                span = Span(start=start, end=start + len(answer["text"].strip()))
                if clean(paragraph["context"])[start - len(text) :].startswith(answer["text"].strip()):
                    questions.append(Question(text=asked["question"], document_id=id, answer=span, dev=place % 2 == 0))
            text += clean(paragraph["context"])
        documents.append(Document(id=id, title=article["title"].replace("_", " "), text=text, path=id))
    return documents, questions


if __name__ == "__main__":
    main(Path(sys.argv[1]))
