"""The golden questions asked of the program: rows on a corpus of two notes, and one run with the real model."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from answer.assistant import Assistant
from evals.corpus import first_of_each, stored_in
from evals.golden import Golden, by_kind, golden_rows, turns
from evals.questions import GoldQuestion, Place
from evals.suites import Context
from index.sentence_transformer import DEFAULT_MODEL, load_encoder
from index.store import Index
from tests.conftest import ToyEncoder

NOTES = {
    "iran.txt": "“Nobody attacks a country with nuclear weapons,” Lavrov said about Iran. The strikes came later.",
    "grain.txt": "“The football field is sold,” Macron said. Farmers sold 40 tons of grain in March 2024.",
}
IRAN = Place(document="iran.txt", text="“Nobody attacks a country with nuclear weapons,” Lavrov said about Iran.")
SAID = GoldQuestion(
    id="said-iran",
    kind="said",
    split="development",
    question="What did Lavrov say about Iran?",
    speaker="Lavrov",
    answer=(("Nobody attacks a country",),),
    evidence=((IRAN,),),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "notes").mkdir()
    for name, text in NOTES.items():
        (folder / "notes" / name).write_text(text, "utf-8")
    with Index.open(folder / "store", model="toy", encoder=ToyEncoder) as index:
        index.update([str(folder / "notes")], max_bytes=1_000_000)
        yield index


def test_a_question_answered_with_the_right_words_and_place_is_a_right_row(index: Index):
    (row,) = golden_rows(index, [SAID])
    assert (row.suite, row.dataset, row.split, row.system) == ("golden", "golden", "development", "verbatim")
    assert (row.question_id, row.verdict) == ("said-iran", "right")
    assert row.gold == (f"iran.txt: {IRAN.text}",)
    assert row.passages[0] == f"iran.txt:0-{len(NOTES['iran.txt'])}"
    assert row.scores["right"] == row.scores["citation precision"] == row.scores["citations exact"] == 1.0


def test_a_question_whose_key_the_answer_lacks_is_a_wrong_row(index: Index):
    (row,) = golden_rows(index, [replace(SAID, answer=(("everybody",),))])
    assert (row.verdict, row.scores["right"]) == ("wrong", 0.0)


def test_declining_is_best_where_the_corpus_is_silent(index: Index):
    trap = GoldQuestion(id="trap", kind="trap", split="report", question="What did Macron say about Iran?", why="No.")
    (row,) = golden_rows(index, [trap])
    assert (row.verdict, row.scores["right"], row.gold) == ("declined", 1.0, ())


def test_earlier_questions_are_asked_for_real_and_lead_to_the_follow_up(index: Index):
    history = turns(Assistant(index), [SAID.question])
    assert history[0].question == SAID.question
    assert "Nobody attacks a country" in history[0].answer
    follow = replace(SAID, question="And Macron?", earlier=("What did Lavrov say?",), speaker="Macron")
    (row,) = golden_rows(index, [follow])
    assert "Macron" in row.answer


def test_the_verdicts_of_each_kind_are_counted_for_the_reader(index: Index):
    missed = replace(SAID, id="said-more", answer=(("everybody",),))
    trap = GoldQuestion(id="trap", kind="trap", split="report", question="What did Macron say about Iran?", why="No.")
    questions = [SAID, missed, trap]
    assert list(by_kind(questions, list(golden_rows(index, questions)))) == [
        "said: 1 of 2 best; 1 wrong, 0 declined",
        "trap: 1 of 1 best; 0 wrong, 1 declined",
    ]


def test_documents_are_known_by_file_name_and_id(index: Index):
    stored = stored_in(index.catalogue)
    assert {name: stored.texts[id] for name, id in stored.ids.items()} == NOTES


def test_the_first_of_each_group_stay_in_order():
    words = ["ant", "bee", "asp", "bat", "ape"]
    assert list(first_of_each(words, lambda word: word[0], 2)) == ["ant", "bee", "asp", "bat"]
    assert list(first_of_each(words, lambda word: word[0], None)) == words


@pytest.mark.model
def test_the_judged_question_is_right_on_the_shipped_corpus(tmp_path: Path):
    context = Context(
        data=tmp_path,
        work=tmp_path,
        model=DEFAULT_MODEL,
        encoder=lambda: load_encoder(DEFAULT_MODEL),
        limit=1,
        datasets=frozenset({"said", "trap"}),
    )
    rows = {row.question_id: row for row in Golden().rows(context)}
    assert set(rows) == {"said-lavrov-iran", "trap-putin-iran"}
    assert rows["said-lavrov-iran"].verdict == "right"
    assert rows["said-lavrov-iran"].scores["quotations exact"] == 1.0
    assert rows["trap-putin-iran"].verdict == "declined"
