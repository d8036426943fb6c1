"""The dates of a question: which words are one, and which days they mean."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.clock import Clock
from answer.dates import date_phrases
from answer.periods import tell

KNOWN = (date(2025, 7, 14), date(2024, 12, 3))
CLOCK = Clock(
    day=date(2025, 9, 30), first=2024, of_corpus=True, dated=lambda period: any(period.holds(day) for day in KNOWN)
)
"""A corpus whose newest document is of Tuesday, 30 September 2025; others are of July 2025 and December 2024."""


def read(question: str) -> list[tuple[str, str]]:
    return [(phrase.words, tell(phrase.period)) for phrase in date_phrases(question, CLOCK)]


@pytest.mark.parametrize(
    ("question", "words", "told"),
    [
        ("What did Lavrov say in July?", "in July", "July 2025"),
        ("what did lavrov say about iran in may", "in may", "May 2025"),
        ("What did Lavrov say in December?", "in December", "December 2024"),
        ("What did Lavrov say in October?", "in October", "October 2024"),
        ("What did Lavrov say on 12 July 2025 about Iran?", "on 12 July 2025", "12 July 2025"),
        ("What did he say on July 12th?", "on July 12th", "12 July 2025"),
        ("What did he say on the day, on 12.07.2025?", "on 12.07.2025", "12 July 2025"),
        ("What happened on 2025-07-12?", "on 2025-07-12", "12 July 2025"),
        ("What happened on Sept. 5, 2024?", "on Sept. 5, 2024", "5 September 2024"),
        ("What happened in 2022?", "in 2022", "2022"),
        ("What happened in the 1990s?", "in the 1990s", "1 January 1990 – 31 December 1999"),
        ("What happened in the third quarter of 2025?", "in the third quarter of 2025", "1 July – 30 September 2025"),
        ("What happened in Q2 2025?", "in Q2 2025", "1 April – 30 June 2025"),
        ("What happened in summer 2024?", "in summer 2024", "1 June – 31 August 2024"),
        ("What happened in winter 2025?", "in winter 2025", "1 December 2024 – 28 February 2025"),
        ("What happened in early July?", "in early July", "1–10 July 2025"),
        ("between 12 and 20 July", "between 12 and 20 July", "12–20 July 2025"),
        ("from 28 August to 3 September", "from 28 August to 3 September", "28 August – 3 September 2025"),
        ("from July to September 2025", "from July to September 2025", "1 July – 30 September 2025"),
        ("12–20 July 2025", "12–20 July 2025", "12–20 July 2025"),
        ("since 2024", "since 2024", "since 1 January 2024"),
        ("since July", "since July", "since 1 July 2025"),
        ("after July", "after July", "since 1 August 2025"),
        ("before July", "before July", "until 30 June 2025"),
        ("until July", "until July", "until 31 July 2025"),
        ("before 12 July 2025", "before 12 July 2025", "until 11 July 2025"),
        ("after 12 July 2025", "after 12 July 2025", "since 13 July 2025"),
        ("from 12 July onwards", "from 12 July onwards", "since 12 July 2025"),
        ("What did he say yesterday?", "yesterday", "29 September 2025"),
        ("What did he say today?", "today", "30 September 2025"),
        ("What did he say last week?", "last week", "22–28 September 2025"),
        ("What did he say this week?", "this week", "29 September – 5 October 2025"),
        ("What did he say this month?", "this month", "September 2025"),
        ("What did he say last month?", "last month", "August 2025"),
        ("What did he say last year?", "last year", "2024"),
        ("What did he say last quarter?", "last quarter", "1 April – 30 June 2025"),
        ("What did he say in the past three days?", "in the past three days", "27–30 September 2025"),
        ("What did he say over the last two weeks?", "over the last two weeks", "16–30 September 2025"),
        ("What did he say three days ago?", "three days ago", "27 September 2025"),
        ("What did he say on Monday?", "on Monday", "29 September 2025"),
        ("lavrov iran july 2025", "july 2025", "July 2025"),
    ],
)
def test_a_date_is_read_as_the_days_that_it_means(question, words, told):
    assert read(question) == [(words, told)]


@pytest.mark.parametrize(
    "question",
    [
        "What may Iran do next?",
        "Why did they march on Moscow?",
        "What did Lavrov say about the drills of 2025?",
        "What did Lavrov say about the June 2025 strikes?",
        "Who sent the 2000 troops in 2000 tanks?",
        "What was said in the 2010 campaign?",
        "What is TASS today?",
        "What happened in the last war?",
        "Which resolution is 2231?",
        "in 2,000 words",
        "on 31 June 2025",
        "Who came second in the fourth quarter?",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_none(question):
    assert read(question) == []


def test_days_counted_from_the_newest_document_say_so():
    [phrase] = date_phrases("What did he say last week?", CLOCK)
    assert phrase.relative
    assert CLOCK.counted_from == "counted from the newest document, 30 September 2025"
    assert not date_phrases("What did he say in July?", CLOCK)[0].relative


@pytest.mark.parametrize(
    ("question", "publication"),
    [
        ("articles from July", True),
        ("news about Iran published in July", True),
        ("What did Lavrov say in July?", False),
        ("What do articles say that Lavrov did, for the drills of Japan, in July?", False),
    ],
)
def test_a_question_for_articles_asks_for_the_day_of_publication(question, publication):
    assert [phrase.publication for phrase in date_phrases(question, CLOCK)] == [publication]


def test_two_dates_are_two_phrases_in_the_order_of_the_text():
    assert [words for words, _ in read("in July 2025 or on 3 August 2025")] == ["in July 2025", "on 3 August 2025"]


WORDS = st.sampled_from(
    "in on since before after between and from to 12 31 2025 July may last past three days week the of , Q3".split()
)


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text())
def test_any_text_is_read_and_every_phrase_stands_in_it(question):
    phrases = date_phrases(question, CLOCK)
    assert all(question[phrase.start : phrase.end] == phrase.words for phrase in phrases)
    assert all(left.end <= right.start for left, right in pairwise(phrases))
    assert all(not p.period.since or not p.period.until or p.period.since <= p.period.until for p in phrases)
