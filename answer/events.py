"""“Before the strikes”: when an event was, found in the corpus itself."""

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date

from answer.lexis import lexis_of
from answer.periods import Period, dates_in
from index.catalogue import Catalogue
from index.countries import is_country_sign
from index.sentences import sentences
from index.topics import terms, topic_terms

_NOUN = (
    "strikes?|attacks?|bombings?|raids?|war|invasion|offensive|ceasefire|truce|armistice|summit|meetings?|talks|"
    "negotiations|conference|visit|treaty|pact|deal|agreement|accord|elections?|vote|referendum|coup|protests?|"
    "drills?|exercises?|manoeuvres|maneuvers|tests?|launch|signing|death|funeral|assassination|speech|interview|"
    "parade|earthquake|flood|crash|explosion|blast|shooting|sanctions|annexation|withdrawal|declaration|snapback|"
    "inauguration|resignation|arrest|trial|verdict"
)
_DETERMINER = r"(?:the|this|that|these|those|his|her|its|their|an?)"
_TAIL = (
    r"(?:\s+(?:was|were|is|had\s+been)\s+\w+(?:ed|wn|en|ld|st|nd|ft)\b|\s+(?:began|begun|started|ended|broke\s+out)\b"
    r"|\s+(?i:of|on|in|at|to|with|between|against|over)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:(?:and|of)\s+)?[A-Z][\w’'-]*)*)?"
)
_EVENT = re.compile(
    r"\b(?P<side>(?i:before|after|since|until|till|during|following|prior\s+to|ahead\s+of))\s+"
    rf"(?P<event>(?:(?i:{_DETERMINER})\s+(?:[\w’'-]+\s+){{0,4}}?|(?:[A-Z][\w’'-]*\s+){{1,4}})(?i:{_NOUN})\b{_TAIL})"
)
_SAME = tuple(
    terms(group)
    for group in ("strike strikes struck attack attacked attacks bombed bombing bombings raid raids", "signed signing")
)
"""Words for one event that are no forms of each other."""
_MOST_DOCUMENTS = 80
"""Documents read to date an event: with a split into sentences, a tenth of a second."""
_NEAR = 80
"""Characters between a date and a word of the event that make it more surely the event's own."""
_NAMED_IN_TITLE, _CONTEXT, _CLOSE = 0.5, 0.5, 0.5
"""What a title with the event's words, another word of the question, and nearness add to the one point of a sentence.
Set by hand on the shipped corpus; the reader sees the date and the title that it is from."""
_LEAST_FORM = 4
"""Letters that two forms of a word share at their beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPhrase:
    """“before the strikes”: `side` is the preposition in lower case, `event` the words for the event."""

    start: int
    end: int
    words: str
    side: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDay:
    """The day of an event, and the title of the document that tells it best."""

    day: date
    title: str


def event_phrase(question: str) -> EventPhrase | None:
    """The first phrase that tells a time by an event, or None."""
    found = _EVENT.search(question)
    if found is None:
        return None
    side = found["side"].lower().split()[0]
    return EventPhrase(start=found.start(), end=found.end(), words=found.group(), side=side, event=found["event"])


def event_day(event: str, context: Set[str], catalogue: Catalogue) -> EventDay | None:
    """The best-supported day of an event: of the sentences that hold its words and a full date, each gives a point.

    `context` are the terms of the rest of the question. Without such a sentence, the newest of the documents whose
    title names the event tells its day; None when there is none either.
    """
    wanted = topic_terms(event)
    points: Counter[date] = Counter()
    titles: dict[date, tuple[float, str]] = {}
    for title, published, text in _documents(wanted, catalogue):
        heading = terms(title)
        for day, point in _dated(wanted, text, heading, context):
            points[day] += point  # type: ignore[assignment]
            titles[day] = max(titles.get(day, (0.0, "")), (point, title), key=lambda each: each[0])
        if published and _holds(heading, wanted):
            points[published] += 0.25  # type: ignore[assignment]
            titles.setdefault(published, (0.25, title))
    if not points:
        return None
    best = max(points, key=lambda day: (points[day], -day.toordinal()))
    return EventDay(day=best, title=titles[best][1])


def around(side: str, day: date) -> Period:
    """The days that a preposition leaves: “before” ends the day before, “after” and “since” begin with the event."""
    if side in ("before", "prior", "ahead", "until", "till"):
        return Period(until=date.fromordinal(max(day.toordinal() - 1, 1)))
    return Period(since=day, until=day) if side == "during" else Period(since=day)


def _documents(wanted: Set[str], catalogue: Catalogue) -> Iterator[tuple[str, date | None, str]]:
    """Title, day and text of the documents that hold every word of the event in some form."""
    words = lexis_of(catalogue).words
    found: set[str] | None = None
    for term in wanted:
        if is_country_sign(term):
            continue
        alike = _alike(term)
        begin = {each[:_LEAST_FORM] for each in alike}
        forms = [word for word in words if word[:_LEAST_FORM] in begin and terms(word) & alike]
        holding = set().union(*(catalogue.mentioning([form]) for form in forms))
        found = holding if found is None else found & holding
    for id in sorted(found or ())[:_MOST_DOCUMENTS]:
        document = catalogue.document(id)
        yield document.title, document.published, document.text


def _alike(term: str) -> frozenset[str]:
    return next((group for group in _SAME if term in group), frozenset([term]))


def _holds(inside: Set[str], wanted: Set[str]) -> bool:
    return bool(wanted) and all(_alike(term) & inside for term in wanted)


def _dated(wanted: Set[str], text: str, heading: Set[str], context: Set[str]) -> Iterator[tuple[date, float]]:
    """The days named in a sentence that, with the title, holds the event's words, and how well each is supported.

    Under a title that names the event, the first sentence with a date counts too: “It was signed on 27 July 1953.”
    """
    lead = _holds(heading, wanted)
    for span in sentences(text):
        sentence = span.of(text)
        inside = terms(sentence)
        named = any(_alike(term) & inside for term in wanted) and _holds(inside | heading, wanted)
        if not named and not (lead and any(dates_in(sentence))):
            continue
        lead = lead and not any(dates_in(sentence))
        about = _CONTEXT * bool(context & (inside | heading)) + _NAMED_IN_TITLE * _holds(heading, wanted)
        for where, period in dates_in(sentence):
            if period.since and period.since == period.until:
                near = sentence[max(0, where.start - _NEAR) : where.end + _NEAR]
                yield period.since, 1.0 + about + _CLOSE * _holds(terms(near), wanted)
