"""A model's prose read as an answer: whatever it holds, the draft is lawful and what is wrong is visible."""

import time
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from answer.prose import REMOVED, Sources, read_prose
from index.text import clean
from index.types import Document
from tests.newsroom import assert_lawful, passage

LAVROV = Document(
    id="lavrov",
    title="Lavrov in Wonsan",
    text=clean(
        "Sergei Lavrov visited Wonsan on Friday. “We are not taking these plans seriously,” he said.\n\n"
        "He warned that the drills threaten the peace in Asia. The drills cost 40 million dollars."
    ),
    path="/lavrov.txt",
)
TREATY = Document(
    id="treaty",
    title="The treaty",
    text=clean("The treaty was signed in Pyongyang. “Each side shall help the other without delay,” it says."),
    path="/treaty.txt",
)
WORDS = "We are not taking these plans seriously"
SAID = "“We are not taking these plans seriously,” he said."
SOURCES = Sources(
    passages=(
        passage(LAVROV, "Sergei Lavrov visited Wonsan on Friday. " + SAID),
        passage(TREATY),
        passage(LAVROV, "He warned that the drills threaten the peace in Asia. The drills cost 40 million dollars."),
    ),
    documents={"lavrov": LAVROV, "treaty": TREATY},
)
NOTHING = Sources(passages=(), documents={})


def read(prose: str, sources: Sources = SOURCES):
    draft = read_prose(prose, sources)
    assert_lawful(draft, sources.documents)
    return draft


def verdicts(prose: str) -> list[tuple[str, str]]:
    return [(check.verdict, check.reason) for check in read(prose).checks]


def test_a_claim_cites_the_sentence_that_carries_it():
    draft = read("Lavrov warned that the drills threaten the peace in Asia [3].")
    assert draft.text == "Lavrov warned that the drills threaten the peace in Asia. [1]"
    assert [citation.quote for citation in draft.citations] == ["He warned that the drills threaten the peace in Asia."]
    assert draft.checks[0].verdict == "supported"
    assert draft.checks[0].evidence.of(LAVROV.text) == "He warned that the drills threaten the peace in Asia."


def test_a_quotation_that_is_stored_is_verbatim_and_its_citation_is_exactly_its_span():
    draft = read("Lavrov said: “We are not taking these plans seriously” [1].")
    assert [(check.verdict, check.reason) for check in draft.checks] == [("verbatim", "")]
    assert [citation.quote for citation in draft.citations] == ["We are not taking these plans seriously"]
    assert draft.citations[0].passage is SOURCES.passages[0]


def test_an_altered_quotation_is_unsupported_and_the_stored_words_are_shown():
    draft = read("Lavrov said: “We are now taking these plans seriously” [1].")
    assert draft.checks[0].verdict == "unsupported"
    assert draft.checks[0].reason == f"The quotation differs from the document, which has: {WORDS}"
    assert draft.text == "Lavrov said: We are now taking these plans seriously. [1]"
    (quotation,) = draft.quotations
    assert (quotation.verdict, quotation.marks, quotation.source) == ("altered", ("“", "”"), WORDS)


def test_an_invented_quotation_is_unsupported():
    assert verdicts("Lavrov said: “Bananas are my favourite fruit” [1].") == [
        ("unsupported", "No document holds this quotation.")
    ]


def test_words_of_another_document_than_the_one_cited_are_told():
    (check,) = read("The treaty says: “Each side shall help the other without delay” [1].").checks
    assert check.verdict == "partly"
    assert check.reason == "The quotation is not in the cited document, but in “The treaty”."


def test_a_quotation_put_into_anothers_mouth_is_told():
    (check,) = read("Putin said: “We are not taking these plans seriously” [1].").checks
    assert (check.verdict, check.reason) == ("partly", "“Putin” is not in the cited document.")


def test_a_quotation_that_stands_elsewhere_in_the_cited_document_is_cited_where_it_stands():
    draft = read("Lavrov said: “We are not taking these plans seriously” [3].")
    assert draft.checks[0].verdict == "verbatim"
    assert [citation.quote for citation in draft.citations] == ["We are not taking these plans seriously"]


def test_a_short_piece_in_quotation_marks_is_a_term():
    assert verdicts("The “drills” threaten the peace in Asia [3].") == [("supported", "")]


