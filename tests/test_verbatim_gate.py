"""No quotation mark survives in an answer unless a stored document holds the words, whoever wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.assistant import Assistant
from answer.draft import Draft
from answer.quotations import find_quotation
from answer.shelf import Pile
from answer.types import Answer
from answer.verbatim_gate import pass_gate
from index.quotes import quotes
from index.statements import statements
from index.store import Index
from index.types import Document
from tests import newsroom
from tests.conftest import ScriptedLLM

TALKS = Document(id="talks", title="Talks in Wonsan", text=newsroom.WONSAN, path="/talks")
ECHO = Document(id="echo", title="Plans", text=newsroom.ECHO, path="/echo")
SHELF = Pile(documents=[TALKS, ECHO], statements={each.id: statements(each) for each in (TALKS, ECHO)})
QUESTION = "What did Lavrov say about Korea?"


def gated(*sentences: str, cited: Document | None = TALKS) -> Draft:
    """The sentences as a draft that cites a document for each, through the gate."""
    draft = Draft()
    for sentence in sentences:
        number = cited and draft.cite(newsroom.passage(cited), [newsroom.passage(cited).span], cited.text)
        draft.write(sentence, [number] if number else [], verdict="supported", separator=" ")
    pass_gate(draft, SHELF)
    return draft


def judged(draft: Draft) -> list[tuple[str, str]]:
    return [(each.verdict, each.words) for each in draft.quotations]


def test_words_that_are_stored_keep_their_marks():
    draft = gated("Lavrov said: “We do not take these plans seriously.”")
    assert draft.text == "Lavrov said: “We do not take these plans seriously.” [1]"
    assert [(check.verdict, check.reason) for check in draft.checks] == [("verbatim", "")]
    (found,) = draft.quotations
    assert (found.verdict, found.speaker, found.given, found.documents) == (
        "verbatim", "Sergei Lavrov", "Lavrov", 2,
    )  # fmt: skip
    assert [span.of(TALKS.text) for span in found.spans] == ["We do not take these plans seriously"]


def test_an_altered_quotation_loses_its_marks_and_shows_what_differs():
    draft = gated("Lavrov said: “We do take these plans seriously.” He left.")
    assert draft.text == "Lavrov said: We do take these plans seriously. He left. [1]"
    (found,) = draft.quotations
    assert (found.verdict, found.marks, found.span.of(draft.text)) == (
        "altered", ("“", "”"), "We do take these plans seriously.",
    )  # fmt: skip
    assert found.source == "We do not take these plans seriously"
    assert [(p.kind, p.left.of(found.words), p.right.of(found.source)) for p in found.diff] == [
        ("same", "We do", "We do"),
        ("right", "", "not"),
        ("same", "take these plans seriously", "take these plans seriously"),
    ]
    assert draft.checks[0].verdict == "unsupported"
    assert draft.checks[0].evidence.of(TALKS.text) == found.source


def test_an_invented_quotation_is_told_and_its_marks_are_gone():
    draft = gated("“Bananas are my favourite fruit,” Lavrov said.")
    assert draft.text == "Bananas are my favourite fruit, Lavrov said. [1]"
    assert [(check.verdict, check.reason) for check in draft.checks] == [
        ("unsupported", "No document holds this quotation.")
    ]


def test_anothers_words_keep_their_marks_and_say_whose_they_are():
    draft = gated("Kim Jong Un said: “Nobody thinks of using force against Korea.”")
    assert "“Nobody thinks of using force against Korea.”" in draft.text
    (found,) = draft.quotations
    assert (found.verdict, found.speaker, found.given) == ("misattributed", "Sergei Lavrov", "Kim Jong Un")
    assert draft.checks[0].reason == "The document gives these words to Sergei Lavrov."


def test_two_quotations_merged_into_one_are_altered():
    draft = gated("Lavrov said: “Nobody thinks of using force before the strikes on Iran.”")
    assert [each.verdict for each in draft.quotations] == ["altered"]
    assert "“" not in draft.text


def test_parts_in_another_order_are_altered_and_in_order_they_are_not():
    right = "“The leadership drew its conclusions … Nobody thinks of using force,” he said."
    wrong = "“Nobody thinks of using force … The leadership drew its conclusions,” he said."
    assert [each.verdict for each in gated(right).quotations] == ["verbatim"]
    (found,) = gated(wrong).quotations
    assert found.verdict == "altered"
    assert found.reason == "The parts of this quotation do not follow each other in the document."
    assert found.source == "Nobody thinks of using force … The leadership drew its conclusions"


def test_words_that_the_document_interrupts_to_tell_who_speaks_are_verbatim():
    text = "“We shall never sell our grain,” Anna Berg said, “and nobody shall buy it from us.”"
    made = Document(id="grain", title="", text=text, path="")
    draft = Draft()
    draft.write("Berg said: “We shall never sell our grain and nobody shall buy it from us.”")
    pass_gate(draft, Pile(documents=[made], statements={"grain": statements(made)}))
    (found,) = draft.quotations
    assert (found.verdict, found.reason) == ("verbatim", "The document interrupts these words to tell who speaks.")
    assert [span.of(text) for span in found.spans] == [
        "We shall never sell our grain",
        "and nobody shall buy it from us",
    ]


def test_words_with_other_punctuation_are_verbatim_and_say_so():
    draft = gated("Lavrov said: “We do not, take these plans: seriously.”")
    (found,) = draft.quotations
    assert (found.verdict, found.reason) == ("verbatim", "The words are the same, the punctuation is not.")


def test_a_term_that_no_document_has_makes_its_sentence_doubtful_and_no_more():
    draft = gated("The “strikes” were “super dangerous”.")
    assert draft.text == "The “strikes” were super dangerous. [1]"
    assert judged(draft) == [("verbatim", "strikes"), ("absent", "super dangerous")]
    assert (draft.checks[0].verdict, draft.checks[0].reason) == (
        "partly", "No document holds the term “super dangerous”.",
    )  # fmt: skip


def test_a_quotation_whose_denial_was_cut_off_keeps_its_marks_and_makes_its_sentence_doubtful():
    draft = gated("Lavrov said: “take these plans seriously.”")
    assert "“take these plans seriously.”" in draft.text
    assert (draft.checks[0].verdict, draft.checks[0].reason) == (
        "partly", "In the document “not” stands right before these words.",
    )  # fmt: skip


def test_the_title_of_a_document_may_stand_in_quotation_marks():
    draft = gated("It is told in “Talks in Wonsan”.")
    assert [(each.verdict, each.reason) for each in draft.quotations] == [
        ("verbatim", "These words are the title of a document.")
    ]


def test_what_stands_in_marks_inside_an_invented_quotation_is_looked_at_too():
    draft = gated("Lavrov said: “Bananas are ‘quite tasty things’ for all of us.”")
    assert draft.text == "Lavrov said: Bananas are quite tasty things for all of us. [1]"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Lavrov said: “Bananas are my favourite fruit.", "Lavrov said: Bananas are my favourite fruit. [1]"),
        ("Bananas are my favourite fruit,” he said.", "Bananas are my favourite fruit, he said. [1]"),
        ("He said: “We do not take these plans seriously", "He said: “We do not take these plans seriously [1]"),
        ("and these plans seriously,” he said.", "and these plans seriously, he said. [1]"),
        ("take these plans seriously,” he said.", "take these plans seriously,” he said. [1]"),
        ("He said: ''Bananas are tasty things''.", "He said: Bananas are tasty things. [1]"),
    ],
)
def test_a_mark_without_its_partner_stays_only_beside_stored_words(sentence, text):
    assert gated(sentence).text == text


def test_a_quotation_of_several_sentences_is_one():
    draft = gated("Lavrov said: “We do not take these plans seriously.", "Bananas are my favourite fruit.”")
    assert "“" not in draft.text
    assert [check.verdict for check in draft.checks] == ["unsupported", "unsupported"]


def test_a_removed_citation_is_told_first_and_the_quotation_is_marked_all_the_same():
    draft = Draft()
    draft.write("“Bananas are tasty things,” he said. [citation removed]", verdict="citation removed", reason="Gone.")
    pass_gate(draft, SHELF)
    assert (draft.checks[0].verdict, draft.checks[0].reason) == ("citation removed", "Gone.")
    assert [each.verdict for each in draft.quotations] == ["absent"]


def test_words_that_stand_in_another_document_than_the_one_cited_are_told():
    grain = Document(id="grain", title="Grain", text="Farmers sold grain.", path="")
    draft = Draft()
    number = draft.cite(newsroom.passage(grain), [newsroom.passage(grain).span], grain.text)
    draft.write("He said: “Nobody thinks of using force against Korea.”", [number], verdict="supported")
    pass_gate(draft, Pile(documents=[grain, TALKS]))
    assert (draft.checks[0].verdict, draft.checks[0].reason) == (
        "partly", "The quotation is not in the cited document, but in “Talks in Wonsan”.",
    )  # fmt: skip


PIECES = st.sampled_from(
    "“ ” \" ' ‘ ’ « » '' … [these] We do not take these plans seriously Nobody bananas Iran. , — \n\n".split(" ")
)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=3))
def test_whatever_was_written_every_pair_of_marks_holds_stored_words(sentences):
    draft = gated(*(each for each in sentences if any(map(str.isalnum, each))))
    spans = {each.span: each for each in draft.quotations}
    for span in quotes(draft.text):
        assert spans[span].stored
    for each in draft.quotations:
        for span in each.spans:
            assert 0 <= span.start < span.end <= len(TALKS.text)
        if each.verdict == "verbatim" and not each.reason and each.spans:
            assert find_quotation(each.words, [TALKS, ECHO])


@pytest.fixture
def index(tmp_path):
    with newsroom.build(tmp_path) as opened:
        yield opened


PROSE = (
    "Lavrov said: “The harvest of bananas was a triumph” [1]. He said: “We do take these plans seriously” [1]. "
    "He added: “Nobody thinks of using these plans seriously” [1]. "
    "Kim Jong Un said: “The leadership drew its conclusions long before the strikes on Iran” [1]. "
    "Farmers sold “40 tons of grain in March” [1]. Bananas grow on Mars [9]."
)


async def asked(index: Index, prose: str) -> Answer:
    return await Assistant(index, ScriptedLLM([prose])).ask(QUESTION)


async def test_each_way_of_a_model_to_misquote_is_marked_in_the_answer(index: Index):
    answer = await asked(index, PROSE)
    assert [each.verdict for each in answer.quotations] == [
        "absent", "altered", "altered", "misattributed", "verbatim",
    ]  # fmt: skip
    assert [check.verdict for check in answer.checks] == [
        "unsupported", "unsupported", "unsupported", "unsupported", "partly", "citation removed",
    ]  # fmt: skip
    assert answer.text.count("“") == 2
    documents = {id: index.catalogue.document(id) for id in index.catalogue.document_ids()}
    newsroom.assert_lawful(answer, documents)
    for quotation in answer.quotations:
        if quotation.passage:
            text = documents[quotation.passage.document_id].text
            assert quotation.source == " … ".join(span.of(text) for span in quotation.spans)


async def test_words_of_a_document_that_the_model_was_not_shown_are_found_in_the_whole_corpus(index: Index):
    answer = await asked(index, "Reporters wrote: “Farmers in Kenya sold 40 tons of grain” [1].")
    (found,) = answer.quotations
    assert (found.verdict, found.passage.source) == ("verbatim", "")
    assert index.catalogue.document(found.passage.document_id).text == newsroom.GRAIN


@pytest.mark.parametrize("question", [QUESTION, "What did Lavrov say about the plans?", "How much grain was sold?"])
async def test_an_extractive_answer_passes_the_gate_unchanged(index: Index, question):
    answer = await Assistant(index).ask(question)
    assert all(each.verdict == "verbatim" for each in answer.quotations)
    assert all(check.verdict == "verbatim" for check in answer.checks)
    assert len(answer.quotations) == len(quotes(answer.text))
