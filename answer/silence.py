"""What somebody did say, where nothing is on the topic: how much, on what, and what comes nearest."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from answer.question import Question
from answer.sayings import Saying, query_of
from index.ledger import Reader
from index.ledger_rows import Shelf
from index.names import mentions
from index.people import statements_by
from index.speech.confidence import SURE
from index.store import Index
from index.types import Filters, Statement

NEAREST = 3
"""Statements that are shown although they do not answer."""
LEAST = 0.5
"""The least confidence in what is shown as near; an answer needs more."""
_READ = 200
"""Statements of a person that are read for what they are about, the newest first."""
_TOPICS = 4
_WORD = re.compile(r"\b(?!\w*(?:ly|ing|ed)\b)[a-z]{7,}\b")
"""A word that is no name and yet may tell a topic: a long one that is no adverb and hardly a verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """`topics` are the names, or else the long words, most often in the person's own statements; `nearest` the
    statements by them that come nearest to the topic, which may be less sure or outside the limits of the question."""

    topics: tuple[str, ...] = ()
    nearest: tuple[Saying, ...] = ()


NOTHING = Silence()


def silence(question: Question, index: Index, filters: Filters) -> Silence:
    """What those asked about said instead."""
    if not question.speakers or question.besides:
        return NOTHING
    shelf = Shelf(index.catalogue)
    own = sorted(statements_by(question.who, index.catalogue, filters), key=_newest, reverse=True)[:_READ]
    return Silence(
        topics=topics([(each, shelf.document(each.document_id).text) for each in own], question.speakers),
        nearest=tuple(_nearest(question, index.ledger, filters, shelf)),
    )


def topics(said: Iterable[tuple[Statement, str]], speakers: Iterable[str]) -> tuple[str, ...]:
    """What statements, each with its document's text, are about: the names most often in their words, else long words
    that come again.

    Equally frequent ones come as they are first said.
    """
    texts = [span.of(text) for statement, text in said for span in statement.content]
    own = {word for name in speakers for word in name.lower().split()}
    names = Counter(
        name for text in texts for name in dict.fromkeys(found.name for found in mentions(text))
        if not own & set(name.lower().split())
    )  # fmt: skip
    words = Counter(word for text in texts for word in re.findall(_WORD, text))
    repeated = Counter({word: times for word, times in words.items() if times > 1})
    return tuple(topic for topic, _ in (names or repeated).most_common(_TOPICS))


def _newest(statement: Statement) -> str:
    return str(statement.published or "")


def _nearest(question: Question, ledger: Reader, filters: Filters, shelf: Shelf) -> Iterable[Saying]:
    query = replace(query_of(question, ledger.catalogue, filters), confidence=LEAST, order="best", limit=NEAREST)
    found = ledger.search(query)
    for row in (found.rows or [each for each in found.nearest if each.statement.confidence >= SURE])[:NEAREST]:
        if row.statement.speaker in question.speakers:
            document = shelf.document(row.statement.document_id)
            yield Saying(
                statement=row.statement,
                document=document,
                score=row.score,
                story=document.id,
                candidates=row.statement.candidates,
            )
