"""Quotations matched word for word: typography may differ, words may not."""

import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from answer.quotations import find_quotation
from index.text import clean
from index.types import Document

TEXT = (
    "Lavrov said on Friday: “The leadership – as we know – made its conclusions long before the strikes.” "
    "He added that 2+2=4 (see [9]), and that it costs $5.00.\n\n"
    "‘We don’t take these plans seriously,’ he said. A café in İzmir is in the Straße. Seas rise… and fall."
)


def document(text: str, name: str = "d") -> Document:
    return Document(id=name, title="T", text=clean(text), path=f"/{name}.txt")


def found(quotation: str, text: str = TEXT) -> list[str] | None:
    """The words of the document that a quotation was found as."""
    made = document(text)
    match = find_quotation(quotation, [made])
    return match and [span.of(made.text) for span in match.spans]


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ("made its conclusions long before", ["made its conclusions long before"]),
        ("Made Its CONCLUSIONS", ["made its conclusions"]),
        ("“made its conclusions,”", ["made its conclusions"]),
        ("…made its conclusions…", ["made its conclusions"]),
        ("The leadership — as we know — made", ["The leadership – as we know – made"]),
        ("the leadership - as we know - made", ["The leadership – as we know – made"]),
        ("made  its\nconclusions", ["made its conclusions"]),
        ("We don't take these plans seriously", ["We don’t take these plans seriously"]),
        ("the strikes.” He added", ["the strikes.” He added"]),
        ('the strikes." he added', ["the strikes.” He added"]),
        ("The leadership … made its conclusions", ["The leadership", "made its conclusions"]),
        ("The leadership [...] made its conclusions", ["The leadership", "made its conclusions"]),
        ("The leadership […] the strikes ... these plans", ["The leadership", "the strikes", "these plans"]),
        ("2+2=4 (see [9]), and", ["2+2=4 (see [9]), and"]),
        ("2+2=4 (see (9)), and", ["2+2=4 (see [9]), and"]),
        ("it costs $5.00", ["it costs $5.00"]),
        ("A cafe\u0301 in", ["A café in"]),
        ("a café in i\u0307zmir is", ["A café in İzmir is"]),
        ("in the STRASSE", ["in the Straße"]),
        ("seas rise… and fall", ["Seas rise", "and fall"]),
    ],
)
def test_a_quotation_is_found_in_another_typography(quotation, words):
    assert found(quotation) == words


@pytest.mark.parametrize(
    "quotation",
    [
        "made its conclusion long before",
        "made his conclusions long before",
        "made its conclusions before",
        "We take these plans seriously",
        "We do not take these plans seriously",
        "it costs $5x00",
        "it costs $6.00",
        "2+3=4",
        "2222=4",
        "ade its conclusion",
        "made its conclusions … The leadership",
        "made … made",
        "a cafe in",
        ".*",
        "(",
        "\\w+",
        "[a-z]+",
        "",
        " ",
        "…",
        "“”",
        "... …",
    ],
)
def test_other_words_are_not_found(quotation):
    assert found(quotation) is None


def test_the_first_document_that_holds_the_words_is_named():
    first, second = document("Seas rise.", "1"), document("The seas rise fast.", "2")
    assert find_quotation("seas rise", [first, second]).document is first
    assert find_quotation("seas rise fast", [first, second]).document is second
    assert find_quotation("seas rise", []) is None


WORDS = st.sampled_from(
    "seas rise the The THE not a+b (c) [9] $5.00 x* \\d İzmir Straße Σίσυφος café ‘so’ “yes” don’t – — 漢字 жук "
    "e\u0301te\u0301 a. b, c: d; r?! ^ x|y {2}".split()
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=3)
OTHER_MARKS = str.maketrans({"“": "«", "”": "»", "‘": "'", "’": "'", "–": "—", "—": "-"})


def cut(data: st.DataObject, text: str) -> list[str]:
    """Some words in a row of one paragraph, one of them at least with a letter."""
    words = data.draw(st.sampled_from(text.split("\n\n"))).split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    chosen = words[start : data.draw(st.integers(start + 1, len(words)))]
    assume(any(sign.isalnum() for sign in "".join(chosen)))
    return chosen


def same(left: str, right: str) -> bool:
    """Whether the letters and digits agree, in order."""

    def bare(text: str) -> str:
        return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text).casefold()))

    return bare(left) == bare(right)


@given(TEXTS, st.data())
def test_whatever_is_cut_out_of_a_document_is_found_as_it_stands_there(blocks, data):
    text = document("\n\n".join(blocks)).text
    words = cut(data, text)
    for written in (
        " ".join(words),
        "  ".join(words),
        "\n".join(words),
        " ".join(words).upper(),
        " ".join(words).lower(),
        " ".join(words).translate(OTHER_MARKS),
        unicodedata.normalize("NFD", " ".join(words)),
        f"“{' '.join(words)},”",
    ):
        (span,) = find_quotation(written, [document(text)]).spans
        assert same(span.of(text), " ".join(words))
        assert 0 <= span.start < span.end <= len(text)


PARTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join).filter(lambda part: any(map(str.isalnum, part)))


@given(PARTS, PARTS, PARTS, st.sampled_from([" … ", "... ", " […] ", "…"]))
def test_a_cut_with_an_ellipsis_in_the_middle_is_found_in_two_spans_in_order(first, middle, last, ellipsis):
    made = document(f"{middle} {first} {middle}\n\n{middle} {last}")
    spans = find_quotation(f"{first}{ellipsis}{last}", [made]).spans
    assert [same(span.of(made.text), part) for span, part in zip(spans, (first, last), strict=True)] == [True, True]
    assert spans[0].end <= spans[1].start


@given(TEXTS, st.data())
def test_a_quotation_with_one_word_changed_is_not_found(blocks, data):
    text = document("\n\n".join(blocks)).text
    words = cut(data, text)
    words[data.draw(st.integers(0, len(words) - 1))] = "zebra"
    assert find_quotation(" ".join(words), [document(text)]) is None


@given(st.text(), st.text())
def test_any_quotation_is_compared_with_any_text_without_an_error(quotation, text):
    made = document(text)
    match = find_quotation(quotation, [made])
    assert match is None or all(0 <= span.start < span.end <= len(made.text) for span in match.spans)


def test_a_long_text_is_searched_in_a_moment():
    long = document("The seas rise and fall, and nobody knows why. " * 5_000)
    start = time.perf_counter()
    find_quotation("nobody knows … the seas rise … or fall", [long])
    assert time.perf_counter() - start < 5


def test_two_sayings_far_apart_are_no_one_quotation():
    near = Document(id="d", title="", path="/d", text="We are ready to talk. Nothing else. We attack at dawn.")
    far = Document(
        id="d", title="", path="/d", text="We are ready to talk. " + "Nothing else. " * 90 + "We attack at dawn."
    )
    assert find_quotation("ready to talk … attack at dawn", [near])
    assert find_quotation("ready to talk … attack at dawn", [far]) is None
