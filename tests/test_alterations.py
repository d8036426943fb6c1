"""Small changes that make a true sentence false."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.alterations import merged, name_swapped, negated, number_swapped, word_dropped

SENTENCES = st.lists(st.sampled_from(["It", "is", "not", "Iran", "Japan", "2015", "3.67", "large", "seen"]), max_size=9)


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        ("very significant damage is expected", "very damage is expected"),
        ("four five six word", "four six word"),
        ("only three words", None),
    ],
)
def test_the_longest_inner_word_is_dropped(text: str, altered: str | None):
    assert word_dropped(text) == altered


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        ("On 27 June 1953 it ended.", "On 28 June 1953 it ended."),
        ("bombs of 30,000 pounds", "bombs of 30,001 pounds"),
        ("up to 3.67 percent", "up to 3.68 percent"),
        ("at 09 hours", "at 10 hours"),
        ("no figure", None),
    ],
)
def test_the_first_number_grows_by_one(text: str, altered: str | None):
    assert number_swapped(text) == altered


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        ("We are not taking part", "We are taking part"),
        ("It will be seen", "It will not be seen"),
        ("No inspectors were present", "inspectors were present"),
        ("Anna sings", None),
    ],
)
def test_a_denial_is_taken_away_or_else_added(text: str, altered: str | None):
    assert negated(text) == altered


def test_two_quotations_are_merged_at_their_middles():
    assert merged("one two three", "four five six seven") == "one two six seven"


def test_the_first_name_becomes_the_next_of_the_list_that_is_not_in_the_text():
    names = ["Anna", "Bert", "Carl"]
    assert name_swapped("Anna met Bert.", names) == "Carl met Bert."
    assert name_swapped("Carl met nobody.", names) == "Anna met nobody."
    assert name_swapped("Nobody came.", names) is None


def test_the_longer_of_two_names_that_begin_together_is_swapped():
    assert name_swapped("Anna Berg came.", ["Anna", "Anna Berg", "Carl"]) == "Carl came."


def test_a_text_that_names_everybody_has_no_name_to_swap():
    assert name_swapped("Anna met Bert.", ["Anna", "Bert"]) is None


@given(SENTENCES)
def test_an_alteration_alters(words: list[str]):
    text = " ".join(words)
    made = [word_dropped(text), number_swapped(text), negated(text), name_swapped(text, ["Iran", "Japan", "China"])]
    assert text not in made
