"""What is understood of a question, shown and switched off: readings, their effects, and what they leave alone."""

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.assistant import Assistant
from answer.findings import Findings, find
from answer.question import Question, understand
from answer.readings import Kind, Reading
from index.store import Index
from index.types import Filters
from tests import newsroom
from tests.conftest import ScriptedLLM

STRIKES = "The strikes on Iran began on 13 June 2025. Sergei Lavrov denied that Iran had known of the strikes."
LATER = "Sergei Lavrov said that Iran has a right to the treaty. Lavrov rejected the plan of a new treaty with Iran."
SPELT = "Sergej Lawrow warned in Berlin that the grain was spoilt."


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("newsroom")
    docs = newsroom.write(folder / "docs")
    (docs / "strikes.md").write_text(newsroom.article("The strikes", STRIKES, "Desk", "2025-06-20"), "utf-8")
    (docs / "later.md").write_text(newsroom.article("A right", LATER, "Echo", "2025-08-05"), "utf-8")
    (docs / "spelt.md").write_text(newsroom.article("Grain", SPELT, "Kurier", "2025-07-20"), "utf-8")
    with newsroom.opened(folder) as index:
        index.update([str(docs)], max_bytes=newsroom.LIMIT)
        yield index


def read(index: Index, question: str, *without: str) -> Question:
    return understand(question, index.catalogue, frozenset(without), today=date(2026, 11, 24))


def found(index: Index, question: str, *without: str, filters: Filters = Filters()) -> Findings:  # noqa: B008
    return find(question, index, filters, without=frozenset(without))


def told(findings: Findings | Question) -> list[tuple[str, str, str]]:
    readings = findings.question.readings if isinstance(findings, Findings) else findings.readings
    return [(each.kind, each.effect, each.meaning) for each in readings]


def said(findings: Findings) -> set[str]:
    return {saying.document.title for saying in findings.sayings}


def test_the_readings_come_in_order_and_say_what_they_do(index):
    assert told(found(index, "What did Lavrof say about Iran in August, apart from Korea?")) == [
        ("transliteration", "searched", "Lavrof read as Lavrov"),
        ("person", "only", "words of Sergei Lavrov, also Sergej Lawrow, Sergey Lavrov"),
        ("topic", "only", "about Iran"),
        ("date", "only", "August 2025"),
        ("exclusion", "left out", "not about Korea"),
    ]


def test_a_date_limits_somebodys_words_to_what_was_published_then(index):
    question = "What did Lavrov say about Iran in August?"
    assert said(found(index, question)) == {"A right"}
    assert "Talks in Wonsan" in said(found(index, question, "date"))
    assert said(found(index, "What did Lavrov say about Iran before July?")) == {"The strikes"}


def test_last_week_is_counted_from_the_newest_document(index):
    meaning = "last week: 28 July – 3 August 2025, counted from the newest document, 5 August 2025"
    assert ("date", "preferred", meaning) in told(read(index, "What did Lavrov say last week?"))


def test_an_event_is_dated_by_the_corpus_and_its_document_named(index):
    findings = found(index, "What did Lavrov say about Iran after the strikes?")
    assert ("date", "only", "after the strikes: since 13 June 2025, from “The strikes”") in told(findings)


def test_an_event_that_no_document_dates_is_said_to_be_one_and_only_its_words_are_searched(index):
    question = read(index, "What did Lavrov say about Iran after the election?")
    assert told(question)[-1] == ("date", "none", "after the election: no document tells the date")
    assert (question.topic, question.sought) == ("Iran", "What did Lavrov say about Iran after the election?")


def test_a_time_of_which_no_document_is_limits_nothing_and_says_so(index):
    findings = found(index, "What did Lavrov say about Iran in May 2019?")
    assert told(findings)[-1] == ("date", "none", "no document is dated May 2019: searched all")
    assert said(findings) == said(found(index, "What did Lavrov say about Iran?"))


def test_nothing_said_in_a_time_that_documents_are_of_is_not_replaced_by_something_else(index):
    findings = found(index, "What did Lavrov say about football in August?")
    assert not findings.sayings
    assert told(findings)[-1] == ("date", "only", "August 2025")


