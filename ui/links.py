"""A link that asks a question again: `?ask=…&since=…&until=…&outlet=…&speaker=…&document=…&without=…`."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from index.types import Filters
from ui.arguments import QUESTION_LENGTH

MOST = 50
"""Outlets or readings that a link may name."""
LONGEST = 300
"""Characters of one of them, or of a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What a link asks. The dates are as they were written: whoever makes filters of them says what is none."""

    question: str
    since: str = ""
    until: str = ""
    outlets: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()

    @property
    def chosen(self) -> Mapping[str, object]:
        """The filters as the row of filters carries them (`ui/filters.py`)."""
        lists = {"outlets": self.outlets, "documents": self.documents, "speakers": self.speakers}
        return {"since": self.since, "until": self.until, **{name: list(each) for name, each in lists.items()}}


def link(question: str, filters: Filters, without: frozenset[str]) -> str:
    """The link's part behind the address of the page."""
    return "?" + urlencode([("ask", question), *_filters(filters), *(("without", key) for key in sorted(without))])


def read(data: Mapping[str, object]) -> Linked:
    """What a browser found in a link; what is of another kind, or too long, is left out."""
    question = data.get("ask")
    return Linked(
        question=question.strip()[:QUESTION_LENGTH] if isinstance(question, str) else "",
        since=_text(data.get("since")),
        until=_text(data.get("until")),
        outlets=_texts(data.get("outlet")),
        documents=_texts(data.get("document")),
        speakers=_texts(data.get("speaker")),
        without=frozenset(_texts(data.get("without"))),
    )


def _filters(filters: Filters) -> list[tuple[str, str]]:
    """The filters in a link: whoever adds a filter adds it here and in `read`."""
    days = [(name, day.isoformat()) for name, day in (("since", filters.since), ("until", filters.until)) if day]
    lists = (("outlet", filters.sources), ("document", filters.documents), ("speaker", filters.speakers))
    return [*days, *((name, each) for name, values in lists for each in values)]


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= LONGEST else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value[:MOST]))) if isinstance(value, list) else ()
