"""A question as the assistant understands it: who is asked about, on what topic, and what kind of answer is wanted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from answer.lexis import Lexis, lexis_of
from answer.phrasing import is_keywords, person_and_rest, topic_of
from answer.spelling import mended
from answer.topics import topic_terms
from index.catalogue import Catalogue
from index.countries import country_of
from index.lexical import tokenise

Intent = Literal["said", "find"]
Expected = Literal["person", "date", "number", "place", ""]

LONGEST = 2_000
"""Characters of a question that are read. More is a pasted document, not a question; the model reads about 1,200."""

_WHY = re.compile(r"\W*(?:why|for what reasons?)\b", re.IGNORECASE)
_EXPECTED: tuple[tuple[str, Expected], ...] = (
    (r"^\W*(?:who|whom|whose)\b|\bwhich (?:person|people|minister|president|leader)", "person"),
    (r"^\W*when\b|\b(?:what|which) (?:date|day|year|month)\b|\bin what year\b", "date"),
    (r"\bhow (?:many|much|long|far|old)\b|\bwhat (?:number|percentage|share)\b", "number"),
    (r"^\W*where\b|\b(?:what|which) (?:country|city|place|town)\b", "place"),
)

_AND = re.compile(r"\s+(?:and|or)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, read.

    `understood` is what is searched. `person` is who is asked about, as written, and `speakers` are the catalogue's
    names for them, or for the one a “why” is about. `terms` are the topic's; of `required` terms (names, countries)
    an answer must hold at least one; `named` are the same as they are written in the question.
    """

    asked: str
    understood: str
    intent: Intent
    person: str = ""
    speakers: tuple[str, ...] = ()
    topic: str = ""
    terms: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()
    expected: Expected = ""


def understand(asked: str, catalogue: Catalogue) -> Question:
    """The question read against what the catalogue knows: misspelt names mended, the person told from the topic."""
    lexis = lexis_of(catalogue)
    understood = mended(" ".join(asked[:LONGEST].split()), known=lexis.knows, names=lexis.name_words)
    person, rest = _person_and_rest(understood, lexis)
    speakers = speakers_named(person, lexis.speakers)
    if person and not speakers and _is_thing(person, lexis):
        person = ""
    intent: Intent = "said" if person else "find"
    topic = topic_of(rest) if person else understood
    named = _named(topic, lexis, whole_question=not person)
    if not person and named and _WHY.match(understood):
        speakers = speakers_named(named[0], lexis.speakers)
    return Question(
        asked=asked,
        understood=understood,
        intent=intent,
        person=person,
        speakers=speakers,
        topic=topic,
        terms=topic_terms(topic),
        required=topic_terms(" ".join(named)),
        named=named,
        expected=_expected(understood),
    )


def speakers_named(person: str, speakers: Sequence[str]) -> tuple[str, ...]:
    """The speakers that the words for a person can mean: “Lavrov” and “Sergey Lavrov” are “Sergei Lavrov”.

    Several given names of one surname are told apart only when the question gives one; spelling variants of it
    (Sergei, Sergey) count as the same when they begin alike. A country speaks through its capital and ministries.
    “Lavrov and Kim” are both.
    """
    parts = [_speakers_named(part, speakers) for part in _AND.split(person)]
    together = tuple(dict.fromkeys(name for part in parts for name in part))
    return together if all(parts) else _speakers_named(person, speakers) or together


def _speakers_named(person: str, speakers: Sequence[str]) -> tuple[str, ...]:
    words = tokenise(person)
    if not words:
        return ()
    country = country_of(person)
    return tuple(
        name for name in speakers
        if _same_person(words, _name_terms(name)) or (country and country in map(country_of, (name, name.split()[0])))
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def _name_terms(name: str) -> tuple[str, ...]:
    return tuple(tokenise(name))


def _same_person(asked: Sequence[str], name: Sequence[str]) -> bool:
    if not name:
        return False
    if len(asked) == 1:
        return asked[0] in (name[-1], name[0])
    alike = asked[-1] == name[-1] and (len(name) == 1 or asked[0][:3] == name[0][:3])
    return alike or set(asked) <= set(name)


def _is_thing(person: str, lexis: Lexis) -> bool:
    """Whether “Article 4 of the treaty” names no speaker: its last word is an ordinary word of the corpus."""
    words = person.split()
    if country_of(person) or any(word.title() in lexis.name_words for word in words if word.islower()):
        return False
    return words[-1].islower() and lexis.knows(words[-1])


def _person_and_rest(question: str, lexis: Lexis) -> tuple[str, str]:
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


def _named(topic: str, lexis: Lexis, *, whole_question: bool) -> tuple[str, ...]:
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


def _expected(question: str) -> Expected:
    return next((kind for pattern, kind in _EXPECTED if re.search(pattern, question, re.I)), "")
