"""A question as the assistant understands it: who is asked about, on what topic, and what kind of answer is wanted."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from answer.expectations import Expected, expected
from answer.lexis import Lexis, lexis_of
from answer.limits import Limits, read_limits
from answer.ordering import MEANING, ByTime, Ordering, goes_on, ordering
from answer.others import words_of_others
from answer.readings import Reading
from answer.scope import UNLIMITED, Scope
from answer.subject import Subject, asked_about, denied_in, outlet_for_person, read_spelling, read_subject
from answer.task import Task, TaskName, task_of, words_of_both
from index.catalogue import Catalogue
from index.countries import country_of
from index.people import NOBODY, Asked
from index.topics import topic_terms

Intent = Literal["said", "find"]

LONGEST = 2_000
"""Characters of a question that are read. More is a pasted document, not a question; the model reads about 1,200."""

_TASKS: Mapping[TaskName, str] = {
    "compare": "a comparison", "timeline": "a timeline, the oldest first", "summarise": "a summary"
}  # fmt: skip
_WHY = re.compile(r"\W*(?:why|for what reasons?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison, as written, and the catalogue's speakers that this can mean."""

    name: str
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, read.

    `understood` is the whole question, mended; `sought` is what is searched, without the phrases that limit the search.
    `person` is who is asked about, as written, and `who` are those that this, or the name in a “why”, can mean. `terms`
    are the topic's; of `required` terms (names, countries) an answer must hold at least one; `named` are the same as
    they are written in the question, `strange` those with a word that the corpus has nowhere. `scope` are its limits,
    `readings` all that was read, as a reader is shown it. With `besides` the words of all but
    `who` are asked for, and `person` is empty. `task` is what is to be done with what is found; a comparison has its
    `sides`, where its words tell them.
    """

    asked: str
    understood: str
    sought: str
    intent: Intent
    person: str = ""
    who: Asked = NOBODY
    topic: str = ""
    terms: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    expected: Expected = ""
    scope: Scope = UNLIMITED
    readings: tuple[Reading, ...] = ()
    besides: bool = False
    task: TaskName = "answer"
    sides: tuple[Side, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """The catalogue's names for those asked about."""
        return self.who.speakers


def understand(
    asked: str, catalogue: Catalogue, without: Set[str] = frozenset(), *, today: date | None = None
) -> Question:
    """The question read against what the catalogue knows: misspelt names mended, the person told from the topic, dates,
    outlets and what is left out taken for what they are.

    `without` holds the kinds or keys of readings to be left out (`Reading.is_off`); `today` is for tests.
    """
    lexis = lexis_of(catalogue)
    understood, spelt = read_spelling(" ".join(asked[:LONGEST].split()), lexis, without)
    task, wanted = _task(understood, lexis, without)
    limits, subject, by_time, ordered = _asked_for(task, catalogue, without, today or date.today())
    person, who = subject.person, subject.who
    whole = limits.rest if limits.scope.publication else limits.sought  # a document's date is no word of its text
    said = bool(person or subject.besides)
    topic = subject.topic if said else whole
    named = named_in(topic if said else limits.rest, lexis, whole_question=not said)
    if not said and named and _WHY.match(understood):
        who = asked_about(named[0], lexis.people)
    denied = denied_in(understood, without) if person else None
    return Question(
        asked=asked,
        understood=understood,
        sought=limits.sought,
        intent="said" if said else "find",
        person=person,
        who=who,
        topic=topic,
        terms=topic_terms(topic),
        required=topic_terms(" ".join(named)),
        named=named,
        strange=tuple(name for name in named if not all(map(lexis.knows, name.split()))),
        expected=expected(task.rest),
        scope=replace(limits.scope, denial=bool(denied and not denied.off), by_time=by_time),
        readings=(*wanted, *spelt, *subject.readings, *filter(None, [denied]), *ordered, *limits.readings),
        besides=subject.besides,
        task=task.name,
        sides=tuple(Side(name=name, speakers=asked_about(name, lexis.people).speakers) for name in task.sides),
    )


def _asked_for(
    task: Task, catalogue: Catalogue, without: Set[str], today: date
) -> tuple[Limits, Subject, ByTime, tuple[Reading, ...]]:
    """The limits of what is asked, whose words it asks for, and in which order of time, with the reading of that."""
    limits, subject = _read(task.rest, catalogue, without, today)
    sequence = ordering(task.rest)
    if sequence:
        parted = _read(sequence.rest, catalogue, without, today)
        limits, subject = parted if parted[1].person else (limits, subject)
    others = words_of_others(task.rest, limits, lexis_of(catalogue), without)
    if others:
        limits, subject = others.limits, others.subject
    by_time, readings = _ordered(sequence if subject.person else None, limits.readings, without)
    return limits, subject, by_time or ("course" if task.name == "timeline" else ""), readings


def _read(question: str, catalogue: Catalogue, without: Set[str], today: date) -> tuple[Limits, Subject]:
    lexis = lexis_of(catalogue)
    limits = read_limits(question, catalogue, lexis, without, today)
    return outlet_for_person(limits, read_subject(limits.rest, lexis, without), lexis, without)


def _task(understood: str, lexis: Lexis, without: Set[str]) -> tuple[Task, tuple[Reading, ...]]:
    """What is to be done, and its reading; the question as it is where that is switched off or nothing special."""
    task = task_of(understood)
    if task.name == "answer":
        return task, ()
    between = f" of {' and '.join(task.sides)}" if task.sides else ""
    reading = Reading(kind="task", words=task.words, meaning=f"{_TASKS[task.name]}{between}", effect="preferred")
    if reading.is_off(without):
        return Task(name="answer", rest=understood), (replace(reading, off=True, effect="none"),)
    persons = task.sides and task.on and all(asked_about(side, lexis.people).speakers for side in task.sides)
    if persons and not task.spoken:
        task = replace(task, rest=words_of_both(task.sides, task.on), spoken=True)
    return task, (reading,)


def _ordered(
    sequence: Ordering | None, limits: Sequence[Reading], without: Set[str]
) -> tuple[ByTime, tuple[Reading, ...]]:
    """The order of time that is asked for in words, or by a date (“since July”), and its reading."""
    if sequence is None:
        since = any(each.kind == "date" and not each.off and goes_on(each.words) for each in limits)
        return "course" if since else "", ()
    meaning = MEANING[sequence.order]
    reading = Reading(kind="order", words=sequence.words, meaning=meaning, effect="preferred")
    if reading.is_off(without):
        return "", (replace(reading, off=True, effect="none"),)
    return sequence.order, (reading,)


def named_in(topic: str, lexis: Lexis, *, whole_question: bool) -> tuple[str, ...]:
    """The names of the topic: countries, capitalised words; the first word of a question only if it is known as one."""
    words = re.findall(r"\w[\w.'’-]*", topic)
    capitals = [
        at for at, word in enumerate(words)
        if word[0].isupper() and (at > 0 or not whole_question or word in lexis.name_words) and topic_terms(word)
    ]  # fmt: skip
    countries = [at for at, word in enumerate(words) if at not in capitals and country_of(word)]
    runs: list[list[int]] = []
    for at in sorted(capitals + countries):
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return tuple(re.sub(r"['’]s$", "", " ".join(words[at] for at in run)) for run in runs)
