"""What a checker reads beside a sentence: whole sentences of the cited passages, those that share most with it."""

from hypothesis import given
from hypothesis import strategies as st

from answer.premises import MOST, premises
from index.types import Document
from tests.newsroom import passage

LONG = " ".join(f"Sentence {n} tells of thing{n} and of nothing else at all." for n in range(40))


def cited(text: str) -> list:
    document = Document(id="d", title="", text=text, path="/d")
    return [(passage(document), document)]


def test_the_stretch_that_shares_most_comes_first():
    first = premises("What is told of thing30?", cited(LONG))[0]
    assert "thing30" in first
    assert len(first.split()) <= 75


def test_a_short_passage_is_read_whole():
    assert premises("Ships come.", cited("The port is open. Ships may come.")) == ["The port is open. Ships may come."]


def test_one_long_sentence_is_a_stretch_of_its_own():
    words = "word " * 200
    assert premises("A word.", cited(f"{words.strip()}."))[0].split() == f"{words.strip()}.".split()


@given(st.text(max_size=300), st.text(max_size=60))
def test_stretches_are_words_of_the_passage_few_and_different(text: str, sentence: str):
    found = premises(sentence, cited(text or "x"))
    assert len(found) <= MOST
    assert len(set(found)) == len(found)
    assert all(set(each.split()) <= set((text or "x").split()) for each in found)
