"""The page as it is served: headers, what is open to callers, and the events behind it."""

from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from tests import ui_fakes as fakes
from tests.test_html import Text
from ui import server
from ui.answers import Answers
from ui.chat import Conversation
from ui.handlers import Handlers
from ui.theme import theme


@pytest.fixture
def service(tmp_path):
    made = fakes.service(tmp_path)
    made._loading.result()
    yield made
    made.close()


@pytest.fixture
def client(service):
    with TestClient(server.create(service)) as client:
        yield client


@pytest.fixture
def handlers(service):
    return Handlers(service)


async def ask(handlers, chat, question, *filters):
    return [view async for view in handlers.submit(chat, question, *filters)]


def text(chat):
    return Text(chat.html()).text


def test_every_response_carries_the_policy(client):
    for path in ("/", "/config", "/nothing-here"):
        response = client.get(path)
        assert response.headers["content-security-policy"] == server.POLICY
        assert response.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in server.POLICY
    assert "http" not in server.POLICY.replace("'self'", "")


def test_the_page_names_no_other_host(client):
    body = client.get("/").text
    assert "fonts.googleapis" not in client.get("/theme.css").text
    assert "fonts.gstatic" not in body


def test_the_five_calls_are_the_only_public_endpoints(client):
    info = client.get("/gradio_api/info").json()
    assert set(info["named_endpoints"]) == {"/ask", "/search", "/statements", "/check_quote", "/documents"}
    assert info["unnamed_endpoints"] == {}
    assert client.get("/config").json()["footer_links"] == []


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/monitoring/summary"])
def test_nothing_is_served_that_the_page_does_not_need(client, path):
    response = client.get(path)
    assert "swagger" not in response.text.lower()
    assert response.status_code in {403, 404, 405}


def test_the_fonts_are_the_readers_own():
    assert theme()._stylesheets == []


async def test_an_answer_is_streamed_and_then_checked(handlers):
    chat = Conversation()
    views = await ask(handlers, chat, "harbour?")
    assert "Searching" in views[0][2]
    assert fakes.QUOTE in text(chat)
    assert chat.run is None
    assert "3 sentences checked" in text(chat)


@pytest.mark.parametrize("question", ["", "  \n "])
async def test_an_empty_question_does_nothing(handlers, question):
    chat = Conversation()
    assert await ask(handlers, chat, question) == []
    assert chat.exchanges == []


async def test_an_error_is_one_sentence_and_the_question_is_still_there(handlers, caplog):
    chat = Conversation()
    views = await ask(handlers, chat, "please fail")
    assert "Something went wrong" in text(chat)
    assert views[-1][4]["value"] == "please fail"
    assert "please fail" not in caplog.text


async def test_filters_reach_the_assistant(handlers):
    chosen = '{"since": "2025-07-01", "until": "2025-07-31 00:00", "outlets": ["Coast Wire"]}'
    await ask(handlers, Conversation(), "Venezuela", chosen)
    filters = handlers.service._loading.result().assistant.asked[0][1]
    assert (str(filters.since), str(filters.until), filters.sources) == ("2025-07-01", "2025-07-31", ("Coast Wire",))


async def test_a_date_that_is_none_is_said_and_nothing_is_asked(handlers):
    chat = Conversation()
    await ask(handlers, chat, "Venezuela", {"since": "yesterday"})
    assert "“From” is no date" in text(chat)
    assert handlers.service._loading.result().assistant.asked == []


async def test_a_follow_up_brings_the_earlier_exchanges(handlers):
    chat = Conversation()
    await ask(handlers, chat, "harbour?")
    await ask(handlers, chat, "Venezuela")
    history = handlers.service._loading.result().assistant.asked[1][2]
    assert [(turn.question, turn.answer) for turn in history] == [("harbour?", fakes.TEXT)]


async def test_stopping_ends_the_models_stream_and_keeps_the_draft(handlers):
    chat = Conversation()
    views = handlers.submit(chat, "slowly")
    for _ in range(5):
        await anext(views)
    await views.aclose()
    assert handlers.service._loading.result().assistant.closed == 1
    assert "was not checked" in text(chat)
    assert handlers.stop(chat)[2] == ""
    assert len(chat.exchanges) == 1


async def test_a_second_question_while_one_runs_does_nothing(handlers):
    chat = Conversation()
    chat.begin("first")
    assert await ask(handlers, chat, "second") == []


def click(**data):
    return SimpleNamespace(_data=data)


async def test_an_example_is_asked_and_asked_again_and_edited(handlers):
    chat = Conversation()
    _ = [view async for view in handlers.act(click(ask="Venezuela?", action=None), chat)]
    _ = [view async for view in handlers.act(click(ask=None, action="retry"), chat)]
    assert [asked[0] for asked in handlers.service._loading.result().assistant.asked] == ["Venezuela?", "Venezuela?"]
    views = [view async for view in handlers.act(click(ask=None, action="edit"), chat)]
    assert views[-1][4]["value"] == "Venezuela?"
    assert chat.exchanges == []


@pytest.mark.parametrize("data", [{}, {"ask": 7}, {"action": "retry"}, {"ask": ["x"], "action": {}}])
async def test_a_made_up_click_does_nothing(handlers, data):
    chat = Conversation()
    assert [view async for view in handlers.act(click(**data), chat)] == []


@pytest.mark.parametrize("link", [None, 7, ["x"], {"a": 1}, "x" * 100_000])
def test_a_made_up_place_is_a_sentence(handlers, link):
    assert "no longer known here" in handlers.show(link)


def test_old_answers_go_first():
    answers = Answers(capacity=2)
    first, second, third = (answers.keep(fakes.ANSWER) for _ in range(3))
    assert answers.get(first) is None
    assert answers.get(second) == answers.get(third) == fakes.ANSWER
    assert len({first, second, third}) == 3


def test_the_next_free_port_is_taken():
    with server.listen("127.0.0.1", 18_500) as one, server.listen("127.0.0.1", one.getsockname()[1]) as two:
        assert two.getsockname()[1] > one.getsockname()[1]


def test_an_address_of_another_machine_is_a_clear_sentence():
    with pytest.raises(server.PortError, match="VERBATIM_PORT"):
        server.listen("192.0.2.1", 18_500)
