"""The same utterance in several documents: the fullest version first, then what others leave out or change. Pure.

Two statements are of one utterance when one person said both, or nobody is known to have said one of them, and most of
the words of the shorter stand in runs in the longer. Other people with the same words are told as a conflict, never
merged. What is compared is found by its runs of words, so the time grows with the number of statements.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from index.types import Span, Statement
from index.worddiff import Kind, word_diff, words

RUN = 3
"""Words in a row that two wordings must share to count as the same there."""
SHARED, SHARED_REPORTED = 0.6, 0.75
"""Share of the shorter wording that must stand in such runs: with one word in ten changed about .75 does. More of it
where one only reports, or where it is not known who spoke: reports of different things are worded alike."""
LEAST, LEAST_UNNAMED = 4, 8
"""Words in such runs; more of them where one only reports or nobody knows who spoke. A quotation that stands whole in
a longer version needs only one run."""
CONFLICT, CONFLICTING = 0.8, 8
"""Share, and number, of words in such runs from which two speakers are said to be given the same words."""
MOST_WITH_RUN = 20
"""Wordings looked through for one run: “thank you very much” finds nothing."""

VariantKind = Literal["same", "clipped", "altered", "inside"]
Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A run of words that both versions have, or one, or in other words: where they stand in the two documents.

    `kind` is that of `worddiff.Piece`, the fuller version on the left. Spans are of the documents; empty where a
    version has none of the words, and several where a quotation is split there.
    """

    kind: Kind
    fuller: tuple[Span, ...]
    other: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another version of an utterance: the same words, fewer of them, or with words added or changed.

    “inside” is no version of its own but a statement read from the very words of the fullest one.
    """

    statement: Statement
    kind: VariantKind
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What was said once, in its fullest version, with the others: the fuller first, then the earlier.

    `conflicts` are the fullest versions of the same words that documents give to other persons.
    """

    fullest: Statement
    variants: tuple[Variant, ...] = ()
    conflicts: tuple[Statement, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All versions, the fullest first."""
        return (self.fullest, *(variant.statement for variant in self.variants))


@dataclass(slots=True, eq=False)
class _Wording:
    statement: Statement
    person: str
    forms: tuple[str, ...]
    runs: list[Shingle]
    known: frozenset[Shingle]
    place: int = 0
    others: list["_Wording"] = field(default_factory=list)
    against: list["_Wording"] = field(default_factory=list)


def utterances(
    statements: Iterable[Statement], texts: Mapping[str, str], person: Callable[[Statement], str]
) -> list[Utterance]:
    """Every statement in exactly one utterance, whatever their order; the utterance of the most words first.

    `texts` are the documents' texts by id; `person` names whose statement it is, with an empty string for nobody known.
    """
    made = sorted((_wording(each, texts, person) for each in statements), key=_order)
    for at, wording in enumerate(made):
        wording.place = at
    made.sort(key=lambda each: not each.person)  # who is not known joins somebody, and never joins two
    leaders: list[_Wording] = []
    with_run: dict[Shingle, list[_Wording]] = defaultdict(list)
    for wording in made:
        near = _near(wording, with_run)
        leader = next((each for each, covered in near if _one_utterance(wording, each, covered)), None)
        if leader:
            leader.others.append(wording)
            continue
        for each, covered in near:
            if _conflict(wording, each, covered):
                each.against.append(wording)
                wording.against.append(each)
        leaders.append(wording)
        for run in dict.fromkeys(wording.runs):
            with_run[run].append(wording)
    return [_told(each, texts) for each in sorted(leaders, key=_place)]


def spoken(statement: Statement, text: str) -> str:
    """The words said, the parts of a split quotation joined by one blank."""
    return " ".join(span.of(text) for span in statement.content)


def compared(fuller: Statement, other: Statement, texts: Mapping[str, str]) -> tuple[Difference, ...]:
    """What two versions have in common and where they part, in the order of both."""
    left, right = texts[fuller.document_id], texts[other.document_id]
    return tuple(
        Difference(kind=piece.kind, fuller=_placed(fuller, piece.left), other=_placed(other, piece.right))
        for piece in word_diff(spoken(fuller, left), spoken(other, right), capitals=False)
    )


def _wording(statement: Statement, texts: Mapping[str, str], person: Callable[[Statement], str]) -> _Wording:
    said = spoken(statement, texts[statement.document_id])
    forms = tuple(word.form.casefold() for word in words(said))
    length = min(RUN, len(forms)) or 1
    runs = [forms[at : at + length] for at in range(len(forms) - length + 1)]
    return _Wording(statement, person(statement), forms, runs, frozenset(runs))


def _order(wording: _Wording) -> tuple[object, ...]:
    """The fullest first, then quotations, then the earliest."""
    said = wording.statement
    begin = said.content[0].start if said.content else said.sentence.start
    when = said.published or date.max
    return (-len(wording.forms), said.kind != "direct", when, said.document_id, begin, said.cue_span, said.speaker)


def _place(wording: _Wording) -> int:
    return wording.place


def _near(wording: _Wording, with_run: Mapping[Shingle, Sequence[_Wording]]) -> list[tuple[_Wording, int]]:
    """The wordings that share runs with this one, with the number of its words in them, the most first."""
    hits = Counter(other for run in wording.runs for other in with_run.get(run, ())[:MOST_WITH_RUN])
    found = [
        (other, _covered(*sorted((wording, other), key=_place)))
        for other, times in hits.items()
        if RUN * times >= SHARED * min(len(wording.forms), len(other.forms))
    ]
    return sorted(found, key=lambda each: (-each[1], each[0].place))


def _covered(longer: _Wording, shorter: _Wording) -> int:
    """How many words of the shorter wording stand in runs that the longer one has as well."""
    length, end = 0, 0
    known = longer.known
    for at, run in enumerate(shorter.runs):
        if run in known:
            length += at + len(run) - max(end, at)
            end = at + len(run)
    return length


def _one_utterance(wording: _Wording, leader: _Wording, covered: int) -> bool:
    named = wording.person and leader.person
    if named and wording.person != leader.person:
        return False
    if wording.forms == leader.forms and named:
        return True
    shorter = min(len(wording.forms), len(leader.forms))
    reported = "indirect" in (wording.statement.kind, leader.statement.kind)
    if named and not reported and covered >= shorter >= RUN:
        return True
    if named and not reported:
        return covered >= LEAST and covered >= SHARED * shorter
    return covered >= LEAST_UNNAMED and covered >= SHARED_REPORTED * shorter


def _conflict(wording: _Wording, leader: _Wording, covered: int) -> bool:
    shorter = min(len(wording.forms), len(leader.forms))
    differ = wording.person and leader.person and wording.person != leader.person
    one_place = _inside(wording.statement, leader.statement)
    return bool(differ) and not one_place and covered >= max(CONFLICTING, CONFLICT * shorter)


def _inside(statement: Statement, other: Statement) -> bool:
    """Whether both were read from the same words of one document."""
    if statement.document_id != other.document_id:
        return False
    return any(one.overlaps(another) for one in statement.content for another in other.content)


def _told(leader: _Wording, texts: Mapping[str, str]) -> Utterance:
    first, *rest = sorted([leader, *leader.others], key=_place)
    conflicts = sorted({id(each): each for each in leader.against}.values(), key=_place)
    variants = (
        (each, compared(first.statement, each.statement, texts) if each.forms != first.forms else ()) for each in rest
    )
    return Utterance(
        fullest=first.statement,
        variants=tuple(
            Variant(
                statement=each.statement,
                kind="inside" if _inside(each.statement, first.statement) else _kind(differences),
                differences=differences,
            )
            for each, differences in variants
        ),
        conflicts=tuple(each.statement for each in conflicts),
    )


def _kind(differences: Sequence[Difference]) -> VariantKind:
    kinds = {each.kind for each in differences}
    return "altered" if kinds & {"right", "changed"} else "clipped" if "left" in kinds else "same"


def _placed(statement: Statement, said: Span) -> tuple[Span, ...]:
    """A span of the words said as spans of the document; an empty one stays one, in its place."""
    found: list[Span] = []
    at = 0
    for content in statement.content:
        length = content.end - content.start
        start, end = max(said.start - at, 0), min(said.end - at, length)
        if start < end or (said.start == said.end and 0 <= said.start - at <= length and not found):
            found.append(replace(content, start=content.start + start, end=content.start + end))
        at += length + 1
    return tuple(found)
