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


def test_a_sentence_scores_its_cosine_half_its_share_of_the_words_and_a_bonus_for_its_kind(ranked):
    best = ranked("When was the grain sold?")[0]
    assert (best.cosine, best.words, best.fits) == (pytest.approx(1, abs=0.001), pytest.approx(1), True)
    assert best.score > best.cosine + best.words / 2
    other = next(each for each in ranked("Which grain?") if "harvest" in each.text)
    assert other.score == pytest.approx(1 + 0.5, abs=0.001)


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
    plain = {each.text: each.cosine + 0.5 * each.words + 0.1 * each.fits for each in found}
    assert {each.text: each.score > plain[each.text] + 0.2 for each in found} == TOLD
