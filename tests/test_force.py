"""What an act of speech does, by its cue."""

import pytest

from index.force import _CUES, FORCES, force, of_force
from index.lexicon import NOUN_CUES, cue_verbs


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("say", "neutral"),
        ("according to", "neutral"),
        ("Argue", "claim"),
        ("assertion", "claim"),
        ("accuse", "claim"),
        ("deny", "denial"),
        ("dismiss", "denial"),
        ("reject", "denial"),
        ("warn", "warning"),
        ("threaten", "warning"),
        ("urge", "demand"),
        ("pledge", "promise"),
        ("vow", "promise"),
        ("ask", "question"),
        ("praise", "praise"),
        ("hail", "praise"),
        ("condemn", "criticism"),
        ("rebuke", "criticism"),
        ("believe", "belief"),
        ("prediction", "belief"),
        ("surmised", "other"),
        ("", "other"),
    ],
)
def test_a_cue_tells_what_the_act_does(cue: str, expected: str):
    assert force(cue) == expected


def test_a_court_that_ruled_denies_nothing():
    assert force("rule") == "neutral"


@pytest.mark.parametrize(
    ("cue", "expected"),
    [("confirm", "denial"), ("say", "denial"), ("dismiss", "neutral"), ("deny", "denial"), ("refute", "denial")],
)
def test_a_negated_act_is_a_denial_and_a_negated_denial_is_none(cue: str, expected: str):
    """`deny` and `refute` are marked as negated by themselves, so their mark tells nothing."""
    assert force(cue, negated=True) == expected


def test_every_cue_of_the_lexicon_has_a_class_of_its_own():
    assert [cue for cue in {*cue_verbs().values(), *NOUN_CUES} if force(cue) == "other"] == []


def test_no_cue_stands_in_two_classes():
    cues = [cue for listed in _CUES.values() for cue in set(listed.split())]
    assert sorted(cues) == sorted(set(cues))
    assert set(_CUES) == set(FORCES)


def test_acts_are_picked_by_what_they_do():
    acts = [("say", False), ("say", True), ("deny", True), ("warn", False), ("hum", False)]
    assert of_force(["denial", "warning"], acts) == [("say", True), ("deny", True), ("warn", False)]
    assert of_force([], acts) == []
