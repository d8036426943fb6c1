"""Who said what, against people's marks: quotations with the right speaker, sources, contents, and the sure ones.

    python -m evals.statements <folder with text/ and attributions/> [number of articles]
    python -m evals run statements --fetched polnear=<checkout of PolNeAR>

The folder is `data/train` or `data/dev` of PolNeAR (networkdynamics/PolNeAR: political news, marked by people with
source, cue and content). One annotator an article, the first by name. Its text is read and not copied.

- Quotations: passages in quotation marks of four words or more that a marked content holds by more than half. Right:
  a statement holds the quotation by more than half, and the words for its speaker overlap the marked source. Precision
  counts every quotation that a statement holds; recall every marked one.
- Source, content: `attributions.py` says how they are compared.
- Sure: share of the statements of at least the confidence `SURE` with which a mark agrees in content and source.
"""

# ruff: noqa: T201 - printing is what a script is for

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.attributions import PARTS, Mark, agrees, articles, compared
from evals.datasets.collection import fingerprint
from evals.rows import Row, Split
from evals.scoring import pooled
from evals.suites import Context
from index.names import read
from index.quotes import quotes
from index.speech.confidence import SURE
from index.statements import statements
from index.types import Document, Span, Statement

SHORTEST = 4
"""Words of a quotation that counts: shorter ones are mostly terms."""
FIGURES = {
    "quotation precision": ("right", "held"),
    "quotation recall": ("right", "marked"),
    "sure precision": ("sure and right", "sure"),
    **{f"{part} overlap precision": (f"{part} overlap", f"{part} words found") for part in PARTS},
    **{f"{part} overlap recall": (f"{part} overlap", f"{part} words marked") for part in PARTS},
    **{f"{part} {what} precision": (f"{part} {what}", "statements") for part in PARTS for what in ("any", "exact")},
    **{f"{part} {what} recall": (f"{part} {what}", f"{part} marked") for part in PARTS for what in ("any", "exact")},
}
"""Of what each figure is the share: the counts of `quotations`, `sure` and `compared`."""
SETS: Mapping[str, Split] = {"train": "development", "dev": "report"}


def main(folder: Path, most: int) -> None:
    """Print the figures."""
    counts: Counter[str] = Counter()
    for _, counted in counted_articles(folder, most):
        counts += counted + Counter(articles=1)
    milliseconds = counts["microseconds"] / counts["articles"] / 1000
    print(f"{counts['articles']} articles, {milliseconds:.1f} ms of processor time each, names included")
    print(f"{counts['statements']} statements, {counts['marks']} marks, {counts['marked']} marked quotations")
    for name in dict.fromkeys(figure.rsplit(maxsplit=1)[0] for figure in FIGURES):
        precision, recall = (_share(counts, f"{name} {side}") for side in ("precision", "recall"))
        both = "" if recall is None else f"  recall {recall:.3f}  F1 {f1(precision or 0.0, recall):.3f}"
        print(f"{name:16} precision {precision or 0.0:.3f}{both}")
    print(f"sure: {counts['sure']} statements of at least {SURE}")


def _share(counts: Counter[str], figure: str) -> float | None:
    if figure not in FIGURES:
        return None
    part, whole = FIGURES[figure]
    return counts[part] / counts[whole] if counts[whole] else 0.0


def counted_articles(folder: Path, most: int | None) -> Iterator[tuple[str, Counter[str]]]:
    """The name of each article with what is counted in it."""
    for name, text, marks in articles(folder, most):
        begin = time.process_time()
        found = statements(Document(id="d", title="", text=text, path="", author="the author"), read(text))
        spent = Counter(microseconds=int(1_000_000 * (time.process_time() - begin)))
        yield name, quotations(text, found, marks) + compared(text, found, marks) + sure(text, found, marks) + spent


def statement_rows(folder: Path, *, dataset: str, split: Split, limit: int | None = None) -> Iterator[Row]:
    """A row for each article. The mean of a score over the rows is the figure that `main` prints: counts are pooled."""
    counted = list(counted_articles(folder, limit))
    figures = {
        name: pooled([counts[part] for _, counts in counted], [counts[whole] for _, counts in counted])
        for name, (part, whole) in FIGURES.items()
    }
    for place, (name, _) in enumerate(counted):
        yield Row(
            suite="statements",
            dataset=dataset,
            split=split,
            system="verbatim",
            question_id=name,
            scores={figure: values[place] for figure, values in figures.items()},
        )


def quotations(text: str, found: Sequence[Statement], marks: Sequence[Mark]) -> Counter[str]:
    """Counts over the quotations of one article: marked, held by a statement, right."""
    counts: Counter[str] = Counter()
    for quote in (span for span in quotes(text) if len(span.of(text).split()) >= SHORTEST):
        holding = [statement for statement in found if held(quote, statement.content) > 0.5]
        mark = max(marks, key=lambda each: held(quote, each.content), default=None)
        if mark is None or held(quote, mark.content) <= 0.5 or not mark.source:
            counts["held"] += bool(holding)
            continue
        counts += Counter(marked=1, held=int(bool(holding)))
        counts["right"] += any(_is_source(statement, mark) for statement in holding)
    return counts


def sure(text: str, found: Sequence[Statement], marks: Sequence[Mark]) -> Counter[str]:
    """Counts over the statements shown without being asked for: how many there are, and with how many a mark agrees."""
    shown = [statement for statement in found if statement.confidence >= SURE]
    right = sum(agrees(text, statement, marks) for statement in shown)
    return Counter({"sure": len(shown), "sure and right": right})


def held(span: Span, by: Sequence[Span]) -> float:
    """Share of the span's characters that `by` holds: 0 to 1."""
    shared = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in by)
    return shared / (span.end - span.start)


def f1(precision: float, recall: float) -> float:
    """Harmonic mean of precision and recall: 2pr / (p + r), 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _is_source(statement: Statement, mark: Mark) -> bool:
    return any(span.overlaps(statement.mention) or span.overlaps(statement.speaker_span) for span in mark.source)


@dataclass(frozen=True, slots=True)
class Statements:
    """The suite; a limit is in articles."""

    name: str = "statements"
    about: str = "Who said what, against people's marks (PolNeAR, fetched)."

    def rows(self, context: Context) -> Iterator[Row]:
        """Rows for `polnear-train`, which may choose, and `polnear-dev`, which only reports."""
        for part, split in SETS.items():
            dataset = f"polnear-{part}"
            if not context.wants(dataset):
                continue
            if "polnear" not in context.fetched:
                context.journal.skipped[dataset] = (
                    "it must be fetched: name a checkout of networkdynamics/PolNeAR with --fetched polnear=PATH"
                )
                continue
            folder = context.fetched["polnear"] / "data" / part
            marked = (f"{path.name} {path.stat().st_size}" for path in sorted((folder / "attributions").glob("*.ann")))
            context.journal.data[dataset] = fingerprint(marked)
            yield from statement_rows(folder, dataset=dataset, split=split, limit=context.limit)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
