"""The addresses of exports and marks: they know an answer by its secret, and nothing else."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from answer.evidence_pack import answer_key
from answer.marks import Marks
from tests import ui_fakes as fakes
from tests.evidenced import ANSWER
from ui.answers import Answers
from ui.export_routes import routes
from ui.exports import FORMS


@pytest.fixture
def service(tmp_path):
    opened = fakes.service(tmp_path / "store" / "uploads")
    yield opened
    opened.close()


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def client(service, answers):
    app = FastAPI()
    app.include_router(routes(service, answers))
    return TestClient(app)


@pytest.mark.parametrize("ending", FORMS)
def test_every_form_is_a_file_to_be_saved_with_the_words_of_the_question_in_its_name(client, answers, ending):
    got = client.get(f"/export/{answers.keep(ANSWER)}.{ending}")
    assert got.status_code == 200
    assert got.headers["content-disposition"] == (
        f'attachment; filename="verbatim-what-did-ada-berg-say-about.{ending}"'
    )
    assert got.headers["content-type"] == FORMS[ending].media
    assert len(got.content) > 500


def test_a_conversation_is_one_file(client, answers):
    messages = [answers.keep(ANSWER), answers.keep(fakes.refused("And Venezuela?"))]
    text = client.get(f"/export/{','.join(messages)}.md").text
    assert text.index("## 1. What did Ada Berg") < text.index("## 2. And Venezuela?")


@pytest.mark.parametrize("place", ["0" * 24 + ".pdf", "x.pdf", ".pdf", "..%2F..%2Fetc.txt"])
def test_what_is_no_known_answer_is_not_found(client, place):
    assert client.get(f"/export/{place}").status_code == 404


def test_a_form_that_does_not_exist_is_not_found(client, answers):
    assert client.get(f"/export/{answers.keep(ANSWER)}.exe").status_code == 404


def test_a_mark_is_kept_in_the_store_and_exported(client, answers, tmp_path):
    message = answers.keep(ANSWER)
    body = {"state": "disputed", "note": "=1+1 not in print"}
    assert client.put(f"/marks/{message}/2", json=body).status_code == 204
    kept = Marks(tmp_path / "store" / "marks.sqlite").of(answer_key(ANSWER))
    assert [(row, mark.state, mark.note) for row, mark in kept.items()] == [(2, "disputed", "=1+1 not in print")]
    assert "Disputed" in client.get(f"/export/{message}.txt").text


def test_the_same_answer_asked_for_again_has_its_marks(client, answers):
    client.put(f"/marks/{answers.keep(ANSWER)}/1", json={"state": "checked"})
    assert "Checked 20" in client.get(f"/export/{answers.keep(ANSWER)}.md").text


@pytest.mark.parametrize(
    ("row", "body", "status"),
    [
        ("3", {"state": "checked"}, 404),
        ("1", {"state": "approved"}, 422),
        ("1", {"note": "x" * 2_001}, 422),
        ("one", {"state": "checked"}, 422),
    ],
)
def test_a_mark_on_no_row_or_of_no_kind_is_refused(client, answers, row, body, status):
    assert client.put(f"/marks/{answers.keep(ANSWER)}/{row}", json=body).status_code == status


def test_a_mark_on_an_answer_that_is_not_known_is_not_found(client):
    assert client.put(f"/marks/{'0' * 24}/1", json={"state": "checked"}).status_code == 404


def test_an_answer_keeps_the_time_of_its_question(answers):
    message = answers.keep(ANSWER)
    first = answers.asked(message)
    answers.keep(fakes.ANSWER, message)
    second = answers.asked(message)
    assert first and second
    assert (second.at, second.answer) == (first.at, fakes.ANSWER)
