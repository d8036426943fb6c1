"""Every metric at 0, at 1 and at a middle that was worked by hand."""

from dataclasses import replace

import pytest

from answer.types import Answer, Check, Citation, Coverage, Refusal
from evals.questions import GoldQuestion, Place
from evals.verdicts import (
    Stored,
    checked,
    citation_exactness,
    citation_precision,
    citation_recall,
    evidence_found,
    leading,
    quotation_exactness,
    right_to,
    says,
    scores,
    verdict,
)
from index.types import Passage, Span

TEXT = "“We go,” Anna said. Bert stayed at home. It rained on Monday."
OTHER = "Carl likes rain."
STORED = Stored(texts={"1": TEXT, "2": OTHER}, ids={"a.md": "1", "b.md": "2"})
ANNA = Place(document="a.md", text="“We go,” Anna said.")
BERT = Place(document="a.md", text="Bert stayed at home.")
RAIN = Place(document="a.md", text="It rained on Monday.")
QUESTION = GoldQuestion(
    id="said-anna",
    kind="said",
    split="report",
    question="What did Anna and Bert do?",
    speaker="Anna",
    answer=(("we go",), ("stayed", "remained")),
    never=("Carl",),
    evidence=((ANNA,), (BERT,)),
    also=(RAIN,),
)
TRAP = GoldQuestion(id="trap-carl", kind="trap", split="report", question="What did Carl say?", why="Nothing.")


def cite(words: str, id: str = "1", number: int = 1) -> Citation:
    text = STORED.texts[id]
    start = text.index(words)
    passage = Passage(id=f"{id}:0-{len(text)}", document_id=id, start=0, end=len(text), text=text, title="")
    return Citation(number=number, passage=passage, quoted=(Span(start=start, end=start + len(words)),), quote=words)


def answered(text: str, *citations: Citation, refused: bool = False) -> Answer:
    return Answer(
        question="?",
        understood="?",
        text=text,
        citations=citations,
        checks=(Check(sentence=Span(start=0, end=len(text)), verdict="verbatim"),),
        coverage=Coverage(documents=2, sources=()),
        refusal=Refusal(kind="not in the passages", reason=text) if refused else None,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna: “We go”, and Bert remained.", True),
        ("Anna: “We go”.", False),
        ("“We go”, and Bert remained.", False),
        ("Anna: “We go”, and Bert remained, says Carl.", False),
    ],
)
def test_an_answer_says_what_it_must_names_the_speaker_and_nothing_that_it_must_not(text: str, expected: bool):
    assert says(QUESTION, text) is expected


def test_an_answer_is_right_only_when_it_also_cites_the_evidence():
    told = "Anna: “We go”, and Bert remained."
    assert verdict(QUESTION, answered(told, cite("Anna said")), STORED) == "right"
    assert verdict(QUESTION, answered(told, cite("It rained")), STORED) == "wrong"
    assert verdict(QUESTION, answered(told), STORED) == "wrong"


def test_a_refusal_is_declined_and_right_exactly_where_the_corpus_is_silent():
    refused = answered("The documents do not answer.", refused=True)
    assert verdict(QUESTION, refused, STORED) == "declined" == verdict(TRAP, refused, STORED)
    assert right_to(TRAP, "declined")
    assert not right_to(QUESTION, "declined")


def test_an_answer_to_a_trap_is_wrong_whatever_it_says():
    assert verdict(TRAP, answered("Carl likes rain.", cite("Carl", "2")), STORED) == "wrong"


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (["Anna said", "Bert", "It rained", "Monday"], 1.0),
        (["Anna said", "Carl"], 0.5),
        (["Carl", "rain."], 0.0),
        ([], 0.0),
    ],
)
def test_citation_precision_is_the_share_of_citations_that_quote_a_known_place(cited: list[str], expected: float):
    citations = [cite(words, "2" if words in OTHER else "1") for words in cited]
    assert citation_precision(QUESTION, citations, STORED) == expected


