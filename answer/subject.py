"""Whose words a question asks for, and on what: the person told from the topic by what the corpus knows."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from answer.exclusions import denial
from answer.lexis import Lexis
from answer.limits import Limits
from answer.outlets import outlets_named, reporting
from answer.phrasing import attributed, is_keywords, person_and_rest, topic_of
from answer.readings import Reading
from answer.spelling import applied, respelled
from index.countries import country_of
from index.people import NOBODY, Asked, People, people_named

_AND = re.compile(r"\s+(?:and|or)\s+")
_TOLD = 2
"""Names that a reader is told; a country has many speakers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who is asked about, as written (empty: nobody), who that can be, the topic, and the readings.

    With `besides` the words of all others are asked for.
    """

    person: str = ""
    who: Asked = NOBODY
    topic: str = ""
    readings: tuple[Reading, ...] = ()
    besides: bool = False

    @property
    def speakers(self) -> tuple[str, ...]:
        """The catalogue's names for those asked about."""
        return self.who.speakers


def read_spelling(question: str, lexis: Lexis, without: Set[str]) -> tuple[str, list[Reading]]:
    """The question with its words as the corpus spells them, and what was read otherwise."""
    readings, taken = [], []
    for each in respelled(question, lexis.spells, lexis.spellings):
        meaning = f"{each.words} read as {each.meant}"
        reading = Reading(kind=each.kind, words=each.words, meaning=meaning, effect="searched")
        if reading.is_off(without):
            readings.append(replace(reading, off=True, effect="none"))
        else:
            readings.append(reading)
            taken.append(each)
    return applied(question, taken), readings


def read_subject(rest: str, lexis: Lexis, without: Set[str]) -> Subject:
    """The person and the topic of a question without its limiting phrases."""
    person, behind = _person_and_rest(rest, lexis)
    who = asked_about(person, lexis.people)
    if not person or (not who.speakers and _is_thing(person, lexis)):
        return Subject()
    words = _subject_reading(person, who, lexis)
    if words.is_off(without):
        return Subject(readings=(replace(words, off=True, effect="none"),))
    topic = topic_of(behind)
    if not topic:
        return Subject(person=person, who=who, readings=(words,))
    about = Reading(kind="topic", words=topic, meaning=f"about {topic}", effect="only")
    if about.is_off(without):
        return Subject(person=person, who=who, readings=(words, replace(about, off=True, effect="none")))
    return Subject(person=person, who=who, topic=topic, readings=(words, about))


def outlet_for_person(limits: Limits, subject: Subject, lexis: Lexis, without: Set[str]) -> tuple[Limits, Subject]:
    """“What did Reuters report?” asks for the documents of Reuters, where there are such and Reuters is no speaker."""
    asked = reporting(limits.rest)
    if not asked or subject.speakers:
        return limits, subject
    sources, _ = outlets_named(asked[0], lexis)
    if not sources:
        return limits, subject
    meaning = f"only what {' or '.join(sources)} reported"
    reading = Reading(kind="outlet", words=asked[0], meaning=meaning, effect="only")
    if reading.is_off(without):
        off = replace(reading, off=True, effect="none")
        return replace(limits, readings=(off, *limits.readings)), subject
    topic = topic_of(asked[1]) or limits.sought
    scope = replace(limits.scope, sources=sources)
    return replace(limits, rest=topic, sought=topic, scope=scope, readings=(reading, *limits.readings)), Subject()


def denied_in(question: str, without: Set[str]) -> Reading | None:
    """The reading of a question for what somebody denied, or None."""
    words = denial(question)
    if not words:
        return None
    reading = Reading(kind="denial", words=words, meaning="what was denied comes first", effect="preferred")
    return replace(reading, off=True, effect="none") if reading.is_off(without) else reading


def _subject_reading(person: str, who: Asked, lexis: Lexis) -> Reading:
    """Whose words are asked for: a person's, or, of an agency that says nothing itself, what it reported."""
    if not who.speakers and outlets_named(person, lexis, partly=False)[1]:
        return Reading(kind="outlet", words=person, meaning=f"what {person} reported", effect="only")
    return Reading(kind="person", words=person, meaning=_words_of(person, who), effect="only")


def _words_of(person: str, who: Asked) -> str:
    """Whose words are meant, by full names; one person's other spellings; whom of that name they are not."""
    meant = [each for each in who.persons if each.speaks]
    if not meant:
        return f"words of {who.unsure[0].name if who.unsure else person}"
    if len(meant) > 1:
        return f"words of {_few([each.name for each in meant])}"
    one = meant[0]
    spelt = [name for name in one.speaks if name != one.name]
    others = f", not of {_few([each.name for each in who.others])}" if who.others else ""
    return f"words of {one.name}{f', also {_few(spelt)}' if spelt else ''}{others}"


def _few(names: Sequence[str]) -> str:
    more = len(names) - _TOLD
    return f"{', '.join(names[:_TOLD])}{f' and {more} more' if more > 0 else ''}"


def asked_about(person: str, people: People) -> Asked:
    """Who the words for a person can mean; “Lavrov and Kim” are both, where both are known."""
    parts = [people.asked(part) for part in _AND.split(person)]
    whole = parts[0] if len(parts) == 1 else people.asked(person)
    if len(parts) == 1 or (not all(part.speakers for part in parts) and whole.speakers):
        return whole
    return Asked(
        persons=tuple(dict.fromkeys(each for part in parts for each in part.persons)),
        others=tuple(dict.fromkeys(each for part in parts for each in part.others)),
        unsure=tuple(dict.fromkeys(each for part in parts for each in part.unsure)),
        reason="; ".join(dict.fromkeys(part.reason for part in parts if part.reason)),
    )


def speakers_named(person: str, speakers: Sequence[str]) -> tuple[str, ...]:
    """Those of the speakers that the words for a person can mean: “Lavrov” and “Sergey Lavrov” are “Sergei Lavrov”.

    A country speaks through its capital and ministries. “Lavrov and Kim” are both.
    """
    return asked_about(person, people_named(speakers)).speakers


def _is_thing(person: str, lexis: Lexis) -> bool:
    """Whether “Article 4 of the treaty” names no speaker: its last word is an ordinary word of the corpus."""
    words = person.split()
    if country_of(person) or any(word.title() in lexis.name_words for word in words if word.islower()):
        return False
    return words[-1].islower() and lexis.knows(words[-1])


def _person_and_rest(question: str, lexis: Lexis) -> tuple[str, str]:
    named = attributed(question)
    if named and asked_about(named[0], lexis.people).speakers:
        return named
    phrased = person_and_rest(question)
    if phrased:
        return phrased
    return _person_among_keywords(question, lexis) if is_keywords(question) else ("", question)


def _person_among_keywords(question: str, lexis: Lexis) -> tuple[str, str]:
    """“lavrov iran”, “Lavrov on Iran”: the words that name a speaker, and the rest."""
    surnames = {name.split()[-1].lower(): name for name in reversed(lexis.speakers) if " " in name}
    words = question.split()
    for at, word in enumerate(words):
        if word.strip(",:").lower() in surnames and not country_of(word):
            begin = (
                at - 1 if at and words[at - 1].lower() == surnames[word.strip(",:").lower()].split()[0].lower() else at
            )
            return " ".join(words[begin : at + 1]).strip(",:"), " ".join(words[:begin] + words[at + 1 :])
    return "", question
