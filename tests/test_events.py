"""The day of an event, found in a corpus."""

from collections.abc import Iterator
from datetime import date

import pytest

from answer.events import EventDay, around, event_day, event_phrase
from answer.periods import Period
from index.store import Index
from tests import newsroom

TREATY = "It was signed on 19 June 2024 in Pyongyang. The treaty took effect on 4 December 2024."
WAR = """Israel attacked Iran on 13 June 2025. The strikes on Iran of 13 June 2025 went on. On 22 June 2025 the United \
States struck too."""
SUMMIT = "The leaders met. They talked about grain."


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("events")
    (folder / "docs").mkdir()
    for name, title, text in (
        ("treaty", "The treaty of Pyongyang", TREATY),
        ("war", "Twelve days", WAR),
        ("summit", "The Kenya summit", SUMMIT),
    ):
        (folder / "docs" / f"{name}.md").write_text(newsroom.article(title, text, "Desk", "2025-07-13"), "utf-8")
    with newsroom.opened(folder) as index:
        index.update([str(folder / "docs")], max_bytes=newsroom.LIMIT)
        yield index


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Lavrov say before the strikes?", "before the strikes"),
        ("What did he say after the treaty was signed?", "after the treaty was signed"),
        ("What changed since the Camp David summit?", "since the Camp David summit"),
        ("What did he say during his visit to Wonsan?", "during his visit to Wonsan"),
        ("What happened ahead of Monday\u2019s vote?", "ahead of Monday\u2019s vote"),
        ("Who was president before Putin?", ""),
        ("What happened after that?", ""),
        ("What was said after talks?", ""),
        ("", ""),
    ],
)
def test_an_event_is_told_by_its_noun(question, words):
    found = event_phrase(question)
    assert (found.words if found else "") == words


@pytest.mark.parametrize(
    ("event", "day", "title"),
    [
        ("the strikes", date(2025, 6, 13), "Twelve days"),
        ("the attack", date(2025, 6, 13), "Twelve days"),
        ("the strikes on Iran", date(2025, 6, 13), "Twelve days"),
        ("the treaty was signed", date(2024, 6, 19), "The treaty of Pyongyang"),
        ("the Kenya summit", date(2025, 7, 13), "The Kenya summit"),
    ],
)
def test_the_best_supported_day_is_taken_and_else_the_day_of_a_document_that_names_it(index, event, day, title):
    assert event_day(event, frozenset(), index.catalogue) == EventDay(day=day, title=title)


@pytest.mark.parametrize("event", ["the election", "the summit in Alaska", "the strikes on Cuba", "the", ""])
def test_an_event_that_the_corpus_does_not_tell_has_no_day(index, event):
    assert event_day(event, frozenset(), index.catalogue) is None


def test_before_ends_the_day_before_and_after_begins_with_the_event():
    day = date(2025, 6, 13)
    assert around("before", day) == Period(until=date(2025, 6, 12))
    assert around("after", day) == around("since", day) == Period(since=day)
    assert around("during", day) == Period(since=day, until=day)
