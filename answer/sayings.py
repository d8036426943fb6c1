"""What a person said on a topic: the statements of the catalogue, the most telling first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from answer.exclusions import left_out
from answer.lexis import lexis_of
from answer.question import Question
from answer.subject import speakers_named
from index.catalogue import Catalogue
from index.copies import stories
from index.encoder import Encoder
from index.ledger_topic import DIRECTNESS, IN_CONTEXT
from index.people import people_of, statements_by
from index.spoken import context
from index.topics import terms
from index.types import Document, Filters, Statement
from index.variants import utterances

MOST_READ = 400
"""Statements of one person on the names of a topic whose meaning is compared with it, the latest first; an encoder
reads about a hundred a second. `Filters` reach older ones."""
_FULL_LENGTH = 150
"""Characters: about the length of a spoken sentence."""
MOST = 6
"""Statements in one answer: more is a list to read, which the passages found already are."""
_NEAR_MEANING = 0.42
"""Cosine of topic and statement from which a statement without any word of the topic counts as on it.
Set by hand between what a reader calls on and off topic in the shipped corpus; issue of the evaluation to tune."""
_ENOUGH_WORDS = 0.5
"""Share of the topic's weight that must stand in a statement or in the sentence before it."""
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


def sayings(question: Question, catalogue: Catalogue, encoder: Encoder, filters: Filters) -> list[Saying]:
    """The statements of the person asked about that touch the topic, best first; all of them when no topic is given."""
    own = statements_by(question.who, catalogue, filters) if question.speakers else []
    found = list(dict.fromkeys([*own, *_reported(question, catalogue, filters)]))
    documents = {id: catalogue.document(id) for id in {statement.document_id for statement in found}}
    if not found:
        return []
    found = [each for each in found if question.scope.admits(each, documents[each.document_id])]
    if question.scope.unsaid:
        found = [each for each in found if not left_out(_terms_of(each, documents), question.scope.unsaid)]
    if question.required:
        found = [each for each in found if question.required & _terms_of(each, documents)]
    found = sorted(found, key=lambda each: each.published or date.min, reverse=True)[:MOST_READ]
    meaning = _meanings(question, found, documents, encoder)
    lexis = lexis_of(catalogue)
    weights = {term: lexis.weight(term) for term in question.terms}
    story = stories(catalogue, documents)
    scored = [
        Saying(
            statement=statement,
            document=documents[statement.document_id],
            score=score,
            story=story[statement.document_id],
        )
        for statement, cosine in zip(found, meaning, strict=True)
        if (score := _score(question, statement, documents[statement.document_id], cosine, weights)) > 0
    ]
    return _merged(sorted(scored, key=_order), catalogue)


def _reported(question: Question, catalogue: Catalogue, filters: Filters) -> list[Statement]:
    """What an agency or outlet reported of others, when it is asked about: “What did TASS report?”."""
    if not speakers_named(question.person, catalogue.reporters()):
        return []
    documents = sorted(catalogue.mentioning([question.person], filters))[:MOST_READ]
    return [
        statement
        for id in documents
        for statement in catalogue.statements_of(id)
        if statement.reported_by and speakers_named(question.person, [statement.reported_by])
    ]


def _terms_of(statement: Statement, documents: Mapping[str, Document]) -> frozenset[str]:
    """The terms that a statement may be about: a quotation leans on the sentence before it, a report stands alone."""
    text = documents[statement.document_id].text
    span = context(statement.sentence, text) if statement.kind != "indirect" else statement.sentence
    return terms(span.of(text))


def _meanings(
    question: Question, found: Sequence[Statement], documents: Mapping[str, Document], encoder: Encoder
) -> list[float]:
    """The cosine of the question and each statement; zeros when there is no topic to compare with."""
    if not question.terms or not found:
        return [0.0] * len(found)
    texts = [
        context(statement.sentence, documents[statement.document_id].text).of(documents[statement.document_id].text)
        for statement in found
    ]
    vectors = encoder.encode_passages(texts)
    return [float(value) for value in np.asarray(vectors @ encoder.encode_question(question.topic or question.sought))]


def _score(
    question: Question, statement: Statement, document: Document, cosine: float, weights: Mapping[str, float]
) -> float:
    """Zero for a statement off the topic; else its words in common with the topic, its nearness, its directness."""
    directness = DIRECTNESS[statement.kind] + _length(statement) + _DENIED * question.scope.is_denied(statement)
    if not question.terms:
        return 1.0 + directness
    inside = terms(statement.sentence.of(document.text))
    around = terms(context(statement.sentence, document.text).of(document.text))
    shared = sum(
        weight * (1.0 if term in inside else IN_CONTEXT if term in around else 0.0) for term, weight in weights.items()
    )
    words = shared / sum(weights.values())
    if words < _ENOUGH_WORDS * IN_CONTEXT and cosine < _NEAR_MEANING:
        return 0.0
    return words + cosine + directness


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
