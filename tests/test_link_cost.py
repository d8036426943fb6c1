"""The suite that measures links on a made-up corpus; no test looks at how long something took."""

from evals.links import COMMON, QUESTIONS, LinkCost, filled, person, timed
from evals.suites import Context
from tests.conftest import ToyEncoder


def test_every_document_has_a_name_of_its_own():
    assert len({person(number) for number in range(20_000)}) == 20_000


def test_the_made_up_corpus_is_followed_as_a_real_one(tmp_path):
    catalogue = filled(tmp_path / "catalogue.sqlite", 50)
    scores = timed([f"Where was the director of {person(7)} born?"], [], catalogue)
    assert scores["documents followed"] > 1
    assert timed([f"What did the {COMMON[1]} say?"], [], catalogue)["documents followed"] == 0
    catalogue.close()


def test_a_row_stands_for_each_size_and_kind_of_question(tmp_path):
    context = Context(
        data=tmp_path, work=tmp_path, model="toy", encoder=ToyEncoder, datasets=frozenset(["1,000 passages"])
    )
    rows = list(LinkCost().rows(context))
    assert [(row.dataset, row.question_id) for row in rows] == [
        ("1,000 passages", "two documents"),
        ("1,000 passages", "no document"),
    ]
    assert QUESTIONS == 100
