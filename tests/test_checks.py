"""Whether a sentence is carried by what it cites: names, numbers, negation and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.checks import supported
from index.text import clean
from index.types import Document
from tests.newsroom import passage

TEXT = (
    "Foreign Minister Sergei Lavrov visited Wonsan in July. He warned that the drills threaten the peace in Asia. "
    "Kim Jong Un did not speak. The drills cost 40 million dollars."
)
DOCUMENT = Document(id="d", title="The drills of 2025", text=clean(TEXT), path="/d.txt")
WHOLE = (passage(DOCUMENT), DOCUMENT)
DRILLS = (passage(DOCUMENT, "He warned that the drills threaten the peace in Asia."), DOCUMENT)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lavrov warned that the drills threaten peace in Asia.",
        "Sergei Lavrov visited Wonsan in July.",
        "The drills of 2025 cost 40 million dollars.",
        "Kim did not speak.",
        "Wonsan was visited by Lavrov.",
    ],
)
def test_a_sentence_that_its_source_carries_is_supported(sentence):
    found = supported(sentence, [WHOLE])
    assert (found.verdict, found.reason) == ("supported", "")


def test_the_sentence_that_carries_a_claim_best_is_its_evidence():
    found = supported("The drills threaten peace.", [WHOLE])
    assert found.evidence.of(DOCUMENT.text) == "He warned that the drills threaten the peace in Asia."
    assert found.passage is WHOLE[0]


def test_the_speaker_whom_the_passage_only_calls_he_is_known_from_its_document():
    assert supported("Lavrov warned that the drills threaten the peace.", [DRILLS]).verdict == "supported"
    assert supported("On Friday Lavrov warned that the drills threaten the peace.", [DRILLS]).reason == ""


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The drills cost 50 million dollars.", "The number 50 is not in the cited passage."),
        ("The drills of 2024 cost 40 million dollars.", "The number 2024 is not in the cited passage."),
        ("In July Sergei Shoigu visited Wonsan.", "“Sergei Shoigu” is not in the cited document."),
        ("Putin warned that the drills threaten the peace in Asia.", "“Putin” is not in the cited document."),
        ("According to Macron the drills threaten the peace.", "“Macron” is not in the cited document."),
        ("Sergei Shoigu visited Wonsan in July.", "“Sergei Shoigu” is not in the cited document."),
        (
            "He warned that the drills do not threaten the peace in Asia.",
            "One of the sentence and its source denies what the other says, or seems to.",
        ),
        ("Kim Jong Un did speak.", "One of the sentence and its source denies what the other says, or seems to."),
    ],
)
def test_another_number_name_or_denial_is_told(sentence, reason):
    found = supported(sentence, [WHOLE])
    assert (found.verdict, found.reason) == ("partly", reason)


def test_ordinary_words_that_begin_a_sentence_are_no_name():
    assert supported("Exercises threaten the peace in Asia.", [WHOLE]).reason == ""
    assert supported("Officials warned that the drills threaten the peace in Asia.", [WHOLE]).reason == ""


def test_a_sentence_with_few_words_of_its_source_is_not_supported():
    assert supported("Bananas are cheap.", [WHOLE]).verdict == "unsupported"
    assert supported("Bananas are cheap.", [WHOLE]).reason == "The cited passage does not say this."
    half = supported("The peace talks about drills and bananas failed.", [WHOLE])
    assert (half.verdict, half.reason) == ("partly", "The cited passage does not say all of this.")


def test_a_sentence_without_a_citation_is_not_supported():
    found = supported("Lavrov visited Wonsan in July.", [])
    assert (found.verdict, found.passage, found.evidence) == ("unsupported", None, None)
    assert found.reason == "No source is cited for this sentence."


@pytest.mark.parametrize("sentence", ["", "…", "漢字", "the of"])
def test_a_sentence_without_a_telling_word_raises_nothing(sentence):
    assert supported(sentence, [WHOLE]).verdict in ("supported", "partly", "unsupported")


@given(st.text())
def test_any_sentence_gets_a_verdict_and_doubt_has_its_reason(sentence):
    found = supported(sentence, [WHOLE, DRILLS])
    assert (found.reason == "") == (found.verdict == "supported")
    assert DOCUMENT.text[found.evidence.start : found.evidence.end]
