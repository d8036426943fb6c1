"""What two wordings share and where they part: every word in one piece, typography without weight."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.worddiff import word_diff, words

WORDING = st.lists(st.sampled_from(["I", "will", "not", "go", "don’t", "5", "%", "—", "“", ",", "Go", "é"])).map(
    " ".join
)


def forms(text: str) -> list[str]:
    return [word.form for word in words(text)]


def told(left: str, right: str, *, capitals: bool = True) -> list[tuple[str, str, str]]:
    return [
        (piece.kind, piece.left.of(left), piece.right.of(right)) for piece in word_diff(left, right, capitals=capitals)
    ]


def test_a_word_left_out_is_told_with_its_place():
    left, right = "I will not go there.", "I will go there."
    assert told(left, right) == [("same", "I will", "I will"), ("left", "not", ""), ("same", "go there", "go there")]
    assert word_diff(left, right)[1].right.start == len("I will")


def test_words_added_and_changed_are_told_apart():
    assert told("We reject the plan", "We firmly reject the deal") == [
        ("same", "We", "We"),
        ("right", "", "firmly"),
        ("same", "reject the", "reject the"),
        ("changed", "plan", "deal"),
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“We don’t know,” he said", '"We don\'t know", he said'),
        ("decision-making – now", "decision making — now"),
        ("the café", "the cafe\u0301"),
        ("non\u00adsense", "nonsense"),
        ("ﬁnal", "final"),
        ("a minus: −5", "a minus: -5"),
    ],
)
def test_typography_does_not_count(left, right):
    assert [kind for kind, *_ in told(left, right)] == ["same"]


@pytest.mark.parametrize(
    ("left", "right"), [("5 %", "5"), ("$5", "€5"), ("-5", "5"), ("1,000", "1.000"), ("US", "us"), ("can", "can't")]
)
def test_signs_that_are_read_aloud_count(left, right):
    assert {kind for kind, *_ in told(left, right, capitals=False)} != {"same"}


def test_the_first_letter_may_be_left_out_of_account():
    assert told("We go", "we go", capitals=False) == [("same", "We go", "we go")]
    assert told("We go", "we go") == [("changed", "We", "we"), ("same", "go", "go")]


def test_nothing_has_no_pieces():
    assert word_diff("", "—") == ()


@given(WORDING, WORDING, st.booleans())
def test_every_word_of_both_stands_in_one_piece_in_order(left, right, capitals):
    pieces = word_diff(left, right, capitals=capitals)
    for text, spans in ((left, [piece.left for piece in pieces]), (right, [piece.right for piece in pieces])):
        assert [form for span in spans for form in forms(span.of(text))] == forms(text)
        assert all(before.end <= behind.start for before, behind in pairwise(spans))
    assert all(before.kind != behind.kind for before, behind in pairwise(pieces))


@given(WORDING, WORDING)
def test_a_piece_is_same_exactly_when_its_words_are(left, right):
    for piece in word_diff(left, right):
        one, other = forms(piece.left.of(left)), forms(piece.right.of(right))
        assert (one == other) == (piece.kind == "same")
        assert (bool(one), bool(other)) == (piece.kind != "right", piece.kind != "left")


@given(WORDING)
def test_a_wording_is_the_same_as_itself(text):
    assert [piece.kind for piece in word_diff(text, text)] == (["same"] if words(text) else [])
