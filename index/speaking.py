"""A filter by speakers: who is meant by the names given, and the same limit for a store that knows documents only."""

from collections.abc import Iterable
from dataclasses import replace

from index.catalogue import Catalogue
from index.errors import VerbatimError
from index.people import people_of
from index.types import Document, Filters

NO_DOCUMENT = ("",)
"""Ids that no document has: a filter without ids would let all through."""
SEEN = 3
"""Names that a sentence tells as those that might have been meant."""


class UnknownSpeakerError(VerbatimError):
    """A filter names somebody of whom no document has a word."""


def resolved(filters: Filters, catalogue: Catalogue) -> Filters:
    """The filters with every spelling of each speaker; a name that is nobody's here is an UnknownSpeakerError.

    A name may be written as anybody would write it. A short name that some documents leave open is among the spellings.
    """
    if not filters.speakers:
        return filters
    people = people_of(catalogue)
    spellings = [(name, people.asked(name).speakers) for name in filters.speakers]
    unknown = [name for name, found in spellings if not found]
    if unknown:
        often = ", ".join(name for name, _ in catalogue.speakers()[:SEEN])
        raise UnknownSpeakerError(
            f"No document reports words of “{'”, “'.join(unknown)}”: leave this filter out, or name somebody who speaks"
            f"{', like ' if often else ''}{often}."
        )
    return replace(filters, speakers=tuple(dict.fromkeys(name for _, found in spellings for name in found)))


def by_documents(filters: Filters, catalogue: Catalogue) -> Filters:
    """The same limit without speakers, for the stores of passages: in their place the documents that pass."""
    if not filters.speakers:
        return filters
    return replace(filters, speakers=(), documents=tuple(sorted(catalogue.document_ids(filters))) or NO_DOCUMENT)


def accepts(filters: Filters, document: Document, catalogue: Catalogue) -> bool:
    """Whether a stored document passes."""
    speaking = {each.speaker for each in catalogue.statements_of(document.id)} if filters.speakers else ()
    return filters.accept(document, speaking)


def most_quoted(catalogue: Catalogue, words: str, limit: int) -> list[tuple[str, int]]:
    """Persons and institutions that speak and have a name with all these words or beginnings of words, with their
    number of statements, most first."""
    sought = words.casefold().split()
    spoken = dict(catalogue.speakers())
    found = (
        (each.name, sum(spoken.get(name, 0) for name in each.speaks))
        for each in people_of(catalogue).everyone()
        if not each.candidates and any(_holds(name, sought) for name in (each.name, *each.aliases))
    )
    return sorted(found, key=lambda counted: (-counted[1], counted[0]))[:limit]


def _holds(name: str, sought: Iterable[str]) -> bool:
    parts = name.casefold().replace("-", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in sought)


def outlets(catalogue: Catalogue) -> list[tuple[str, int]]:
    """Every outlet with its number of documents, most first, then by name."""
    query = "SELECT source, count(*) FROM documents WHERE source <> '' GROUP BY source ORDER BY count(*) DESC, source"
    with catalogue.database.reading() as connection:
        return [(name, number) for name, number in connection.execute(query)]
