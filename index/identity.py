"""Which of many names are one: a corpus's names in groups, each one person or one institution. Pure.

Careful before complete: two names are one only when their words say so. A name that shortens two different ones
(“George Bush” beside “George W. Bush” and “George H. W. Bush”) stays in a group of its own, with those it may be.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.countries import country_of
from index.lexicon import ORGANISATION_WORDS, PLACES
from index.personal_names import COMMON_FAMILIES, Parts, long_form, parts, shortens, variants
from index.romanisation import key

Kind = Literal["person", "institution", "other"]
Together = Callable[[str, str], bool]
"""Whether one document holds both names."""

KNOWN = 3
"""Documents from which a person counts as a public figure, whom news calls by a short form too."""
_STATE = frozenset(
    "ministry department government parliament congress senate army navy military police court embassy treasury "
    "cabinet forces force".split()
)
"""Words for what every state has; there are American universities, but none is the university of America."""
_STATES_AMONG_PLACES = frozenset("us usa uk uae eu un dprk britain england korea".split())
_DROPPED = frozenset("the of for and affairs s".split())
_SAME_STATE = {"US": "United States", "USA": "United States", "united states": "United States", "UN": "United Nations"}
_SAME_STATE |= {"UK": "United Kingdom", "britain": "United Kingdom", "great britain": "United Kingdom"}
_SAME_STATE |= {"united kingdom": "United Kingdom", "EU": "European Union"}
MOST_SHORT = 2
"""Times as often as its full name an acronym may be used: AFP is not the Alkhidmat Foundation Pakistan."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True, eq=False)
class Group:
    """Names that are one; `forms` are the different ways in which its personal names are written."""

    names: list[str]
    kind: Kind
    weight: int
    forms: list[Parts] = field(default_factory=list)
    may_be: list["Group"] = field(default_factory=list)

    def take(self, other: "Group") -> None:
        """Make the other group's names this one's."""
        self.names += other.names
        self.forms += other.forms
        self.weight += other.weight


def groups(weights: Mapping[str, int], together: Together) -> list[Group]:
    """The names in groups, by what they are called; `weights` are documents that hold each name.

    Every name is in exactly one group, and the order of the names makes no difference.
    """
    ordered = sorted(weights, key=lambda name: (-weights[name], name))
    persons: dict[str, Parts] = {name: found for name in ordered if (found := parts(name)) and not found.alone}
    rest = [name for name in ordered if name not in persons]
    return [*_persons(persons, weights, together), *_institutions(rest, weights, together)]


def chosen(names: Iterable[str], weights: Mapping[str, int]) -> list[str]:
    """The names of one group, the one to show first: in most documents, then the longest, then by the alphabet."""
    return sorted(names, key=lambda name: (-weights.get(name, 0), -len(name), name))


def _persons(named: Mapping[str, Parts], weights: Mapping[str, int], together: Together) -> list[Group]:
    alike: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    short = _short_forms(named.values())
    for name, form in named.items():
        spelt = (form.suffix, long_form(form.words[0]), *form.words[1:])
        places = alike[tuple(map(key, spelt))]
        for group in places:
            known = max(group.weight, weights[name]) >= KNOWN and short[_long(form)] < 2
            if variants(group.forms[0], form, known=known):
                group.take(Group([name], "person", weights[name], [] if form in group.forms else [form]))
                break
        else:
            places.append(Group([name], "person", weights[name], [form]))
    return _juniors(_shortened([group for found in alike.values() for group in found]), together)


def _long(form: Parts) -> tuple[str, ...]:
    return (long_form(form.words[0]), *form.words[1:])


