"""What was found, each story once: a passage and its near-copies in other documents become one hit that names them.

The documents of one story are grouped in the catalogue (`grouping.py`). Here its passages are compared, for copies cut
the same text into other passages: a trimmed story or a paragraph added on top moves every border.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from index.catalogue import PASSAGE, Catalogue, listed, passage_of
from index.sentences import sentences
from index.signatures import words
from index.types import Copy, Hit, Passage, Span

ELLIPSIS = " … "
"""Between the parts of a quotation that has gaps."""
PHRASE = 3
"""Words in a row by which passages are compared."""
NEARLY = 0.6
"""Share of a passage's phrases that must stand in the other text to make it nearly the same: with one word in ten
changed about .73 do; an agency's next story on the event, which takes over some sentences, stays below."""
MOST_COPIES = 100
"""Documents of one story that are looked through for the words of a passage, the earliest first."""
FELLOWS = (
    "SELECT f.story, d.id FROM signatures f JOIN documents d USING (number) "
    "WHERE f.story IN (SELECT value FROM json_each(?)) ORDER BY d.published NULLS LAST, d.source, d.id"
)
Phrases = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Printed:
    """A passage of a document of a story, with its words made ready to be compared with many others."""

    passage: Passage
    words: str
    phrases: Phrases


@dataclass(slots=True)
class _Lot:
    """Hits that carry one text, best first: one of them is shown."""

    hits: list[Hit]
    words: str
    phrases: Phrases
    story: str = ""
    twins: list[Hit] = field(default_factory=list)
    """Those among them with exactly the same words."""


def stories(catalogue: Catalogue, document_ids: Iterable[str]) -> dict[str, str]:
    """The story of each document: equal for near-copies. A document that is not grouped yet is its own."""
    ids = list(dict.fromkeys(document_ids))
    query = (
        "SELECT d.id, s.story FROM documents d JOIN signatures s USING (number) "
        "WHERE s.story IS NOT NULL AND d.id IN (SELECT value FROM json_each(?))"
    )
    with catalogue.database.reading() as connection:
        found = dict(connection.execute(query, (listed(ids),)).fetchall())
    return {id_: found.get(id_, id_) for id_ in ids}


def once(hits: Sequence[Hit], catalogue: Catalogue, limit: int) -> list[Hit]:
    """The best `limit` hits, each text once, with the other documents that carry it in `Hit.copies`.

    A hit goes into an earlier one when its words are the same but for blanks, case and punctuation, or when it belongs
    to the same story and nearly all of it stands in what was kept of that story. Shown is the best ranked; among those
    with exactly its words, which only chance ranks apart, the earliest published: the original, as far as dates tell.
    `score` and `ranks` are the best of the hits that became one.
    """
    story = stories(catalogue, (hit.passage.document_id for hit in hits))
    lots: list[_Lot] = []
    for hit in hits:
        lot = _Lot([hit], _plain(hit.passage.text), _phrases(hit.passage.text), story[hit.passage.document_id], [hit])
        known = _carrying(lot, lots)
        if known is None:
            lots.append(lot)
        else:
            known.hits.append(hit)
            known.twins += [hit] if lot.words == known.words else []
    shown = [_shown(lot) for lot in lots[:limit]]
    fellows = _fellows(catalogue, {story[hit.passage.document_id] for hit in shown})
    return [
        replace(
            hit,
            copies=_merged(hit, lot, _carriers(hit.passage, hit.passage.text, fellows[story[hit.passage.document_id]])),
        )
        for hit, lot in zip(shown, lots, strict=False)
    ]


def copies_of(passage: Passage, text: str, catalogue: Catalogue) -> tuple[Copy, ...]:
    """The near-copies of the passage's document that carry `text`, which stands in the passage: the earliest first."""
    story = stories(catalogue, [passage.document_id])[passage.document_id]
    return _carriers(passage, text, _fellows(catalogue, {story})[story])


def _carrying(lot: _Lot, lots: Sequence[_Lot]) -> _Lot | None:
    """The lot that a hit goes into: with the same words, else of the same story, when those hold nearly all of it."""
    for known in lots:
        if known.words == lot.words:
            return known
    document = lot.hits[0].passage.document_id
    near = [k for k in lots if k.story == lot.story and k.hits[0].passage.document_id != document]
    held = frozenset[tuple[str, ...]]().union(*(known.phrases for known in near))
    if not near or not lot.phrases or len(lot.phrases & held) < NEARLY * len(lot.phrases):
        return None
    return max(near, key=lambda known: len(lot.phrases & known.phrases))


