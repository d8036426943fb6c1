"""What a browser keeps of a conversation comes back as it was given, or not at all."""

from datetime import UTC, date, datetime

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from index.types import Filters
from tests import ui_fakes as fakes
from ui import history_routes
from ui.answers import Answers
from ui.chat import Exchange
from ui.seals import BrokenSealError, Seal

AT = datetime(2025, 7, 21, 9, 30, tzinfo=UTC)
WORD = "0123456789abcdef01234567"
ANSWERED = Exchange(
    question="What about the harbour?",
    message=WORD,
    at=AT,
    answer=fakes.ANSWER,
    without=frozenset({"date"}),
    filters=Filters(since=date(2025, 7, 1), sources=("Coast Wire",)),
)
FAILED = Exchange(question="q", message=WORD, at=AT, error="The index is gone.")
STOPPED = Exchange(question="«q»", message=WORD, at=AT, draft="Ada Berg said …")


@pytest.fixture
def seal(tmp_path):
    return Seal(tmp_path / "store" / "history.key")


@pytest.mark.parametrize("exchange", [ANSWERED, FAILED, STOPPED], ids=["answered", "failed", "stopped"])
def test_an_exchange_is_opened_as_it_was_sealed_also_after_a_restart(seal, exchange):
    sealed = seal.sealed(exchange)
    assert seal.opened(sealed) == Seal(seal._path).opened(sealed) == exchange


def test_only_the_owner_may_read_the_secret(seal):
    seal.sealed(FAILED)
    assert seal._path.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in seal._path.parent.iterdir()] == ["history.key"]


@pytest.mark.parametrize("change", [lambda text: text.replace("gone", "fine"), lambda text: text[1:], lambda text: ""])
def test_what_was_changed_is_refused(seal, change):
    with pytest.raises(BrokenSealError, match="was changed since"):
        seal.opened(change(seal.sealed(FAILED)))


def test_what_another_server_sealed_is_refused(seal, tmp_path):
    with pytest.raises(BrokenSealError):
        seal.opened(Seal(tmp_path / "other" / "history.key").sealed(FAILED))


def test_what_an_older_program_sealed_is_one_sentence(seal):
    written = '{"question": "q", "answer": {"version": 0}}'
    with pytest.raises(BrokenSealError, match="another version of the program"):
        seal.opened(f"{seal._mark(written)}.{written}")


def test_an_exchange_brought_back_is_known_with_its_answer_and_its_time(seal):
    answers, app = Answers(), FastAPI()
    app.include_router(history_routes.routes(seal, answers))
    client = TestClient(app)
    assert client.get(f"/exchanges/{WORD}").status_code == 404
    assert client.put("/exchanges", content=seal.sealed(ANSWERED)).status_code == 204
    assert answers.asked(WORD).answer == fakes.ANSWER
    assert answers.asked(WORD).at == AT
    assert client.get(f"/exchanges/{WORD}").text == seal.sealed(ANSWERED)
    assert client.put("/exchanges", content="x" * (history_routes.LARGEST + 1)).status_code == 413
