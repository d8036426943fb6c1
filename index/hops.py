"""Documents that a question leads to by names: those it names, and those named beside what it asks about.

“Where was the director of Fortunella born?” is answered in two steps: the document on Fortunella names its director,
and the document on him says where he was born; neither the words nor the meaning of the question are his. Names link
the two, without a language model: a name of the question leads to the documents about it; when these do not hold what
the question asks for, the names in them lead on, first those that stand beside the question's other words
(“directed by …”). A name that is no document's title leads to the passages that hold it, if they are few.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from index.catalogue import Catalogue, listed
from index.lexical import STOPWORDS
from index.links import LONGEST, Word, words
from index.relations import is_nested

HOMONYMS = 3
"""Documents of one name that are followed: of a name that many documents have, only those found anyway."""
COMMON = 12
"""Documents that hold a name from which on it leads nowhere: what half the corpus mentions links nothing."""
MOST_NAMED = 4
"""Documents that a question's names lead to."""
MOST_ONWARD = 6
"""Documents that the names in these lead to: with the former they fill a list of eight, and a little more."""
READ = 24
"""Passages of one document whose names are followed: about the length of a long article."""
ALIKE = 5
"""Letters at the beginning that make two words one for this purpose: “director” and “directed”."""
NEAR = 3.0
"""Words of distance between a name and a word of the question that halve the name's score."""
EARLY = 0.2
"""Weight of standing early in the passage, beside standing near a word of the question (1)."""
EARLY_WORDS = 20.0
"""Words from the passage's beginning that halve the former."""
HELD = 0.5
"""What a document that holds a name is worth beside one that is about it (1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a text: its words' places, the documents whose title it is, and those that hold it (few, or none)."""

    start: int
    end: int
    titled: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()


def follow(question: str, found: Sequence[str], catalogue: Catalogue) -> list[str]:
    """Ids of the documents that the names of the question lead to, first the named ones, then the ones named in those.

    `found` are the ids of the documents that other retrievers found, best first: they choose between documents of one
    name. A question that names no document, by its title, leads nowhere: names in whatever was found lead astray too
    often (docs/decisions/links.md has the figures).
    """
    asked = words(question)
    names = [name for name in names_in(asked, catalogue, marked=False) if _is_name(name, asked)]
    spans = [(name.start, name.end) for name in names]
    named = _followed(names, found)
    if not named:
        return []
    rest = _beside(spans, asked)
    texts = [words(passage.text) for id in named for passage in islice(catalogue.passages_of(id), READ)]
    if _answered(rest, texts) and not is_nested(asked, spans):
        return named
    scores: dict[str, float] = {}
    for text in texts:
        for id, score in _onward(text, rest, catalogue):
            scores[id] = max(scores.get(id, 0.0), score)
    onward = [id for id in sorted(scores, key=lambda id: -scores[id]) if id not in named]
    return [*named, *onward[:MOST_ONWARD]]


def names_in(text: Sequence[Word], catalogue: Catalogue, *, marked: bool) -> list[Name]:
    """The names of the catalogue that stand in a text: the longest at each place, none within another.

    `marked` asks that a name begins and ends as names are written; without it, only a single word must.
    """
    spans = [
        (start, end)
        for start, word in enumerate(text)
        for end in range(min(start + LONGEST, len(text)), start, -1)
        if (word.marked and text[end - 1].marked) or (not marked and end > start + 1)
    ]
    keys = {span: " ".join(word.folded for word in text[span[0] : span[1]]) for span in spans}
    titled, holding = titles(keys.values(), catalogue), holders(keys.values(), catalogue)
    found: list[Name] = []
    for start, end in spans:
        key = keys[start, end]
        if (key in titled or key in holding) and (not found or start >= found[-1].end):
            found.append(Name(start=start, end=end, titled=titled.get(key, ()), holding=holding.get(key, ())))
    return found


