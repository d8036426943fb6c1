"""What a person said on a topic: the statements of the catalogue, the most telling first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from answer.exclusions import left_out
from answer.ordering import ByTime
from answer.phrasing import topic_of
from answer.question import Question
from answer.subject import asked_about, speakers_named
from index.catalogue import Catalogue
from index.copies import stories
from index.gathering import Gathered, Version, elsewhere, gathered
from index.ledger import DEFAULT_CONFIDENCE, Order, Query
from index.ledger_rows import Shelf
from index.people import People, people_of
from index.spoken import context
from index.store import Index
from index.topics import terms, topic_terms
from index.types import Document, Filters, Statement

LEAST_CONFIDENCE = DEFAULT_CONFIDENCE
"""The least confidence in a statement that an answer is made of: on the golden questions .5 and .6 answer no more, and
cite less precisely (docs/decisions/ledger.md); less sure ones are among the nearest."""
_Found = tuple[Statement, Document, float]
MOST_READ = 400
"""Statements that an answer chooses among, the best first, or the first in the order of time asked for."""
_BY_TIME: dict[ByTime, Order] = {"": "best", "course": "best", "newest": "newest", "oldest": "oldest"}
_AS_SAYING = " as saying"
_FULL_LENGTH = 150
"""Characters: about the length of a spoken sentence."""
MOST = 6
"""Statements in one answer: more is a list to read, which the passages found already are."""
_DENIED = 1.0
"""What a denial gains when denials are asked for: more than any difference in directness, less than the topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement on the topic with its document. `score` orders; `copies` are the same words in other documents.

    `story` is that of the document: copies of the same story are one origin with it, the others are independent.
    `versions` are the clipped and the altered quotations of the words in other documents, `conflicts` quotations of
    them by somebody else. `candidates` are those whom the words for the speaker could mean as well, or of whom a bare
    family name does not tell which.
    """

    statement: Statement
    document: Document
    score: float
    story: str = ""
    copies: tuple["Saying", ...] = ()
    versions: tuple[Version, ...] = ()
    conflicts: tuple[Version, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def origins(self) -> tuple["Saying", ...]:
        """One for each independent origin of the words: this one, then the earliest copy from each other story."""
        others = [each for each in self.copies if each.story != self.story]
        first = {each.story: each for each in sorted(others, key=_published, reverse=True)}
        return (self, *sorted(first.values(), key=others.index))


def sayings(question: Question, index: Index, filters: Filters) -> list[Saying]:
    """The statements of the person asked about that touch the topic, best first or in the order of time asked for.

    Without a topic all of them, the newest first.
    """
    catalogue, people = index.catalogue, people_of(index.catalogue)
    query = query_of(question, catalogue, filters)
    reporters = _reporters(question, catalogue)
    shelf, found = Shelf(catalogue), list[_Found]()
    asked = query.speakers or query.reporters or question.besides
    for light, score in index.ledger.found(query) if asked else ():
        statement, document, _ = shelf.take(light)
        meant = people.means(question.who, statement) != question.besides or statement.reported_by in reporters
        if meant and question.scope.admits(statement, document) and not _unsaid(question, statement, document):
            found.append((statement, document, score + _length(statement) + _denied(question, statement)))
        if len(found) == MOST_READ:
            break
    found.sort(key=_order)
    made = _gathered(found, shelf, catalogue, filters)
    return _in_time(made, _by_time(question))


def _by_time(question: Question) -> ByTime:
    """The order asked for; without a topic or a denial to be near to, the newest come first."""
    return question.scope.by_time or ("" if question.terms or question.scope.denial else "newest")


def _in_time(found: Sequence[Saying], order: ByTime) -> list[Saying]:
    """The best first as they came, or by the day of publication, of one day the best first, undated ones last.

    What is told in the course of time is the best `MOST`, the oldest first.
    """
    if order == "course":
        return [*_in_time(found[:MOST], "oldest"), *found[MOST:]]
    days = [each.document.published for each in found]
    if order == "newest":
        return [found[at] for at in sorted(range(len(found)), key=lambda at: -(days[at] or date.min).toordinal())]
    return [found[at] for at in sorted(range(len(found)), key=lambda at: days[at] or date.max)] if order else [*found]


def query_of(question: Question, catalogue: Catalogue, filters: Filters) -> Query:
    """The question as the ledger is asked: whose statements, what an agency asked about reported, the topic.

    “AFP quoted Choe as saying about the drills” asks for what AFP reported of Choe, on the drills.
    """
    speakers = None if question.besides else question.speakers
    about, names = question.topic, question.named
    reporters = _reporters(question, catalogue)
    whom, quoted, rest = about.partition(_AS_SAYING)
    of_whom = asked_about(whom, people_of(catalogue)).speakers if reporters and quoted else ()
    if of_whom:
        speakers, about = of_whom, topic_of(rest)
        names = tuple(name for name in names if name in about)
    return Query(
        speakers=speakers,
        reporters=() if of_whom else reporters,
        about=about if topic_terms(about) else "",
        names=names,
        filters=filters,
        confidence=LEAST_CONFIDENCE,
        order=_BY_TIME[_by_time(question)],
    )


def _reporters(question: Question, catalogue: Catalogue) -> tuple[str, ...]:
    return speakers_named(question.person, catalogue.reporters()) if question.person else ()


def _unsaid(question: Question, statement: Statement, document: Document) -> bool:
    """Whether a statement is about what the question leaves out."""
    return bool(question.scope.unsaid) and left_out(_terms_of(statement, document.text), question.scope.unsaid)


def _terms_of(statement: Statement, text: str) -> frozenset[str]:
    """The terms that a statement may be about: a quotation leans on the sentence before it, a report stands alone."""
    span = context(statement.sentence, text) if statement.kind != "indirect" else statement.sentence
    return terms(span.of(text))


def _denied(question: Question, statement: Statement) -> float:
    return _DENIED * question.scope.is_denied(statement)


def _length(statement: Statement) -> float:
    """A bonus of up to .2 for what is said at length: a whole thought before three words of it."""
    return min(sum(span.end - span.start for span in statement.content), _FULL_LENGTH) / _FULL_LENGTH * 0.2


def _order(found: _Found) -> tuple[float, int, str, int]:
    statement, document, score = found
    published = statement.published
    return -score, -(published.toordinal() if published else 0), document.id, statement.sentence.start


def _gathered(found: Sequence[_Found], shelf: Shelf, catalogue: Catalogue, filters: Filters) -> list[Saying]:
    """The same utterance once, the fullest version in the place of the best; a sentence once, whatever it holds."""
    people = people_of(catalogue)
    statements = [statement for statement, _, _ in found]
    others = elsewhere(statements[:MOST], catalogue, filters, shelf)
    every = gathered(statements, others, shelf, people)
    ids = {each.document_id for one in every for each in (one.fullest, *(other.statement for other in one.versions))}
    story = stories(catalogue, sorted(ids))
    kept: list[Saying] = []
    for one in every:
        saying = _saying(one, found[one.place][2], shelf, story, people)
        if not any(_inside(saying, other) for other in kept):
            kept.append(saying)
    return kept


def _saying(one: Gathered, score: float, shelf: Shelf, story: Mapping[str, str], people: People) -> Saying:
    """The utterance as a saying; of the copies of its story with exactly its words the earliest published leads."""
    shown = [each for each in one.versions if each.kind != "inside"]
    same = [each.statement for each in shown if each.kind == "same" or each.statement.kind == "indirect"]
    fullest = one.fullest
    exact = [each.statement for each in shown if each.kind == "same"]
    twins = [each for each in (fullest, *exact) if story[each.document_id] == story[fullest.document_id]]
    lead = min(twins, key=lambda each: each.published or date.max)

    def made(statement: Statement) -> Saying:
        place = statement.document_id
        return Saying(statement=statement, document=shelf.document(place), score=score, story=story[place])

    copies = {each.document_id: each for each in reversed([fullest, *same]) if each.document_id != lead.document_id}
    return replace(
        made(lead),
        copies=tuple(made(each) for each in reversed(copies.values())),
        versions=tuple(
            each for each in shown if each.statement not in same and each.statement.document_id != lead.document_id
        ),
        conflicts=one.conflicts,
        candidates=lead.candidates or people.of(lead).candidates,
    )


def _published(saying: Saying) -> date:
    """For sorting: the earliest first, the unknown last."""
    return saying.document.published or date.max


def _inside(saying: Saying, other: Saying) -> bool:
    """Whether both come from one sentence: it is shown whole, so once is enough."""
    return saying.document.id == other.document.id and other.statement.sentence.overlaps(saying.statement.sentence)
