"""Passages: the laws of their spans, and the choices of splitting."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.encoder import Encoder, Vectors
from index.sentence_transformer import DEFAULT_MODEL, load_encoder
from index.sentences import sentences
from index.splitting import OVERLAP, SIZE, embedded_text, split
from index.text import clean
from index.types import Document, Passage

WORDS = [
    "Lavrov",
    "met",
    "Kim.",
    "Iran",
    "U.S.",
    "“No,”",
    "he",
    "said.",
    "drills",
    "grain,",
    "a.",
    "Why?",
    "1,000",
    "na",
]
words = st.sampled_from(WORDS)
paragraphs = st.lists(words, min_size=1, max_size=60).map(" ".join)
texts = st.lists(paragraphs | st.text(max_size=120), max_size=6).map(lambda parts: clean("\n\n".join(parts)))
titles = st.sampled_from(["", "Visit", "Lavrov in Pyongyang: what was said and what was not"])


class WordEncoder:
    """Reads 48 words and marks."""

    name = "words"
    dimensions = 1
    max_tokens = 48

    def tokens(self, text: str) -> list[str]:
        return re.findall(r"\w+|[^\w\s]", text)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError("splitting embeds nothing")

    def encode_question(self, text: str) -> Vectors:
        raise AssertionError("splitting embeds nothing")


class LetterEncoder(WordEncoder):
    """Reads 20 tokens of up to three letters, and a blank costs one more: a whole has more than its parts."""

    max_tokens = 20

    def tokens(self, text: str) -> list[str]:
        return re.findall(r".{1,3}", text, re.DOTALL) + ["+"] * text.count(" ")


def document(text: str, title: str = "") -> Document:
    return Document(id="d-1", title=title, text=text, path="/d", source="TASS", published=date(2025, 7, 12))


def check_laws(text: str, title: str, encoder: Encoder, size: int, overlap: int) -> list[Passage]:
    passages = split(document(text, title), encoder, size=size, overlap=overlap)
    covered = {place for passage in passages for place in range(passage.start, passage.end)}
    assert all(text[passage.start : passage.end] == passage.text for passage in passages)
    assert all(passage.id == f"d-1:{passage.start}-{passage.end}" for passage in passages)
    assert all(passage.text == passage.text.strip() != "" for passage in passages)
    assert all(len(encoder.tokens(embedded_text(passage))) <= encoder.max_tokens for passage in passages)
    assert {place for place, sign in enumerate(text) if not sign.isspace()} <= covered
    assert [passage.span for passage in passages] == sorted({passage.span for passage in passages})
    return passages


@settings(max_examples=150, deadline=None)
@given(text=texts, title=titles, size=st.integers(4, 48), overlap=st.integers(0, 12))
@example(text="na. na. na. na. na. na. na. na.", title="", size=6, overlap=3)
@example(text="word " * 100 + "end.", title="", size=48, overlap=0)
@example(text="x" * 300, title="", size=48, overlap=0)
def test_passages_are_exact_cover_everything_and_fit(text: str, title: str, size: int, overlap: int) -> None:
    encoder = WordEncoder()
    passages = check_laws(text, title, encoder, size, overlap)
    starts = {sentence.start for sentence in sentences(text)}
    ends = {sentence.end for sentence in sentences(text)}
    if all(len(encoder.tokens(sentence.of(text))) <= encoder.max_tokens for sentence in sentences(text)):
        assert all(passage.start in starts and passage.end in ends for passage in passages)


@settings(max_examples=150, deadline=None)
@given(text=texts, size=st.integers(1, 20), overlap=st.integers(0, 5))
def test_the_laws_hold_for_a_tokenizer_that_is_not_additive(text: str, size: int, overlap: int) -> None:
    check_laws(text, "", LetterEncoder(), size, overlap)


def test_an_empty_text_has_no_passages(encoder: Encoder) -> None:
    assert split(document(""), encoder) == []


def test_a_passage_carries_what_a_reader_sees_of_its_document(encoder: Encoder) -> None:
    (passage,) = split(document("Lavrov met Kim.", "Visit"), encoder)

    assert passage == Passage(
        id="d-1:0-15",
        document_id="d-1",
        start=0,
        end=15,
        text="Lavrov met Kim.",
        title="Visit",
        source="TASS",
        published=date(2025, 7, 12),
    )


def test_short_paragraphs_share_a_passage(encoder: Encoder) -> None:
    assert found("One two.\n\nThree four.\n\nFive six.", encoder, size=6) == ["One two.\n\nThree four.", "Five six."]


def test_a_paragraph_that_fits_is_not_parted(encoder: Encoder) -> None:
    text = "Talks went well.\n\nKim met him. They left early."

    assert found(text, encoder, size=8) == ["Talks went well.", "Kim met him. They left early."]


def test_a_long_paragraph_is_parted_between_sentences(encoder: Encoder) -> None:
    text = "Talks went well. Kim met him. They left early."

    assert found(text, encoder, size=8) == ["Talks went well. Kim met him.", "They left early."]


def test_overlap_repeats_whole_sentences(encoder: Encoder) -> None:
    text = "Talks went well. Kim met him. They left early."

    assert found(text, encoder, size=8, overlap=4) == ["Talks went well. Kim met him.", "Kim met him. They left early."]


def test_a_sentence_beyond_the_size_that_the_model_can_read_stays_whole(encoder: Encoder) -> None:
    long = "Long " + "word " * 20 + "end."

    assert found(f"Talks went well. {long} They left.", encoder, size=5) == ["Talks went well.", long, "They left."]


def test_a_sentence_that_the_model_cannot_read_is_parted_between_clauses(encoder: Encoder) -> None:
    first, second = "a " * 25 + "b,", "c " * 22 + "d."

    assert found(f"{first} {second}", encoder, size=48) == [first, second]


def test_a_sentence_without_clauses_is_parted_between_words(encoder: Encoder) -> None:
    parts = found("word " * 70 + "end.", encoder, size=48)

    assert len(parts) == 2
    assert " ".join(parts) == "word " * 70 + "end."


@pytest.mark.model
def test_no_passage_of_the_seeds_is_longer_than_the_real_model_reads(seeds: Path) -> None:
    encoder = load_encoder(DEFAULT_MODEL)
    for file in sorted(seeds.glob("*.txt")):
        text = clean(file.read_text("utf-8"))
        passages = check_laws(text, text.partition("\n")[0], encoder, SIZE, OVERLAP)
        ends = {sentence.end for sentence in sentences(text)}
        assert all(passage.end in ends for passage in passages)


def found(text: str, encoder: Encoder, *, size: int, overlap: int = 0) -> list[str]:
    return [passage.text for passage in split(document(text), encoder, size=size, overlap=overlap)]
