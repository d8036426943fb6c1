"""Whether a sentence is carried by what it cites: names, numbers, negation and words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.checks import supported
from index.sentences import sentences
from index.statements import statements
from index.text import clean
from index.types import Document
from tests.newsroom import passage

TEXT = (
    "Foreign Minister Sergei Lavrov visited Wonsan in July. He warned that the drills threaten the peace in Asia. "
    "Kim Jong Un did not speak. The drills cost 40 million dollars."
)
DOCUMENT = Document(id="d", title="The drills of 2025", text=clean(TEXT), path="/d.txt")
TREATY_TEXT = Document(id="e", title="The treaty", text="The treaty was signed in Pyongyang in July.", path="/e.txt")
TREATY = (passage(TREATY_TEXT), TREATY_TEXT)
WHOLE = (passage(DOCUMENT), DOCUMENT)
DRILLS = (passage(DOCUMENT, "He warned that the drills threaten the peace in Asia."), DOCUMENT)
CLAIMS = ["In July Lavrov signed.", "The drills cost 50 million dollars.", "The treaty was signed.", "Nothing of it."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Lavrov warned that the drills threaten peace in Asia.",
        "Sergei Lavrov visited Wonsan in July.",
        "Drills threaten the peace in Asia, Lavrov warned.",
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
        ("The drills of 2024 cost 40 million dollars.", "The number 2024 is not in the cited passage."),
        ("In July Sergei Shoigu visited Wonsan.", "“Sergei Shoigu” is not in the cited document."),
        ("Putin warned that the drills threaten the peace in Asia.", "“Putin” is not in the cited document."),
        ("According to Macron the drills threaten the peace.", "“Macron” is not in the cited document."),
        ("Sergei Shoigu visited Wonsan in July.", "“Sergei Shoigu” is not in the cited document."),
        ("The drills cost 50 million dollars.", "The source says 40 million, not 50 million."),
        ("The drills cost 40 percent.", "The number 40 is not in the cited passage."),
        ("Sergei Lavrov visited Wonsan in August.", "The source says July, not August."),
    ],
)
def test_another_number_day_or_name_is_told(sentence, reason):
    found = supported(sentence, [WHOLE])
    assert (found.verdict, found.reason) == ("partly", reason)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (
            "He warned that the drills do not threaten the peace in Asia.",
            "Denied, not confirmed: the sentence says “not threaten”, and the source does not.",
        ),
        ("Kim Jong Un did speak.", "Confirmed, not denied: the source says “not speak”."),
        ("The drills threaten the war in Asia.", "The source says “peace”, not “war”."),
        ("The drills only threaten the peace in Asia.", "The source does not say “only threaten”."),
    ],
)
def test_what_the_source_says_otherwise_is_unsupported(sentence, reason):
    found = supported(sentence, [WHOLE])
    assert (found.verdict, found.reason) == ("unsupported", reason)


def test_ordinary_words_that_begin_a_sentence_are_no_name():
    assert supported("Exercises threaten the peace in Asia.", [WHOLE]).reason == ""
    assert supported("Officials warned that the drills threaten the peace in Asia.", [WHOLE]).reason == ""


def test_a_sentence_with_few_words_of_its_source_is_not_supported():
    assert supported("Bananas are cheap.", [WHOLE]).verdict == "unsupported"
    assert supported("Bananas are cheap.", [WHOLE]).reason == "The cited passage does not say this."
    part = supported("The drills on cheap bananas in tropical countries.", [WHOLE])
    assert (part.verdict, part.reason) == ("partly", "The cited passage does not say all of this.")


def test_a_sentence_without_a_citation_is_not_supported():
    found = supported("Lavrov visited Wonsan in July.", [])
    assert (found.verdict, found.passage, found.evidence) == ("unsupported", None, None)
    assert found.reason == "No source is cited for this sentence."


@pytest.mark.parametrize("sentence", ["", "…", "漢字", "the of"])
def test_a_sentence_without_a_telling_word_raises_nothing(sentence):
    assert supported(sentence, [WHOLE]).verdict in ("verbatim", "supported", "partly", "unsupported")


@settings(deadline=None)  # the first call reads the list of English words
@given(st.text())
def test_any_sentence_gets_a_verdict_and_doubt_has_its_reason(sentence):
    found = supported(sentence, [WHOLE, DRILLS])
    assert (found.reason == "") == (found.verdict in ("verbatim", "supported"))
    assert DOCUMENT.text[found.evidence.start : found.evidence.end]


@given(st.sampled_from([span.of(DOCUMENT.text) for span in sentences(DOCUMENT.text)]))
def test_a_sentence_of_the_source_is_verbatim(sentence):
    found = supported(sentence, [DRILLS, WHOLE])
    assert (found.verdict, found.reason) == ("verbatim", "")
    assert found.evidence.of(DOCUMENT.text) == sentence


@settings(deadline=None)
@given(st.integers(2, 10_000), st.integers(2, 10_000))
def test_a_number_in_the_place_of_another_is_never_supported(stored, said):
    document = Document(id="n", title="", text=f"The army sent {stored} soldiers to the border.", path="/n.txt")
    found = supported(f"The army sent {said} soldiers to the border.", [(passage(document), document)])
    assert found.verdict == ("verbatim" if stored == said else "partly")
    assert found.reason == ("" if stored == said else f"The source says {stored}, not {said}.")


@given(st.permutations([WHOLE, DRILLS, TREATY]), st.sampled_from(CLAIMS))
def test_the_order_of_what_is_cited_does_not_matter(cited, sentence):
    found, other = supported(sentence, cited), supported(sentence, [WHOLE, DRILLS, TREATY])
    assert (found.verdict, found.evidence, found.reason) == (other.verdict, other.evidence, other.reason)


def test_typography_and_the_full_stop_do_not_keep_a_sentence_from_being_verbatim():
    document = Document(id="t", title="", text="The minister’s plan – a new one – failed.", path="/t.txt")
    assert supported("The minister's plan - a new one - failed", [(passage(document), document)]).verdict == "verbatim"


def test_a_speaker_of_another_name_is_told_from_the_statements_of_the_document():
    sentence = "Kim warned that the drills threaten the peace in Asia."
    (said,) = statements(DOCUMENT)
    found = supported(sentence, [WHOLE], [said])
    assert (found.verdict, found.reason) == ("unsupported", "Said by Sergei Lavrov, not Kim.")
    assert supported(sentence.replace("Kim", "Lavrov"), [WHOLE], [said]).verdict == "supported"
