"""One person under one name: all names of a corpus as persons and institutions, and who is meant by any name asked.

A name of several words is one person's everywhere (`identity.py`). A family name alone is decided document by document,
by the company it stands in (`namesakes.py`), and stays ambiguous, with its candidates, where that shows nothing.
Computed when it is first asked for and kept until the documents change: any new document may tell on any name, and
stored it would be read no faster than it is made.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.catalogue import EVERYTHING, Catalogue
from index.countries import country_of
from index.english import is_english
from index.generations import PerGeneration
from index.identity import Group, Kind, chosen, groups
from index.looked_up import countries, handles, indexed, may_stand, plain, titled
from index.namesakes import Circle, decided
from index.personal_names import COMMON_FAMILIES, FAMILY_FIRST, agree, parts, without_title
from index.romanisation import alike, key
from index.types import Filters, Statement

RARE, RARELY = 0.01, 3
"""A name is rare in up to this share of the documents, or in this number if that is more."""
MEANT, MUCH = 0.75, 10
"""Share of the documents, and number, from which one bearer of a name is meant where the name alone is asked about."""
OWN = 3
"""Times as many statements as its bearer has documents, from which it is a name of its own: Apple, not Big Apple."""
MOST_READ = 300
"""Documents of one name whose other names are compared."""

REGNAL = re.compile(r"[A-Z]\w+ [IVX]+")
"""The name of a king or a pope, “Charles III”: news mostly calls him by its first word, with or without a title."""

Circles = Callable[[str], Circle]
"""For a name, documents that hold it or in which it speaks, with the names in each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person or an institution: the name to show, and every name that always means it, the most frequent first.

    `speaks` are those of the aliases under which statements stand. `candidates` are the names of the persons that the
    name may mean where it cannot be told; then it is nobody's alias.
    """

    name: str
    kind: Kind
    aliases: tuple[str, ...]
    speaks: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who may be meant by the words asked: several where they are ambiguous, the most often named first.

    `others` bear the same name but are hardly in the corpus beside the one who is meant; `unsure` are short names of
    which some documents do not show whom they mean. `reason` is one short phrase for a reader, empty when nobody is
    known.
    """

    persons: tuple[Person, ...] = ()
    others: tuple[Person, ...] = ()
    unsure: tuple[Person, ...] = ()
    reason: str = ""

    @property
    def speakers(self) -> tuple[str, ...]:
        """The catalogue's speakers to look statements up by; `People.means` tells which of those found are meant."""
        return tuple(dict.fromkeys(name for person in (*self.persons, *self.unsure) for name in person.speaks))


NOBODY = Asked()