@pytest.mark.parametrize(
    ("cited", "expected"), [(["Anna", "Bert"], 1.0), (["Anna", "“We go"], 0.5), (["It rained"], 0.0), ([], 0.0)]
)
def test_citation_recall_is_the_share_of_evidence_groups_that_are_cited(cited: list[str], expected: float):
    assert citation_recall(QUESTION, [cite(words) for words in cited], STORED) == expected


@pytest.mark.parametrize(
    ("places", "expected"), [([(0, 40)], 1.0), ([(0, 5)], 0.5), ([(41, 60)], 0.0), ([], 0.0), ([(0, 3), (25, 30)], 1.0)]
)
def test_evidence_is_found_by_the_share_of_groups_that_a_passage_touches(
    places: list[tuple[int, int]], expected: float
):
    passages = [replace(cite("Anna").passage, start=start, end=end, text=TEXT[start:end]) for start, end in places]
    assert evidence_found(QUESTION, passages, STORED) == expected
    assert evidence_found(TRAP, passages, STORED) is None


def test_the_leading_citation_counts_alone():
    assert leading(QUESTION, [cite("Bert"), cite("Carl", "2")], STORED) == 1.0
    assert leading(QUESTION, [cite("It rained"), cite("Bert")], STORED) == 0.0
    assert leading(QUESTION, [], STORED) == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna said “We go” and “Bert stayed … It rained”.", 1.0),
        ("Anna said “We go” and “We went”.", 0.5),
        ("Anna said “It rained … Bert stayed”.", 0.0),
        ("Anna said “we go”.", 0.0),
        ("Anna went.", None),
    ],
)
def test_a_quotation_is_exact_when_a_document_holds_its_characters_in_order(text: str, expected: float | None):
    assert quotation_exactness(text, STORED.texts.values()) == expected


def test_a_citation_is_exact_when_its_quote_is_the_characters_of_its_spans():
    right = cite("Bert stayed")
    altered = replace(right, quote="Bert  stayed")
    outside = replace(right, quoted=(Span(start=0, end=900),))
    assert citation_exactness([right], STORED.texts) == 1.0
    assert citation_exactness([right, altered], STORED.texts) == 0.5
    assert citation_exactness([altered, outside], STORED.texts) == 0.0
    assert citation_exactness([], STORED.texts) is None


def test_checked_is_the_share_of_words_in_exactly_one_checked_sentence():
    answer = answered("Anna went. Bert stayed. [1]")
    halves = (Check(sentence=Span(start=0, end=10), verdict="verbatim"),)
    assert checked(answer) == 1.0
    assert checked(replace(answer, checks=halves)) == 0.5
    assert checked(replace(answer, checks=())) == 0.0
    assert checked(replace(answer, checks=halves * 2)) == 0.0


def test_a_declined_answer_cites_nothing_and_quotes_nothing_inexactly():
    refused = scores(QUESTION, answered("The documents do not answer.", refused=True), STORED)
    assert refused == {
        **{"right": 0.0, "not wrong": 1.0, "evidence found": 0.0, "leading citation": 0.0, "checked": 1.0},
        **{"citation precision": 0.0, "citation recall": 0.0, "quotations exact": 1.0, "citations exact": 1.0},
    }


def test_a_score_that_is_not_defined_is_left_out():
    told = scores(TRAP, answered("“Carl likes tea.”", cite("Carl", "2")), STORED)
    assert told == {"right": 0.0, "not wrong": 0.0, "quotations exact": 0.0, "citations exact": 1.0, "checked": 1.0}


def test_the_scores_of_an_answer_are_those_of_its_parts():
    told = scores(QUESTION, answered("Anna: “We go”, and Bert stayed.", cite("Anna"), cite("Carl", "2")), STORED)
    assert told == {
        **{"right": 1.0, "not wrong": 1.0, "leading citation": 1.0, "quotations exact": 1.0, "evidence found": 0.0},
        **{"citation precision": 0.5, "citation recall": 0.5, "citations exact": 1.0, "checked": 1.0},
    }
