"""The text of a document in the panel: whatever is set off in it, every character of it is shown, and no other."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.types import Span
from tests.test_html import Text
from ui.document_text import places, text

paragraph = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@st.composite
def documents(draw):
    """A text with spans that are cited, cited elsewhere, and mentioned, over each other in any way."""
    content = "\n\n".join(draw(st.lists(paragraph, min_size=1, max_size=4)))

    def spans(least: int) -> list[Span]:
        starts = draw(st.lists(st.integers(0, len(content) - 1), min_size=least, max_size=4))
        return [Span(start=start, end=draw(st.integers(start + 1, len(content)))) for start in starts]

    return content, spans(1), spans(0), spans(0)


def paragraphs(markup: str) -> list[str]:
    return [Text(part).text for part in re.findall(r'<p dir="auto">(.*?)</p>', markup, re.S)]


@given(documents())
def test_the_paragraphs_joined_are_the_text_character_by_character(document):
    content, marked, others, mentions = document
    assert "\n\n".join(paragraphs(text(content, marked, others, mentions))) == content


@given(documents())
def test_the_words_cited_are_marked_and_no_others(document):
    content, marked, others, mentions = document
    shown = "".join(
        Text(each).text for each in re.findall("<mark>(.*?)</mark>", text(content, marked, others, mentions), re.S)
    )
    cited = {at for span in marked for at in range(span.start, span.end)}
    expected = [
        content[at] for at in sorted(cited) if not content.startswith("\n\n", at) and content[at - 1 : at + 1] != "\n\n"
    ]
    assert shown == "".join(sign for sign in expected if sign != "\n")


@given(documents())
def test_the_places_are_numbered_in_the_order_of_the_text_without_a_gap(document):
    content, marked, others, mentions = document
    numbers = [int(each) for each in re.findall(r'data-stop="(\d+)"', text(content, marked, others, mentions))]
    assert numbers == sorted(numbers)
    spans = places(content, marked, others, mentions)
    seen = [span.of(content).strip("\n") for span in spans]
    assert set(numbers) == {number for number, words in enumerate(seen, start=1) if words}
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_mention_within_cited_words_is_no_place_of_its_own():
    spans = places("Ada Berg said so.", [Span(start=0, end=17)], [], [Span(start=4, end=8)])
    assert spans == [Span(start=0, end=17)]
    assert "mention" not in text("Ada Berg said so.", [Span(start=0, end=17)], [], [Span(start=4, end=8)])


def test_a_mention_is_set_off_and_numbered():
    markup = text("Berg came. Berg left.", [Span(start=5, end=9)], [], [Span(start=0, end=4), Span(start=11, end=15)])
    assert re.findall(r'<span class="stop mention" data-stop="(\d)">(\w+)</span>', markup) == [
        ("1", "Berg"),
        ("3", "Berg"),
    ]


def test_a_place_beyond_the_text_is_left_out():
    assert places("short", [], [], [Span(start=3, end=90)]) == []
