"""The statements that pass a query's filters, as the ledger counts, orders and shows them. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.catalogue import EVERYTHING, IN_LIST, Catalogue, listed, where
from index.force import Force, force, of_force
from index.types import Document, Filters, Passage, Span, Statement, StatementKind, Voice

_LIGHT = "s.document_id, s.position, s.speaker, s.kind, s.cue, s.negated, d.source, ifnull(d.published, '')"
_FROM = "statements s JOIN documents d ON d.id = s.document_id"
_SPOKEN = "LEFT JOIN spoken k ON k.id = s.document_id || ':' || s.sentence_start || '-' || s.sentence_end"
_VOICE = (
    "CASE WHEN s.reported_by <> '' OR s.chain <> '[]' THEN 'second-hand' "
    "WHEN s.kind = 'indirect' THEN 'reported' ELSE 'own words' END"
)
"""What `Statement.voice` says, in SQL; a test holds that they agree."""
_ACT = "s.cue || '/' || s.negated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a statement must be, besides on a topic. Empty means all, but of speakers nobody.

    What one of the `reporters` reported of others counts with what the speakers said.
    """

    speakers: tuple[str, ...] | None = None
    reporters: tuple[str, ...] = ()
    filters: Filters = EVERYTHING
    kinds: tuple[StatementKind, ...] = ()
    voices: tuple[Voice, ...] = ()
    forces: tuple[Force, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Light:
    """A statement as far as it is counted and ordered: `position` is its place in its document, `published` a day as
    the catalogue has it, or empty, `place` and `spoken` the number and the id of the sentence that it is found by."""

    document_id: str
    position: int
    speaker: str
    kind: StatementKind
    cue: str
    negated: bool
    source: str
    published: str
    place: int = 0
    spoken: str = ""

    @property
    def force(self) -> Force:
        """What the act does."""
        return force(self.cue, negated=bool(self.negated))

    @property
    def month(self) -> str:
        """2025-07; empty without a date."""
        return self.published[:7]


def passing(catalogue: Catalogue, wanted: Wanted, *, sentences: bool) -> list[Light]:
    """Every statement that is as wanted, by document id, then in text order; with their `sentences` if these count."""
    clause, values = _condition(catalogue, wanted)
    columns = f"{_LIGHT}, ifnull(k.number, 0), ifnull(k.id, '')" if sentences else _LIGHT
    tables = f"{_FROM} {_SPOKEN}" if sentences else _FROM
    query = f"SELECT {columns} FROM {tables} WHERE {clause} ORDER BY s.document_id, s.position"
    return [Light(*row) for row in _rows(catalogue, query, values)]


def count(catalogue: Catalogue, wanted: Wanted) -> int:
    """How many statements are as wanted."""
    clause, values = _condition(catalogue, wanted)
    query = f"SELECT count(*) FROM {_FROM} WHERE {clause}"
    return int(_rows(catalogue, query, values)[0][0])


def _condition(catalogue: Catalogue, wanted: Wanted) -> tuple[str, list[object]]:
    clause, values = where(wanted.filters)
    conditions = [clause]
    if wanted.speakers is not None:
        conditions.append(f"(s.speaker {IN_LIST} OR s.reported_by {IN_LIST})")
        values += [listed(wanted.speakers), listed(wanted.reporters)]
    for allowed, column in (
        (wanted.filters.speakers or None, "s.speaker"),
        (wanted.kinds or None, "s.kind"),
        (wanted.voices or None, _VOICE),
        (_acts(catalogue, wanted.forces), _ACT),
    ):
        if allowed is not None:
            conditions.append(f"{column} {IN_LIST}")
            values.append(listed(allowed))
    if wanted.confidence > 0:
        conditions.append("s.confidence >= ?")
        values.append(wanted.confidence)
    return " AND ".join(conditions), values


def _acts(catalogue: Catalogue, forces: Sequence[Force]) -> list[str] | None:
    """The cues that do one of these things, as the column `_ACT` has them; None when any will do."""
    if not forces:
        return None
    acts = [(cue, bool(negated)) for cue, negated in _rows(catalogue, "SELECT DISTINCT cue, negated FROM statements")]
    return [f"{cue}/{int(negated)}" for cue, negated in of_force(forces, acts)]


def _rows(catalogue: Catalogue, query: str, values: Sequence[object] = ()) -> list[Any]:
    with catalogue.database.reading() as connection:
        return connection.execute(query, values).fetchall()


class Shelf:
    """Documents with their statements and passages, each read once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._read: dict[str, tuple[Document, list[Statement], list[Passage]]] = {}

    def take(self, light: Light) -> tuple[Statement, Document, str]:
        """The whole statement, its document, and the id of the passage to cite for it."""
        document, statements, passages = self._of(light.document_id)
        statement = statements[light.position]
        return statement, document, cited(statement, passages)

    def document(self, id_: str) -> Document:
        """The document of this id."""
        return self._of(id_)[0]

    def statements(self, id_: str) -> list[Statement]:
        """The statements of a document, in text order."""
        return self._of(id_)[1]

    def cited(self, statement: Statement) -> str:
        """The id of the passage to cite for a statement."""
        return cited(statement, self._of(statement.document_id)[2])

    def _of(self, id_: str) -> tuple[Document, list[Statement], list[Passage]]:
        if id_ not in self._read:
            known = self._catalogue
            self._read[id_] = (known.document(id_), known.statements_of(id_), known.passages_of(id_))
        return self._read[id_]


def cited(statement: Statement, passages: Sequence[Passage]) -> str:
    """The id of the passage that holds most of the words said, the first of several; empty without any passage."""
    best = max(passages, key=lambda each: sum(_shared(each.span, span) for span in statement.content), default=None)
    return best.id if best else ""


def _shared(span: Span, other: Span) -> int:
    return max(min(span.end, other.end) - max(span.start, other.start), 0)