def test_a_corpus_without_dates_can_be_asked_with_any(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "one.txt").write_text(newsroom.ECHO, "utf-8")
    with newsroom.opened(tmp_path) as index:
        index.update([str(tmp_path / "docs")], max_bytes=newsroom.LIMIT)
        for when in ("in July", "last week", "before 2020", "since yesterday", "on 12 July 2025", "after the strikes"):
            findings = found(index, f"What did Lavrov say {when}?")
            assert findings.sayings, when
            assert told(findings)[-1][:2] == ("date", "none"), when
            assert found(index, f"Who spoke in Wonsan {when}?").hits, when


def test_another_question_prefers_the_time_and_leaves_nothing_out(index):
    every = find("What happened to Iran?", index, Filters(), limit=50).hits
    august = find("What happened to Iran in August 2025?", index, Filters(), limit=50).hits
    assert [hit.passage.title for hit in august if hit.ranks.get("asked") == 1] == ["A right"]
    assert {hit.passage.id for hit in every} <= {hit.passage.id for hit in august}


def test_a_question_for_articles_is_limited_to_those_published_then(index):
    findings = found(index, "articles from August about Iran")
    assert {hit.passage.title for hit in findings.hits} == {"A right"}
    assert findings.coverage.documents == 1


def test_an_outlet_of_documents_is_a_wall_and_an_agency_keeps_what_it_reported(index):
    assert said(found(index, "What did Lavrov say in the Echo, according to Echo?")) <= {"Plans", "A right"}
    assert said(found(index, "According to TASS, what did Lavrov say?")) == {"Talks in Wonsan"}
    desk = found(index, "According to the Desk, what happened to Iran?")
    assert {hit.passage.source for hit in desk.hits} == {"Desk"}
    assert ("outlet", "only", "only what Desk reported") in told(desk)


def test_an_outlet_that_reported_nothing_of_it_is_lifted_and_says_so(index):
    assert told(found(index, "According to TASS, what did Putin say?"))[-1][1:] == ("only", "reported by TASS")
    lifted = found(index, "According to TASS, what did the Russian Foreign Ministry say?")
    meaning = "TASS reported no words of Russian Foreign Ministry: searched all"
    assert told(lifted)[-1] == ("outlet", "none", meaning)
    assert lifted.sayings


def test_nothing_passes_a_limit_to_an_outlet_that_no_text_names(index):
    unknown = found(index, "According to Xinhua, what did Lavrov say?")
    meaning = "only what Xinhua reported: no document is from there or names it"
    assert told(unknown)[-1] == ("outlet", "only", meaning)
    assert unknown.question.scope.unknown_outlet == "Xinhua"


def test_an_outlet_that_a_text_names_without_being_one_is_lifted_and_says_so(index):
    named = found(index, "According to Talks, what did Lavrov say?")
    assert told(named)[-1] == ("outlet", "none", "no document is from Talks or names it as its source: searched all")
    assert named.sayings and not named.question.scope.unknown_outlet


def test_without_the_reading_an_unknown_outlet_limits_nothing(index):
    off = found(index, "According to Xinhua, what did Lavrov say?", "outlet")
    assert off.sayings and not off.question.scope.unknown_outlet


def test_what_an_outlet_reported_is_a_question_for_its_documents(index):
    findings = found(index, "What did Echo report about Iran?")
    assert (findings.question.intent, findings.question.topic) == ("find", "Iran")
    assert {hit.passage.source for hit in findings.hits} == {"Echo"}
    assert told(found(index, "What did TASS report?")) == [("outlet", "only", "what TASS reported")]


def test_according_to_a_person_asks_for_his_words(index):
    for question in (
        "According to Lavrov, what right does Iran have?",
        "What right does Iran have, according to Lavrov?",
        "In Lavrov's words, what right does Iran have?",
        "Lavrov's take on Iran",
    ):
        question_read = read(index, question)
        assert (question_read.intent, question_read.person) == ("said", "Lavrov"), question
        assert "Iran" in question_read.topic


def test_what_is_left_out_is_in_no_statement(index):
    assert said(found(index, "What did Lavrov say apart from Iran?")).isdisjoint({"A right", "The strikes"})
    assert "A right" in said(found(index, "What did Lavrov say apart from Iran?", "exclusion"))


def test_what_is_left_out_is_in_no_sentence_and_others_only_come_first(index):
    left = found(index, "What did Russia condemn, not about the drills?", "person").evidence
    assert all("drills" not in each.text for each in left)
    others = found(index, "Which drills besides Japan are there?")
    assert told(others) == [("exclusion", "preferred", "others than Japan")]
    assert any("Japan" in each.text for each in others.evidence)
    assert "Japan" not in others.evidence[0].text


