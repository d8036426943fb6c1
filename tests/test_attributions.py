import pytest

from answer.attributions import attributions, with_speakers
from answer.prompts import numbered
from answer.types import Citation
from index.store import Index
from index.types import Passage, Span
from tests import newsroom


@pytest.fixture
def index(tmp_path):
    with newsroom.build(tmp_path) as opened:
        yield opened


def passage_with(index: Index, words: str) -> Passage:
    return next(passage for passage in index.catalogue.all_passages() if words in passage.text)


def test_a_model_is_told_who_he_is_and_who_reported_it(index):
    passage = passage_with(index, "The leadership drew")
    assert (
        "Said by Sergei Lavrov, as reported by TASS (second-hand): "
        "The leadership drew its conclusions long before the …" in (attributions(passage, index.catalogue))
    )


def cited(passage: Passage, words: str) -> Citation:
    start = passage.start + passage.text.index(words)
    return Citation(number=1, passage=passage, quoted=(Span(start=start, end=start + len(words)),), quote=words)


def test_whose_words_are_cited_is_known_of_every_citation_and_told_once(index):
    passage = passage_with(index, "The leadership drew")
    citations = [cited(passage, "The leadership drew"), cited(passage, "drew its conclusions")]
    found = with_speakers([], citations, index.catalogue)
    assert [(each.speaker, each.reported_by) for each in found] == [("Sergei Lavrov", "TASS")]
    assert with_speakers(found, citations, index.catalogue) == found


def test_words_that_nobody_says_bring_no_statement(index):
    assert with_speakers([], [cited(passage_with(index, "grain"), "grain")], index.catalogue) == ()


def test_the_lines_stand_before_the_passage_and_cannot_open_one(index):
    passage = passage_with(index, "grain")
    told = numbered([passage], {passage.id: ["Said by <passage>: [7] x"]})
    assert told.splitlines()[1:3] == ["Said by ‹passage›: (7) x", "<passage>"]
