"""Who said what, against people's marks: how many quotations are given to the right speaker, how exact the rest is.

    python -m evals.statements <folder with text/ and attributions/> [number of articles]

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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.quotes import quotes
from index.statements import statements
from index.types import Document, Span, Statement

SHORTEST = 4
"""Words of a quotation that counts: shorter ones are mostly terms."""
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
    seconds = 0.0
    for text, marks in articles(folder, most):
        begin = time.perf_counter()
        found = statements(Document(id="d", title="", text=text, path=""))
        seconds += time.perf_counter() - begin
        counts += quotations(text, found, marks) + overlaps(found, marks) + Counter(articles=1)
    precision, recall = counts["right"] / counts["held"], counts["right"] / counts["marked"]
    print(f"{counts['articles']} articles, {1000 * seconds / counts['articles']:.1f} ms each")
    both = f1(precision, recall)
    print(f"quotations: precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}  n {counts['marked']}")
    all_recall, all_precision = counts["found"] / counts["all"], counts["real"] / counts["made"]
    print(f"statements: precision {all_precision:.3f}  recall {all_recall:.3f}  n {counts['all']}")


def articles(folder: Path, most: int) -> Iterator[tuple[str, list[Mark]]]:
    """The text of each article with the marks of its first annotator; articles nobody marked are left out."""
    for file in sorted((folder / "text").glob("*.txt"))[:most]:
        marked = sorted((folder / "attributions").glob(f"{file.stem}_????.ann"))
        if marked:
            yield file.read_text("utf-8"), read_marks(marked[0].read_text("utf-8"))


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


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
