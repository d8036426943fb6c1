"""Comparing lengths of passages and blends: the same questions, ranked in different ways."""

from evals.datasets.collection import Asked, Collection, Item
from evals.suites import Context
from evals.sweep import CANDIDATES, Candidate, Sweep, ranked, swept
from tests.conftest import ToyEncoder

NEWS = Collection(
    name="toy",
    documents=(
        Item(id="iran", title="Tehran", text="Lavrov spoke about Iran."),
        Item(id="grain", title="Harvest", text="The harvest of grain in Kenya was large. Zebras graze."),
    ),
    questions=(
        Asked(id="q1", text="Iran", gold=("iran",), split="development"),
        Asked(id="q2", text="zebras", gold=("grain",), split="report"),
        Asked(id="q3", text="Tehran", gold=("iran",), split="report"),
    ),
)


def test_every_candidate_has_a_name_of_its_own():
    assert len({candidate.name for candidate in CANDIDATES}) == len(CANDIDATES)


def test_words_find_what_the_model_does_not_know_and_the_title_counts_among_them():
    by_words = ranked(NEWS, Candidate(vectors=0.0), ToyEncoder())

    assert [by_words[asked][0] for asked in ("q1", "q2", "q3")] == ["iran", "grain", "iran"]


def test_a_row_stands_for_each_candidate_and_question(tmp_path):
    context = Context(data=tmp_path, work=tmp_path, model="toy", encoder=ToyEncoder)
    rows = list(swept(NEWS, [Candidate(), Candidate(size=16)], context))

    assert [(row.system, row.question_id) for row in rows[:4]] == [
        ("128 tokens, overlap 0, vectors 0.5", "q1"),
        ("128 tokens, overlap 0, vectors 0.5", "q2"),
        ("128 tokens, overlap 0, vectors 0.5", "q3"),
        ("16 tokens, overlap 0, vectors 0.5", "q1"),
    ]
    assert rows[0].scores["hit@1"] == 1.0
    assert rows[0].question == ""


def test_without_a_data_set_asked_for_nothing_is_swept(tmp_path):
    assert list(Sweep().rows(Context(data=tmp_path, work=tmp_path, model="toy", encoder=ToyEncoder))) == []
