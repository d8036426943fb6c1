"""The stored words that an altered quotation was made from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.likeness import most_like
from index.types import Document

TEXT = (
    "The treaty was signed by both sides in the spring.\n\nNobody thinks of using force against the north, he said. "
    "The harvest of grain was the largest in ten years. İt was the Straße of the north."
)


def document(text: str, name: str = "d") -> Document:
    return Document(id=name, title="", text=text, path=name)


def weight(word: str) -> float:
    return float(len(word))


def shown(quotation: str, *texts: str) -> list[str] | None:
    found = most_like(quotation, [document(text, str(n)) for n, text in enumerate(texts or (TEXT,))], weight)
    return found and [span.of(found.document.text) for span in found.spans]


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ("Nobody thinks of using troops against the north", ["Nobody thinks of using force against the north"]),
        ("Everybody thinks of using force against the north", ["Nobody thinks of using force against the north"]),
        ("Nobody thinks of using force against the south", ["Nobody thinks of using force against the north"]),
        ("Nobody thinks of force against the north", ["Nobody thinks of using force against the north"]),
        ("the harvest of GRAIN was the smallest", ["The harvest of grain was the largest"]),
        (
            "The treaty was torn by both sides … using force against everybody",
            ["The treaty was signed by both sides", "using force against the"],
        ),
        ("Bananas are cheap in Ecuador today", None),
        ("in the", ["in the"]),
        ("", None),
        ("…", None),
    ],
)
def test_the_stretch_that_a_quotation_was_made_from_is_shown(quotation, words):
    assert shown(quotation) == words


def test_the_fullest_of_several_documents_is_shown_and_of_equal_ones_the_first():
    half, whole = "Nobody thinks of using bananas.", "Nobody thinks of using force against them."
    assert shown("Nobody thinks of using force now", half, whole) == ["Nobody thinks of using force against"]
    found = most_like("Nobody thinks of using troops", [document(whole, "1"), document(whole, "2")], weight)
    assert found and found.document.id == "1"


def test_what_is_shown_stays_within_its_sentence_and_its_quotation():
    text = "He came. “Nobody thinks of using force,” he said. They left."
    assert shown("And everybody thinks of using force", text) == ["Nobody thinks of using force"]
    assert shown("So they thought: nobody thinks of using force", text) == ["Nobody thinks of using force"]


def test_a_word_far_away_does_not_count():
    spread = "Nobody came. " + "Filler words stand here. " * 40 + "They think of using force."
    assert shown("Nobody thinks of using force against them", spread) is None
    assert shown("Nobody thinks of using force", spread) == ["They think of using force"]


@given(st.text(), st.text())
def test_any_quotation_is_compared_with_any_text_without_an_error(quotation, text):
    found = most_like(quotation, [document(text)], weight)
    assert found is None or all(0 <= span.start < span.end <= len(text) for span in found.spans)
