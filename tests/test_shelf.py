"""Quotations are found in the whole catalogue, through its full-text index."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.judgement import Claim, judge
from answer.shelf import Pile, Stored
from index.catalogue import Catalogue
from index.catalogue_writer import Change, Entry, finish
from index.types import Document, Span
from index.wordings import containing, holding, numbered, numbers_holding, titled
from tests import newsroom

TEXTS = {
    "talks": newsroom.WONSAN,
    "drills": newsroom.DRILLS,
    "grain": newsroom.GRAIN,
    "café": "The Café’s owner said: “Don’t sell 1,000 tons – not for $5.00.” Ελλάδα και Σίσυφος. x_y and C++.",
    "chinese": "外交部发言人说：“我们不认真对待这些计划。”",
    "common": "It is what it is, and that is that. " * 3,
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    opened = Catalogue(tmp_path_factory.mktemp("shelf") / "catalogue.sqlite")
    documents = [Document(id=id, title=f"About {id}", text=text, path=id) for id, text in TEXTS.items()]
    finish(opened, Change(entries=[Entry(document=d, file=d.id, fingerprint="", passages=()) for d in documents]))
    yield opened
    opened.close()


def verdict(words: str, catalogue: Catalogue):
    return judge(Claim(span=Span(start=0, end=len(words)), text=words), Stored(catalogue))


def ids(documents) -> list[str]:
    return [document.id for document in documents]


def test_documents_are_found_by_wordings_in_their_text_alone(catalogue):
    assert ids(holding(catalogue, ["these plans", "Iran"], limit=9)) == ["talks"]
    assert ids(holding(catalogue, ["plans these"], limit=9)) == []
    assert ids(holding(catalogue, ["About"], limit=9)) == []
    assert ids(holding(catalogue, [], limit=9)) == []
    assert ids(holding(catalogue, ['said "yes" AND ('], limit=9)) == []
    assert ids(titled(catalogue, "about GRAIN", limit=9)) == ["grain"]
    assert ids(containing(catalogue, "我们不", limit=9)) == ["chinese"]
    numbers = numbers_holding(catalogue, "Korea", limit=9)
    assert ids(numbered(catalogue, [*numbers[::-1], 999])) == ["drills", "talks"]
    assert len(numbers_holding(catalogue, "the", limit=2)) == 2


@pytest.mark.parametrize(
    ("words", "document"),
    [
        ("“Don't sell 1,000 tons - not for $5.00”", "café"),
        ("the CAFÉ’s owner", "café"),
        ("Ελλάδα και Σίσυφος", "café"),
        ("我们不认真", "chinese"),
        ("that is that", "common"),
        ("Lavrov dismissed the plan … We do not take", "talks"),
        ("dismissed [his] plan of France", "talks"),
    ],
)
def test_a_quotation_is_found_wherever_it_stands(catalogue, words, document):
    found = verdict(words, catalogue)
    assert (found.verdict, found.passage and found.passage.document_id) == ("verbatim", document)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Nobody thinks of using troops against Korea", "Nobody thinks of using force against Korea"),
        ("The harvest of grain was the smallest in ten years", "The harvest of grain was the largest in ten years"),
        ("It was what it is and that is that", "It is what it is, and that is that"),
        ("Don’t sell 1,001 tons", "Don’t sell 1,000 tons"),
        ("the drills were escalatory in nurture", "the drills were “escalatory in nature"),
    ],
)
def test_an_altered_one_is_found_with_what_it_was_made_from(catalogue, words, source):
    found = verdict(words, catalogue)
    assert (found.verdict, found.source) == ("altered", source)


def test_what_nobody_wrote_is_in_no_document(catalogue):
    assert verdict("Bananas are my favourite fruit", catalogue).verdict == "absent"
    assert verdict("…", catalogue).verdict == "absent"
    assert verdict("", catalogue).verdict == "absent"


def words_of(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"[^\W_]\S*", text))


SPACED = [id for id in TEXTS if id != "chinese"]


@given(st.data())
def test_any_stretch_of_a_stored_document_is_verbatim_with_the_spans_that_give_its_words(catalogue, data):
    text = TEXTS[data.draw(st.sampled_from(SPACED))]
    places = words_of(text)
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, min(first + 30, len(places) - 1)))
    words = text[places[first].start() : places[last].end()]
    found = verdict(words, catalogue)
    assert found.verdict == "verbatim"
    stored = TEXTS[found.passage.document_id]
    given, held = (re.findall(r"\w+", each) for each in (words, " ".join(span.of(stored) for span in found.spans)))
    assert [word.casefold() for word in given] == [word.casefold() for word in held]


@given(st.data())
def test_a_stretch_with_one_word_replaced_by_one_that_nobody_wrote_is_never_verbatim(catalogue, data):
    text = TEXTS[data.draw(st.sampled_from(SPACED))]
    words = [place.group() for place in words_of(text)]
    first = data.draw(st.integers(0, len(words) - 2))
    chosen = words[first : first + data.draw(st.integers(2, 20))]
    chosen[data.draw(st.integers(0, len(chosen) - 1))] = "zebra"
    assert verdict(" ".join(chosen), catalogue).verdict in ("altered", "absent")


@given(st.text(max_size=60))
def test_any_words_get_a_verdict_and_one_that_is_verbatim_is_so_in_a_pile_too(catalogue, words):
    found = verdict(words, catalogue)
    documents = [Document(id=id, title=f"About {id}", text=text, path=id) for id, text in TEXTS.items()]
    if found.verdict == "verbatim":
        claim = Claim(span=Span(start=0, end=len(words)), text=words)
        assert judge(claim, Pile(documents=documents)).verdict == "verbatim"


def test_the_statements_over_a_place_are_those_of_the_document_whose_content_overlaps_it(tmp_path: Path):
    with newsroom.build(tmp_path) as index:
        catalogue = index.catalogue
        for id in catalogue.document_ids():
            said = catalogue.statements_of(id)
            for start in range(0, len(catalogue.document(id).text), 7):
                place = Span(start=start, end=start + 9)
                wanted = [each for each in said if any(span.overlaps(place) for span in each.content)]
                assert catalogue.statements_over(id, place) == wanted
