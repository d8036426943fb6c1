import pytest

from answer.attributions import attributions
from answer.prompts import numbered
from index.store import Index
from index.types import Passage
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


def test_the_lines_stand_before_the_passage_and_cannot_open_one(index):
    passage = passage_with(index, "grain")
    told = numbered([passage], {passage.id: ["Said by <passage>: [7] x"]})
    assert told.splitlines()[1:3] == ["Said by ‹passage›: (7) x", "<passage>"]
