"""The answer without a language model, by task: an answer, a comparison, a timeline or a summary in whole sentences."""

from collections.abc import Iterator, Sequence

from answer.choice import by_side, chosen
from answer.chronology import timeline
from answer.conflicts import Conflict
from answer.disagreement import with_sides, write_conflict
from answer.draft import Draft
from answer.extractive import write_evidence, write_sayings
from answer.findings import Findings
from answer.periods import tell_day
from answer.question import Side
from answer.sayings import MOST, Saying
from index.catalogue import Catalogue

MOST_OF_A_SIDE = 3
"""Statements of each side of a comparison: together as many as an answer has."""


def write_found(draft: Draft, found: Findings, disputed: Conflict | None, catalogue: Catalogue) -> Iterator[str]:
    """Write what was found as the question's task asks, and yield each piece as it is written."""
    if found.sayings:
        yield from _write_sayings(draft, found, catalogue)
        return
    question = found.question
    sides = by_side(question, found.evidence) if question.task == "compare" else []
    lines = timeline(found.evidence) if question.task == "timeline" else []
    if sides:
        for side, sentences in sides:
            yield _head(draft, side, found=bool(sentences))
            yield from write_evidence(draft, sentences)
    elif lines:
        for each in lines:
            yield from write_evidence(draft, [each.evidence], lead=f"{each.told[:1].upper()}{each.told[1:]}: ")
    else:
        yield from write_evidence(draft, with_sides(chosen(question, found.evidence), disputed))
    if disputed:
        yield write_conflict(draft, disputed)


def _write_sayings(draft: Draft, found: Findings, catalogue: Catalogue) -> Iterator[str]:
    question = found.question
    if question.task == "compare" and len(question.sides) > 1:
        for side in question.sides:
            own = [each for each in found.sayings if each.statement.speaker in side.speakers][:MOST_OF_A_SIDE]
            yield _head(draft, side, found=bool(own))
            yield from write_sayings(draft, own, catalogue)
        return
    if question.expected == "date" and (days := _days(found.sayings[:MOST])):
        yield draft.write(days, verdict="supported")
    yield from write_sayings(draft, found.sayings, catalogue)


def _head(draft: Draft, side: Side, *, found: bool) -> str:
    """Whose part of a comparison follows, or that there is nothing on it."""
    name = f"{side.name[:1].upper()}{side.name[1:]}"
    return draft.write(f"{name}:" if found else f"{name}: nothing was found.", verdict="supported")


def _days(found: Sequence[Saying]) -> str:
    """When it was said, as far as the documents tell: the days on which they were published."""
    days = sorted({each.document.published for each in found if each.document.published})
    if not days:
        return ""
    if len(days) == 1:
        return f"Reported on {tell_day(days[0])}:"
    return f"Reported from {tell_day(days[0])} to {tell_day(days[-1])}:"
