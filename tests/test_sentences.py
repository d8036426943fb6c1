import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentences
from index.text import clean


def split(text):
    return [span.of(text) for span in sentences(text)]


@given(st.text(max_size=300) | st.text(alphabet="aB .!?’“”\n", max_size=120))
def test_sentences_are_disjoint_ordered_and_cover_every_visible_character(raw):
    text = clean(raw)
    spans = sentences(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Smith met Gen. Lee on Jan. 5 in Washington.", ["Mr. Smith met Gen. Lee on Jan. 5 in Washington."]),
        ("The U.S. Navy sailed. It returned.", ["The U.S. Navy sailed.", "It returned."]),
        ("They met in the U.S. The talks failed.", ["They met in the U.S.", "The talks failed."]),
        ("‘We go,’ he said. ‘And we stay.’ Then he left.", ["‘We go,’ he said.", "‘And we stay.’", "Then he left."]),
        ("“Will it work?” she asked. Nobody knew!", ["“Will it work?” she asked.", "Nobody knew!"]),
        ("J. K. Rowling wrote it. Nobody read it.", ["J. K. Rowling wrote it.", "Nobody read it."]),
        ("It cost 3.5 million. No. 10 paid.", ["It cost 3.5 million.", "No. 10 paid."]),
        ("Wait... Really? Yes.", ["Wait...", "Really?", "Yes."]),
        ("One line\n\nAnother line", ["One line", "Another line"]),
    ],
)
def test_a_sentence_ends_where_a_reader_says_it_ends(text, expected):
    assert split(text) == expected


def test_a_flood_of_marks_is_read_in_a_moment():
    start = time.perf_counter()
    sentences("!" * 200_000 + " x " + ".”" * 100_000)
    assert time.perf_counter() - start < 5
