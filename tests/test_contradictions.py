"""Denials, opposites and bounds: each rule flags what is turned round, and passes what only looks like it."""

import pytest

from answer.checks import supported
from answer.contradictions import bounded, certain, denied, one_denies, opposed, undenied
from answer.opposites import opposites
from answer.wording import wording
from index.types import Document
from tests.newsroom import passage

SOURCE = wording(
    "The minister will visit Wonsan in July. Exports rose by a tenth, and prices fell. "
    "He is not able to attend the summit. Will the talks go on? No. The plan was rejected by parliament."
)


def test_a_denial_that_the_source_has_not_is_told_with_its_words():
    reason = denied(wording("The minister will not visit Wonsan."), SOURCE)
    assert reason == "“not visit” denies something, and the source has no “not” there."


@pytest.mark.parametrize(
    "sentence",
    [
        "He cannot attend the summit.",
        "The talks will not go on.",
        "Parliament did not accept the plan.",
        "The minister will not only visit Wonsan.",
        "Exports rose at no cost.",
    ],
)
def test_a_denial_that_the_source_has_in_its_own_words_passes(sentence):
    assert denied(wording(sentence), SOURCE) == ""


def test_an_opposite_beside_the_same_words_is_told():
    assert opposed(wording("Exports dropped by a tenth."), SOURCE) == "The source says “rose”, not “dropped”."


@pytest.mark.parametrize(
    "sentence", ["Exports climbed by a tenth.", "He is unable to attend the summit.", "Exports rose, prices fell."]
)
def test_another_word_for_the_same_is_no_opposite(sentence):
    assert opposed(wording(sentence), SOURCE) == ""


@pytest.mark.parametrize("word", ["only", "exclusively"])
def test_a_bound_that_the_source_does_not_set_is_told(word):
    assert (
        bounded(wording(f"The minister {word} visits Wonsan."), SOURCE) == f"The source does not say “{word} visits”."
    )


def test_a_bound_that_the_source_sets_passes():
    source = wording("The minister visits only Wonsan.")
    assert bounded(wording("The minister visits Wonsan only."), source) == ""


def test_will_is_not_may():
    may = wording("Russia may send troops to Wonsan.")
    assert certain(wording("Russia will send troops to Wonsan."), may) == "The source says “may”, not “will”."
    assert certain(wording("Russia could send troops to Wonsan."), may) == ""
    assert certain(wording("Russia will send troops to Wonsan."), wording("Russia sends troops on 3 May.")) == ""


def test_a_denial_more_or_less_than_the_same_words_have_is_told():
    plain, denying = wording("Kim went to Wonsan."), wording("Kim never went to Wonsan.")
    assert undenied(denying, plain) == "Denied, not confirmed: the sentence says “never went”, and the source does not."
    assert undenied(plain, denying) == "Confirmed, not denied: the source says “never went”."
    assert undenied(plain, wording("Kim went to Wonsan and did not speak.")) == ""


def test_what_is_told_of_a_quotation_denies_like_its_source():
    assert one_denies(wording("He said"), wording("He did not say")) != ""
    assert one_denies(wording("He did not say"), wording("He never said")) == ""


def test_opposites_hold_both_ways_and_in_all_forms():
    assert "fall" in opposites("rising")
    assert "rise" in opposites("fell")
    assert "open" not in opposites("happened")


NEWS = (
    "The first three rounds brought no agreement. The mayor had no intention of closing the port or the market. "
    "President Donald Trump left the deal in May. Critics rejected the plan of the council, but no more than 40 came."
)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("An agreement came out of the first three rounds.", "Confirmed, not denied: the source says “no agreement”."),
        ("The mayor intends to close the port or the market.", "Confirmed, not denied"),
        ("Critics welcomed the plan of the council.", "The source says “rejected”, not “welcomed”."),
        ("President Barack Obama left the deal in May.", "“Barack Obama” is not in the cited document."),
        ("There was no agreement in the first three rounds.", ""),
        ("The mayor does not intend to close the port.", ""),
        ("Up to 40 critics came, who rejected the plan of the council.", ""),
        ("Trump left the deal in May.", ""),
    ],
)
def test_a_sentence_that_shares_half_of_its_words_is_compared_with_that_one(claim: str, reason: str):
    document = Document(id="n", title="", text=NEWS, path="/n")
    found = supported(claim, [(passage(document), document)])
    assert found.reason.startswith(reason) and bool(found.reason) == bool(reason)


def test_a_person_whom_only_another_passage_names_is_told_beside_the_one_of_the_sentence():
    text = "President Donald Trump left the deal in May.\n\nBarack Obama had signed it."
    document = Document(id="o", title="", text=text, path="/o")
    cited = [(passage(document, "President Donald Trump left the deal in May."), document)]
    assert (
        supported("Barack Obama left the deal in May.", cited).reason
        == "The source says Donald Trump, not Barack Obama."
    )
    assert supported("Donald Trump left the deal in May.", cited).reason == ""
