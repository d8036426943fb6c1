"""A conflict told to a reader: which sentences are shown for it, and the line that says in what they disagree."""

from collections.abc import Sequence
from datetime import date

from answer.conflicts import Conflict, Side
from answer.draft import Draft
from answer.evidence import Evidence
from answer.telling import source
from answer.types import Disagreement, Stance

_NAMED = {"number": "the number", "date": "the date", "person": "who it is", "place": "the place"}


def with_sides(chosen: Sequence[Evidence], found: Conflict | None) -> list[Evidence]:
    """The sentences to show: those chosen, and behind them the best one of each side that none of them stands for."""
    shown = list(chosen)
    for side in found.sides if found else ():
        if not any(each in side.evidence for each in shown):
            shown.append(side.evidence[0])
    return shown


def told(found: Conflict) -> str:
    """One sentence: “The sources disagree on the number: 15 (Reuters, 3 July 2025), 17 (AP, 5 July 2025).”

    The earlier side stands first where every side has a day, for a later figure may be an update.
    """
    sides = ", ".join(_side(each) for each in _in_time(found.sides))
    on = "" if found.slot == "yes or no" else f" on {_NAMED[found.slot]}"
    return f"The sources disagree{on}: {sides}."


def kept(found: Conflict | None) -> Disagreement | None:
    """The conflict as an answer keeps it: without the documents' texts."""
    if found is None:
        return None
    stances = (
        Stance(
            value=side.value,
            sentences=tuple(each.text for each in side.evidence),
            documents=tuple(each.document.id for each in side.evidence),
        )
        for side in found.sides
    )
    return Disagreement(slot=found.slot, sides=tuple(stances))


def write_conflict(draft: Draft, found: Conflict) -> str:
    """Write the line behind the sentences, citing each side's best one, and return what was written."""
    best = [side.evidence[0] for side in found.sides]
    numbers = [draft.cite(each.passage, [each.sentence], each.document.text) for each in best]
    return draft.write(
        told(found), numbers, verdict="supported", document_id=best[0].document.id, evidence=best[0].sentence
    )


def _side(side: Side) -> str:
    more = len(side.evidence) - 1
    others = f", and {more} more" if more else ""
    return f"{side.value} ({source(side.evidence[0].document)}{others})"


def _in_time(sides: Sequence[Side]) -> list[Side]:
    days = [side.evidence[0].document.published for side in sides]
    if not all(days):
        return list(sides)
    order: list[tuple[date, int]] = sorted((day, at) for at, day in enumerate(days) if day)
    return [sides[at] for _, at in order]
