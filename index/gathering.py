"""The same utterance in several documents as one: its fullest version, who else has it, who cut or changed it.

Only the statements given are gathered, not the corpus. Their words are looked up in the other documents (`elsewhere`),
so that a version which a search did not find is told too, and somebody else to whom a document gives the words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.catalogue import Catalogue
from index.ledger_rows import Shelf
from index.people import People
from index.speech.confidence import SURE
from index.types import Filters, Statement
from index.variants import Utterance, Variant, VariantKind, utterances
from index.worddiff import Kind, words

PROBE = 6
"""Words in a row by which other documents are asked for a quotation: at its beginning and at its end."""
MOST_PROBED = 60
"""Statements whose words are looked up elsewhere; two look-ups of some milliseconds each."""
MOST_DOCUMENTS = 40
"""Documents read for one run of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A run of words that both versions have, one of them, or in other words; an empty text where one has none."""

    kind: Kind
    fuller: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Another version of an utterance with its document: the same words, clipped or altered.

    `changes` are the words of both in order, the fuller version on the left; empty for the same words. “inside” was
    read from the very words of the fullest version, or tells them in words of its own: nothing to show.
    """

    statement: Statement
    kind: VariantKind
    title: str
    source: str
    published: date | None
    passage_id: str
    words: tuple[str, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """One utterance: its fullest version, the others, and sure quotations of the same words by somebody else.

    `place` is that of the first of its statements among those given.
    """

    fullest: Statement
    place: int
    versions: tuple[Version, ...] = ()
    conflicts: tuple[Version, ...] = ()


def gathered(
    statements: Sequence[Statement], others: Iterable[Statement], shelf: Shelf, people: People
) -> list[Gathered]:
    """The utterances of `statements`, in their order; `others` only add versions and conflicts.

    A version in other words in the same document is an utterance of its own: there nobody changed anything.
    """
    places = {_key(each): at for at, each in reversed(list(enumerate(statements)))}
    every = list({_key(each): each for each in (*statements, *others)}.values())
    texts = {each.document_id: shelf.document(each.document_id).text for each in every}

    def person(statement: Statement) -> str:
        found = people.of(statement)
        return "" if found.candidates else found.name

    found = [
        one
        for utterance in utterances(every, texts, person)
        for one in _apart(utterance, shelf, places)
        if one.place < len(statements)
    ]
    return sorted(found, key=lambda one: one.place)


def elsewhere(statements: Sequence[Statement], catalogue: Catalogue, filters: Filters, shelf: Shelf) -> list[Statement]:
    """Statements with quotations in the documents that pass and hold the first or last words of these."""
    ids: set[str] = set()
    for statement in statements[:MOST_PROBED]:
        for run in _runs(statement, shelf.document(statement.document_id).text):
            ids.update(sorted(catalogue.mentioning([run], filters))[:MOST_DOCUMENTS])
    return [each for id_ in sorted(ids) for each in shelf.statements(id_) if each.kind != "indirect"]


def _runs(statement: Statement, text: str) -> Iterator[str]:
    if statement.kind == "indirect":
        return
    longest = max(statement.content, key=lambda span: span.end - span.start).of(text)
    found = words(longest)
    if len(found) >= PROBE:
        for run in dict.fromkeys([(0, PROBE), (len(found) - PROBE, len(found))]):
            yield longest[found[run[0]].span.start : found[run[1] - 1].span.end]


def _apart(utterance: Utterance, shelf: Shelf, places: dict[tuple[object, ...], int]) -> Iterator[Gathered]:
    lead = utterance.fullest
    own = [
        each for each in utterance.variants if each.kind != "altered" or each.statement.document_id != lead.document_id
    ]
    beside = [each.statement for each in utterance.variants if each not in own]
    nowhere = len(places)
    yield Gathered(
        fullest=lead,
        place=min(places.get(_key(each), nowhere) for each in (lead, *(variant.statement for variant in own))),
        versions=tuple(
            _version(each.statement, _kind(each, lead), shelf, _changes(utterance, at, shelf))
            for at, each in enumerate(utterance.variants)
            if each in own
        ),
        conflicts=tuple(_version(each, "same", shelf) for each in utterance.conflicts if _counts(each, lead)),
    )
    yield from (Gathered(fullest=each, place=places.get(_key(each), nowhere)) for each in beside)


def _kind(variant: Variant, lead: Statement) -> VariantKind:
    """Cut or changed are quotations alone: what a document tells in words of its own leaves nothing out."""
    quoted = variant.statement.kind == lead.kind == "direct"
    return variant.kind if quoted or variant.kind == "same" else "inside"


def _counts(other: Statement, lead: Statement) -> bool:
    """Whether somebody else is given the words for sure, by another document, and is not merely a possible speaker."""
    named = {other.speaker, *other.candidates} & {lead.speaker, *lead.candidates}
    quoted = other.kind != "indirect" and lead.kind != "indirect"
    return quoted and not named and other.confidence >= SURE and other.document_id != lead.document_id


def _version(statement: Statement, kind: VariantKind, shelf: Shelf, changes: tuple[Change, ...] = ()) -> Version:
    document = shelf.document(statement.document_id)
    return Version(
        statement=statement,
        kind=kind,
        title=document.title,
        source=document.source,
        published=document.published,
        passage_id=shelf.cited(statement),
        words=tuple(span.of(document.text) for span in statement.content),
        changes=changes,
    )


def _changes(utterance: Utterance, at: int, shelf: Shelf) -> tuple[Change, ...]:
    variant = utterance.variants[at]
    left = shelf.document(utterance.fullest.document_id).text
    right = shelf.document(variant.statement.document_id).text
    return tuple(
        Change(
            kind=each.kind,
            fuller=" ".join(filter(None, (span.of(left) for span in each.fuller))),
            other=" ".join(filter(None, (span.of(right) for span in each.other))),
        )
        for each in variant.differences
    )


def _key(statement: Statement) -> tuple[object, ...]:
    return statement.document_id, statement.cue_span, statement.speaker, statement.content
