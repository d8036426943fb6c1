"""An address leads to the exact words: in the document's own text, the first place that fits is the span."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from answer.text_fragment import fragment, leads_to, web_link
from index.types import Span

TEXT = (
    "Lavrov met Kim. “We do not take these plans seriously,” he said.\n\n"
    "Later again: we do not take these plans seriously, he said - twice, and more & more."
)
article = st.lists(
    st.lists(
        st.sampled_from(["we", "do", "not", "take-off", "a,b", "R&D", "100%", "he", "said."]), min_size=1, max_size=40
    ),
    min_size=1,
    max_size=4,
).map(lambda paragraphs: "\n\n".join(" ".join(words) for words in paragraphs))


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def first_place(directive: str, text: str) -> tuple[int, int] | None:
    """Where a browser would mark: by the grammar `[prefix-,]start[,end][,-suffix]`, written here a second time."""
    pieces = directive.split(",")
    before = unquote(pieces.pop(0)[:-1]) if pieces[0].endswith("-") else ""
    after = unquote(pieces.pop()[1:]) if pieces[-1].startswith("-") else ""
    first, *last = map(unquote, pieces)

    def find(words: str, at: int) -> re.Match[str] | None:
        loose = r"\s+".join(map(re.escape, words.split()))
        return re.compile(rf"(?<!\w){loose}(?!\w)" if words[-1].isalnum() else rf"(?<!\w){loose}", re.I).search(
            text, at
        )

    at = 0
    while (begin := find(first, at)) is not None:
        end = find(last[0], begin.end()) if last else begin
        while end is not None:
            left = " ".join(text[: begin.start()].split())
            right = " ".join(text[end.end() :].split())
            if left.lower().endswith(before.lower()) and right.lower().startswith(after.lower()):
                return begin.start(), end.end()
            end = find(last[0], end.start() + 1) if last else None
        at = begin.start() + 1
    return None


@given(article, st.data())
def test_the_first_place_that_fits_reads_as_the_words_do(text, data):
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    cited = Span(start=words[first][0], end=words[last][1])
    directive = fragment(text, cited)
    place = first_place(directive, text)
    assert place is not None
    paragraphs = cited.of(text).split("\n\n")
    assume(len(paragraphs) == 1 and len(cited.of(text)) <= 120)
    assert text[slice(*place)].split() == cited.of(text).split()


def test_words_that_stand_once_are_named_whole_and_encoded():
    assert fragment(TEXT, span("he said - twice, and more & more.")) == (
        "he%20said%20%2D%20twice%2C%20and%20more%20%26%20more."
    )


def test_words_that_stand_twice_get_what_stands_around_them():
    cited = span("we do not take these plans")
    assert fragment(TEXT, cited) == "Later%20again%3A-,we%20do%20not%20take%20these%20plans,-seriously%2C%20he%20said"
    assert first_place(fragment(TEXT, cited), TEXT) == (cited.start, cited.end)


def test_words_of_two_paragraphs_are_named_by_beginning_and_end_for_no_match_passes_a_paragraph():
    cited = Span(start=0, end=len(TEXT))
    assert fragment(TEXT, cited) == "Lavrov%20met%20Kim.%20%E2%80%9CWe%20do,twice%2C%20and%20more%20%26%20more."
    assert first_place(fragment(TEXT, cited), TEXT) == (0, len(TEXT))


def test_a_directive_is_put_behind_a_fragment_and_takes_the_place_of_a_directive():
    words = span("Lavrov met Kim.")
    assert leads_to("https://a.org/x", TEXT, words) == "https://a.org/x#:~:text=Lavrov%20met%20Kim."
    assert leads_to("https://a.org/x#top", TEXT, words) == "https://a.org/x#top:~:text=Lavrov%20met%20Kim."
    assert leads_to("https://a.org/x#:~:text=old", TEXT, words) == "https://a.org/x#:~:text=Lavrov%20met%20Kim."


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "//a.org", "data:text/html,x", "", "x", "http://[a"]
)
def test_what_is_no_web_address_leads_nowhere(url):
    assert web_link(url) == ""
    assert leads_to(url, TEXT, span("Lavrov")) == ""


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_address_holds_nothing_that_ends_it_in_any_form(path):
    assert not re.search(r"[\s<>\"{}\\^`|]|[^\x00-\x7f]", web_link(f"https://example.org/{path}"))