def test_a_term_that_no_document_has_loses_its_marks():
    draft = read("The “manoeuvres” threaten the peace in Asia [3].")
    assert draft.text == "The manoeuvres threaten the peace in Asia. [1]"
    assert [(check.verdict, check.reason) for check in draft.checks] == [
        ("partly", "No document holds the term “manoeuvres”.")
    ]


def test_a_sentence_without_a_citation_is_unsupported():
    uncited = ("unsupported", "No source is cited for this sentence.")
    assert verdicts("Lavrov visited Wonsan [1]. The drills threaten the peace.")[1] == uncited


def test_in_a_text_that_cites_nothing_each_sentence_is_given_the_passage_that_carries_it():
    draft = read("The drills threaten the peace in Asia. Bananas grow on Mars.")
    assert draft.text == "The drills threaten the peace in Asia. [1] Bananas grow on Mars."
    assert [check.verdict for check in draft.checks] == ["supported", "unsupported"]


def test_a_quotation_in_a_text_that_cites_nothing_is_cited_where_it_stands():
    draft = read("He said: “We are not taking these plans seriously.”")
    assert [citation.quote for citation in draft.citations] == ["We are not taking these plans seriously"]


@pytest.mark.parametrize(
    "mark", ["[9]", "[0]", "[4]", "[1, 9]", "[1][9]", "[2-5]", "[ 9 ]", "[9 and 1]", "[" + "9" * 5000 + "]"]
)
def test_an_invented_citation_is_visibly_removed(mark):
    draft = read(f"Lavrov visited Wonsan {mark}.")
    assert REMOVED in draft.text
    assert draft.checks[0].verdict == "citation removed"
    assert "was not given" in draft.checks[0].reason


@pytest.mark.parametrize(
    ("marks", "cited"),
    [
        ("[1, 2]", ["lavrov", "treaty"]),
        ("[1,2]", ["lavrov", "treaty"]),
        ("[1;2]", ["lavrov", "treaty"]),
        ("[1][2]", ["lavrov", "treaty"]),
        ("[1] [2]", ["lavrov", "treaty"]),
        ("[1-2]", ["lavrov", "treaty"]),
        ("[1–2]", ["lavrov", "treaty"]),
        ("[2-1]", ["lavrov", "treaty"]),
        ("[1 and 2]", ["lavrov", "treaty"]),
        ("[2][1]", ["treaty", "lavrov"]),
        ("[1][1]", ["lavrov"]),
    ],
)
@pytest.mark.parametrize("form", ["Lavrov visited Wonsan {}.", "Lavrov visited Wonsan.{}", "Lavrov visited Wonsan. {}"])
def test_marks_are_read_in_every_form_before_and_behind_the_full_stop(marks, cited, form):
    draft = read(f"{form.format(marks)} The treaty was signed in Pyongyang [2].")
    assert [citation.passage.document_id for citation in draft.citations][: len(cited)] == cited
    assert len(draft.checks) == 2
    assert draft.text.startswith("Lavrov visited Wonsan. [1]")


def test_a_mark_in_the_middle_goes_to_the_end_of_its_sentence():
    assert read("Lavrov [1] visited Wonsan on Friday.").text == "Lavrov visited Wonsan on Friday. [1]"
    assert read("[1] Lavrov visited Wonsan on Friday.").text == "Lavrov visited Wonsan on Friday. [1]"


def test_marks_on_a_line_of_their_own_belong_to_the_sentence_before():
    draft = read("Lavrov visited Wonsan on Friday.\n\n[1]\n\nThe treaty was signed in Pyongyang. [2]")
    assert draft.text == "Lavrov visited Wonsan on Friday. [1]\n\nThe treaty was signed in Pyongyang. [2]"


def test_the_same_number_is_given_to_the_same_words():
    draft = read("Lavrov visited Wonsan on Friday [1]. On Friday Lavrov visited Wonsan [1].")
    assert draft.text == "Lavrov visited Wonsan on Friday. [1] On Friday Lavrov visited Wonsan. [1]"


def test_paragraphs_and_words_of_the_model_stay_as_they_are():
    prose = "The drills (all of them!) cost 40 million; so they say.\n\nAsia—peace? So, yes: 1.5 & <b>x</b> {y} a_b."
    assert read(prose, NOTHING).text == prose