class People:
    """The persons and institutions of a corpus, by any of their names."""

    def __init__(
        self, named: Mapping[str, int], speaking: Mapping[str, int], circles: Circles, *, documents: int = 0
    ) -> None:
        """`named` counts the documents that hold each name, `speaking` the statements of each; `documents` are all."""
        self._named, self._speaking, self._circles, self._documents = named, speaking, circles, documents
        self._weights = {name: max(named.get(name, 0), 1) for name in _concerned(named, speaking)}
        found = groups(self._weights, lambda one, other: not {*circles(one)}.isdisjoint(circles(other)))
        self._groups = sorted(found, key=lambda group: (-group.weight, min(group.names)))
        self._place = {id(group): at for at, group in enumerate(self._groups)}
        self._of = {name: group for group in self._groups for name in group.names}
        self._bearers = indexed((handle, group) for group in self._groups for handle in handles(group))
        self._given = indexed((form.words[0], group) for group in self._groups for form in group.forms)
        spoken = [(name, self._of[name]) for name in speaking]
        self._words = indexed((word, group) for name, group in spoken for word in plain(name).split())
        self._reigning = indexed((name.split()[0].lower(), group) for name, group in spoken if REGNAL.fullmatch(name))
        self._written = indexed((plain(name), group) for name, group in self._of.items())
        self._voices = indexed((sign, group) for name, group in spoken for sign in countries(name))
        for group in self._groups:
            self._of.setdefault(self._shown(group), group)
        self._persons = {id(group): self._person(group) for group in self._groups}
        self._unsure = indexed((name, person) for person in self._persons.values() for name in person.candidates)
        self._decided: dict[str, Mapping[str, Person]] = {}

    def person(self, name: str) -> Person:
        """Who the name always means; where that is not sure, somebody of that name alone, with the candidates."""
        group = self._of.get(name)
        return self._persons[id(group)] if group else Person(name=name, kind="other", aliases=(name,))

    def of(self, statement: Statement) -> Person:
        """Whose statement it is: a family name alone is decided by the document it stands in."""
        return self.in_document(statement.speaker, statement.document_id)

    def in_document(self, name: str, document_id: str) -> Person:
        """Who the name means in this document."""
        person = self.person(name)
        return self._by_company(person).get(document_id, person) if person.candidates else person

    def everyone(self) -> list[Person]:
        """All who speak, those named in most documents first; names that cannot be told are among them."""
        return [person for group in self._groups if (person := self._persons[id(group)]).speaks]

    def means(self, asked: Asked, statement: Statement) -> bool:
        """Whether a statement found by `Asked.speakers` may be meant: not if its document shows it to be another's."""
        person = self.of(statement)
        return person in asked.persons or person in asked.unsure

    def asked(self, words: str) -> Asked:
        """Who is meant by a name as anybody may write it: in full, in part, in another romanisation, in lower case."""
        found, reason = self._called(words)
        voices = [group for group in self._voices.get(country_of(words), ()) if group not in found]
        if not found and not voices:
            found, reason = self._partly(words)
        found = sorted(found, key=lambda group: self._place[id(group)])
        meant = [] if voices else found[: _outstanding(found)]
        persons = [self._persons[id(group)] for group in ([*found, *voices] if voices else meant)]
        others = [self._persons[id(group)] for group in found if group not in meant and not voices]
        known = {} if voices else {person.name for person in persons}
        short = {each.name: each for name in known for each in self._unsure.get(name, ()) if each.speaks}
        return Asked(
            persons=tuple(persons),
            others=tuple(others),
            unsure=tuple(short[name] for name in sorted(short) if name not in known and may_stand(name, words)),
            reason=reason if found else "speaks for the country" if voices else "",
        )

    def _called(self, words: str) -> tuple[Sequence[Group], str]:
        """By the whole name as it is written, by a name that agrees with it, by a family name, by a given name."""
        exact, form = self._written.get(plain(words), []), parts(titled(words))
        if exact and (form is None or not form.alone):
            certain = [each for group in exact for each in (group.may_be or [group])]
            return certain, "so written" if len(certain) == 1 else "may be any of them"
        if form is None:
            return [], ""
        if form.alone:
            bearers = self._bearing(form.words[0])
            reigning = self._reigning.get(form.words[0].lower(), [])
            if own := [*reigning, *(group for group in exact if self._is_its_own(group))]:
                return [*own, *(group for group in bearers if self._persons[id(group)].speaks)], "so written"
            given = [each for each in self._given.get(form.words[0], ()) if self._persons[id(each)].speaks]
            reason = "family name" if bearers else "so written" if exact else "given name"
            return bearers or exact or given, reason
        family = [group for handle in form.handles for group in self._bearers.get(key(handle), ())]
        agreeing = [each for each in family if not each.may_be and any(agree(form, other) for other in each.forms)]
        return list({id(group): group for group in agreeing}.values()), "a name that agrees"

    def _bearing(self, word: str) -> list[Group]:
        """The persons whose family name the word is, in the same or in another romanisation."""
        return [
            group for group in self._bearers.get(key(word), ())
            if not group.may_be
            and any(word == handle or alike(word, handle) for form in group.forms for handle in form.handles)
        ]  # fmt: skip

    def _is_its_own(self, group: Group) -> bool:
        """Whether a name of one word speaks for itself and is nobody's family name: Boeing, in “Alaska Boeing” too."""
        person = self._persons[id(group)]
        return bool(person.speaks) and not person.candidates

    def _partly(self, words: str) -> tuple[list[Group], str]:
        """By some words of the name of somebody who speaks."""
        asked = plain(words).split()
        holding = [{id(group): group for group in self._words.get(word, ())} for word in asked]
        common = [group for at, group in holding[0].items() if all(at in each for each in holding)] if holding else []
        return [group for group in common if self._persons[id(group)].speaks], "part of the name"

    def _person(self, group: Group) -> Person:
        names = chosen(group.names, self._weights)
        may_be = group.may_be or self._candidates(names[0])
        return Person(
            name=self._shown(group),
            kind=group.kind,
            aliases=tuple(names),
            speaks=tuple(name for name in names if name in self._speaking),
            candidates=tuple(map(self._shown, may_be)),
        )

    def _shown(self, group: Group) -> str:
        """The name by which most documents call it, without a title that no name is without."""
        name = chosen(group.names, self._weights)[0]
        return without_title(name) if group.forms else name

    def _candidates(self, name: str) -> list[Group]:
        """The bearers of a family name that stands alone as a speaker; an acronym is none."""
        form = parts(name) if name in self._speaking else None
        if form is None or not form.alone or name.isupper():
            return []
        said = self._speaking[name]
        return [group for group in self._bearing(form.words[0]) if said <= OWN * group.weight]

    def _by_company(self, person: Person) -> Mapping[str, Person]:
        """For the documents that show whom the name means, who that is; found once for each name."""
        found = self._decided.get(person.name)
        if found is None:
            family = plain(person.name)
            least = MUCH if is_english(family) else 1
            candidates = [
                self._persons[id(group)] for group in map(self._of.__getitem__, person.candidates)
                if family in plain(group.names[0]).split() and group.weight >= least and family not in COMMON_FAMILIES
            ]  # fmt: skip
            circles = [self._circle(each) for each in candidates]
            often = max(RARELY, RARE * self._documents)
            places = decided(
                self._circle(person),
                circles,
                lambda name: self._named.get(name, 0) <= often and family not in plain(name).split(),
            )
            found = {document: candidates[at] for document, at in places.items()}
            self._decided[person.name] = found
        return found

    def _circle(self, person: Person) -> Circle:
        return {document: names for alias in person.aliases for document, names in self._circles(alias).items()}


