"""Which names of a corpus are one: merged only when their words say so, whatever the order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.identity import groups

NAMES = (
    "Sergei Lavrov,Sergey Lavrov,Lavrov,Joe Biden,Joseph R. Biden Jr.,George W. Bush,George H. W. Bush,George Bush,"
    "Hillary Clinton,Bill Clinton,J.D. Vance,JD Vance,Foreign Ministry,Russian Foreign Ministry,US,United States,CIA,"
    "Central Intelligence Agency,officials,Taylor Swift,Follow Taylor Swift,Kim Jong Un,Kim Jong-un,Kim Yo Jong"
).split(",")


def grouped(weights: dict[str, int], together: set[frozenset[str]] = frozenset()) -> list[list[str]]:
    found = groups(weights, lambda one, other: frozenset([one, other]) in together)
    return sorted(sorted(group.names) for group in found if len(group.names) > 1)


def may_be(weights: dict[str, int], name: str) -> set[str]:
    (group,) = [group for group in groups(weights, lambda *_: False) if name in group.names]
    return {other for each in group.may_be for other in each.names}


@pytest.mark.parametrize(
    "names",
    [
        ["Sergei Lavrov", "Sergey Lavrov"],
        ["Volodymyr Zelensky", "Volodymyr Zelenskiy", "Volodymyr Zelenskyy"],
        ["J.D. Vance", "JD Vance"],
        ["Joe Biden", "Joseph R. Biden Jr."],
        ["Kim Jong Un", "Kim Jong-un"],
        ["Mike DeWine", "Ohio Gov. Mike DeWine"],
        ["Ministry of Foreign Affairs of Russia", "Russian Foreign Ministry"],
        ["Foreign Ministry", "Russian Foreign Ministry"],
        ["U.S.", "US", "United States"],
        ["Follow Taylor Swift", "Taylor Swift"],
    ],
)
def test_names_of_one_are_together(names):
    weights = dict.fromkeys(names, 1) | ({"Taylor Swift": 5} if "Taylor Swift" in names else {})
    assert grouped(weights) == [sorted(names)]


@pytest.mark.parametrize(
    "names",
    [
        ["Hillary Clinton", "Bill Clinton"],
        ["George H. W. Bush", "George W. Bush"],
        ["Kim Jong Un", "Kim Yo Jong"],
        ["Donald Trump", "Donald Trump Jr."],
        ["Robert F. Kennedy", "Robert F. Kennedy Jr."],
        ["Michael Jordan", "Michael B. Jordan"],
        ["Kremlin", "Russia", "Vladimir Putin", "Moscow"],
        ["White House", "United States", "Washington"],
        ["Officials", "officials"],
        ["American University", "University of Washington"],
        ["Super Bowl LVII", "Super Bowl LVIII"],
    ],
)
def test_names_of_several_stay_apart(names):
    assert grouped(dict.fromkeys(names, 5)) == []


def test_a_junior_is_his_father_only_where_no_document_has_both():
    weights = {"Donald Trump": 9, "Donald J. Trump Jr.": 1}
    assert grouped(weights) == [["Donald J. Trump Jr.", "Donald Trump"]]
    assert grouped(weights, {frozenset(weights)}) == []


def test_two_short_forms_of_one_name_may_be_two_persons():
    assert grouped({"Robert Menendez": 4, "Bob Menendez": 4}) == [["Bob Menendez", "Robert Menendez"]]
    assert grouped({"Robert Menendez": 4, "Bob Menendez": 4, "Bobby Menendez": 4}) == []


def test_a_name_that_shortens_two_is_left_with_both():
    weights = {"George W. Bush": 5, "George H. W. Bush": 5, "George Bush": 5}
    assert may_be(weights, "George Bush") == {"George W. Bush", "George H. W. Bush"}


def test_a_ministry_without_its_country_may_be_any_of_several():
    weights = {"Russian Foreign Ministry": 5, "Chinese Foreign Ministry": 5, "Foreign Ministry": 5}
    assert may_be(weights, "Foreign Ministry") == {"Russian Foreign Ministry", "Chinese Foreign Ministry"}
    assert may_be({"Israeli Supreme Court": 1, "Supreme Court": 50}, "Supreme Court") == {"Israeli Supreme Court"}


def test_an_acronym_is_the_institution_that_a_document_names_beside_it():
    names = {"CIA": 3, "Central Intelligence Agency": 2}
    assert grouped(names) == []
    assert grouped(names, {frozenset(names)}) == [["CIA", "Central Intelligence Agency"]]
    assert (
        grouped(
            {"CIA": 30, "Culinary Institute Association": 1}, {frozenset(["CIA", "Culinary Institute Association"])}
        )
        == []
    )


@given(st.dictionaries(st.sampled_from(NAMES), st.integers(1, 9)), st.randoms())
def test_every_name_is_in_one_group_and_the_order_makes_no_difference(weights: dict[str, int], chance: random.Random):
    names = [*weights]
    chance.shuffle(names)
    found = groups(weights, lambda *_: False)
    again = groups({name: weights[name] for name in names}, lambda *_: False)
    assert sorted(name for group in found for name in group.names) == sorted(weights)
    assert {frozenset(group.names) for group in found} == {frozenset(group.names) for group in again}
    assert sum(group.weight for group in found) == sum(weights.values())
