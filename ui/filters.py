"""The filters that a reader has set, out of what a browser sends: anything may come."""

from datetime import date

from index.errors import VerbatimError
from index.types import Filters


class BadDateError(VerbatimError):
    """A date filter that is no date."""


def filters_of(since: object = None, until: object = None, outlets: object = None) -> Filters:
    """The dates and outlets chosen; a date that is none is a BadDateError, anything else that does not fit is none."""
    chosen = outlets if isinstance(outlets, list) else []
    return Filters(
        since=_day(since, "From"),
        until=_day(until, "Until"),
        sources=tuple(outlet for outlet in chosen if isinstance(outlet, str)),
    )


def _day(value: object, label: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        raise BadDateError(f"The filter “{label}” is no date: write it as 2025-07-21.") from None
