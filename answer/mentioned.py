"""Where a document mentions what a question was about: its person by every name known, and its topic."""

import re

from answer.types import Answer
from index.catalogue import Catalogue
from index.mentions import mentions
from index.people import people_of
from index.personal_names import parts
from index.topics import topic_terms
from index.types import Document, Span

_AND = re.compile(r"\s+and\s+|,\s*")


def mentioned(catalogue: Catalogue, answer: Answer, document: Document) -> tuple[Span, ...]:
    """The places of the person and of the topic of an answer's question in a document, in order and disjoint.

    A person is mentioned by each name that always means them and by the family name. Without a person and a named
    topic the words of the question are what it is about.
    """
    people = people_of(catalogue)
    asked = _AND.split(answer.coverage.person) if answer.coverage.person else []
    persons = [person for name in asked for person in people.asked(name).persons]
    names = [*asked, *(alias for person in persons for alias in person.aliases)]
    topic = answer.coverage.topic or ("" if asked else answer.understood)
    return mentions(document.text, [*names, *map(family_name, names)], topic_terms(topic))


def family_name(name: str) -> str:
    """The family name in a person's name; empty for anything else, and for a name of one word.

    >>> family_name("Sergei Lavrov"), family_name("Kim Jong Un"), family_name("Kremlin")
    ('lavrov', 'kim', '')
    """
    form = parts(name)
    return form.handles[-1] if form and not form.alone else ""
