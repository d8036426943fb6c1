"""The evidence beside an answer: everything that there is to tell of it, in words."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from answer.readings import Reading
from answer.types import Answer, Disagreement, QuotationCheck, Stance, Usage
from index.types import Hit, Span
from tests.test_html import Text
from tests.test_render import MESSAGE
from tests.ui_fakes import ANSWER, HITS, NEWS, PASSAGE, READINGS, citation, passage, refused
from ui import beside, how
from ui.passages import snippet

WHOLE = replace(
    ANSWER,
    question="harbour?",
    understood="What about the harbour?",
    readings=(READINGS[0], replace(READINGS[1], off=True, effect="none")),
    coverage=replace(
        ANSWER.coverage, generation=17, changed=datetime(2026, 3, 1, 9, 5, tzinfo=UTC), found=2, origins=2
    ),
    model="a-model",
    place="http://127.0.0.1:8080/v1",
    prompt="answer@1a2b3c",
    notice="The sources were too long: two were left out.",
    certainty=1.32,
    checker="a-checker",
    usage=Usage(prompt_tokens=1234, answer_tokens=120, cost=0.0012, estimated=True),
    conflict=Disagreement(
        slot="number",
        sides=(
            Stance(value="40", sentences=("40 ships came.",), documents=("a", "a")),
            Stance(value="50", sentences=("50 ships came.",), documents=("b",)),
        ),
    ),
    quotations=(QuotationCheck(span=Span(start=0, end=2), words="Ad", verdict="verbatim"),),
)


def text(answer: Answer = WHOLE) -> str:
    return Text(beside.found(answer.hits, MESSAGE, answer)).text


@pytest.mark.parametrize(
    "words",
    [
        "harbour?",
        "What about the harbour?",
        "“Ada Berg” as words of Ada Berg: nothing else is searched",
        "“in July” as July 2025: switched off",
        "Searched 15 documents from 6 sources, 2 July 2025 to 21 July 2025.",
        "State 17 of the index, changed 2026-03-01 09:05 UTC.",
        "by meaning: 2 of 2 passages",
        "by words: 1 of 2 passages",
        "Certainty 1.32; below 1.08 nothing is answered.",
        "In the number:",
        "40 (1 document): 40 ships came.",
        "50 (1 document): 50 ships came.",
        "Written by a-model at 127.0.0.1:8080",
        "http://127.0.0.1:8080/v1",
        "Prompt answer@1a2b3c.",
        "about 1,234 + 120 tokens, about $0.0012",
        "By rules, and with a-checker where they were not sure.",
        "1 quotation looked up in all documents: 1 word for word.",
        "The sources were too long: two were left out.",
        "Time: 0.40 seconds",
        "Searching0.10 s",
        "Partly supportedThe source says a part of it, or says it otherwise.1",
    ],
)
def test_everything_that_an_answer_knows_is_told(words):
    assert words in text()


def test_a_new_field_of_an_answer_is_to_be_told_here_too():
    told = set(
        "question understood text citations checks coverage statements refusal hits model prompt notice seconds"
        " quotations readings certainty conflict checker place usage".split()
    )
    assert {field.name for field in fields(Answer)} == told


def test_a_refusal_says_why_and_that_no_number_decided():
    assert "Not answered (not in the passages): The documents do not say" in text(refused("q"))
    assert "Decided by a rule or by a statement found, not by a number." in text(refused("q"))


def test_a_passage_tells_which_citations_use_it_or_that_none_does():
    other = passage(NEWS, "The port authority publishes its figures every quarter")
    answer = replace(WHOLE, hits=(HITS[0], Hit(passage=other, score=0.1)))
    rows = beside.found(answer.hits, MESSAGE, answer).split("<li>")
    assert "Cited as 1" in Text(rows[1]).text
    assert "Not used in the answer." in Text(rows[2]).text
    assert "for one side of the comparison" in Text(rows[2]).text


def test_words_cited_from_no_passage_found_are_listed_below():
    answer = replace(WHOLE, hits=HITS[1:], citations=WHOLE.citations[:1])
    assert "Also cited" in text(answer)
    assert "Also cited" not in text()


def test_while_the_answer_is_written_nothing_is_said_of_its_use():
    waiting = replace(WHOLE, text="")
    shown = text(waiting)
    assert "Not used" not in shown
    assert "How this was found" not in shown
    assert "The answer is being written." in shown


@pytest.mark.parametrize(
    ("ranks", "told"),
    [
        ({"lexical": 1, "vector": 2}, "by words (no. 1), by meaning (no. 2)"),
        ({"links": 1, "reranker": 3}, "by names that lead on (no. 1), by a second reading (no. 3)"),
        ({"statements": 1, "asked": 2}, "by who said what (no. 1), by the time or the agency asked for (no. 2)"),
        ({"another": 4}, "another (no. 4)"),
        ({}, "for one side of the comparison"),
    ],
)
def test_why_a_passage_was_found_is_told_in_words(ranks, told):
    assert beside.why(Hit(passage=PASSAGE, score=1.0, ranks=ranks)) == told


def test_every_rank_that_the_search_gives_has_its_words():
    assert set(how.RETRIEVERS) == {"vector", "lexical", "links", "statements", "asked", "reranker"}


def test_the_words_of_the_question_are_set_off_in_the_lines_of_the_passage_that_hold_them():
    long = "Nothing here. " * 30 + "The harbour is open. " + "Nothing there. " * 30
    markup = snippet(long, frozenset(["harbour"]))
    assert "<strong>harbour</strong>" in markup
    assert Text(markup).text.startswith("… The harbour is open.")
    assert Text(snippet("short")).text == "short"


def test_a_reading_without_effect_says_so():
    reading = Reading(kind="outlet", words="from Xinhua", meaning="no document is from Xinhua", effect="none")
    assert "no document is from Xinhua: without effect" in text(replace(WHOLE, readings=(reading,)))


def test_the_citation_of_a_hit_is_a_link_to_its_words():
    links = [at["href"] for tag, at in Text(beside.found(WHOLE.hits, MESSAGE, WHOLE)).tags if at.get("class") == "cite"]
    assert links[:2] == [f"#cite-{MESSAGE}-1", f"#cite-{MESSAGE}-2"]
    assert citation(1, PASSAGE, PASSAGE.text).number == 1
