"""What a person said on a topic: the statements of the catalogue, the most telling first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from answer.exclusions import left_out
from answer.ordering import ByTime
from answer.phrasing import topic_of
from answer.question import Question
from answer.subject import asked_about, speakers_named
from index.catalogue import Catalogue
from index.copies import stories
from index.ledger import DEFAULT_CONFIDENCE, Order, Query
from index.ledger_rows import Shelf
from index.people import people_of
from index.spoken import context
from index.store import Index
from index.topics import terms, topic_terms
from index.types import Document, Filters, Statement
from index.variants import utterances

LEAST_CONFIDENCE = DEFAULT_CONFIDENCE
"""The least confidence in a statement that an answer is made of: on the golden questions .5 and .6 answer no more, and
cite less precisely (docs/decisions/ledger.md); less sure ones are among the nearest."""
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
    """

    statement: Statement
    document: Document
    score: float
    story: str = ""
    copies: tuple["Saying", ...] = ()

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
    reporters = speakers_named(question.person, catalogue.reporters())
    shelf, found = Shelf(catalogue), list[tuple[Statement, Document, float]]()
    for light, score in index.ledger.found(query) if query.speakers or query.reporters else ():
        statement, document, _ = shelf.take(light)
        meant = people.means(question.who, statement) or statement.reported_by in reporters
        if meant and question.scope.admits(statement, document) and not _unsaid(question, statement, document):
            found.append((statement, document, score + _length(statement) + _denied(question, statement)))
        if len(found) == MOST_READ:
            break
    story = stories(catalogue, {document.id for _, document, _ in found})
    made = (
        Saying(statement=statement, document=document, score=score, story=story[document.id])
        for statement, document, score in found
    )
    return _in_time(_merged(sorted(made, key=_order), catalogue), _by_time(question))


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
    speakers, about, names = question.speakers, question.topic, question.named
    reporters = speakers_named(question.person, catalogue.reporters())
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


def _order(saying: Saying) -> tuple[float, int, str, int]:
    published = saying.statement.published
    return (
        -saying.score,
        -(published.toordinal() if published else 0),
        saying.document.id,
        saying.statement.sentence.start,
    )


def _merged(ranked: Sequence[Saying], catalogue: Catalogue) -> list[Saying]:
    """The same words once, with their copies in other documents; a sentence once, whatever statements it holds.

    When one document has the words of another's quotation and more of the same speech, the fuller one leads, in the
    place of the best. A version with other words is a saying of its own: it is no copy.
    """
    place = {id(saying.statement): at for at, saying in enumerate(ranked)}
    kept: dict[int, Saying] = {}
    for same in _versions(ranked, catalogue):
        members = [ranked[at] for at in sorted(place[id(each)] for each in same)]
        words = [each for each in members if _key(each) == _key(ranked[place[id(same[0])]])]
        lead, others = _original_first([*words, *(each for each in members if each not in words)])
        kept[place[id(members[0].statement)]] = _with_copies(lead, others)
    found: list[Saying] = []
    for saying in (kept[at] for at in sorted(kept)):
        if not any(_inside(saying, other) for other in found):
            found.append(saying)
    return found


def _versions(ranked: Sequence[Saying], catalogue: Catalogue) -> Iterator[list[Statement]]:
    """The statements with the same words or a part of them together, the fullest first."""
    people, texts = people_of(catalogue), {saying.document.id: saying.document.text for saying in ranked}
    found = utterances([saying.statement for saying in ranked], texts, lambda statement: people.of(statement).name)
    for utterance in found:
        yield [utterance.fullest, *(each.statement for each in utterance.variants if each.kind != "altered")]
        yield from ([each.statement] for each in utterance.variants if each.kind == "altered")


def _original_first(same: Sequence[Saying]) -> tuple[Saying, list[Saying]]:
    """The first of the same words, or of the copies of its story with exactly these words the earliest published."""
    twins = [each for each in same if each.story == same[0].story and _key(each) == _key(same[0])]
    lead = min(twins, key=_published)
    return lead, [each for each in same if each is not lead]


def _published(saying: Saying) -> date:
    """For sorting: the earliest first, the unknown last."""
    return saying.document.published or date.max


def _with_copies(first: Saying, others: Sequence[Saying]) -> Saying:
    elsewhere = {other.document.id: other for other in reversed(others) if other.document.id != first.document.id}
    return replace(first, copies=tuple(reversed(elsewhere.values())))


def _key(saying: Saying) -> str:
    words = " ".join(span.of(saying.document.text) for span in saying.statement.content)
    return " ".join("".join(sign if sign.isalnum() else " " for sign in words.lower()).split())


def _inside(saying: Saying, other: Saying) -> bool:
    """Whether both come from one sentence: it is shown whole, so once is enough."""
    return saying.document.id == other.document.id and other.statement.sentence.overlaps(saying.statement.sentence)
