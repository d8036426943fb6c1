"""Everything that was found for a question, before a word of the answer is written."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from answer.coverage import coverage
from answer.evidence import Evidence, evidence
from answer.extractive import passage_of
from answer.origins import with_origins
from answer.phrasing import is_keywords
from answer.question import Question, understand
from answer.sayings import MOST, Saying, sayings
from answer.scope import Scope
from answer.settling import settled
from answer.silence import NOTHING, Silence, silence
from answer.types import Coverage
from index.copies import once
from index.fusion import fuse
from index.speaking import resolved
from index.store import Index
from index.types import Filters, Hit, Passage

LIMIT = 8
"""Passages that an answer may draw on; more dilutes a prompt and is not read by people either."""

MORE = 12
"""Passages for a timeline or a summary: half as many again, for these want many documents. Set by hand."""
OF_A_SIDE = 2
"""Passages that a comparison looks at more for each side."""

_WIDER = 3
"""How many times as many passages are looked at when some are left out."""
_WIDE = 50
"""Passages found among which those of the time or the agency asked for are raised."""
ALL = Filters()
PREFERRED = 0.1
"""What being of the time or naming the agency asked for adds to a blended score, which is 1 at most without links:
about the distance from the first passage to the third. Set by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The question as understood, the passages, the statements of the person asked about, the sentences, the counts.

    `silence` tells what the person said instead, when nothing is on the topic.
    `searched` are the filters of the question and of the reader together.
    """

    question: Question
    hits: tuple[Hit, ...]
    sayings: tuple[Saying, ...]
    evidence: tuple[Evidence, ...]
    coverage: Coverage
    silence: Silence = NOTHING
    searched: Filters = ALL


def find(
    asked: str, index: Index, filters: Filters, *, limit: int = LIMIT, without: Set[str] = frozenset()
) -> Findings:
    """Search the index three ways: by meaning, by words, and by who said what.

    The third is why a question for a person's words is answered: the sentence that holds them says “he”, so neither
    the vector nor the words of its passage name the speaker; the statements of the catalogue do. `without` holds the
    readings of the question that the reader switched off.
    """
    filters = resolved(filters, index.catalogue)
    try:
        return _find(asked, index, filters, limit, without)
    except KeyError:  # a document left the index between two looks at it: look again
        return _find(asked, index, filters, limit, without)


def passages(index: Index, asked: str, filters: Filters, limit: int) -> tuple[Hit, ...]:
    """The passages that `find` has, and never more than `limit`: a timeline or a comparison draws on more."""
    return find(asked, index, filters, limit=limit).hits[:limit]


def _find(asked: str, index: Index, filters: Filters, limit: int, without: Set[str]) -> Findings:
    question, hits, said = retrieve(asked, index, filters, limit=limit, without=without)
    if question.intent == "said" and not said and is_keywords(question.understood):
        question, hits, said = _of_things(asked, index, filters, limit, without)
    sentences = [] if question.intent == "said" else evidence(question, hits, index.catalogue, index.encoder)
    searched = _walls(question, filters)
    counted = coverage(question, index.catalogue, searched, on_topic=len(said) if question.terms else 0)
    return Findings(
        question=question,
        hits=tuple(hits),
        sayings=tuple(said),
        evidence=tuple(sentences),
        coverage=with_origins(counted, hits, index.catalogue),
        silence=silence(question, index, filters) if question.intent == "said" and not said else NOTHING,
        searched=searched,
    )


def _of_things(
    asked: str, index: Index, filters: Filters, limit: int, without: Set[str]
) -> tuple[Question, list[Hit], list[Saying]]:
    """Keywords read as a question about somebody's words, where none are found, ask about the person: “lavrov age”."""
    question, hits, said = retrieve(asked, index, filters, limit=limit, without={*without, "person"})
    readings = tuple(each for each in question.readings if not each.off or each.is_off(without))
    return replace(question, readings=readings), hits, said


