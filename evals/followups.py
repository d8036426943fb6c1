"""Follow-ups made whole by rule, against conversations written by hand: `python -m evals.followups`.

Exact is the question that we would write; acceptable carries what it must, and nothing that it must not. A question
that must stay as typed is right only so.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import typer

from answer.followups import completed
from answer.types import Turn

CONVERSATIONS = Path(__file__).resolve().parents[1] / "tests" / "data" / "followups.toml"

Verdict = Literal["exact", "acceptable", "wrong"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Earlier questions, their answers where they matter, the last question, and what it means."""

    split: str
    earlier: tuple[str, ...]
    answers: tuple[str, ...] = ()
    question: str
    whole: str
    keeps: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()

    @property
    def history(self) -> list[Turn]:
        """The earlier turns, each with its answer or none."""
        answers = self.answers or ("",) * len(self.earlier)
        return [Turn(question=asked, answer=answer) for asked, answer in zip(self.earlier, answers, strict=True)]


def read_conversations(path: Path = CONVERSATIONS) -> list[Conversation]:
    """The conversations of the file, in its order."""
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["conversation"]
    lists = ("earlier", "answers", "keeps", "drops")
    return [Conversation(**{**row, **{name: tuple(row[name]) for name in lists if name in row}}) for row in rows]


def verdict(made: str, wanted: Conversation) -> Verdict:
    """How good a question made whole is."""
    folded = _folded(made)
    if folded == _folded(wanted.whole):
        return "exact"
    changed = folded != _folded(wanted.question) or wanted.whole == wanted.question
    kept = all(_folded(each) in folded for each in wanted.keeps) and bool(wanted.keeps)
    return "acceptable" if changed and kept and not any(_folded(each) in folded for each in wanted.drops) else "wrong"


def measured() -> Iterator[tuple[Conversation, str, Verdict]]:
    """Every conversation with the question that the rules make of it, and how good that is."""
    for each in read_conversations():
        made = completed(each.question, each.history)
        yield each, made, verdict(made, each)


def _folded(text: str) -> str:
    return text.replace("’", "'").casefold()


def main() -> None:
    """Print the counts of each half, and every conversation that came out otherwise than we would write it."""
    rows = list(measured())
    for split in dict.fromkeys(each.split for each, _, _ in rows):
        counts = Counter(found for each, _, found in rows if each.split == split)
        typer.echo(f"{split}: {sum(counts.values())} conversations, {dict(counts)}")
    for each, made, found in rows:
        if found != "exact" and each.split != "report":
            typer.echo(f"{found}: {' | '.join(each.earlier)} | {each.question}\n    {made}\n    wanted: {each.whole}")


if __name__ == "__main__":
    main()
