"""Rows on disagreeing documents: the scores by hand, and the suite on three tiny questions."""

import json
from pathlib import Path

from evals.conflicts import Conflicts
from evals.datasets.disagreeing import load
from evals.suites import Context
from tests.conftest import ToyEncoder


def context(folder: Path, **settings: object) -> Context:
    return Context(**{"data": folder, "work": folder / "work", "model": "toy", "encoder": ToyEncoder, **settings})


def write(folder: Path) -> None:
    def document(text: str, answer: str, kind: str = "correct") -> dict[str, str]:
        return {"text": text, "answer": answer, "type": kind}

    (folder / "ramdocs").mkdir()
    rows = [
        {
            "question": "When was the bridge of Varna opened?",
            "documents": [
                document("The bridge of Varna was opened in 1856.", "1856"),
                document("Opened was the bridge of Varna in 1900, with music.", "1900", "misinfo"),
            ],
            "gold_answers": ["1856"],
            "wrong_answers": ["1900"],
        },
        {
            "question": "When was the harbour of Lagos opened?",
            "documents": [document("The harbour of Lagos was opened in 1913.", "1913")],
            "gold_answers": ["1913"],
            "wrong_answers": [],
        },
    ]
    (folder / "ramdocs" / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")


def test_a_question_has_its_own_documents_and_the_answers_that_they_give(tmp_path: Path):
    write(tmp_path)
    collection, asked = load(context(tmp_path))
    assert [(each.id, each.split, each.said, each.right) for each in asked] == [
        ("0", "development", ("1856", "1900"), ("1856",)),
        ("1", "report", ("1913",), ("1913",)),
    ]
    assert {id for each in asked for id in each.documents} == {each.id for each in collection.documents}
    assert len(load(context(tmp_path, limit=1))[1]) == 2


def test_a_disagreement_is_noticed_and_every_right_answer_shown(tmp_path: Path):
    write(tmp_path)
    first, second = Conflicts().rows(context(tmp_path))
    assert first.scores == {"all right shown": 1.0, "some right shown": 1.0, "notice": 1.0, "notice precise": 1.0}
    assert second.scores == {"all right shown": 1.0, "some right shown": 1.0, "quiet": 1.0}
    assert (first.question, first.answer) == ("", "")


def test_an_absent_data_set_is_noted(tmp_path: Path):
    asked = context(tmp_path)
    assert list(Conflicts().rows(asked)) == []
    assert "ramdocs" in asked.journal.skipped
