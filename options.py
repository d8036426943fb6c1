"""What several commands have in common on the command line."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

import typer

from index.types import Filters

Question = Annotated[str, typer.Argument(help="The question, in quotation marks.")]
Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only documents of this day or later.")]
Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only documents of this day or earlier.")]
Source = Annotated[list[str] | None, typer.Option(help="Only documents of this outlet; may be repeated.")]
Outlet = Annotated[
    list[str] | None, typer.Option("--outlet", "--source", help="Only documents of this outlet; may be repeated.")
]
Only = Annotated[
    list[str] | None,
    typer.Option("--document", metavar="ID", help="Only this document, by its id; may be repeated."),
]
Speaker = Annotated[
    list[str] | None,
    typer.Option("--speaker", help="Only documents with words of this person, and only these words; may be repeated."),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KIND",
        help="Leave out what was understood: a kind of the line “Understood”, or kind:words for one of several.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


def filters(
    since: datetime | None,
    until: datetime | None,
    sources: Sequence[str] | None,
    documents: Sequence[str] | None = None,
    speakers: Sequence[str] | None = None,
) -> Filters:
    """The filter of the options: both days are inclusive, and without any of them every document passes."""

    def day(moment: datetime | None) -> date | None:
        return moment.date() if moment else None

    return Filters(
        since=day(since),
        until=day(until),
        sources=tuple(sources or ()),
        documents=tuple(documents or ()),
        speakers=tuple(speakers or ()),
    )
