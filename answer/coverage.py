"""What was searched, counted from the catalogue, and the sentence that says so."""

import re
from collections.abc import Sequence
from datetime import date

from answer.question import Question
from answer.types import Coverage
from index.catalogue import Catalogue
from index.lexical import tokenise
from index.people import statements_by
from index.types import Filters

BETWEEN = " and "
"""Stands between the names of a topic that has several; a document counts when it mentions them all."""
_MOST_NAMES = 20
"""Spellings of one name that are looked up; a country's speakers can be many."""


def coverage(question: Question, catalogue: Catalogue, filters: Filters, *, on_topic: int) -> Coverage:
    """The counts for one question. A document mentions the person or the topic when its title or text holds the words.

    `on_topic` is the number of the person's statements that were found on the topic.
    """
    first, last = catalogue.date_range(filters)
    topic = _topic_words(question)
    with_person = _naming(question, catalogue, filters)
    with_topic = catalogue.mentioning(topic, filters) if topic else set()
    return Coverage(
        documents=catalogue.count(filters),
        sources=catalogue.sources(filters),
        first=first,
        last=last,
        person=question.person,
        topic=question.topic if question.person else BETWEEN.join(question.named),
        with_person=len(with_person),
        with_topic=len(with_topic),
        with_both=len(with_person & with_topic),
        statements=len(statements_by(question.who, catalogue, filters)),
        on_topic=on_topic,
    )


def _naming(question: Question, catalogue: Catalogue, filters: Filters) -> set[str]:
    """The documents that hold the words for a person in the question, or one of the person's names."""
    parts = re.split(r"\s+and\s+|,\s*", question.person)
    names = [*parts, *question.speakers[:_MOST_NAMES]] if question.person else []
    return set().union(*(catalogue.mentioning([name], filters) for name in names))


def describe(counted: Coverage) -> str:
    """The coverage in one or two sentences for a reader."""
    sources = f" from {few(counted.sources)}" if counted.sources else ""
    searched = f"Searched {number(counted.documents, 'document')}{sources}{dates(counted.first, counted.last)}."
    return " ".join(part for part in (searched, _mentions(counted), _statements(counted), _found(counted)) if part)


def _topic_words(question: Question) -> list[str]:
    """The words that a document must all hold to count as mentioning the topic."""
    if not question.person:
        return list(question.named)
    return [word for word in re.findall(r"[^\W_]+", question.topic) if tokenise(word)]


def few(sources: Sequence[str]) -> str:
    """The outlets by name, or, when they are more than three, their number."""
    return ", ".join(sources) if len(sources) <= 3 else f"{len(sources)} sources"


def number(count: int, noun: str) -> str:
    """“1 document”, “no documents”."""
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def dates(first: date | None, last: date | None) -> str:
    """“, 14 July 2025 to 30 September 2025”; nothing without dates."""
    if not first or not last:
        return ""
    return f", {_day(first)}" if first == last else f", {_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _mentions(counted: Coverage) -> str:
    if not counted.person:
        names = counted.topic.replace(BETWEEN, f"”{BETWEEN}“")
        held = _of(counted.with_topic, counted.documents)
        return f"“{names}” {'are' if names != counted.topic else 'is'} mentioned in {held}." if counted.topic else ""
    topic = f"“{counted.topic}” in {_of(counted.with_topic, counted.documents)}" if counted.topic else ""
    person = f"“{counted.person}” is mentioned in {_of(counted.with_person, counted.documents)}"
    if not topic:
        return person + "."
    return f"{person}, {topic}, both in {_of(counted.with_both, counted.documents)}."


def _of(count: int, total: int) -> str:
    return "none" if not count else "all" if count == total and total > 1 else str(count)


def _statements(counted: Coverage) -> str:
    if not counted.person:
        return ""
    about = f", {counted.on_topic or 'none'} of them on the topic" if counted.topic and counted.statements else ""
    return f"{number(counted.statements, 'statement').capitalize()} by {counted.person}{about}."


def _found(counted: Coverage) -> str:
    """How many independent origins what was found has; nothing when nothing was."""
    if not counted.found:
        return ""
    passages, origins = number(counted.found, "passage"), number(counted.origins, "independent origin")
    printed = f"; one story in {counted.outlets} outlets" if counted.outlets > 1 else ""
    return f"{passages} found, from {origins}{printed}."
