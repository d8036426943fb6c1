"""Names as links: how a name is looked up, what a title is about, and where in a document names stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.links import LONGEST, links, name_key, title_keys, words
from index.names import mentions
from index.types import Document, Passage

TEXT = "Fortunella is a film directed by Eduardo Filippo.\n\nFilippo was born in Naples. Naples is old."


def passage(start: int, end: int) -> Passage:
    return Passage(id=f"d:{start}-{end}", document_id="d", start=start, end=end, text=TEXT[start:end], title="")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Boštjan HLADNIK’s", "bostjan hladnik"),
        ("Arrête ton cinéma", "arrete ton cinema"),
        ("Saxe-Eisenach", "saxe eisenach"),
        ("1,000 Days", "1 000 days"),
        ("«»", ""),
    ],
)
def test_a_name_is_looked_up_without_case_accents_marks_and_possessive(name, key):
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("Fortunella (film)", ("fortunella film", "fortunella")),
        ("Golden Globes: who won", ("golden globes who won",)),
        ("Albert III, Duke of Bavaria", ("albert iii duke of bavaria",)),
        ("What the ministers of the nine countries said after the talks", ()),
        ("", ()),
    ],
)
def test_a_title_is_about_the_name_that_it_is_with_or_without_brackets(title, keys):
    assert title_keys(title) == keys


def test_a_name_stands_in_the_passage_where_it_begins_under_its_full_form():
    second = TEXT.index("Filippo was")
    found = links(
        Document(id="d", title="Fortunella (film)", text=TEXT, path="d"),
        mentions(TEXT),
        [passage(second, len(TEXT)), passage(0, second - 2)],
    )

    assert found.titles == ("fortunella film", "fortunella")
    assert ("eduardo filippo", 0) in found.mentions
    assert ("eduardo filippo", second) in found.mentions
    assert found.mentions.count(("naples", second)) == 1
    assert ("naples", 0) not in found.mentions


def test_without_passages_no_name_stands_anywhere():
    assert links(Document(id="d", title="T", text=TEXT, path="d"), mentions(TEXT), []).mentions == ()


@given(st.text("abzABZßéŽščДжøØ 09-.,'’"))
def test_a_key_is_its_own_key(text):
    assert name_key(name_key(text)) == name_key(text)


@given(st.text())
def test_no_key_of_a_title_is_empty_or_longer_than_a_name(title):
    assert all(0 < len(key.split()) <= LONGEST for key in title_keys(title))


@given(st.text())
def test_every_word_is_written_in_the_text(text):
    assert all(word.text in text and word.folded is not None for word in words(text))
