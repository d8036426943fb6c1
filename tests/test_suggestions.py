"""What to ask next: from the corpus alone, with an answer there, and nothing twice."""

import asyncio

import pytest

from answer.assistant import Assistant, finished
from answer.suggestions import MOST, suggestions
from index.catalogue import EVERYTHING
from index.types import Filters
from tests import newsroom

ASKED = (
    "What did Sergei Lavrov say about the plans?",
    "What did Lavrov say about Iran?",
    "What did Lavrov say about Venezuela?",
    "What did the Russian Foreign Ministry say about the drills?",
    "Who condemned the drills?",
    "How much grain was sold in Kenya?",
    "Who won the football match?",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    made = newsroom.build(tmp_path_factory.mktemp("newsroom"))
    yield made
    made.close()


def answered(index, question: str, filters: Filters = EVERYTHING):
    return asyncio.run(finished(Assistant(index).stream(question, filters=filters)))


@pytest.mark.parametrize("question", ASKED)
def test_every_suggestion_has_an_answer(index, question):
    for each in suggestions(index.catalogue, answered(index, question)):
        assert not answered(index, each).refusal, each


@pytest.mark.parametrize("question", ASKED)
def test_nothing_is_suggested_twice_and_nothing_that_was_asked(index, question):
    found = answered(index, question)
    first = suggestions(index.catalogue, found)
    assert len(set(first)) == len(first) <= MOST
    assert question not in first
    assert not set(first) & set(suggestions(index.catalogue, found, before=first))


def test_the_same_person_is_suggested_on_other_things_and_others_on_the_same(index):
    made = suggestions(index.catalogue, answered(index, "What did Sergei Lavrov say about the drills?"))
    assert "What did the Russian Foreign Ministry say about drills?" in made
    assert any(each.startswith("What did Sergei Lavrov say about ") for each in made)


def test_a_refusal_suggests_what_the_person_did_speak_of(index):
    made = suggestions(index.catalogue, answered(index, "What did Lavrov say about Venezuela?"))
    assert any(each.startswith("What did Sergei Lavrov say about ") for each in made)


def test_a_part_of_the_name_is_the_same_question(index):
    made = suggestions(index.catalogue, answered(index, "What did Lavrov say about Iran?"))
    assert "What did Sergei Lavrov say about Iran?" not in made


def test_under_a_filter_only_what_has_an_answer_there_is_suggested(index):
    filters = Filters(sources=("Desk",))
    for each in suggestions(index.catalogue, answered(index, ASKED[0], filters), filters):
        assert not answered(index, each, filters).refusal, each


def test_an_empty_corpus_suggests_nothing(tmp_path):
    empty = newsroom.opened(tmp_path)
    assert suggestions(empty.catalogue, answered(empty, ASKED[0])) == ()
    empty.close()
