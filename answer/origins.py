"""How many independent origins what was found has, and where else it is printed. Near-copies are one origin."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from answer.types import Coverage
from index.catalogue import Catalogue, listed
from index.copies import stories
from index.types import Copy, Hit, Passage

NAMED = 2
"""Outlets named in a line; behind more stands their number."""
_LONGEST = 50
"""Characters of a title that stands for an unknown outlet."""


def with_origins(counted: Coverage, hits: Sequence[Hit], catalogue: Catalogue) -> Coverage:
    """The counts with those of what was found: passages, independent origins, outlets of the most printed story."""
    story = stories(catalogue, (hit.passage.document_id for hit in hits))
    return replace(counted, found=len(hits), origins=len(set(story.values())), outlets=_outlets(catalogue, story))


def _outlets(catalogue: Catalogue, story: Mapping[str, str]) -> int:
    query = (
        "SELECT count(DISTINCT CASE d.source WHEN '' THEN d.id ELSE d.source END) FROM signatures s "
        "JOIN documents d USING (number) WHERE s.story IN (SELECT value FROM json_each(?)) GROUP BY s.story"
    )
    with catalogue.database.reading() as connection:
        counts = [row[0] for row in connection.execute(query, (listed(story.values()),))]
    return max(counts, default=1) if story else 0


def outlets_of(copies: Sequence[Copy]) -> dict[str, Copy]:
    """The outlets that print the copies, the earliest first, with their first copy; a title for an unknown one."""
    found: dict[str, Copy] = {}
    for copy in copies:
        name = copy.source or textwrap.shorten(copy.title, _LONGEST, placeholder=" …") or "Untitled"
        found.setdefault(name, copy)
    return found


def also_in(copies: Sequence[Copy]) -> str:
    """Where else the words are printed: `also in Reuters, Le Monde (4)` when four do; empty without copies."""
    names = list(outlets_of(copies))
    number = f" ({len(names)})" if len(names) > NAMED else ""
    return f"also in {', '.join(names[:NAMED])}{number}" if names else ""


def first_published(passage: Passage, copies: Sequence[Copy]) -> str:
    """Which of a passage and its copies was published first, as far as their dates tell; empty without copies."""
    if not copies:
        return ""
    everyone: list[Passage | Copy] = [passage, *copies]
    first = min((each.published for each in everyone if each.published), default=None)
    if first is None:
        return "None of the copies has a date: which one is the original is not known."
    names = " and ".join(dict.fromkeys(each.source or each.title for each in everyone if each.published == first))
    undated = sum(each.published is None for each in everyone)
    unknown = f"; {undated} without a date may be older" if undated else ""
    return f"First published {_day(first)} by {names}{unknown}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