def test_a_question_for_a_denial_puts_denials_first(index):
    findings = found(index, "What did Lavrov deny?")
    assert ("denial", "preferred", "what was denied comes first") in told(findings)
    text = findings.sayings[0].document.text
    assert findings.sayings[0].statement.cue_span.of(text) in ("denied", "rejected", "dismissed")


def test_speakers_that_the_corpus_spells_in_two_ways_are_one(index):
    assert set(read(index, "What did Sergei Lavrov say?").speakers) == {
        "Sergei Lavrov", "Sergey Lavrov", "Sergej Lawrow"
    }  # fmt: skip
    assert "Grain" in said(found(index, "What did Lavrov say about grain?"))


def test_other_letters_are_read_as_a_name_of_the_corpus(index):
    assert read(index, "What did Лавров say?").person == "Lavrov"


def test_two_readings_of_one_kind_are_switched_apart(index):
    question = "What did Lavrof say to Putim about Iran in August 2025?"
    assert [each.key for each in read(index, question).readings][:1] == ["transliteration:lavrof"]
    both = "Which plans, not about Iran, and not about grain?"
    kept = read(index, both, "exclusion:not about Iran").readings
    assert [(each.words, each.off) for each in kept] == [("not about Iran", True), ("not about grain", False)]


def test_a_reading_that_is_off_stays_to_be_switched_on_and_limits_nothing(index):
    question = read(index, "What did Lavrov say about Iran in August, apart from Korea?", "date", "exclusion")
    assert [(each.kind, each.off) for each in question.readings][-2:] == [("date", True), ("exclusion", True)]
    assert question.topic == "Iran"
    assert question.scope.period is None
    assert question.scope.unsaid == ()


def test_without_the_person_the_sentences_are_searched_and_without_the_topic_all_was_said(index):
    assert read(index, "What did Lavrov say about Iran?", "person").intent == "find"
    assert read(index, "What did Lavrov say about Iran?", "topic").terms == frozenset()
    assert read(index, "What did lavrof say?", "transliteration").person == "lavrof"


PLAIN = st.lists(
    st.sampled_from("What did Lavrov say about Iran Korea drills the grain ? Who met plans".split()), max_size=9
)


@given(PLAIN.map(" ".join))
def test_a_question_without_such_words_is_searched_as_it_is(index, text):
    question = read(index, text)
    assert question.sought == question.understood == text
    assert {each.kind for each in question.readings} <= {"person", "topic"}


WORDS = st.sampled_from(
    "what did Lavrov lavrof say about Iran in July last week before after the strikes according to TASS Echo apart "
    "from not deny , ? 2025 12 since Лавров besides report articles".split()
)


KEYS = st.sampled_from([*get_args(Kind), "date:in july", "person:lavrov"])


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(), st.sets(KEYS))
def test_any_text_is_understood_and_whatever_is_left_out_it_can_be_searched(index, text, without):
    question = read(index, text, *without)
    assert question.asked == text
    assert bool(question.sought.strip()) == bool(text.strip())
    assert all(each.off == each.is_off(without) for each in question.readings)
    assert all(each.off is False or each.effect == "none" for each in question.readings)


async def test_the_answer_carries_the_readings_and_the_model_gets_passages_within_them(index):
    llm = ScriptedLLM(["Iran has a right. [1]"])
    answer = await Assistant(index, llm).ask("articles from August about Iran")
    assert [(each.kind, each.words) for each in answer.readings] == [("date", "from August")]
    assert "A right" in llm.prompts[0].user
    assert "Talks in Wonsan" not in llm.prompts[0].user
    again = await Assistant(index, ScriptedLLM(["x [1]"])).ask("articles from August about Iran", without={"date"})
    assert [each.off for each in again.readings] == [True]
    assert len({hit.passage.title for hit in again.hits}) > 1


def test_a_refusal_names_the_limits_under_which_nothing_was_found(index):
    answer = asyncio.run(Assistant(index).ask("What did Lavrov say about football in August?"))
    assert answer.text.startswith(
        "Nothing that Lavrov said about football was found under the limits of the question (August 2025)"
    )


def test_a_reading_is_switched_by_its_kind_or_its_key():
    reading = Reading(kind="date", words="in July", meaning="July 2025", effect="only")
    assert reading.key == "date:in july"
    assert reading.is_off({"date"})
    assert reading.is_off({"date:In July"})
    assert not reading.is_off({"date:in August", "topic"})
