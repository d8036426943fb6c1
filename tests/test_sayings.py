"""What a person said on a topic: which statements count, in which order, and each once."""

from collections.abc import Iterator
from datetime import date

import pytest

from answer.question import understand
from answer.sayings import sayings
from index.catalogue import EVERYTHING
from index.spoken import context
from index.store import Index
from index.types import Filters
from tests import newsroom

CONCLUSIONS = "The leadership drew its conclusions long before the strikes on Iran"
PLANS = "We do not take these plans seriously"


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as index:
        yield index


@pytest.fixture
def said(index: Index):
    def said(question: str, filters: Filters = EVERYTHING) -> list[str]:
        """The first words said of every statement found, best first."""
        found = sayings(understand(question, index.catalogue), index, filters)
        return [each.statement.content[0].of(each.document.text) for each in found]

    return said


def test_only_what_touches_the_topic_is_found(said):
    assert said("What did Lavrov say about Iran?") == [CONCLUSIONS]


def test_the_sentence_before_tells_what_these_plans_are(said):
    assert said("What did Lavrov say about the French and British troops?") == [
        "the plan of France and Britain to send troops",
        PLANS,
    ]


ENDS_PEACE = "the drills of 2025 would end the peace in Asia"
TROOPS = "the plan of France and Britain to send troops"


def test_without_a_topic_the_newest_come_first_and_of_one_day_quotations_at_length(said):
    assert said("What did Lavrov say?") == [ENDS_PEACE, CONCLUSIONS, PLANS, TROOPS]


@pytest.mark.parametrize(
    "question",
    [
        "What did Lavrov first say?",
        "What were Lavrov's first comments?",
        "What has Lavrov said over time?",
        "What has Lavrov said since 12 July 2025?",
        "What did Lavrov say, oldest first?",
    ],
)
def test_the_oldest_come_first_where_a_beginning_or_a_course_of_time_is_asked_for(said, question):
    assert said(question)[0] == CONCLUSIONS
    assert said(question)[-1] == ENDS_PEACE


def test_with_a_topic_the_best_on_it_comes_first_unless_the_latest_is_asked_for(said):
    assert said("What did Lavrov say about Asia, Korea and Iran?") == [CONCLUSIONS, ENDS_PEACE]
    assert said("What did Lavrov say most recently about Asia, Korea and Iran?") == [ENDS_PEACE, CONCLUSIONS]


def test_of_one_day_what_is_nearest_to_the_topic_comes_first(said):
    question = "What are Lavrov's latest remarks?"
    assert said(question, Filters(until=date(2025, 7, 12))) == [CONCLUSIONS, PLANS, TROOPS]


@pytest.mark.parametrize("question", ["What did Lavrov say about Venezuela?", "What did Putin say?", "Who met Kim?"])
def test_nothing_is_found_where_nothing_was_said(said, question):
    assert said(question) == []


def test_a_country_speaks_through_its_ministry(said):
    assert said("What is Russia's position on the drills?") == [
        "the drills were “escalatory in nature”",
        "the drills of the United States, Japan and South Korea",
    ]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(sources=("Echo",)), [PLANS]),
        (Filters(until=date(2025, 7, 12)), [CONCLUSIONS, PLANS, "the plan of France and Britain to send troops"]),
        (Filters(sources=("Nobody",)), []),
    ],
)
def test_a_filter_reaches_the_statements(said, filters, expected):
    assert said("What did Lavrov say?", filters) == expected


def test_the_same_words_in_two_documents_are_one_saying_with_a_copy(index: Index):
    found = sayings(understand("What did Lavrov say?", index.catalogue), index, Filters())
    (plans,) = [each for each in found if each.copies]
    assert (plans.document.source, [copy.document.source for copy in plans.copies]) == ("Coast Wire", ["Echo"])


def test_the_context_of_a_statement_is_its_sentence_and_the_one_before_it_in_the_paragraph(index: Index):
    found = sayings(understand("Lavrov plans", index.catalogue), index, Filters())
    contexts = {context(each.statement.sentence, each.document.text).of(each.document.text) for each in found}
    before = "Lavrov dismissed the plan of France and Britain to send troops."
    whole = f"{before} “We do not take these plans seriously,” he said."
    assert whole in contexts
    assert not any("\n" in text for text in contexts)
