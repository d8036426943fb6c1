"""Who said what, against people's marks: how many quotations are given to the right speaker, how exact the rest is.

    python -m evals.statements <folder with text/ and attributions/> [number of articles]
    python -m evals --suite statements --fetched polnear=<checkout of PolNeAR>

The folder is `data/train` or `data/dev` of PolNeAR (networkdynamics/PolNeAR: political news, marked by people with
source, cue and content). One annotator an article, the first by name. Its text is read and not copied.

- Quotations: passages in quotation marks of four words or more that a marked content holds by more than half. Right:
  a statement holds the quotation by more than half, and the words for its speaker overlap the marked source, or the
  source holds the speaker's family name. Precision counts every quotation that a statement holds; recall every marked
  one.
- All statements: share of the marked ones whose content (by a third) and source are found; share of the found ones
  whose content overlaps a marked one.
"""

# ruff: noqa: T201 - printing is what a script is for

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.datasets.collection import fingerprint
from evals.rows import Row, Split
from evals.scoring import pooled
from evals.suites import Context
from index.quotes import quotes
from index.statements import statements
from index.types import Document, Span, Statement

SHORTEST = 4
"""Words of a quotation that counts: shorter ones are mostly terms."""
FIGURES = {
    "quotation precision": ("right", "held"),
    "quotation recall": ("right", "marked"),
    "statement precision": ("real", "made"),
    "statement recall": ("found", "all"),
}
"""Of what each figure is the share: the counts of `quotations` and `overlaps`."""
SETS: Mapping[str, Split] = {"train": "development", "dev": "report"}
_LABEL = re.compile(r"(?P<id>T\d+)\t(?P<kind>\w+) (?P<places>[\d ;]+)\t")
_EVENT = re.compile(r"E\d+\t(?P<parts>.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One attribution as a person marked it."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]


def main(folder: Path, most: int) -> None:
    """Print the figures."""
    counts: Counter[str] = Counter()
    begin = time.perf_counter()
    for _, counted in counted_articles(folder, most):
        counts += counted + Counter(articles=1)
    seconds = time.perf_counter() - begin
    precision, recall = counts["right"] / counts["held"], counts["right"] / counts["marked"]
    print(f"{counts['articles']} articles, {1000 * seconds / counts['articles']:.1f} ms each")
    both = f1(precision, recall)
    print(f"quotations: precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}  n {counts['marked']}")
    all_recall, all_precision = counts["found"] / counts["all"], counts["real"] / counts["made"]
    print(f"statements: precision {all_precision:.3f}  recall {all_recall:.3f}  n {counts['all']}")


def counted_articles(folder: Path, most: int | None) -> Iterator[tuple[str, Counter[str]]]:
    """The name of each article with what is counted in it."""
    for name, text, marks in articles(folder, most):
        found = statements(Document(id="d", title="", text=text, path=""))
        yield name, quotations(text, found, marks) + overlaps(found, marks)


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


def articles(folder: Path, most: int | None) -> Iterator[tuple[str, str, list[Mark]]]:
    """Name and text of each article with the marks of its first annotator; articles nobody marked are left out."""
    for file in sorted((folder / "text").glob("*.txt"))[:most]:
        marked = sorted((folder / "attributions").glob(f"{file.stem}_????.ann"))
        if marked:
            yield file.stem, file.read_text("utf-8"), read_marks(marked[0].read_text("utf-8"))


def read_marks(lines: str) -> list[Mark]:
    """The attributions of a brat standoff file."""
    labels = {
        found["id"]: tuple(_place(place) for place in found["places"].split(";"))
        for line in lines.splitlines()
        if (found := _LABEL.match(line))
    }
    made = []
    for line in lines.splitlines():
        event = _EVENT.match(line)
        if event:
            parts = [part.split(":") for part in event["parts"].split()]
            by_role = {role: _spans(parts, labels, role) for role in ("Source", "Content")}
            made.append(Mark(source=by_role["Source"], content=by_role["Content"]))
    return made


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
        counts["right"] += any(_is_source(text, statement, mark) for statement in holding)
    return counts


def overlaps(found: Sequence[Statement], marks: Sequence[Mark]) -> Counter[str]:
    """Counts over all statements of one article: marked and found, made and real."""
    counts: Counter[str] = Counter()
    for mark in (mark for mark in marks if mark.source and mark.content):
        fits = [
            statement
            for statement in found
            if any(held(part, statement.content) > 1 / 3 for part in mark.content)
            and any(part.overlaps(statement.mention) for part in mark.source)
        ]
        counts += Counter(all=1, found=int(bool(fits)))
    for statement in found:
        real = any(part.overlaps(span) for mark in marks for part in mark.content for span in statement.content)
        counts += Counter(made=1, real=int(real))
    return counts


def held(span: Span, by: Sequence[Span]) -> float:
    """Share of the span's characters that `by` holds: 0 to 1."""
    shared = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in by)
    return shared / (span.end - span.start)


def f1(precision: float, recall: float) -> float:
    """Harmonic mean of precision and recall: 2pr / (p + r), 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _place(place: str) -> Span:
    start, end = place.split()
    return Span(start=int(start), end=int(end))


def _spans(parts: Sequence[Sequence[str]], labels: dict[str, tuple[Span, ...]], role: str) -> tuple[Span, ...]:
    return tuple(span for name, label in parts if name.rstrip("0123456789") == role for span in labels.get(label, ()))


def _is_source(text: str, statement: Statement, mark: Mark) -> bool:
    named = " ".join(span.of(text) for span in mark.source)
    beside = any(span.overlaps(statement.mention) or span.overlaps(statement.speaker_span) for span in mark.source)
    return beside or statement.speaker.rsplit(maxsplit=1)[-1] in named


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
