"""The parts of a question that limit the search, read and taken out of it: dates, outlets, what is left out."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from answer.clock import Clock, clock_of
from answer.dates import DatePhrase, date_phrases
from answer.events import EventPhrase, around, event_day, event_phrase
from answer.exclusions import Exclusion, exclusions
from answer.lexis import Lexis
from answer.outlets import OutletPhrase, outlet_phrase
from answer.periods import Period, tell
from answer.readings import Reading
from answer.scope import UNLIMITED, Scope
from index.catalogue import Catalogue
from index.topics import topic_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limiting phrase of the question: where it stands, its reading, what it adds to the scope.

    The words of a `content` phrase are worth searching too (“on 12 July 2025”).
    """

    start: int
    end: int
    reading: Reading
    scope: Scope = UNLIMITED
    content: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A question without its limiting phrases: `rest` has none of them, `sought` those whose words may be found."""

    rest: str
    sought: str
    scope: Scope
    readings: tuple[Reading, ...]


def read_limits(question: str, catalogue: Catalogue, lexis: Lexis, without: Set[str], today: date) -> Limits:
    """The limits of a question; one that is switched off limits nothing, and its words are no topic either."""
    found = sorted(_apart(_limits(question, catalogue, lexis, today)), key=lambda limit: limit.start)
    found = [
        replace(limit, reading=replace(limit.reading, off=True, effect="none"), scope=UNLIMITED)
        if limit.reading.is_off(without)
        else limit
        for limit in found
    ]
    rest = _cut(question, found)
    sought = _cut(question, [limit for limit in found if not limit.content])
    return Limits(
        rest=rest,
        sought=sought if topic_terms(sought) else question,
        scope=_together([limit.scope for limit in found]),
        readings=tuple(limit.reading for limit in found),
    )


def _limits(question: str, catalogue: Catalogue, lexis: Lexis, today: date) -> Iterator[Limit]:
    """All that could be a limit; where two overlap, the first here counts."""
    outlet = outlet_phrase(question, lexis, speakers=lexis.speakers)
    if outlet:
        yield _of_outlet(outlet, catalogue)
    clock = clock_of(catalogue, today)
    yield from (_of_date(phrase, clock) for phrase in date_phrases(question, clock))
    event = event_phrase(question)
    if event:
        yield _of_event(event, question, catalogue)
    yield from map(_of_exclusion, exclusions(question))


def _apart(limits: Iterator[Limit]) -> list[Limit]:
    kept: list[Limit] = []
    for limit in limits:
        if not any(limit.start < other.end and other.start < limit.end for other in kept):
            kept.append(limit)
    return kept


def _of_date(phrase: DatePhrase, clock: Clock) -> Limit:
    told = tell(phrase.period)
    meaning = f"{phrase.words}: {told}, {clock.counted_from}" if phrase.relative else told
    return Limit(
        start=phrase.start,
        end=phrase.end,
        reading=Reading(kind="date", words=phrase.words, meaning=meaning, effect="preferred"),
        scope=Scope(period=phrase.period, publication=phrase.publication),
        content=not phrase.relative,
    )


def _of_event(phrase: EventPhrase, question: str, catalogue: Catalogue) -> Limit:
    context = topic_terms(question[: phrase.start] + question[phrase.end :])
    found = event_day(phrase.event, context, catalogue)
    if found is None:
        meaning = f"{phrase.words}: no document tells the date"
        reading = Reading(kind="date", words=phrase.words, meaning=meaning, effect="none")
        return Limit(start=phrase.start, end=phrase.end, reading=reading, content=True)
    period = around(phrase.side, found.day)
    meaning = f"{phrase.words}: {tell(period)}, from “{found.title}”"
    reading = Reading(kind="date", words=phrase.words, meaning=meaning, effect="preferred")
    return Limit(start=phrase.start, end=phrase.end, reading=reading, scope=Scope(period=period), content=True)


def _of_outlet(phrase: OutletPhrase, catalogue: Catalogue) -> Limit:
    known = list(dict.fromkeys((*phrase.sources, *phrase.reporters)))
    if not known:
        return _of_unknown(phrase, catalogue)
    reading = Reading(
        kind="outlet",
        words=phrase.words,
        meaning=f"only what {' or '.join(known)} reported" if phrase.sources else f"reported by {known[0]}",
        effect="only" if phrase.sources else "preferred",
    )
    scope = Scope(sources=phrase.sources, reporters=phrase.reporters)
    return Limit(start=phrase.start, end=phrase.end, reading=reading, scope=scope)


def _of_unknown(phrase: OutletPhrase, catalogue: Catalogue) -> Limit:
    """A limit to an outlet that no document is from: nothing passes it, unless some text names what it may mean."""
    if catalogue.mentioning([phrase.name]):
        meaning = f"no document is from {phrase.name} or names it as its source: searched all"
        reading = Reading(kind="outlet", words=phrase.words, meaning=meaning, effect="none")
        return Limit(start=phrase.start, end=phrase.end, reading=reading, content=True)
    meaning = f"only what {phrase.name} reported: no document is from there or names it"
    reading = Reading(kind="outlet", words=phrase.words, meaning=meaning, effect="only")
    return Limit(
        start=phrase.start, end=phrase.end, reading=reading, scope=Scope(unknown_outlet=phrase.name), content=True
    )


def _of_exclusion(phrase: Exclusion) -> Limit:
    meaning = f"{'others than' if phrase.others else 'not about'} {' or '.join(phrase.named)}"
    reading = Reading(kind="exclusion", words=phrase.words, meaning=meaning, effect="left out")
    scope = Scope(others=phrase.terms) if phrase.others else Scope(excluded=phrase.terms)
    return Limit(start=phrase.start, end=phrase.end, reading=reading, scope=scope, content=phrase.others)


def _together(scopes: Sequence[Scope]) -> Scope:
    """The scopes as one. Two times of which no day is in both are not narrowed any further than by the first."""
    whole = UNLIMITED
    for scope in scopes:
        period = whole.period
        if scope.period:
            period = (whole.period or Period()).meet(scope.period) or whole.period
        whole = Scope(
            period=period,
            publication=whole.publication or scope.publication,
            sources=whole.sources or scope.sources,
            reporters=whole.reporters or scope.reporters,
            excluded=whole.excluded + scope.excluded,
            others=whole.others + scope.others,
            unknown_outlet=whole.unknown_outlet or scope.unknown_outlet,
        )
    return whole


def _cut(question: str, limits: Sequence[Limit]) -> str:
    """The question without the phrases, and without the blanks and commas that they leave behind."""
    if not limits:
        return question
    for limit in sorted(limits, key=lambda limit: -limit.start):
        question = f"{question[: limit.start]} {question[limit.end :]}"
    closed = re.sub(r"\s+(?=[?.!,;:])", "", " ".join(question.split()))
    return re.sub(r"[,;:]+(?=[?.!]|$)", "", closed.strip(" ,;:"))
