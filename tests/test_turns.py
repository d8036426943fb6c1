"""Copies, opinions and the form for them: nothing is lost, nothing is mistaken for markup, nobody guesses a message."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from hypothesis import given
from starlette.testclient import TestClient
from typer.testing import CliRunner

import app as program
from answer.feedback import FEEDBACK, LONGEST_WORDS, Feedback, Opinion
from tests import ui_fakes as fakes
from tests.evidenced import ANSWER, hostile
from tests.test_html import Text
from ui import copied, turn_routes
from ui.answers import Answers
from ui.html import Html
from ui.turns import suggested, turn

AT = datetime(2026, 3, 1, 10, 22, 5, tzinfo=UTC)


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
    program_ = FastAPI()
    program_.include_router(turn_routes.routes(service, answers))
    return TestClient(program_)


def test_a_copy_has_the_prose_and_below_it_a_note_with_the_exact_words_and_the_address():
    text = copied.plain(ANSWER)
    assert text.startswith(f"Ada Berg said: “{fakes.QUOTE}” [1].")
    note = f"[1] “{fakes.NEWS.title}”, Coast Wire, 2 Jul 2025: “{fakes.QUOTE}” https://example.org/harbour"
    assert note in text


def test_a_copy_says_which_sentences_are_in_doubt_and_why():
    assert "<img src=x onerror=alert(7)> [" in copied.plain(ANSWER)
    assert "No passage holds the number 40.]" in copied.plain(ANSWER)


def test_a_copy_of_a_refusal_is_its_reason():
    assert copied.plain(fakes.refused("q")) == "The documents do not say what Ada Berg said about Venezuela."


def test_an_address_that_is_none_of_the_web_is_not_copied():
    assert "javascript:" not in copied.plain(ANSWER) + copied.markup(ANSWER)


@given(hostile)
def test_a_copy_runs_nothing_whatever_a_document_holds(text):
    passage = replace(fakes.PASSAGE, title=text, source=text, url=text)
    answer = replace(ANSWER, text=f"{text} [1]", citations=(replace(ANSWER.citations[0], passage=passage, quote=text),),
                     checks=())  # fmt: skip
    assert {tag for tag, _ in Text(copied.markup(answer)).tags} <= {"p", "strong", "a"}


def test_an_opinion_is_kept_replaced_and_taken_back(client, answers, service):
    message = answers.keep(ANSWER)
    said = {"rating": "down", "reasons": ["wrong", "wrong", "unclear"], "words": " No. "}
    assert client.put(f"/feedback/{message}", json=said).status_code == 204
    kept = service.feedback.all()
    assert [(each["rating"], each["reasons"], each["words"]) for each in kept] == [
        ("down", ["wrong", "unclear"], "No.")
    ]
    client.put(f"/feedback/{message}", json={"rating": "up", "reasons": ["wrong"]})
    assert [(each["rating"], each["reasons"]) for each in service.feedback.all()] == [("up", [])]
    client.put(f"/feedback/{message}", json={"rating": ""})
    assert service.feedback.all() == []


@pytest.mark.parametrize(
    "body",
    [{"rating": "best"}, {"rating": "up", "reasons": ["x"]}, {"rating": "up", "words": "x" * (LONGEST_WORDS + 1)},
     {"rating": "down", "reasons": ["wrong"] * 9}],
)  # fmt: skip
def test_what_no_form_of_ours_sends_is_not_kept(client, answers, service, body):
    assert client.put(f"/feedback/{answers.keep(ANSWER)}", json=body).status_code == 422
    assert service.feedback.all() == []


@pytest.mark.parametrize("message", ["0" * 24, "x", "..%2Fx"])
def test_an_unknown_message_is_not_found(client, message):
    assert client.get(f"/copy/{message}").status_code == 404
    assert client.put(f"/feedback/{message}", json={"rating": "up"}).status_code == 404


def test_the_secret_of_an_answer_is_not_in_the_file(tmp_path):
    Feedback(tmp_path / FEEDBACK).put("a" * 24, ANSWER, Opinion(rating="up", at=AT))
    assert b"a" * 24 not in (tmp_path / FEEDBACK).read_bytes()


def test_feedback_is_exported_as_json_lines(tmp_path, monkeypatch):
    monkeypatch.setenv("VERBATIM_STORE", str(tmp_path))
    assert CliRunner().invoke(program.app, ["feedback"]).output == ""
    Feedback(tmp_path / FEEDBACK).put("a" * 24, ANSWER, Opinion(rating="down", at=AT, reasons=("wrong",), words="ö\n"))
    lines = CliRunner().invoke(program.app, ["feedback"]).output.splitlines()
    assert [json.loads(line)["answer"]["question"] for line in lines] == [ANSWER.question]
    CliRunner().invoke(program.app, ["feedback", str(tmp_path / "out.jsonl")])
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["reasons"] == ["wrong"]


def test_the_last_question_can_be_asked_again_and_every_question_edited():
    def actions(*, last: bool) -> list[str]:
        return [at["data-action"] for _, at in Text(turn("q", Html(""), last=last)).tags if "data-action" in at]

    assert actions(last=True) == ["copy", "retry", "edit"]
    assert actions(last=False) == ["copy", "reuse"]


def test_suggestions_are_text_and_without_any_nothing_is_shown():
    assert suggested(()) is None
    assert "<img" not in (suggested(["<img src=x>"]) or "")
