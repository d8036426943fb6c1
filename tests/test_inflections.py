"""Irregular verbs."""

import pytest

from index.inflections import SAME_VERB
from index.topics import terms


@pytest.mark.parametrize(
    ("one", "other"), [("begin", "began"), ("left", "leave"), ("written", "wrote"), ("sold", "sell")]
)
def test_the_forms_of_a_verb_are_one_term(one, other):
    assert terms(one) == terms(other) != frozenset()


def test_no_form_belongs_to_two_verbs():
    forms = [form for verb in SAME_VERB for form in verb.split()]
    assert len(forms) == len(set(forms))
    assert all(len(verb.split()) > 1 for verb in SAME_VERB)