@pytest.mark.parametrize(
    ("prose", "text"),
    [
        ("**Lavrov** visited __Wonsan__.", "Lavrov visited Wonsan."),
        ("# Answer\n\nLavrov came.", "Answer\n\nLavrov came."),
        ("- Lavrov came.\n- Lavrov went.", "Lavrov came.\n\nLavrov went."),
        ("* Lavrov came.", "Lavrov came."),
        ("It rose 2 * 3 times.", "It rose 2 * 3 times."),
    ],
)
def test_markdown_is_taken_off(prose, text):
    assert read(prose, NOTHING).text == text


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The drills cost 90 million dollars [3].", "90"),
        ("The drills threatened Sergei Shoigu [3].", "Shoigu"),
        ("He warned that the drills do not threaten the peace in Asia [3].", "Denied"),
    ],
)
def test_a_wrong_number_name_or_denial_is_told(sentence, word):
    ((verdict, reason),) = verdicts(sentence)
    assert verdict in ("partly", "unsupported")
    assert word in reason


@pytest.mark.parametrize("prose", ["", " \n\n ", "**", "[1]", "[1][2]", "\x00", "\u200b"])
def test_prose_without_a_word_is_an_empty_draft(prose):
    draft = read(prose)
    assert (draft.text, draft.citations, draft.checks) == ("", (), ())


def test_an_invented_mark_without_a_word_is_visible_too():
    assert [check.verdict for check in read("[9]").checks] == ["citation removed"]


PIECES = (
    "[1]|[2]|[9]|[1, 2]|[3-1]|[[1]]|[1[2]3]|[|]|“|”|'|.|!|?|…|We are not taking these plans seriously|plans|Lavrov|"
    "not|40|\n|\n\n| |<script>|</b>|**|#|- |é|İ|\u202e|\ud800|\x00|漢字。|U.S. |[citation removed]"
).split("|")


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30).map("".join))
@example("'[[1]]'")
def test_any_prose_becomes_a_lawful_draft(prose):
    read(prose)
    read(prose, NOTHING)


@pytest.mark.parametrize(
    "piece", ["[1]", "!", ".[1]", "“", "‘a ", "[1,", "[", " ", "Seas rise. ", "<b>", "**", "[1 and ", "[1-", "\n[1]"]
)
def test_a_flood_is_read_in_a_moment(piece):
    start = time.perf_counter()
    read(piece * (20_000 // len(piece)))
    assert time.perf_counter() - start < 8


@pytest.mark.parametrize(
    "prose",
    [
        "1. Lavrov visited Wonsan on Friday [1].\n2. The drills cost 40 million dollars [3].",
        "1) Lavrov visited Wonsan on Friday [1].\n\n2) The drills cost 40 million dollars [3].",
        "(1) Lavrov visited Wonsan on Friday [1].\n(2) The drills cost 40 million dollars [3].",
    ],
)
def test_the_number_in_a_list_is_shown_and_is_no_claim(prose):
    draft = read(prose)
    assert [(check.verdict, check.reason) for check in draft.checks] == [("supported", ""), ("verbatim", "")]
    assert [check.sentence.of(draft.text)[:12] for check in draft.checks] == [
        f"{prose[: prose.index('L')].strip()} Lavrov visited"[:12],
        f"{prose[: prose.index('L')].strip().replace('1', '2')} The drills"[:12],
    ]


def test_a_number_at_the_end_of_a_text_and_one_within_a_line_are_sentences():
    assert read("Lavrov visited Wonsan [1].\n2.").text.endswith("2.")
    assert verdicts("They cost 40 million dollars [3]. 50. That is all.")[1][0] == "unsupported"


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (
            "Sergei Lavrov said that drills threaten peace [1].",
            "The cited passage does not say this; one of “Lavrov in Wonsan” may.",
        ),
        ("Sergei Lavrov ate bananas [1].", "The cited passage shares only names with this."),
        ("Sergei Lavrov said that drills threaten peace [3].", ""),
    ],
)
def test_a_claim_that_cites_a_passage_with_its_names_alone_is_doubted(claim, reason):
    bare = passage(LAVROV, "Sergei Lavrov visited Wonsan on Friday.")
    sources = replace(SOURCES, passages=(bare, *SOURCES.passages[1:]))
    (check,) = read_prose(claim, sources).checks
    assert check.reason == reason
    assert check.verdict == ("partly" if reason else "supported")
