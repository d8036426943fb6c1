"""Signatures come out the same everywhere, resemble each other as their texts do, and decide nothing by themselves."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.signatures import (
    LEAST_SHINGLES,
    VALUES,
    band_keys,
    may_be_copies,
    same_story,
    shingles,
    signature,
    whole_key,
    words,
)

CHANCE = random.Random(5)
VOCABULARY = [f"word{number}" for number in range(2_000)]
STORY = " ".join(CHANCE.choices(VOCABULARY, k=400))
OTHER = " ".join(CHANCE.choices(VOCABULARY, k=400))
ALPHABET = " ".join("abcdefghijklmnopqrstuvwxyz")
PINNED_SHINGLES = [170906865, 2362515904, 3392787064]
PINNED_VALUES = [200036716, 43471932, 349512208]
PINNED_KEYS = (-4833578920351243416, -68621652631468914)


def first(text: str, count: int) -> str:
    return " ".join(text.split()[:count])


def test_the_numbers_are_pinned_for_they_are_stored():
    signed = signature(shingles(ALPHABET))
    assert signed is not None
    assert shingles("The drills ended.  The DRILLS, ended: the").tolist() == PINNED_SHINGLES
    assert (signed.shingles, signed.values[:3].tolist()) == (23, PINNED_VALUES)
    assert (band_keys(signed)[0], whole_key(shingles(ALPHABET))) == PINNED_KEYS


def test_words_have_no_case_no_width_and_no_punctuation():
    assert words("“Ｉran’s” 40,000 DRILLS—naïve") == ["iran", "s", "40", "000", "drills", "naïve"]
    assert words("中国は ok") == ["中", "国", "は", "ok"]


def test_a_text_of_a_few_words_has_no_signature():
    assert signature(shingles("Sport in brief")) is None
    assert signature(shingles(first(STORY, LEAST_SHINGLES + 2))) is None
    assert signature(shingles(first(STORY, LEAST_SHINGLES + 3))) is not None


def test_short_texts_are_no_copies_even_when_they_are_equal():
    assert not same_story(shingles("Sport in brief, as every day."), shingles("Sport in brief, as every day."))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (STORY.upper(), True),
        (first(STORY, 200), True),
        (first(STORY, 100), False),
        (first(OTHER, 60) + "\n\n" + STORY, True),
        (STORY.replace(STORY.split()[200], "forty"), True),
        (first(STORY, 120) + " " + OTHER, False),
        (OTHER, False),
        ("\n".join([STORY, OTHER, OTHER[::-1], STORY[::-1]]), False),
    ],
    ids=["the same", "half", "a quarter", "top", "corrected", "taken over", "another", "a page of four"],
)
def test_what_counts_as_a_copy(text: str, same: bool):
    assert same_story(shingles(STORY), shingles(text)) is same
    assert same_story(shingles(text), shingles(STORY)) is same


def test_signatures_agree_in_the_share_of_places_that_the_texts_share():
    for kept in (100, 200, 300):
        one, two = shingles(STORY), shingles(first(STORY, kept))
        signed, other = signature(one), signature(two)
        assert signed and other
        assert abs(signed.common(other) - len(two) / len(one)) < 0.2
    assert len(band_keys(signed)) == VALUES // 3


@given(st.lists(st.sampled_from("abcdefgh"), max_size=80), st.lists(st.sampled_from("abcdefgh"), max_size=80))
def test_being_a_copy_is_mutual_and_no_signature_rules_it_out(one: list[str], two: list[str]):
    a, b = shingles(" ".join(one)), shingles(" ".join(two))
    assert same_story(a, b) == same_story(b, a)
    if same_story(a, b):
        signed, other = signature(a), signature(b)
        assert signed and other and may_be_copies(signed, other) and may_be_copies(other, signed)


def test_equal_shingles_have_one_key_whatever_the_order_of_the_sentences():
    assert whole_key(shingles(STORY)) == whole_key(shingles(STORY.title()))
    assert whole_key(shingles(STORY)) != whole_key(shingles(OTHER))
    assert np.all(np.diff(shingles(STORY).astype(np.int64)) > 0)
