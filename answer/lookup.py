"""A look-up in the statement ledger as a reader asks for it: a person and a topic in plain words.

The words for a person become the catalogue's speakers (`subject.py`), misspelt names are mended (`spelling.py`), and
the names of the topic are told from its other words (`question.py`). What was found is described in one or two
sentences, also when it is nothing.
"""

from dataclasses import dataclass, replace

from answer.coverage import dates, few, number
from answer.lexis import lexis_of
from answer.phrasing import without_title
from answer.question import named_in
from answer.readings import Reading
from answer.spelling import nearest_names
from answer.subject import asked_about, read_spelling
from index.catalogue import Catalogue
from index.ledger import Ledger, Query
from index.speech.verbs import ALWAYS_NEGATIVE
from index.store import Index
from index.types import Statement

ANYBODY = frozenset(["anybody", "anyone", "everybody", "everyone"])
"""Words for a person that limit nothing."""
SUGGESTED = 5
"""Speakers named when none fits."""
_TOLD = 3
"""Speakers named when the words for a person mean several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """What was asked for and what was found.

    `person` and the topic of `ledger.query` are as they were read, `readings` tell what was mended. When a person is
    asked for whom no speaker fits, `ledger` has no rows, `suggested` the speakers most like the words, and `frequent`
    those with most statements.
    """

    person: str
    ledger: Ledger
    readings: tuple[Reading, ...] = ()
    suggested: tuple[str, ...] = ()
    frequent: tuple[str, ...] = ()

    @property
    def unknown(self) -> bool:
        """Whether somebody is asked for whom the ledger does not know."""
        return self.ledger.query.speakers == ()


def look_up(index: Index, person: str, query: Query) -> LookUp:
    """Ask the ledger for the words of `person`, in plain words (empty: of anybody), with the rest as in `query`."""
    name, read, readings = read_query(index.catalogue, person, query)
    if read.speakers != ():
        return LookUp(person=name, ledger=index.said(read), readings=readings)
    known = lexis_of(index.catalogue).speakers
    return LookUp(
        person=name,
        ledger=index.said(read),
        readings=readings,
        suggested=tuple(nearest_names(name, known, SUGGESTED)),
        frequent=known[:SUGGESTED],
    )


def read_query(catalogue: Catalogue, person: str, query: Query) -> tuple[str, Query, tuple[Reading, ...]]:
    """The person as read, the query with the speakers that this can mean and the names of its topic, and what was
    mended. Without a person the speakers of the query stay."""
    lexis = lexis_of(catalogue)
    name, of_person = _mended(person, catalogue)
    about, of_topic = read_spelling(" ".join(query.about.split()), lexis, frozenset())
    read = replace(
        query,
        speakers=asked_about(name, lexis.people).speakers if name else query.speakers,
        about=about,
        names=query.names or named_in(about, lexis, whole_question=False),
    )
    return name, read, (*of_person, *of_topic)


def _mended(person: str, catalogue: Catalogue) -> tuple[str, list[Reading]]:
    words = " ".join(person.split())
    if not words or words.lower() in ANYBODY:
        return "", []
    name, readings = read_spelling(words, lexis_of(catalogue), frozenset())
    return without_title(name), readings


def act(said: Statement) -> str:
    """What the speaker did, as a word or two: “say”, “deny”; of a verb that is denied, “not: say”."""
    return f"not: {said.cue}" if said.negated and said.cue not in ALWAYS_NEGATIVE else said.cue


def describe(found: LookUp, *, rows: bool = True) -> str:
    """What was found and what was searched, in two or three sentences; `rows`: a limit on them is told."""
    searched = found.ledger.searched
    outlets = f" from {few(searched.sources)}" if searched.sources else ""
    by = f", {searched.by_speakers or 'none'} of them by {found.person}" if found.person else ""
    where = f"{number(searched.documents, 'document')}{outlets}{dates(searched.first, searched.last)}"
    return f"{_found(found, rows=rows)} Searched {where}: {number(searched.statements, 'statement')}{by}."


def _found(found: LookUp, *, rows: bool) -> str:
    ledger = found.ledger
    of = f" by {_named(found)}" if found.person else ""
    about = f" about {ledger.query.about}" if ledger.query.about else ""
    if found.unknown:
        near = f"The nearest: {', '.join(found.suggested)}." if found.suggested else ""
        often = f"Those quoted most: {', '.join(found.frequent)}." if found.frequent and not near else ""
        return " ".join(filter(None, (f"No speaker fits “{found.person}”.", near, often)))
    if not ledger.total:
        return f"Nothing{of}{about} was found."
    shown = f", {len(ledger.rows)} of them shown" if rows and len(ledger.rows) < ledger.total else ""
    return f"{number(ledger.total, 'statement').capitalize()}{of}{about}{shown}."


def _named(found: LookUp) -> str:
    """The person as asked for and, when that means several speakers, who they are."""
    names = [name for name, _ in found.ledger.speakers]
    more = f" and {len(names) - _TOLD} more" if len(names) > _TOLD else ""
    return f"{found.person} ({', '.join(names[:_TOLD])}{more})" if len(names) > 1 else found.person