def retrieve(
    asked: str, index: Index, filters: Filters, *, limit: int, without: Set[str] = frozenset()
) -> tuple[Question, list[Hit], list[Saying]]:
    """The question as understood, the passages for it, best first, and what the person asked about said on the topic.

    All that an answer may draw on; `find` reads it.
    """
    question = settled(understand(asked, index.catalogue, without), index.catalogue, filters)
    searched = _walls(question, filters)
    limit = max(limit, MORE) if question.task in ("timeline", "summarise") else limit
    hits = _with_sides(_passages(question, index, searched, limit), question, index, searched)
    said = sayings(question, index, searched) if question.intent == "said" else []
    return question, with_statements(hits, said, index, limit=limit), said


def _with_sides(hits: list[Hit], question: Question, index: Index, filters: Filters) -> list[Hit]:
    """For a comparison also what is found for each side alone: a search for both favours what names both.

    Behind the others, with the score of the last: scores of two searches do not compare.
    """
    if question.intent == "said" or not hits:
        return hits
    known = {hit.passage.id for hit in hits}
    more: dict[str, Hit] = {}
    for side in question.sides:
        found = index.search(side.name, filters=filters, limit=OF_A_SIDE * _WIDER)
        new = [hit for hit in found if hit.passage.id not in known | more.keys()]
        more |= {hit.passage.id: replace(hit, score=hits[-1].score) for hit in new[:OF_A_SIDE]}
    return [*hits, *more.values()]


def _walls(question: Question, filters: Filters) -> Filters:
    return question.scope.narrowed(filters, said=question.intent == "said")


def _passages(question: Question, index: Index, filters: Filters, limit: int) -> list[Hit]:
    """The passages found, without those on what the question leaves out, what it prefers raised by `PREFERRED`.

    More are looked at than are wanted where some are left out or raised. A time or an agency is a preference, not a
    wall: what fits the question much better stays ahead of what is merely of that time. For somebody's words the
    statements are limited instead.
    """
    scope = question.scope
    prefers = question.intent != "said" and (scope.reporters or (scope.period and not scope.publication))
    wide = _WIDE if prefers else limit * _WIDER if scope.excluded else limit
    found = index.search(question.sought, filters=filters, limit=wide)
    kept = [hit for hit in found if scope.keeps(hit.passage)]
    return (raised(kept, scope) if prefers else kept)[:limit]


def raised(hits: Sequence[Hit], scope: Scope) -> list[Hit]:
    """The hits by score, best first, those of the time or the agency asked for raised, their place as rank "asked"."""
    leading = [hit.passage.id for hit in hits if scope.leads(hit.passage)]
    places = {id: place for place, id in enumerate(leading, 1)}
    marked = [
        replace(hit, score=hit.score + PREFERRED, ranks={**hit.ranks, "asked": places[hit.passage.id]})
        if hit.passage.id in places
        else hit
        for hit in hits
    ]
    return sorted(marked, key=lambda hit: -hit.score)


def with_statements(hits: Sequence[Hit], said: Sequence[Saying], index: Index, *, limit: int) -> list[Hit]:
    """The passages of the statements fused into the ranking, with their place among the statements as a rank.

    The statements' list counts twice: it answers a question for a person's words, the others only resemble it.
    """
    passages: dict[str, Passage] = {}
    for saying in said[:MOST]:
        passage = passage_of(index.catalogue, saying.document.id, saying.statement.content)
        passages.setdefault(passage.id, passage)
    return _fused(hits, passages, "statements", index, times=2, limit=limit)


def _fused(
    hits: Sequence[Hit], passages: Mapping[str, Passage], name: str, index: Index, *, times: int, limit: int
) -> list[Hit]:
    """The passages, in their order, fused into the ranking as a list that counts so many times; copies once."""
    if not passages:
        return list(hits)
    known = {hit.passage.id: hit for hit in hits}
    order = list(passages)
    ranked = fuse([hit.passage.id for hit in hits], *[order] * times)
    hits = [
        Hit(
            passage=known[id].passage if id in known else passages[id],
            score=score,
            ranks={
                **(known[id].ranks if id in known else {}),
                **({name: order.index(id) + 1} if id in passages else {}),
            },
            copies=known[id].copies if id in known else (),
        )
        for id, score in ranked
    ]
    return once(hits, index.catalogue, limit)
