"""The filters that a reader has set, out of what a browser sends: anything may come."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from index.errors import VerbatimError
from index.types import Filters
from ui.strings import say

MOST = 1_000
"""Values of one filter."""
LONGEST = 500
"""Characters of one value: longer is no outlet and no name."""


class BadDateError(VerbatimError):
    """A date filter that is no date."""


def chosen_of(value: object) -> Mapping[str, Any]:
    """What the row of filters carries, from its JSON; anything else is nothing chosen."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}


def filters_of(value: object = None) -> Filters:
    """The filters chosen; a date that is none is a BadDateError, anything else that does not fit is none."""
    chosen = chosen_of(value)
    return Filters(
        since=_day(chosen.get("since"), say("filters.since")),
        until=_day(chosen.get("until"), say("filters.until")),
        sources=_texts(chosen.get("outlets")),
        documents=_texts(chosen.get("documents")),
        speakers=_texts(chosen.get("speakers")),
    )


def left_out(value: object, question: str) -> frozenset[str]:
    """The readings of this question that were removed before it was asked; those of another question do not count."""
    chosen = chosen_of(value)
    same = str(chosen.get("question", "")).split() == question.split()
    return frozenset(_texts(chosen.get("without"))) if same else frozenset()


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else []
    found = (each.encode("utf-8", "replace").decode("utf-8") for each in values[:MOST] if isinstance(each, str))
    return tuple(dict.fromkeys(each for each in found if 0 < len(each) <= LONGEST))


def _day(value: object, label: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        raise BadDateError(say("filters.no_date", label=label)) from None
