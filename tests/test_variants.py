"""The same utterance in several documents: the fullest first, what others leave out or change, and whose it is."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Span, Statement
from index.variants import Utterance, spoken, utterances
from index.worddiff import words

FULL = "We do not take these plans seriously, and we will not sit down at a table with those who made them"
CLIPPED = "we will not sit down at a table"
ALTERED = "We do not take those proposals seriously, and we will not sit down at a table with those who made them"


class Newsstand:
    """Documents that are one statement each, and their texts."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def said(self, speaker: str, *parts: str, kind: str = "direct", day: int = 1, document: str = "") -> Statement:
        """A statement of these parts in a document of its own, between other words."""
        id_ = document or f"{len(self.texts):02}"
        text, content = self.texts.get(id_, "") + "“", []
        for part in parts:
            content.append(Span(start=len(text), end=len(text) + len(part)))
            text += part + "” he said. “"
        here = Span(start=content[0].start, end=content[-1].end)
        self.texts[id_] = text
        return Statement(document_id=id_, speaker=speaker, speaker_span=here, mention=here, cue="said", cue_span=here,
                         kind=kind, content=tuple(content), sentence=here, published=date(2025, 7, day))  # fmt: skip

    def told(self, *statements: Statement) -> list[Utterance]:
        return utterances(statements, self.texts, lambda statement: statement.speaker)


@pytest.fixture
def stand() -> Newsstand:
    return Newsstand()


def test_the_fullest_version_leads_and_the_others_tell_what_they_leave_out(stand):
    clipped, full = stand.said("Lavrov", CLIPPED), stand.said("Lavrov", FULL)
    (found,) = stand.told(clipped, full)
    assert found.fullest == full
    (variant,) = found.variants
    assert (variant.statement, variant.kind) == (clipped, "clipped")
    told = [
        (each.kind, [span.of(stand.texts[full.document_id]) for span in each.fuller]) for each in variant.differences
    ]
    assert told == [
        ("left", ["We do not take these plans seriously, and"]),
        ("same", ["we will not sit down at a table"]),
        ("left", ["with those who made them"]),
    ]


def test_changed_words_are_told_with_their_places_in_both_documents(stand):
    full, altered = stand.said("Lavrov", FULL), stand.said("Lavrov", ALTERED, day=2)
    (found,) = stand.told(full, altered)
    (variant,) = found.variants
    (changed,) = [each for each in variant.differences if each.kind == "changed"]
    assert variant.kind == "altered"
    assert changed.fuller[0].of(stand.texts[full.document_id]) == "these plans"
    assert changed.other[0].of(stand.texts[altered.document_id]) == "those proposals"


def test_a_quotation_that_its_cue_splits_is_the_same_words(stand):
    split = stand.said("Lavrov", "We do not take these plans seriously,", "and we will not sit down at a table")
    whole = stand.said("Lavrov", "We do not take these plans seriously, and we will not sit down at a table")
    (found,) = stand.told(split, whole)
    assert [variant.kind for variant in found.variants] == ["same"]


def test_of_the_same_words_the_earliest_leads(stand):
    late, early = stand.said("Lavrov", FULL, day=9), stand.said("Lavrov", FULL, day=2)
    (found,) = stand.told(late, early)
    assert found.fullest == early


def test_the_same_words_of_two_persons_are_a_conflict_and_not_one_utterance(stand):
    one, other = stand.said("Lavrov", FULL), stand.said("Peskov", FULL, day=2)
    found = stand.told(one, other)
    assert [(each.fullest.speaker, [said.speaker for said in each.conflicts]) for each in found] == [
        ("Lavrov", ["Peskov"]),
        ("Peskov", ["Lavrov"]),
    ]


def test_words_of_nobody_known_join_one_person_and_never_two(stand):
    found = stand.told(stand.said("Lavrov", FULL), stand.said("", FULL, day=2), stand.said("Peskov", FULL, day=3))
    assert sorted(sorted(each.speaker for each in utterance.statements) for utterance in found) == [
        ["", "Lavrov"],
        ["Peskov"],
    ]


@pytest.mark.parametrize(
    ("kind", "words_of", "versions"),
    [
        ("direct", "these plans seriously", 1),
        ("indirect", "these plans seriously", 2),
        ("direct", "these plans", 2),
        ("direct", "an attack on the whole of our land", 2),
    ],
)
def test_a_fragment_counts_as_far_as_it_tells(stand, kind, words_of, versions):
    assert len(stand.told(stand.said("Lavrov", FULL), stand.said("Lavrov", words_of, kind=kind))) == versions


def test_a_statement_read_from_the_same_place_is_no_version_of_its_own(stand):
    full = stand.said("Lavrov", FULL)
    part = replace(full, content=(Span(start=full.content[0].start, end=full.content[0].start + 35),), cue="added")
    (found,) = stand.told(full, part)
    assert [variant.kind for variant in found.variants] == ["inside"]


SAID = st.lists(st.sampled_from("we will not go there at all but you may stay here".split()), max_size=9).map(" ".join)

KINDS = st.sampled_from(["direct", "indirect"])


@given(
    st.lists(st.tuples(st.sampled_from(["Lavrov", "Peskov", ""]), SAID, KINDS), max_size=8),
    st.randoms(),
)  # fmt: skip
def test_each_statement_is_in_one_utterance_whose_fullest_holds_the_most_words(said, chance: random.Random):
    stand = Newsstand()
    statements = [stand.said(speaker, words_of, kind=kind) for speaker, words_of, kind in said]
    found = stand.told(*statements)
    together = [statement for utterance in found for statement in utterance.statements]
    assert sorted(together, key=statements.index) == statements
    for utterance in found:
        lengths = [len(words(spoken(each, stand.texts[each.document_id]))) for each in utterance.statements]
        assert lengths[0] == max(lengths)
        assert len({each.speaker for each in utterance.statements} - {""}) <= 1
    chance.shuffle(statements)
    assert stand.told(*statements) == found
