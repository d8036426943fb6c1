"""The statement ledger: who said what, on which topic, when and where, found without a language model.

A search limits the statements by speaker, date, outlet, kind, force and confidence (exactly, in SQL), then by topic (by
words and by meaning, `ledger_topic.py`), orders and counts them. That there is nothing is a result too: with what was
searched, and the nearest statements.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from index.catalogue import EVERYTHING, Catalogue
from index.encoder import Encoder
from index.force import Force, force_of
from index.gathering import Version, elsewhere, gathered
from index.ledger_rows import Light, Shelf, Wanted, count, passing
from index.ledger_topic import DIRECTNESS, nearness, topic_of
from index.people import people_of
from index.speech.confidence import SURE
from index.types import Filters, Statement, StatementKind, Voice

if TYPE_CHECKING:
    from index.vectors import VectorStore

Order = Literal["newest", "oldest", "best"]

DEFAULT_CONFIDENCE = SURE
"""Statements below it are kept and counted, and shown only when asked for: `speech/confidence.py` has its measure."""
LIMIT = 50
"""Rows of a result, unless another number is asked for."""
GATHERED, MOST_TOGETHER = 100, 1_000
"""Statements of which those of one utterance become one row: as many as there are rows, within these numbers."""
NEAREST_SHOWN = 5
"""Statements shown as the nearest when nothing was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked up. `speakers` are names of the catalogue; None means anybody, and none of them nobody. Of kinds,
    voices and forces none means all, and an empty topic any. What one of the `reporters` reported of others counts with
    what the speakers said.

    `names` are those words of the topic `about` that are names: a statement must have one of them. `confidence` is the
    least. `limit` is for the rows alone: counts are of all that was found. `tallied` asks for the counts by month,
    speaker and kind together, which take as long as all the others. `together` makes one
    row of the versions of an utterance among the first statements.
    """

    speakers: tuple[str, ...] | None = None
    reporters: tuple[str, ...] = ()
    about: str = ""
    names: tuple[str, ...] = ()
    filters: Filters = EVERYTHING
    kinds: tuple[StatementKind, ...] = ()
    voices: tuple[Voice, ...] = ()
    forces: tuple[Force, ...] = ()
    confidence: float = DEFAULT_CONFIDENCE
    order: Order = "newest"
    limit: int = LIMIT
    tallied: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One statement with what a reader wants to see of it and of its document.

    `words` are the texts of `statement.content`, `sentence`, `mention` and `medium` those of these spans. `passage_id`
    is the passage to cite. `score` is how near it is to the topic, more being nearer, with a bonus for direct words.
    `versions` are the same words in other documents, clipped or altered, and `conflicts` quotations of them by others:
    only where the query asks for them together.
    """

    statement: Statement
    title: str
    source: str
    author: str
    url: str
    published: date | None
    words: tuple[str, ...]
    sentence: str
    mention: str
    medium: str
    force: Force
    passage_id: str
    score: float
    versions: tuple[Version, ...] = ()
    conflicts: tuple[Version, ...] = ()