def _shown(lot: _Lot) -> Hit:
    best = lot.hits[0]
    chosen = min(lot.twins, key=lambda hit: (_age(hit.passage.published), lot.hits.index(hit)))
    ranks: dict[str, int] = {}
    for hit in lot.hits:
        ranks |= {name: min(place, ranks.get(name, place)) for name, place in hit.ranks.items()}
    return replace(chosen, score=best.score, ranks=ranks)


def _merged(shown: Hit, lot: _Lot, carriers: Sequence[Copy]) -> tuple[Copy, ...]:
    """Every other document once: those of the story that carry the words, and those whose hit went into this one."""
    found = [*carriers, *(copy(hit.passage) for hit in lot.hits), *(c for hit in lot.hits for c in hit.copies)]
    others = {c.document_id: c for c in reversed(found) if c.document_id != shown.passage.document_id}
    return tuple(sorted(others.values(), key=lambda c: (_age(c.published), c.source, c.document_id)))


def _carriers(passage: Passage, text: str, fellows: Mapping[str, Sequence[_Printed]]) -> tuple[Copy, ...]:
    """For each other document that carries the text, the passage with most of it."""
    plain, phrases, found = _plain(text), _phrases(text), []
    for document_id, printed in fellows.items():
        if document_id == passage.document_id:
            continue
        scored = [(_share(plain, phrases, other.words, other.phrases), other) for other in printed]
        best = max(scored, key=lambda each: each[0], default=None)
        held = {phrase for phrase in phrases if any(phrase in other.phrases for other in printed)}
        if best and (best[0] >= NEARLY or (phrases and len(held) >= NEARLY * len(phrases))):
            found.append(copy(best[1].passage))
    return tuple(found)


def places(text: str, stored: str, passage_id: str) -> tuple[Span, ...]:
    """Where `text` stands in the stored text of a copy: its sentences that are there word for word, else the passage
    when it still carries the words; nothing when the copy has changed."""
    pieces = [span.of(piece) for piece in text.split(ELLIPSIS) for span in sentences(piece)]
    starts = [(stored.find(piece), len(piece)) for piece in pieces]
    found = {Span(start=at, end=at + length) for at, length in starts if at >= 0}
    if found:
        return tuple(sorted(found))
    start, end = map(int, passage_id.rsplit(":", 1)[1].split("-"))
    there = stored[start:end]
    same = _share(_plain(text), _phrases(text), _plain(there), _phrases(there)) >= NEARLY / 2
    return (Span(start=start, end=end),) if same and end <= len(stored) else ()


def copy(passage: Passage) -> Copy:
    """A passage as the copy of another."""
    return Copy(
        document_id=passage.document_id,
        passage_id=passage.id,
        title=passage.title,
        source=passage.source,
        published=passage.published,
    )


def _fellows(catalogue: Catalogue, names: Iterable[str]) -> dict[str, dict[str, list[_Printed]]]:
    """For each story its documents, the earliest first, with their passages; none for a document without copies."""
    found: dict[str, dict[str, list[_Printed]]] = {name: {} for name in names}
    with catalogue.database.reading() as connection:
        for story, document_id in connection.execute(FELLOWS, (listed(found),)):
            if len(found[story]) < MOST_COPIES:
                found[story][document_id] = []
        shared = {story: fellows for story, fellows in found.items() if len(fellows) > 1}
        passages_of = {id_: passages for fellows in shared.values() for id_, passages in fellows.items()}
        query = (
            f"SELECT {PASSAGE} FROM passages p JOIN documents d ON d.id = p.document_id "
            'WHERE p.document_id IN (SELECT value FROM json_each(?)) ORDER BY p.document_id, p."start"'
        )
        for passage in map(passage_of, connection.execute(query, (listed(passages_of),))):
            passages_of[passage.document_id].append(_Printed(passage, _plain(passage.text), _phrases(passage.text)))
    return {story: shared.get(story, {}) for story in found}


def _share(plain: str, phrases: Phrases, other: str, there: Phrases) -> float:
    """The share of the phrases that are there; 1 when all the words stand in the other ones in a row."""
    if plain and f" {plain} " in f" {other} ":
        return 1.0
    return len(phrases & there) / len(phrases) if phrases else 0.0


def _plain(text: str) -> str:
    return " ".join(words(text)) or text.strip()


def _phrases(text: str) -> Phrases:
    found = words(text)
    return frozenset(tuple(found[at : at + PHRASE]) for at in range(len(found) - PHRASE + 1))


def _age(published: date | None) -> date:
    """For sorting: the earliest first, the unknown last."""
    return published or date.max