def titles(keys: Iterable[str], catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """For each of the keys that is the name of a document's title: the ids of these documents, in id order."""
    query = (
        "SELECT t.key, d.id FROM json_each(?) asked CROSS JOIN titles t ON t.key = asked.value "
        "JOIN documents d ON d.number = t.document ORDER BY d.id"
    )
    return _by_key(query, (listed(dict.fromkeys(keys)),), catalogue)


def holders(keys: Iterable[str], catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """For each of the keys that is a name in the text of a document: the ids of the documents, in id order.

    None where more than `COMMON` documents hold it: the name is known, but leads nowhere.
    """
    query = (
        "SELECT asked.value, d.id FROM json_each(?1) asked, documents d WHERE d.number IN "
        "(SELECT DISTINCT document FROM mentions WHERE key = asked.value LIMIT ?2) ORDER BY d.id"
    )
    found = _by_key(query, (listed(dict.fromkeys(keys)), COMMON + 1), catalogue)
    return {key: ids if len(ids) <= COMMON else () for key, ids in found.items()}


def _by_key(query: str, values: tuple[object, ...], catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    with catalogue.database.reading() as connection:
        for key, id in connection.execute(query, values):
            found.setdefault(key, []).append(id)
    return {key: tuple(ids) for key, ids in found.items()}


def _is_name(name: Name, text: Sequence[Word]) -> bool:
    """Whether the words are meant as a name: capitals show it where the question has any; a question word is none."""
    inside = [word for word in text[name.start : name.end] if word.folded not in STOPWORDS]
    if not any(word.marked for word in text[1:]):
        return len(inside) > 1
    return any(word.marked for word in inside) and (len(inside) > 1 or name.start > 0)


def _followed(names: Sequence[Name], found: Sequence[str]) -> list[str]:
    """The documents that are named, in the order of the question; of homonyms, those found first."""
    place = {id: rank for rank, id in reversed(list(enumerate(found)))}
    chosen: list[str] = []
    for name in names:
        known = sorted((id for id in name.titled if id in place), key=lambda id: place[id])
        chosen += known[:HOMONYMS] or (name.titled if len(name.titled) <= HOMONYMS else ())
    return list(dict.fromkeys(chosen))[:MOST_NAMED]


def _beside(spans: Sequence[tuple[int, int]], asked: Sequence[Word]) -> list[str]:
    """The words of the question outside its names, question words left out."""
    inside = {place for start, end in spans for place in range(start, end)}
    return [word.folded for place, word in enumerate(asked) if place not in inside and word.folded not in STOPWORDS]


def _answered(rest: Sequence[str], texts: Sequence[Sequence[Word]]) -> bool:
    """Whether the documents named hold every other word of the question: then nothing is left to be followed."""
    held = {word.folded for text in texts for word in text}
    return all(any(alike(word, other) for other in held) for word in rest)


def alike(left: str, right: str) -> bool:
    """Whether two words begin alike: with `ALIKE` letters, or with all of a shorter one of at least three.

    >>> alike("director", "directed"), alike("born", "borne"), alike("a", "an")
    (True, True, False)
    """
    length = min(len(left), len(right), ALIKE)
    return length >= 3 and left[:length] == right[:length]


def _onward(text: Sequence[Word], rest: Sequence[str], catalogue: Catalogue) -> Iterator[tuple[str, float]]:
    """Documents that the names of a passage lead to, with a score from 0 to 1.2.

    Near a word of the question, and early, is better; so is a name that leads to few documents. Documents about a name
    come before those that merely hold it.
    """
    asked = [place for place, word in enumerate(text) if any(alike(word.folded, other) for other in rest)]
    for name in names_in(text, catalogue, marked=True):
        documents = name.titled or name.holding
        if text[name.start].folded in STOPWORDS or not documents:
            continue
        distance = min((_distance(name, place) for place in asked), default=None)
        near = 0.0 if distance is None else 1 / (1 + distance / NEAR)
        score = near + EARLY / (1 + name.start / EARLY_WORDS)
        for id in documents[:HOMONYMS] if name.titled else documents:
            yield id, score / len(documents) ** 0.5 * (1.0 if name.titled else HELD)


def _distance(name: Name, place: int) -> int:
    """Words from a word asked to the name, one more to a name that stands before it: “by X, music by Y”."""
    return name.start - place if place < name.start else max(place - name.end + 2, 0)
