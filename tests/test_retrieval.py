"""Every way of retrieval on a handful of documents and the toy encoder."""

import json

import numpy as np
import pytest

from answer.findings import LIMIT
from evals.datasets import sets as datasets
from evals.datasets.collection import Absent, Asked, Collection, DataError, Item
from evals.indexed import FILE, indexed
from evals.remembering import Remembering
from evals.retrieval import Retrieval, continued
from evals.suites import Context
from evals.systems import SYSTEMS, nearest
from tests.conftest import ToyEncoder

DOCUMENTS = (
    Item(id="treaty", title="Treaty", text="Lavrov spoke of a nuclear treaty with Iran."),
    Item(id="grain", title="Grain", text="The grain harvest was good this year."),
    Item(id="drills", title="Drills", text="NATO troops began drills near Korea."),
)
QUESTIONS = (
    Asked(id="q1", text="What about the grain harvest?", gold=("grain",), split="development"),
    Asked(id="q2", text="Where did NATO troops begin drills?", gold=("drills",), split="report"),
)
TOY = Collection(name="toy", documents=DOCUMENTS, questions=QUESTIONS)


@pytest.fixture
def context(tmp_path, encoder) -> Context:
    remembering = Remembering(encoder, tmp_path / "vectors.sqlite")
    return Context(data=tmp_path, work=tmp_path / "work", model="toy", encoder=lambda: remembering)


@pytest.fixture
def ready(context):
    with indexed(TOY, context) as made:
        yield made


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system_finds_the_document_by_the_words_of_both_worlds(ready, name):
    system = SYSTEMS[name](ready)
    assert system("Where did NATO troops begin drills?")[0] == "drills"
    assert system("What about the grain harvest?")[0] == "grain"


def test_bm25_finds_nothing_without_a_shared_word(ready):
    assert SYSTEMS["bm25"](ready)("zebra") == []


def test_dense_ranks_every_passage(ready):
    assert sorted(SYSTEMS["dense"](ready)("zebra")) == ["drills", "grain", "treaty"]


def test_the_nearest_are_the_greatest_products_and_ties_keep_their_order():
    vectors = np.array([[0, 1], [1, 0], [0.6, 0.8], [1, 0]], dtype=np.float32)
    assert nearest(vectors, np.array([1, 0], dtype=np.float32), most=3) == [1, 3, 2]


def test_what_is_shown_stays_where_it_is_when_more_is_asked_for():
    shown = ["a"] * LIMIT
    assert continued(shown, ["b", "a", "c", "b"]) == [*shown, "b", "c"]


def test_nothing_is_added_to_a_ranking_that_ended_early():
    assert continued(["a"], ["b", "a"]) == ["a"]


def test_a_second_run_embeds_nothing_and_keeps_the_index(context, encoder):
    known = []
    for _ in range(2):
        with indexed(TOY, context) as made:
            for make in SYSTEMS.values():
                make(made)("grain")
        known.append(len(encoder.encoded))
    assert known[0] == known[1] > 0
    assert len(list((context.work / "indexes").iterdir())) == 1


def test_other_documents_have_another_index(context):
    changed = Collection(name="toy", documents=DOCUMENTS[:2], questions=QUESTIONS[:1])
    folders = set()
    for each in (TOY, changed):
        with indexed(each, context) as made:
            folders.add(made.folder)
    assert len(folders) == 2


def test_an_index_of_other_documents_is_refused(context):
    with indexed(TOY, context) as made:
        folder = made.folder
    more = (folder / FILE).read_text("utf-8") + "\n" + json.dumps({"title": "new", "text": "A new one."})
    (folder / FILE).write_text(more, "utf-8")
    with pytest.raises(DataError, match="delete it"), indexed(TOY, context):
        pass


def test_a_document_that_cannot_be_indexed_is_told(context):
    empty = Item(id="empty", title="", text="…")
    with indexed(Collection(name="toy", documents=(*DOCUMENTS, empty), questions=QUESTIONS), context):
        assert context.journal.notes[0].startswith("toy: 1 documents were not indexed")


@pytest.fixture
def only_toy(monkeypatch):
    sets = {"toy": lambda _: TOY, "gone": lambda _: Absent(reason="it was lost")}
    monkeypatch.setattr(datasets, "SETS", sets)


def test_there_is_a_row_for_every_system_and_question(context, only_toy):
    rows = list(Retrieval().rows(context))
    assert [(row.system, row.question_id) for row in rows] == [(name, id) for name in SYSTEMS for id in ("q1", "q2")]
    (row,) = (row for row in rows if (row.system, row.question_id) == ("verbatim", "q2"))
    assert (row.dataset, row.split, row.question) == ("toy", "report", "Where did NATO troops begin drills?")
    assert (row.passages[0], row.gold, row.scores["MRR"]) == ("drills", ("drills",), 1.0)
    assert row.scores["seconds"] > 0


def test_an_absent_data_set_is_in_the_journal(context, only_toy):
    list(Retrieval().rows(context))
    assert context.journal.skipped == {"gone": "it was lost"}
    assert set(context.journal.data) == {"toy"}


def test_the_texts_of_a_closed_data_set_are_in_no_row(context, monkeypatch):
    closed = Collection(name="toy", documents=DOCUMENTS, questions=QUESTIONS, public=False)
    monkeypatch.setattr(datasets, "SETS", {"toy": lambda _: closed})
    assert {(row.question, row.answer) for row in Retrieval().rows(context)} == {("", "")}


def test_only_the_systems_and_data_sets_asked_for_run(tmp_path, only_toy):
    chosen = Context(
        data=tmp_path,
        work=tmp_path,
        model="toy",
        encoder=ToyEncoder,
        systems=frozenset({"bm25"}),
        datasets=frozenset({"toy"}),
        limit=1,
    )
    rows = list(Retrieval().rows(chosen))
    assert {row.system for row in rows} == {"bm25"}
    assert chosen.journal.skipped == {}


def test_the_names_of_the_data_sets_are_those_of_their_collections():
    years = [f"realtimeqa-{year}" for year in range(2022, 2026)]
    assert list(datasets.SETS) == ["xquad", "twowiki", "clapnq", "ramdocs", "ap", *years]