Counts = tuple[tuple[str, int], ...]
"""Values with their number of statements, most first, then by value; months in their order. An empty value: unknown."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Tally:
    """How many of the statements found one speaker made in one month (2025-07; empty without a date), by kind."""

    month: str
    speaker: str
    kind: StatementKind
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was searched: the documents that pass the filters with their outlets and dates, and the statements in them.

    `statements` are those of anybody, `by_speakers` those of the speakers asked for, both of any confidence;
    `looked_at` are those among the latter that pass all but the topic.
    """

    documents: int
    sources: tuple[str, ...]
    first: date | None
    last: date | None
    statements: int
    by_speakers: int
    looked_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What was found: the rows in the order asked for, `total` without the limit, and counts of all of these; `tallies`
    are the same counts taken together, by month, speaker and kind, where the query asks for them. Speakers are counted
    as persons, each under one of their names (`people.py`).

    When nothing was found, `nearest` has the statements that come nearest: of the same speakers on other things, or,
    when they said nothing that passes the filters, of others on the topic. They are no answer.
    """

    query: Query
    rows: tuple[Row, ...]
    total: int
    speakers: Counts
    outlets: Counts
    kinds: Counts
    forces: Counts
    months: Counts
    searched: Searched
    nearest: tuple[Row, ...] = ()
    tallies: tuple[Tally, ...] = ()


Scored = tuple[Light, float]
"""A statement with how near it is to the topic."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """The parts that a search needs; encoder and vectors are asked for only when there is a topic."""

    catalogue: Catalogue
    encoder: Callable[[], Encoder]
    vectors: Callable[[], "VectorStore"]

    def search(self, query: Query) -> Ledger:
        """The statements that the query asks for."""
        statements = passing(self.catalogue, _wanted(query), sentences=bool(query.about.strip()))
        found, others = self._parted(query, statements)
        shelf = Shelf(self.catalogue)
        person = self._persons(found)
        return Ledger(
            query=query,
            rows=tuple(self._rows(query, _ordered(found, query.order), shelf)),
            total=len(found),
            speakers=_counts(person[each.speaker] for each, _ in found),
            outlets=_counts(each.source for each, _ in found),
            kinds=_counts(each.kind for each, _ in found),
            forces=_counts(each.force for each, _ in found),
            months=tuple(sorted(_counts(each.month for each, _ in found))),
            searched=self._searched(query, len(statements)),
            nearest=() if found else tuple(_row(each, shelf) for each in self._nearest(query, others)),
            tallies=_tallies((each, person[each.speaker]) for each, _ in found) if query.tallied else (),
        )

    def found(self, query: Query) -> list[Scored]:
        """What `search` finds, in the order asked for and without its limit, for whoever chooses among it."""
        statements = passing(self.catalogue, _wanted(query), sentences=bool(query.about.strip()))
        return _ordered(self._parted(query, statements)[0], query.order)

    def _persons(self, found: Sequence[Scored]) -> Mapping[str, str]:
        """For each speaker the name that stands for all names of that person: so one person is counted once."""
        people = people_of(self.catalogue)
        return {name: people.person(name).name for name in {each.speaker for each, _ in found}}

    def _parted(self, query: Query, statements: Sequence[Light]) -> tuple[list[Scored], list[Scored]]:
        """The statements on the topic and the others, each with its score; without a topic all are on it."""
        if not query.about.strip():
            return [(each, DIRECTNESS[each.kind]) for each in statements], []
        topic = topic_of(query.about, query.names)
        near = nearness(topic, statements, query.filters, self.catalogue, encoder=self.encoder, vectors=self.vectors)
        on, off = list[Scored](), list[Scored]()
        for each, how in zip(statements, near, strict=True):
            (on if how.on_topic else off).append((each, how.score + DIRECTNESS[each.kind]))
        return on, off

    def _rows(self, query: Query, found: Sequence[Scored], shelf: Shelf) -> list[Row]:
        limit = max(query.limit, 0)
        if not query.together:
            return [_row(each, shelf) for each in found[:limit]]
        first = [_row(each, shelf) for each in found[: max(min(limit, MOST_TOGETHER), GATHERED)]]
        statements = [row.statement for row in first]
        others = elsewhere(statements[:limit], self.catalogue, query.filters, shelf)
        rows = [
            replace(row_of(one.fullest, shelf, first[one.place].score), versions=one.versions, conflicts=one.conflicts)
            for one in gathered(statements, others, shelf, people_of(self.catalogue))
        ]
        return [*rows, *(_row(each, shelf) for each in found[len(first) :])][:limit]

    def _nearest(self, query: Query, others: Sequence[Scored]) -> list[Scored]:
        if not others and query.about.strip() and query.speakers is not None:
            anybody = replace(query, speakers=None)
            others, _ = self._parted(anybody, passing(self.catalogue, _wanted(anybody), sentences=True))
        return _ordered(others, "best")[:NEAREST_SHOWN]

    def _searched(self, query: Query, looked_at: int) -> Searched:
        first, last = self.catalogue.date_range(query.filters)
        return Searched(
            documents=self.catalogue.count(query.filters),
            sources=self.catalogue.sources(query.filters),
            first=first,
            last=last,
            statements=count(self.catalogue, Wanted(filters=query.filters)),
            by_speakers=count(
                self.catalogue, Wanted(filters=query.filters, speakers=query.speakers, reporters=query.reporters)
            ),
            looked_at=looked_at,
        )


def _wanted(query: Query) -> Wanted:
    return Wanted(
        speakers=query.speakers,
        reporters=query.reporters,
        filters=query.filters,
        kinds=query.kinds,
        voices=query.voices,
        forces=query.forces,
        confidence=query.confidence,
    )


def _row(scored: Scored, shelf: Shelf) -> Row:
    light, score = scored
    return row_of(shelf.take(light)[0], shelf, score)


def row_of(statement: Statement, shelf: Shelf, score: float) -> Row:
    """A statement as a row, without its versions."""
    document = shelf.document(statement.document_id)
    text = document.text
    return Row(
        statement=statement,
        title=document.title,
        source=document.source,
        author=document.author,
        url=document.url,
        published=document.published,
        words=tuple(span.of(text) for span in statement.content),
        sentence=statement.sentence.of(text),
        mention=statement.mention.of(text),
        medium=statement.medium.of(text) if statement.medium else "",
        force=force_of(statement),
        passage_id=shelf.cited(statement),
        score=score,
    )


def _counts(values: Iterable[str]) -> Counts:
    return tuple(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _tallies(found: Iterable[tuple[Light, str]]) -> tuple[Tally, ...]:
    """The counts of statements that come with the name of their person."""
    counts = Counter((each.month, person, each.kind) for each, person in found)
    return tuple(
        Tally(month=month, speaker=speaker, kind=kind, statements=number)
        for (month, speaker, kind), number in sorted(counts.items())
    )


def _ordered(found: Sequence[Scored], order: Order) -> list[Scored]:
    """Statements that come by document and in text order, put into the order asked for; those without a date last.

    Equal ones stay as they came; of equally good ones the newest is first.
    """
    if order == "oldest":
        return sorted(found, key=lambda scored: scored[0].published or "9999")
    newest = sorted(found, key=lambda scored: scored[0].published, reverse=True)
    return newest if order == "newest" else sorted(newest, key=lambda scored: -scored[1])
