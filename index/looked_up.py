"""How a name is looked up: by its plain form, by its family name, by the country it speaks for. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from index.countries import country_of
from index.identity import Group
from index.romanisation import key

T = TypeVar("T")


def may_stand(short: str, words: str) -> bool:
    """Whether a short name can stand for the one asked about: asked about “Kim”, not by “Reynolds”."""
    asked = plain(words).split()
    return len(asked) != 1 or key(plain(short)) == key(asked[0])


def indexed(pairs: Iterable[tuple[str, T]]) -> Mapping[str, list[T]]:
    """The values under each key, each once, in the order of first use."""
    found: dict[str, dict[int, T]] = defaultdict(dict)
    for each, value in pairs:
        found[each][id(value)] = value
    return {each: list(values.values()) for each, values in found.items()}


def handles(group: Group) -> set[str]:
    """The keys of the words that may stand for the whole name."""
    return {key(handle) for form in group.forms for handle in form.handles}


def countries(name: str) -> set[str]:
    """The signs of the countries that a name speaks for: by the whole of it, or by its first word."""
    return {sign for sign in map(country_of, (name, *name.split()[:1])) if sign}


def plain(name: str) -> str:
    """The name without case, full stops and the article before it."""
    return " ".join(name.casefold().replace(".", "").removeprefix("the ").split())


def titled(words: str) -> str:
    """A name in lower case as names are written, “jd vance” with its capitals; any other as it is."""
    return " ".join(word[:1].upper() + word[1:] for word in words.split()) if words.islower() else words
