"""Ordinary English words, by the vocabulary that comes with the model."""

import pytest

from index.english import is_english


@pytest.mark.parametrize("word", ["marine", "Marine", "patron", "cloned", "revising", "zebras", "football"])
def test_an_ordinary_word_and_its_forms_are_english(word):
    assert is_english(word)


@pytest.mark.parametrize("word", ["lavrof", "Ukrain", "exercices", "misile", "betwen", "Лавров", "", "2025"])
def test_a_misspelt_word_is_not(word):
    assert not is_english(word)