def people_of(catalogue: Catalogue) -> People:
    """The people of the catalogue as it is now; made again only after an update."""
    return _people.of(catalogue)


def _gathered(catalogue: Catalogue) -> People:
    return People(
        dict(catalogue.names()),
        dict(catalogue.speakers()),
        lambda name: circle(catalogue, name),
        documents=catalogue.count(),
    )


_people = PerGeneration(_gathered)


def people_named(names: Sequence[str]) -> People:
    """The people of a list of names, without documents: what the names alone show."""
    return People({}, dict.fromkeys(names, 1), lambda _: {})


def statements_by(asked: Asked, catalogue: Catalogue, filters: Filters = EVERYTHING) -> list[Statement]:
    """What those asked about said in the documents that pass: by document id, then in text order.

    A statement under a name that may be theirs is among them, unless its document shows that it means another.
    """
    people = people_of(catalogue)
    found = catalogue.statements(asked.speakers, filters) if asked.speakers else []
    return [statement for statement in found if people.means(asked, statement)]


def circle(catalogue: Catalogue, name: str) -> Circle:
    """The first `MOST_READ` documents, by id, that hold the name or in which it speaks, with the names in each."""
    query = (
        "SELECT n.document_id, n.name FROM names n WHERE n.document_id IN (SELECT document_id FROM names WHERE name = "
        "?1 UNION SELECT document_id FROM statements WHERE speaker = ?1 ORDER BY 1 LIMIT ?2)"
    )
    found: dict[str, set[str]] = defaultdict(set)
    with catalogue.database.reading() as connection:
        for document_id, held in connection.execute(query, (name, MOST_READ)):
            found[document_id].add(held)
    return {document_id: frozenset(names) for document_id, names in found.items()}


def _concerned(named: Mapping[str, int], speaking: Mapping[str, int]) -> set[str]:
    """The speakers, and the names that share the family name with one: of others nothing need be known."""
    last = {name.rpartition(" ")[2].lower() for name in speaking if parts(name)}
    first = {name.lower() for name in speaking if name.lower() in FAMILY_FIRST}
    return {
        *speaking,
        *(name for name in named if name.rpartition(" ")[2].lower() in last or name.partition(" ")[0].lower() in first),
    }


def _outstanding(ranked: Sequence[Group]) -> int:
    """How many of the bearers of a name are meant by it: one, when the corpus hardly speaks of the others; else all."""
    total = sum(group.weight for group in ranked)
    return 1 if ranked and ranked[0].weight >= max(MEANT * total, MUCH) else len(ranked)
