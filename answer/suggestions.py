"""Questions to go on with after an answer: each drawn from statements of the corpus, so that each has an answer there.

The same person on something else, somebody else on the same thing, the same for another month; where neither person nor
topic was understood, what is said in the documents cited or nearest. Nothing is embedded and no document is opened.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest

from answer.calendar_dates import MONTHS
from answer.coverage import BETWEEN
from answer.types import Answer
from index.catalogue import EVERYTHING, Catalogue
from index.countries import country_named, country_of
from index.generations import PerGeneration
from index.lexicon import ORGANISATION_WORDS
from index.people import Person, people_of
from index.spoke import Spoke, spoke
from index.topics import terms, topic_terms
from index.types import Filters

MOST = 4
"""Suggestions made: two lines of chips on a wide screen."""
NAMES_TRIED = 300
"""Names of the corpus, the most frequent first, that are tried as topics."""
LONGEST_NAME = 3
"""Words of a name that is a topic: longer ones are often a slip of the reading."""
_SEATS = frozenset("moscow washington beijing kyiv london paris berlin tehran seoul tokyo pyongyang kremlin".split())
"""They stand for who speaks more often than for what is spoken of."""


@dataclass(frozen=True, slots=True)
class _Idea:
    """A question to suggest: who is asked about, on what, and in which month; topic and month may be empty."""

    person: str
    topic: str = ""
    month: str = ""

    @property
    def question(self) -> str:
        about = f" about {_with_article(self.topic)}" if self.topic else ""
        return f"What did {_with_article(self.person)} say{about}{_in_month(self.month)}?"

    def repeats(self, earlier: str) -> bool:
        """Whether the earlier question asks the same, perhaps with less of the person's name."""
        mine, theirs = topic_terms(self.question), topic_terms(earlier)
        return bool(theirs) and theirs <= mine and mine - theirs <= terms(self.person)


@dataclass(frozen=True, slots=True)
class _Topic:
    name: str
    terms: frozenset[str]


def suggestions(
    catalogue: Catalogue, found: Answer, filters: Filters = EVERYTHING, before: Sequence[str] = ()
) -> tuple[str, ...]:
    """Questions that have an answer under these filters and that none of those asked before asks."""
    asked = [*before, found.question, found.understood]
    ideas = islice((each for each in _ideas(catalogue, found, filters) if not any(map(each.repeats, asked))), 10 * MOST)
    return tuple(dict.fromkeys(each.question for each in ideas))[:MOST]


def _ideas(catalogue: Catalogue, found: Answer, filters: Filters) -> Iterator[_Idea]:
    person, topics = found.coverage.person, [each for each in found.coverage.topic.split(BETWEEN) if each]
    who = people_of(catalogue).asked(person).persons if person else ()
    own = [_of_person(catalogue, each, topics, found, filters) for each in who]
    others = [_of_others(catalogue, each, {name for one in who for name in one.aliases}, filters) for each in topics]
    yield from _in_turn([*own, *others])
    yield from _nearby(catalogue, found, filters)


def _of_person(
    catalogue: Catalogue, who: Person, topics: Sequence[str], found: Answer, filters: Filters
) -> Iterator[_Idea]:
    """The person on other things, and on the same thing in another month: by turns, so that both are seen."""
    said = spoke(catalogue, speakers=who.speaks, filters=filters)
    own = frozenset().union(*map(terms, who.aliases), *map(topic_terms, topics))
    elsewhere = (_Idea(who.name, topic) for topic in _topics(catalogue, said, own))
    about = " ".join(topics)
    on_topic = [each for each in said if topic_terms(about) <= each.terms]
    dated = [each.meaning for each in found.readings if each.kind == "date" and not each.off]
    months = list(dict.fromkeys(each.month for each in on_topic if each.month))
    others = [month for month in months if not any(_in_month(month)[4:] in meaning for meaning in dated)]
    again = (_Idea(who.name, about, month) for month in (others if dated or len(months) > 1 else ()))
    yield from _in_turn([elsewhere, again])


def _of_others(catalogue: Catalogue, topic: str, known: Collection[str], filters: Filters) -> Iterator[_Idea]:
    """Other people on the topic, those who said most of it first."""
    wanted = topic_terms(topic)
    said = spoke(catalogue, terms=wanted, filters=filters) if wanted else []
    for name in _speakers(catalogue, said):
        if name not in known and not wanted & terms(name):
            yield _Idea(name, topic)


def _nearby(catalogue: Catalogue, found: Answer, filters: Filters) -> Iterator[_Idea]:
    """What is said in the documents that are cited, or that came nearest where nothing was found."""
    passages = [each.passage for each in found.citations] or list(found.refusal.nearest if found.refusal else ())
    documents = tuple(dict.fromkeys(each.document_id for each in passages))
    if not documents:
        return
    said = spoke(catalogue, filters=replace(filters, documents=documents))
    for name in _speakers(catalogue, said):
        person = people_of(catalogue).person(name)
        theirs = [each for each in said if each.speaker in person.aliases]
        yield from (_Idea(name, topic) for topic in _topics(catalogue, theirs, terms(name))[:1])


def _speakers(catalogue: Catalogue, said: Iterable[Spoke]) -> list[str]:
    """Those who speak, as persons, the most often heard first: people with a full name and institutions."""
    people = people_of(catalogue)
    counts = Counter(people.person(each.speaker).name for each in said)
    return [name for name, _ in counts.most_common() if _may_be_asked(name)]


def _may_be_asked(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words) and not country_of(name)


def _topics(catalogue: Catalogue, said: Sequence[Spoke], besides: Collection[str]) -> list[str]:
    """Names of the corpus that these statements speak of, the most spoken of first; none with a term of `besides`."""
    counts = Counter[str]()
    for topic in _NAMES.of(catalogue):
        if not topic.terms & frozenset(besides):
            counts[topic.name] = sum(topic.terms <= each.terms for each in said)
    return [name for name, number in counts.most_common() if number]


def _gathered(catalogue: Catalogue) -> tuple[_Topic, ...]:
    outlets = {each.casefold() for each in (*catalogue.sources(), *catalogue.reporters())}
    names = dict.fromkeys(map(_plain, (name for name, _ in catalogue.names()[:NAMES_TRIED])))
    topics = (_Topic(name, topic_terms(name)) for name in names if name and name.casefold() not in outlets)
    return tuple(each for each in topics if each.terms)


_NAMES = PerGeneration(_gathered)


def _plain(name: str) -> str:
    """The name as a question would use it; empty for what makes no topic. Peoples and capitals are named by country."""
    country = country_named(name)
    if country:
        return "" if name.lower() in _SEATS else country
    return name if len(name.split()) <= LONGEST_NAME and not re.search(r"\d", name) else ""


def _with_article(name: str) -> str:
    institution = ORGANISATION_WORDS.intersection(name.lower().split())
    return f"the {name}" if institution or name.startswith("United ") else name


def _in_month(month: str) -> str:
    return f" in {MONTHS[int(month[5:7]) - 1]} {month[:4]}" if month else ""


def _in_turn(lists: Iterable[Iterable[_Idea]]) -> Iterator[_Idea]:
    """The first of each, then the second of each."""
    yield from filter(None, chain.from_iterable(zip_longest(*lists)))