def _short_forms(forms: Iterable[Parts]) -> Mapping[tuple[str, ...], int]:
    """How many different short forms each full name has: Bob and Bobby of one family name may be two men."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for form in forms:
        if long_form(form.words[0]) != form.words[0]:
            found[_long(form)].add(form.words[0])
    return defaultdict(int, {name: len(short) for name, short in found.items()})


def _shortened(found: Sequence[Group]) -> list[Group]:
    """Less full names joined to the one fuller name that they shorten, or left with the several that they may be."""
    kept: dict[int, Group] = {}
    known: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in sorted(found, key=lambda each: (_fullness(each), each.weight, each.names[0]), reverse=True):
        near = {id(each): each for form in group.forms for place in _looked_up(form) for each in known[place]}
        fuller = [each for at, each in near.items() if at in kept and _shortens(group, each)]
        for each in [each for each in fuller if each.weight < group.weight and _ends_with(each, group)]:
            group.take(Group(each.names, each.kind, each.weight))
            fuller.remove(kept.pop(id(each)))
        if len(fuller) == 1 and not _doubtful(group.forms[0]):
            fuller[0].take(group)
            continue
        group.may_be = fuller
        kept[id(group)] = group
        for place in {place for form in group.forms for place in _places(form)} if not fuller else ():
            known[place].append(group)
    return list(kept.values())


def _shortens(group: Group, full: Group) -> bool:
    return any(shortens(short, form) for short in group.forms for form in full.forms)


def _ends_with(full: Group, group: Group) -> bool:
    """Whether it is the same name with words in front, as capitals of a heading do it: “Follow Taylor Swift”."""
    return any(form.words[-len(short.words) :] == short.words for form in full.forms for short in group.forms)


def _looked_up(form: Parts) -> Iterable[tuple[str, ...]]:
    first = long_form(form.words[0])
    yield ("", form.suffix, form.words[-1], first if form.abbreviated else key(first))
    yield form.words


def _places(form: Parts) -> Iterable[tuple[str, ...]]:
    """Where a fuller name is found: by its family name with its given name or the initial of it, and by its ends."""
    first = long_form(form.words[0])
    yield ("", form.suffix, form.words[-1], key(first))
    yield ("", form.suffix, form.words[-1], first[0])
    yield from (form.words[at:] for at in range(1, len(form.words) - 1))


def _fullness(group: Group) -> tuple[int, int]:
    return max(form.fullness for form in group.forms)


def _doubtful(form: Parts) -> bool:
    """Whether too little is left: an initial, or a family name of thousands (Michael B. Jordan)."""
    return form.abbreviated or form.words[-1] in COMMON_FAMILIES


def _juniors(found: list[Group], together: Together) -> list[Group]:
    """“Joseph R. Biden Jr.” joined to “Joe Biden”: the full style of one man, where no document tells the two apart.

    Only with a middle name, for a junior without one is commonly called so to be told from his father; and not where
    the corpus has the same middle name without “Jr.”, for that is the father.
    """
    families = {group.forms[0].words[-1] for group in found if group.forms[0].suffix}
    by_family: dict[str, list[Group]] = defaultdict(list)
    for group in found:
        if group.forms[0].words[-1] in families:
            by_family[group.forms[0].words[-1]].append(group)
    joined = set[int]()
    for group in found:
        form = group.forms[0]
        if form.suffix != "jr" or all(len(each.words) < 3 for each in group.forms):
            continue
        plain = Parts(words=form.words)
        others = [each for each in by_family[form.words[-1]] if each is not group and not each.may_be]
        senior = [each for each in others if any(_one_style(plain, other) for other in each.forms)]
        if len(senior) == 1 and not any(together(one, other) for one in group.names for other in senior[0].names):
            senior[0].take(group)
            joined.add(id(group))
    return [group for group in found if id(group) not in joined]


def _one_style(full: Parts, other: Parts) -> bool:
    return not other.suffix and len(other.words) == 2 and shortens(other, full)


def _institutions(names: Sequence[str], weights: Mapping[str, int], together: Together) -> list[Group]:
    """Institutions by words and country: “Ministry of Foreign Affairs of Russia” is the “Russian Foreign Ministry”.

    Without a country, an institution is the only one of that kind in the corpus, where that is named as often; else it
    may be any of them.
    """
    found: dict[tuple[str, frozenset[str]], Group] = {}
    for name in names:
        place, words = _institution(name)
        group = found.setdefault((place, words), Group([], _kind(name), 0))
        group.take(Group([name], group.kind, weights[name]))
    placed: dict[frozenset[str], list[Group]] = defaultdict(list)
    for (place, words), group in found.items():
        placed[words] += [group] if place else []
    for (place, words), group in list(found.items()):
        abroad = placed[words] if not place else []
        if group.kind != "institution" or not abroad:
            continue
        if len(abroad) == 1 and abroad[0].weight >= group.weight:
            abroad[0].take(group)
            del found[place, words]
        else:
            group.may_be = abroad
    return _acronyms(list(found.values()), together)


def _institution(name: str) -> tuple[str, frozenset[str]]:
    """The country in the name of a state's institution, and its other words; any other name is its own."""
    words = [word.lower() for word in _WORD.findall(name.replace(".", ""))]
    plain = name.replace(".", "").removeprefix("The ").removeprefix("the ")
    state = _SAME_STATE.get(plain if plain.isupper() else plain.lower(), plain)
    if not _STATE.intersection(words) or not plain[:1].isupper() or country_of(name):
        return "", frozenset([f"={state}"])
    place, left, at = "", list[str](), 0
    while at < len(words):
        pair = not place and bool(country_of(" ".join(words[at : at + 2]))) and at + 1 < len(words)
        sign = "" if place else _country(words[at : at + 2] if pair else words[at : at + 1])
        place = place or sign
        left += [] if sign else [words[at]]
        at += 2 if pair and sign else 1
    bare = frozenset(left) - _DROPPED
    return (place, bare) if len(bare) > 1 or place else ("", frozenset([f"={plain}"]))


def _country(words: Sequence[str]) -> str:
    """The sign of the country that words name or are of; capitals stand in the names of many other things."""
    joined = " ".join(words)
    return "" if joined in PLACES - _STATES_AMONG_PLACES else country_of(joined.upper())


def _kind(name: str) -> Kind:
    written = _WORD.findall(name)
    lowered = {word.lower() for word in written}
    named = name[:1].isupper() and sum(word[0].isupper() for word in written) > 1
    return (
        "institution"
        if (named and ORGANISATION_WORDS & lowered) or (name[:1].isupper() and country_of(name))
        else "other"
    )


def _acronyms(found: list[Group], together: Together) -> list[Group]:
    """“CIA” joined to the one institution with these initials, where a document holds both."""
    spelt: dict[str, list[Group]] = defaultdict(list)
    for group in found:
        for initials in {"".join(word[0] for word in _WORD.findall(name) if word[0].isupper()) for name in group.names}:
            if group.kind == "institution" and len(initials) > 2:
                spelt[initials].append(group)
    gone = set[int]()
    for group in found:
        full = spelt.get(group.names[0].replace(".", ""), []) if len(group.names) == 1 else []
        full = [each for each in full if MOST_SHORT * each.weight >= group.weight]
        full = [each for each in full if any(together(group.names[0], name) for name in each.names)]
        if len(full) == 1 and full[0] is not group:
            full[0].take(group)
            gone.add(id(group))
    return [group for group in found if id(group) not in gone]
