"""Which sentences are shown of those found."""

from dataclasses import replace

import pytest

from answer.choice import MOST_SENTENCES, by_side, chosen
from answer.evidence import Evidence
from answer.question import Question, Side
from index.topics import terms
from index.types import Document, Passage, Span

ASKED = Question(asked="?", understood="What is it?", sought="What is it?", intent="find")
WHO = replace(ASKED, understood="Who came?", expected="person")
MANY = replace(ASKED, understood="How many ships came?", expected="number")
TWO = replace(ASKED, understood="How do Alpha and Beta differ?", named=("Alpha", "Beta"))


def sentence(text: str, score: float, *, fits: bool = False, cosine: float = 0.5, around: str = "") -> Evidence:
    document = Document(id=text, title="", text=text, path="d")
    span = Span(start=0, end=len(text))
    passage = Passage(id=f"{text}:0-1", document_id=text, start=0, end=len(text), text=text, title="")
    return Evidence(
        document=document,
        passage=passage,
        sentence=span,
        score=score,
        cosine=cosine,
        words=0.0,
        cover=0.0,
        fits=fits,
        surroundings=terms(around),
    )


def shown(question: Question, *found: Evidence) -> list[str]:
    return [each.text for each in chosen(question, found)]


def test_the_best_is_shown_with_what_is_close_behind_it():
    assert shown(ASKED, sentence("One.", 2.0), sentence("Two.", 1.65), sentence("Three.", 1.6)) == ["One.", "Two."]


def test_no_more_than_three_are_shown_and_of_nothing_nothing():
    assert len(shown(ASKED, *(sentence(f"Number {n}.", 2.0) for n in range(9)))) == MOST_SENTENCES == 3
    assert shown(ASKED) == []


@pytest.mark.parametrize(
    ("cosine", "fits", "first"), [(0.6, True, "Kim came."), (0.4, True, "Ships."), (0.6, False, "Ships.")]
)
def test_who_is_answered_by_a_name_when_its_sentence_is_as_near_in_meaning(cosine, fits, first):
    found = (sentence("Ships.", 2.0), sentence("Kim came.", 1.55, fits=fits, cosine=cosine))
    assert shown(WHO, *found)[0] == first


def test_a_number_asked_for_is_shown_though_it_is_farther_behind():
    found = (sentence("Ships came.", 2.0), sentence("Seven ships came.", 1.45, fits=True))
    assert shown(MANY, *found) == ["Ships came.", "Seven ships came."]
    assert shown(ASKED, *found) == ["Ships came."]


def test_a_comparison_shows_a_sentence_for_each_side_in_the_order_of_the_question():
    found = (
        sentence("Beta is large.", 2.0),
        sentence("Beta is old.", 1.9),
        sentence("Alpha is small.", 1.0),
        sentence("Rain fell.", 0.9),
    )
    assert shown(TWO, *found) == ["Alpha is small.", "Beta is large.", "Beta is old."]


def test_a_side_may_be_named_in_the_sentence_before():
    found = (sentence("Beta is large.", 2.0), sentence("It is small.", 1.5, around="Alpha was built in May."))
    assert shown(TWO, *found) == ["It is small.", "Beta is large."]


def test_a_side_that_nothing_is_found_on_adds_nothing():
    assert shown(TWO, sentence("Beta is large.", 2.0), sentence("Rain fell.", 0.9)) == ["Beta is large."]


COMPARED = replace(TWO, task="compare", sides=(Side(name="Alpha"), Side(name="Beta")))


def test_a_comparison_that_is_asked_for_has_the_best_sentences_of_each_side():
    found = [
        sentence("Beta is large.", 2.0),
        sentence("Beta is old.", 1.9),
        sentence("Beta is blue.", 1.8),
        sentence("Alpha is small.", 1.0),
        sentence("Rain fell.", 0.9),
    ]
    parted = [(side.name, [each.text for each in own]) for side, own in by_side(COMPARED, found)]
    assert parted == [("Alpha", ["Alpha is small."]), ("Beta", ["Beta is large.", "Beta is old."])]


def test_a_sentence_that_names_both_sides_stands_once_and_is_not_put_back():
    found = [
        sentence("Alpha is smaller than Beta.", 2.0),
        sentence("Alpha is new.", 1.7),
        sentence("Beta is old.", 1.6),
    ]
    parted = [(side.name, [each.text for each in own]) for side, own in by_side(COMPARED, found)]
    assert parted == [("Alpha", ["Alpha is smaller than Beta.", "Alpha is new."]), ("Beta", ["Beta is old."])]


def test_a_comparison_without_two_sides_or_without_a_sentence_on_them_is_none():
    assert by_side(TWO, [sentence("Beta is large.", 2.0)]) == []
    assert by_side(COMPARED, [sentence("Rain fell.", 2.0)]) == []
    assert by_side(COMPARED, []) == []
