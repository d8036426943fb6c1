"""What was searched, counted from the catalogue, and the sentence that says so."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from answer.question import Question
from answer.types import Coverage, Occasion
from index.catalogue import Catalogue
from index.lexical import tokenise
from index.people import people_of, statements_by
from index.types import Filters, Statement

BETWEEN = " and "
"""Stands between the names of a topic that has several; a document counts when it mentions them all."""


def coverage(question: Question, catalogue: Catalogue, filters: Filters, *, on_topic: int) -> Coverage:
    """The counts for one question. A document mentions the person or the topic when its title or text holds the words.

    `on_topic` is the number of the person's statements that were found on the topic.
    """
    topic = _topic_words(question)
    with_person = catalogue.mentioning_any(_names(question), filters)
    with_topic = catalogue.mentioning(topic, filters) if topic else set()
    counted = searched(catalogue, filters)
    said = [] if question.besides else statements_by(question.who, catalogue, filters)
    return replace(
        _with_statements(counted, said, catalogue),
        person=question.person,
        topic=question.topic if question.person else BETWEEN.join(question.named),
        with_person=len(with_person),
        with_topic=len(with_topic),
        with_both=len(with_person & with_topic),
        on_topic=on_topic,
    )


def searched(catalogue: Catalogue, filters: Filters) -> Coverage:
    """What is searched under the filters, whatever is asked, and in which state of the index."""
    first, last = catalogue.date_range(filters)
    return Coverage(
        documents=catalogue.count(filters),
        sources=catalogue.sources(filters),
        first=first,
        last=last,
        generation=catalogue.generation,
        changed=catalogue.changed,
        speakers=_limited_to(catalogue, filters),
    )


def _limited_to(catalogue: Catalogue, filters: Filters) -> tuple[str, ...]:
    """The speakers of the filters, each by the name of the person; a short name that tells no one is left out."""
    people = people_of(catalogue) if filters.speakers else None
    persons = [people.person(name) for name in filters.speakers] if people else []
    return tuple(dict.fromkeys(each.name for each in persons if not each.candidates))


def _with_statements(counted: Coverage, said: Sequence[Statement], catalogue: Catalogue) -> Coverage:
    dated = sorted((each.published, each.document_id) for each in said if each.published)
    first, last = ([_occasion(*dated[place], catalogue) for place in (0, -1)]) if dated else (None, None)
    documents = {each.document_id for each in said}
    return replace(counted, statements=len(said), spoken_in=len(documents), first_said=first, last_said=last)


def _occasion(day: date, document_id: str, catalogue: Catalogue) -> Occasion:
    return Occasion(document_id=document_id, published=day, source=catalogue.document(document_id).source)


def _names(question: Question) -> list[str]:
    """The words for a person in the question, and every name that always means one of those who can be meant."""
    if not question.person:
        return []
    aliases = (name for person in question.who.persons for name in person.aliases)
    return [*re.split(r"\s+and\s+|,\s*", question.person), *question.speakers, *aliases]


def describe(counted: Coverage) -> str:
    """The coverage in one or two sentences for a reader."""
    parts = (searched_in(counted), _mentions(counted), _statements(counted), _found(counted))
    return " ".join(part for part in parts if part)


def searched_in(counted: Coverage) -> str:
    """The first of these sentences alone: how many documents, from where and when."""
    sources = f" from {few(counted.sources)}" if counted.sources else ""
    limited = f" with words of {few(counted.speakers, 'speakers')}" if counted.speakers else ""
    return f"Searched {number(counted.documents, 'document')}{limited}{sources}{dates(counted.first, counted.last)}."


def _topic_words(question: Question) -> list[str]:
    """The words that a document must all hold to count as mentioning the topic."""
    if not question.person:
        return list(question.named)
    return [word for word in re.findall(r"[^\W_]+", question.topic) if tokenise(word)]


def few(sources: Sequence[str], what: str = "sources") -> str:
    """The outlets (or what else) by name, or, when they are more than three, their number."""
    return ", ".join(sources) if len(sources) <= 3 else f"{len(sources)} {what}"


def number(count: int, noun: str) -> str:
    """“1 document”, “no documents”, “1,204 documents”."""
    return f"{format(count, ',') if count else 'no'} {noun}{'' if count == 1 else 's'}"


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
    held = f", in {number(counted.spoken_in, 'document')}" if counted.spoken_in else ""
    return f"{number(counted.statements, 'statement').capitalize()} by {counted.person}{about}{held}{_spoken(counted)}."


def _spoken(counted: Coverage) -> str:
    """“: the first of 14 July 2025 (Desk), the last of 2 August 2025 (Echo)”; nothing where no day is known."""
    first, last = counted.first_said, counted.last_said
    if not first or not last:
        return ""
    same = (first.published, first.source) == (last.published, last.source)
    return f", of {_told(first)}" if same else f": the first of {_told(first)}, the last of {_told(last)}"


def _told(occasion: Occasion) -> str:
    return _day(occasion.published) + (f" ({occasion.source})" if occasion.source else "")


def _found(counted: Coverage) -> str:
    """How many independent origins what was found has; nothing when nothing was."""
    if not counted.found:
        return ""
    passages, origins = number(counted.found, "passage"), number(counted.origins, "independent origin")
    printed = f"; one story in {counted.outlets} outlets" if counted.outlets > 1 else ""
    return f"{passages} found, from {origins}{printed}."
