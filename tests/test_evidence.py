"""Sentences of the passages found, scored against a question."""

from collections.abc import Iterator

import pytest

from answer.evidence import evidence
from answer.question import understand
from index.store import Index
from tests import newsroom
from tests.conftest import ToyEncoder


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as index:
        yield index


@pytest.fixture
def ranked(index: Index):
    def ranked(question: str):
        hits = index.search(question, limit=8)
        return evidence(understand(question, index.catalogue), hits, index.catalogue, index.encoder)

    return ranked


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Who did Lavrov meet?", "Lavrov met Kim Jong Un in Wonsan."),
        ("When was the grain sold?", "Farmers in Kenya sold 40 tons of grain in March 2024."),
        ("How large was the harvest of grain?", "The harvest of grain was the largest in ten years."),
        (
            "Why does Russia object to the drills?",
            "The Russian Foreign Ministry said that the drills were “escalatory in nature”.",
        ),
    ],
)
def test_the_sentence_that_answers_comes_first(ranked, question, best):
    assert ranked(question)[0].text == best


def test_a_sentence_scores_its_cosine_five_quarters_of_its_cover_and_a_third_for_its_kind(ranked):
    best, other, *_ = ranked("When was the grain sold?")
    assert (best.cosine, best.words, best.fits) == (pytest.approx(1, abs=0.001), pytest.approx(1), True)
    assert best.score == pytest.approx(1 + 1.25 + 0.33, abs=0.001)
    assert (other.words, other.fits) == (pytest.approx(0.5), False)
    assert other.cover == pytest.approx(0.5 + 0.9 * 0.5)
    assert other.score == pytest.approx(other.cosine + 1.25 * 0.95, abs=0.001)


@pytest.fixture
def asked(tmp_path):
    """The evidence for a question in one document with a title and a text."""

    def asked(question: str, text: str, title: str = "Report"):
        (tmp_path / "one.md").write_text(newsroom.article(title, text, "Desk", "2025-07-01"), "utf-8")
        with Index.open(tmp_path / "store", model="toy", encoder=ToyEncoder) as index:
            index.update([str(tmp_path / "one.md")], max_bytes=10_000)
            hits = index.search(question, limit=8)
            found = evidence(understand(question, index.catalogue), hits, index.catalogue, index.encoder)
        return {each.text: each for each in found}

    return asked


def test_what_a_sentence_leaves_to_those_before_it_counts_less_the_farther_it_stands(asked):
    found = asked("harvest", "The harvest began. It was good weather. It went on for long. It ended in rain.")
    covers = {text: round(each.cover, 3) for text, each in found.items()}
    assert covers == {"It was good weather.": 0.9, "It went on for long.": 0.45, "It ended in rain.": 0.0}


def test_a_sentence_needs_not_repeat_the_title_but_another_paragraph_lends_it_nothing(asked):
    found = asked("harvest in Kenya", "Rain came with the harvest.\n\nIt was the best year.", "Kenya")
    assert found["It was the best year."].words == 0
    assert 0 < found["It was the best year."].cover < 0.9
    assert found["Rain came with the harvest."].cover > found["It was the best year."].cover


def test_a_sentence_that_denies_leads_when_the_question_does(asked):
    found = asked("Which army did not sign?", "One army did sign then. Another army did not sign.")
    assert next(iter(found)) == "Another army did not sign."


def test_scores_fall(ranked):
    scores = [each.score for each in ranked("Who did Lavrov meet in Wonsan?")]
    assert scores == sorted(scores, reverse=True)


def test_every_sentence_is_a_span_of_its_passage_and_a_repeated_one_comes_once(ranked):
    found = ranked("What plans are serious in Wonsan?")
    texts = [each.text for each in found]
    assert len(texts) == len(set(texts))
    assert "“We do not take these plans seriously,” he said." in texts
    assert all(each.passage.span.covers(each.sentence) for each in found)
    assert all(each.passage.document_id == each.document.id for each in found)


def test_no_passage_gives_no_sentence(index: Index):
    assert evidence(understand("Who?", index.catalogue), [], index.catalogue, index.encoder) == []


TOLD = {
    "The drills went on for a week in May.": False,
    "The drills, which involve ships and aircraft, went on for a week.": True,
    "Steel Rain is an exercise of two armies.": True,
    "It is an exercise of two armies in May.": False,
}


def test_which_exercises_is_answered_by_what_they_are_or_what_one_is_called(tmp_path):
    (tmp_path / "drills.txt").write_text(" ".join(TOLD), "utf-8")
    with Index.open(tmp_path / "store", model="toy", encoder=ToyEncoder) as index:
        index.update([str(tmp_path / "drills.txt")], max_bytes=10_000)
        question = understand("Which exercises are described?", index.catalogue)
        found = evidence(question, index.search("exercises drills"), index.catalogue, index.encoder)
    plain = {each.text: each.cosine + 1.25 * each.cover + 0.33 * each.fits for each in found}
    assert {each.text: each.score > plain[each.text] + 0.2 for each in found} == TOLD
