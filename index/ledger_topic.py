"""How much each statement is on a topic: by words, with countries under one sign, and by meaning."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.catalogue import Catalogue, quoted
from index.encoder import Encoder, Vectors
from index.ledger_rows import Light
from index.topics import rarity, terms, topic_terms
from index.types import Filters

if TYPE_CHECKING:
    from index.vectors import VectorStore

NEAR_MEANING = 0.42
"""Cosine of topic and sentence from which a statement without any word of the topic counts as on it."""
ENOUGH_WORDS = 0.3
"""Share of the topic's weight that must stand in a statement, or half as much more in the sentence before it."""
IN_CONTEXT = 0.6
"""Weight of a topic word that stands only in the sentence before the statement."""
DIRECTNESS = {"direct": 0.3, "mixed": 0.15, "indirect": 0.0}
"""Bonus of a quotation over a paraphrase: words are evidence, paraphrase is someone's reading of them."""
ALL_COMPARED = 4_000
"""Sentences up to which every one is compared with the topic, exactly. Beyond it the nearest are looked up."""
FEW_DOCUMENTS = 2_000
"""Documents up to which a search by meaning is told to look into these alone."""
NEAREST = 400
"""Sentences looked up by meaning when there are too many to compare them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic as written, its terms, and the terms of its names (of which a statement must have one; empty: any)."""

    words: str
    terms: frozenset[str]
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near one statement is to the topic: the share of its words, the cosine, and whether it has its names."""

    words: float
    cosine: float
    named: bool

    @property
    def on_topic(self) -> bool:
        """Whether the statement counts as on the topic."""
        return self.named and (self.words >= ENOUGH_WORDS or self.cosine >= NEAR_MEANING)

    @property
    def score(self) -> float:
        """For ordering: nearer is more."""
        return self.words + self.cosine


def topic_of(about: str, names: Iterable[str]) -> Topic:
    """The topic in a reader's words; `names` are those words of it that are names."""
    return Topic(words=about, terms=topic_terms(about), names=terms(" ".join(names)))


def nearness(
    topic: Topic,
    statements: Sequence[Light],
    filters: Filters,
    catalogue: Catalogue,
    *,
    encoder: Callable[[], Encoder],
    vectors: Callable[[], "VectorStore"],
) -> list[Nearness]:
    """For each statement how near it is to the topic."""
    held = _held(catalogue, topic.terms | topic.names)
    weights = {term: rarity(len(held[term][0]), _sentences(catalogue)) for term in topic.terms}
    shares = _shares(weights, held)
    said, around = (set().union(*(held[term][side] for term in topic.names)) for side in (0, 1))
    cosines = _cosines(topic.words, statements, shares, filters, encoder, vectors)
    return [
        Nearness(
            shares.get(each.place, 0.0),
            cosines.get(each.spoken, 0.0),
            not topic.names or each.place in said or (each.kind != "indirect" and each.place in around),
        )
        for each in statements
    ]


def _held(catalogue: Catalogue, wanted: Iterable[str]) -> dict[str, tuple[set[int], set[int]]]:
    """For each term the sentences that hold it, and those that have it in the sentence before only."""
    with catalogue.database.reading() as connection:

        def holding(column: str, term: str) -> set[int]:
            query = "SELECT rowid FROM spoken_words WHERE spoken_words MATCH ?"
            return {row[0] for row in connection.execute(query, (f"{column} : {quoted(term)}",))}

        return {term: (holding("said", term), holding("around", term)) for term in wanted}


def _shares(weights: Mapping[str, float], held: Mapping[str, tuple[set[int], set[int]]]) -> dict[int, float]:
    """The share of the topic's weight that each sentence holds, by its number; those without any are left out."""
    total = sum(weights.values())
    shares: dict[int, float] = {}
    for term, weight in weights.items():
        said, around = held[term]
        for places, part in ((said, 1.0), (around - said, IN_CONTEXT)):
            for place in places:
                shares[place] = shares.get(place, 0.0) + part * weight / total
    return shares


def _cosines(
    words: str,
    statements: Sequence[Light],
    shares: Mapping[int, float],
    filters: Filters,
    encoder: Callable[[], Encoder],
    vectors: Callable[[], "VectorStore"],
) -> dict[str, float]:
    """The cosine of the topic and each sentence; of very many only the nearest and those with its words."""
    places = {each.spoken: each.place for each in statements if each.spoken}
    if not places or not words.strip():
        return {}
    vector = encoder().encode_question(words)
    if len(places) <= ALL_COMPARED:
        return vectors().similarities(vector, list(places))
    near = _nearest(vector, places, statements, filters, vectors())
    worded = sorted((id_ for id_, place in places.items() if place in shares), key=lambda id_: -shares[places[id_]])
    return near | vectors().similarities(vector, worded[:ALL_COMPARED])


def _nearest(
    vector: Vectors, places: Collection[str], statements: Sequence[Light], filters: Filters, vectors: "VectorStore"
) -> dict[str, float]:
    """The sentences nearest in meaning; looked for in the documents of the statements when these are not too many."""
    documents = tuple(dict.fromkeys(each.document_id for each in statements))
    limits = replace(filters, speakers=())  # the statements are those of the speakers already
    inside = replace(limits, documents=documents) if len(documents) <= FEW_DOCUMENTS else limits
    found = vectors.search(vector, limit=NEAREST, filters=inside)
    return {id_: cosine for id_, cosine in found if id_ in places}


def _sentences(catalogue: Catalogue) -> int:
    with catalogue.database.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM spoken").fetchone()[0])
