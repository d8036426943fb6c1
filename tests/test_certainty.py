"""How sure it is that what was found answers: worked by hand, and its laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.certainty import certainty, lead
from answer.evidence import Evidence
from index.types import Document, Hit, Span
from tests import newsroom

DOCUMENT = Document(id="d", title="Grain", text="Kenya sold 40 tons of grain.", path="/d.txt")
PASSAGE = newsroom.passage(DOCUMENT)


def hits(*scores: float) -> list[Hit]:
    return [Hit(passage=PASSAGE, score=score) for score in scores]


def sentence(cosine: float, cover: float) -> Evidence:
    return Evidence(
        document=DOCUMENT,
        passage=PASSAGE,
        sentence=Span(start=0, end=28),
        score=0.0,
        cosine=cosine,
        words=0.0,
        cover=cover,
        fits=False,
        surroundings=frozenset(),
    )


@pytest.mark.parametrize(
    ("scores", "expected"), [((), 0.0), ((0.3,), 0.3), ((1.0,), 0.5), ((0.9, 0.7, 0.5), 0.3), ((0.4, 0.4), 0.0)]
)
def test_the_lead_is_the_best_score_less_the_mean_of_the_others(scores, expected):
    assert lead(hits(*scores)) == pytest.approx(expected)


def test_the_certainty_is_of_the_best_sentence_and_of_the_lead():
    found = [sentence(0.5, 0.5), sentence(0.7, 0.0), sentence(0.4, 1.0)]
    assert certainty(found, hits(0.9, 0.7, 0.5)) == pytest.approx(0.4 + 0.6 + 0.7 * 0.3)


def test_without_a_sentence_nothing_is_certain():
    assert certainty([], hits(1.0)) == 0.0


@given(st.lists(st.floats(0, 3), max_size=9))
def test_the_order_of_the_passages_does_not_matter_and_the_lead_is_bounded(scores: list[float]):
    assert 0.0 <= lead(hits(*scores)) <= 0.5
    assert lead(hits(*scores)) == pytest.approx(lead(hits(*reversed(scores))))
