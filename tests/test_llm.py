import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import aclosing

import pytest

import answer.llm
from answer.adapters import MODULES
from answer.errors import LLMError
from answer.llm import LLM, Piece, UnavailableLLM, find_llm, find_llms
from answer.prompts import Prompt
from answer.servers import Wanted
from answer.types import Usage, Waiting
from tests.llm_server import ANSWER_TOKENS, PROMPT_TOKENS, Handler, LLMServer

KEY = "sk-very-secret-0123456789"
PROMPT = Prompt(name="answer", digest="0" * 64, system="Be brief.", user="Why?")


@pytest.fixture
def server() -> Iterator[LLMServer]:
    running = LLMServer()
    yield running
    running.close()


@pytest.fixture
def llm(server: LLMServer) -> LLM:
    return served(server)


@pytest.fixture(autouse=True)
def no_pause_before_another_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer.llm, "PAUSES", (0.01, 0.02))


def served(server: LLMServer, *, timeout: float = 5.0, model: str = "m") -> LLM:
    found = find_llm(provider="compatible", model=model, url=server.url, key=KEY, timeout=timeout)
    assert found
    return found


async def sent(llm: LLM) -> list[Piece]:
    return [piece async for piece in llm.stream(PROMPT)]


async def pieces(llm: LLM) -> list[str]:
    return [piece for piece in await sent(llm) if isinstance(piece, str)]


async def fault(llm: LLM) -> str:
    with pytest.raises(LLMError) as caught:
        await pieces(llm)
    return str(caught.value)


async def test_an_answer_comes_in_the_pieces_that_the_server_sends(server: LLMServer, llm: LLM):
    server.reply = lambda handler: handler.answer("No", "body", " knows [1].")
    assert await pieces(llm) == ["No", "body", " knows [1]."]
    assert llm.name == "m"


async def test_the_request_holds_the_prompt_the_key_and_a_bound(server: LLMServer, llm: LLM):
    await pieces(llm)
    path, body, headers = server.asked[0]
    assert path == "/v1/chat/completions"
    assert body == {
        "model": "m",
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Why?"}],
        "stream": True,
        "stream_options": {"include_usage": True},
        "temperature": 0,
        "seed": 7,
        "max_tokens": 2048,
    }
    assert headers["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("provider", "model", "options"),
    [
        ("openai", "", {"model": "gpt-6-luna", "max_completion_tokens": 4096, "reasoning_effort": "none"}),
        ("openai", "gpt-4.1", {"model": "gpt-4.1", "max_completion_tokens": 4096, "temperature": 0, "seed": 7}),
        ("anthropic", "", {"model": "claude-haiku-5-5", "max_tokens": 4096}),
        ("anthropic", "claude-3-haiku-20240307", {"model": "claude-3-haiku-20240307", "max_tokens": 4096}
         | {"temperature": 0}),
        ("google", "", {"generationConfig": {"maxOutputTokens": 4096, "seed": 7}}),
        ("ollama", "llama3.2", {"model": "llama3.2", "tools": []}
         | {"options": {"temperature": 0, "seed": 7, "num_predict": 2048, "num_ctx": 8192}}),
    ],
)  # fmt: skip
async def test_each_provider_gets_the_options_it_knows(provider, model: str, options: dict, server: LLMServer):
    llm = find_llm(provider=provider, model=model, url=server.host if provider != "openai" else server.url, key=KEY,
                   timeout=5)  # fmt: skip
    assert llm
    assert await pieces(llm) == ["Yes [1]."]
    body = server.asked[-1][1]
    text = {"messages", "contents", "system", "systemInstruction", "stream", "stream_options"}
    assert {name: body[name] for name in body.keys() - text} == options


@pytest.mark.parametrize("provider", ["compatible", "ollama", "anthropic", "google"])
async def test_every_protocol_streams_carries_the_key_and_counts_the_tokens(provider, server: LLMServer):
    server.reply = lambda handler: handler.answer("No", "body", " knows [1].")
    url = server.url if provider == "compatible" else server.host
    llm = find_llm(provider=provider, model="m", url=url, key=KEY, timeout=5)
    assert llm
    *text, used = await sent(llm)
    assert text == ["No", "body", " knows [1]."]
    cost = 0.0 if llm.local else None
    assert used == Usage(prompt_tokens=PROMPT_TOKENS, answer_tokens=ANSWER_TOKENS, cost=cost)
    assert KEY in str(server.asked[-1][2])
    assert "Be brief." in str(server.asked[-1][1])


async def test_tokens_that_a_server_does_not_count_are_estimated_and_said_to_be(server: LLMServer, llm: LLM):
    def reply(handler: Handler) -> None:
        handler.begin()
        handler.piece("Twelve words are some thirty tokens by our careful way to count.", "stop")

    server.reply = reply
    used = (await sent(llm))[-1]
    assert isinstance(used, Usage)
    assert used.estimated
    assert (used.prompt_tokens, used.answer_tokens) == (5, 22)


async def test_the_cost_is_that_of_the_prices_in_the_settings(server: LLMServer):
    wanted = Wanted(provider="openai", url=server.url, key=KEY, prices=(2.0, 10.0))
    used = (await sent(find_llms(wanted, timeout=5)[0]))[-1]
    assert isinstance(used, Usage)
    assert used.cost == pytest.approx((PROMPT_TOKENS * 2 + ANSWER_TOKENS * 10) / 1_000_000)


@pytest.mark.parametrize("provider", ["compatible", "ollama"])
async def test_a_model_that_thinks_is_not_silent_and_its_thoughts_are_not_shown(provider, server: LLMServer):
    def reply(handler: Handler) -> None:
        handler.begin()
        for _ in range(8):
            handler.think("hm")
            time.sleep(0.1)
        handler.piece("Yes.")
        handler.piece(None, "stop")

    server.reply = reply
    url = server.url if provider == "compatible" else server.host
    llm = find_llm(provider=provider, model="m", url=url, key=KEY, timeout=0.6)
    assert llm
    await asyncio.to_thread(__import__, MODULES["ollama" if provider == "ollama" else "openai"])
    waited, text, _ = await sent(llm)
    assert (waited, text) == (Waiting(sentence="m is thinking …"), "Yes.")


async def test_no_key_of_the_environment_goes_to_a_server_without_one(
    server: LLMServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    llm = find_llm(provider="compatible", model="m", url=server.url, key="", timeout=5)
    assert llm
    await pieces(llm)
    assert KEY not in str(server.asked)


async def test_each_piece_is_there_before_the_next_is_written(server: LLMServer, llm: LLM):
    def reply(handler: Handler) -> None:
        handler.begin()
        handler.piece("first")
        server.release.wait(5)
        handler.piece("second", "stop")

    server.reply = reply
    async with aclosing(llm.stream(PROMPT)) as stream:
        assert await anext(stream) == "first"
        server.release.set()
        assert await anext(stream) == "second"


async def test_closing_the_stream_hangs_up_on_the_server(server: LLMServer, llm: LLM):
    server.reply = Handler.write_until_hung_up
    async with aclosing(llm.stream(PROMPT)) as stream:
        assert await anext(stream) == "on "
    assert await asyncio.to_thread(server.hung_up.wait, 2)


async def test_cancelling_the_reader_hangs_up_on_the_server(server: LLMServer, llm: LLM):
    server.reply = Handler.write_until_hung_up
    begun = asyncio.Event()

    async def read() -> None:
        async for _ in llm.stream(PROMPT):
            begun.set()

    task = asyncio.create_task(read())
    await asyncio.wait_for(begun.wait(), 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(server.hung_up.wait, 2)


async def test_two_answers_at_once_do_not_mix(server: LLMServer, llm: LLM):
    server.reply = lambda handler: handler.answer(*[str(len(server.asked))] * 50)
    first, second = await asyncio.gather(pieces(llm), pieces(llm))
    assert len(set(first)) == len(set(second)) == 1


def test_an_answer_may_be_asked_for_from_one_loop_after_another(server: LLMServer, llm: LLM):
    assert asyncio.run(pieces(llm)) == asyncio.run(pieces(llm)) == ["Yes [1]."]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (400, "did not accept the request (400): check VERBATIM_LLM_MODEL and VERBATIM_LLM_URL."),
        (401, "refused the key (401): check VERBATIM_LLM_KEY."),
        (403, "refused the key (403): check VERBATIM_LLM_KEY."),
        (404, "has no model “m” (404): check VERBATIM_LLM_MODEL and VERBATIM_LLM_URL."),
        (429, "is over its limit or its paid quota (429): wait a minute, or check the account."),
        (500, "has a fault on its side (500): try again in a minute."),
        (503, "has a fault on its side (503): try again in a minute."),
    ],
)
async def test_a_refusal_is_one_sentence_with_what_to_do(status: int, told: str, server: LLMServer, llm: LLM):
    server.reply = lambda handler: handler.send(status, '{"error": {"message": "no"}}')
    said = await fault(llm)
    assert said.endswith(told)
    assert server.host in said


async def test_a_passing_fault_is_tried_twice_more_in_view_of_the_reader(server: LLMServer, llm: LLM):
    server.reply = lambda handler: handler.send(500, "{}") if len(server.asked) < 3 else handler.answer("Yes.")
    first, second, text, _ = await sent(llm)
    assert first == second == Waiting(sentence="m has a fault on its side (500): trying again in 1 s …")
    assert text == "Yes."


async def test_a_server_over_its_limit_is_asked_again_when_it_says(server: LLMServer, llm: LLM):
    server.reply = lambda handler: (
        handler.refuse(429, retry_after="0") if len(server.asked) == 1 else handler.answer("Yes.")
    )
    waited, text, _ = await sent(llm)
    assert (waited, text) == (Waiting(sentence="m is over its limit (429): trying again in 1 s …"), "Yes.")


@pytest.mark.parametrize("pause", ["31", "Wed, 21 Oct 2026 07:28:00 GMT"])
async def test_a_server_that_asks_for_patience_is_not_waited_for(pause: str, server: LLMServer, llm: LLM):
    def reply(handler: Handler) -> None:
        handler.send_response(429)
        handler.send_header("Retry-After", pause)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    server.reply = reply
    assert "(429)" in await fault(llm)
    assert len(server.asked) == 1


async def test_a_refused_connection_is_told_soon():
    gone = LLMServer()
    gone.close()
    begun = time.perf_counter()
    assert await fault(served(gone)) == (
        f"The language model at {gone.host} cannot be reached: check its address, and that it runs."
    )
    assert time.perf_counter() - begun < 3


async def test_an_ollama_that_stopped_is_told_how_to_start():
    gone = LLMServer()
    gone.close()
    llm = find_llm(provider="ollama", model="llama3.2", url=gone.host, key="", timeout=5)
    assert llm
    assert (await fault(llm)).endswith("cannot be reached: start it with: ollama serve.")


async def test_a_host_that_does_not_exist_is_named():
    llm = find_llm(provider="compatible", model="m", url="http://no-such-host.invalid/v1", key="", timeout=5)
    assert llm
    assert await fault(llm) == (
        "The host of the language model at http://no-such-host.invalid is not known: check its address and the network."
    )


def cut(handler: Handler) -> None:
    handler.begin()
    handler.piece("He said ")


def cut_in_a_chunk(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.piece("He said ")


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


def events(*data: object) -> Callable[[Handler], None]:
    def reply(handler: Handler) -> None:
        handler.begin()
        for each in data:
            handler.event(each)

    return reply


def page(handler: Handler) -> None:
    handler.send(200, "<!doctype html>\n<h1>Log in</h1>\n", "text/html; charset=utf-8")


def not_streamed(handler: Handler) -> None:
    handler.send(200, json.dumps({"choices": [{"message": {"content": "Yes."}, "finish_reason": "stop"}]}))


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (cut, "broke off in the middle of its answer: try again."),
        (cut_in_a_chunk, "broke off in the middle of its answer: try again."),
        (hang_up, "closed the connection: try again."),
        (page, "sent a web page: check that VERBATIM_LLM_URL is the base address"),
        (not_streamed, "sent no answer: check that VERBATIM_LLM_URL is the base address"),
        (lambda handler: handler.answer(), "sent an empty answer: try again, or choose another model"),
        (lambda handler: handler.answer("", ""), "sent an empty answer: try again, or choose another model"),
        (lambda handler: handler.answer("He", finish="length"), "reached the longest answer allowed before its end"),
        (
            lambda handler: handler.answer(finish="content_filter"),
            "declined to answer: put the question in other words.",
        ),
        (lambda handler: handler.answer("A", finish="content_filter"), "declined to answer: put the question in other"),
        (events("{not json"), "sent what is not OpenAI's protocol: check that VERBATIM_LLM_URL"),
        (events([1, 2]), "sent what is not OpenAI's protocol"),
        (events('"text"'), "sent what is not OpenAI's protocol"),
        (events({"choices": "text"}), "sent what is not OpenAI's protocol"),
        (events({"choices": [{"delta": None}]}), "sent what is not OpenAI's protocol"),
        (events({"choices": [{"delta": {"content": 7}}]}), "sent what is not OpenAI's protocol"),
        (events({"other": 1}), "sent what is not OpenAI's protocol"),
        (events({"error": {"message": "overloaded"}}), "reported an error while it was writing: try again."),
        (lambda handler: handler.answer("word " * 10_000), "did not come to an end: try again"),
    ],
)
async def test_a_stream_that_is_not_whole_is_an_error(reply: Callable[[Handler], None], told: str, server: LLMServer):
    server.reply = reply
    said = await fault(served(server))
    assert told in said
    assert said.count(". ") == 0
    assert said.endswith(".")


async def test_bytes_that_are_no_text_are_an_error(server: LLMServer, llm: LLM):
    def reply(handler: Handler) -> None:
        handler.begin()
        handler.wfile.write(b'data: {"choices": "\xff\xfe"}\n\n')

    server.reply = reply
    assert "sent what is not OpenAI's protocol" in await fault(llm)


async def test_the_pieces_before_a_break_have_been_shown(server: LLMServer, llm: LLM):
    server.reply = cut
    shown = []
    with pytest.raises(LLMError):
        async for piece in llm.stream(PROMPT):
            shown.append(piece)
    assert shown == ["He said "]


async def test_silence_ends_when_the_time_is_over(server: LLMServer):
    server.reply = lambda handler: server.release.wait(10) and None
    await asyncio.to_thread(__import__, MODULES["openai"])
    begun = time.perf_counter()
    assert (await fault(served(server, timeout=0.3))).endswith(
        "said nothing for 0.3 seconds: try again, or raise VERBATIM_LLM_TIMEOUT_SECONDS."
    )
    assert time.perf_counter() - begun < 3


@pytest.mark.parametrize("text", ["", None])
async def test_pieces_without_text_do_not_count_as_speaking(text: str | None, server: LLMServer):
    def reply(handler: Handler) -> None:
        handler.begin()
        handler.piece("He ")
        while not server.release.is_set():
            handler.piece(text)
            time.sleep(0.02)

    server.reply = reply
    assert "said nothing for 0.5 seconds" in await fault(served(server, timeout=0.5))


async def test_a_slow_answer_is_no_silence(server: LLMServer):
    def reply(handler: Handler) -> None:
        handler.begin()
        for _ in range(6):
            time.sleep(0.1)
            handler.piece("on ")
        handler.piece(None, "stop")

    server.reply = reply
    assert await pieces(served(server, timeout=0.4)) == ["on "] * 6


@pytest.mark.parametrize(
    ("complaint", "kept"),
    [
        ("temperature does not support 0 with this model", {"max_tokens", "seed", "stream_options"}),
        (
            "max_tokens is not supported, use max_completion_tokens",
            {"temperature", "max_completion_tokens", "seed", "stream_options"},
        ),
        ("unknown field stream_options", {"temperature", "max_tokens", "seed"}),
    ],
)
async def test_an_option_that_a_model_refuses_is_left_out_and_remembered(
    complaint: str, kept: set[str], server: LLMServer
):
    refused = set(complaint.split()) & {"temperature", "max_tokens", "stream_options"}
    server.reply = lambda handler: (
        handler.send(400, json.dumps({"error": {"message": complaint}}))
        if refused & server.asked[-1][1].keys()
        else handler.answer("Yes.")
    )
    llm = served(server)
    assert await pieces(llm) == await pieces(llm) == ["Yes."]
    assert [body.keys() - {"model", "messages", "stream"} for _, body, _ in server.asked[1:]] == [kept] * 2


async def test_a_server_that_refuses_everything_is_not_asked_for_ever(server: LLMServer, llm: LLM):
    complaint = json.dumps(
        {"error": {"message": "temperature, seed, stream_options, max_tokens and max_completion_tokens are refused"}}
    )
    server.reply = lambda handler: handler.send(400, complaint)
    assert "did not accept the request (400)" in await fault(llm)
    assert len(server.asked) <= 5


@pytest.mark.parametrize("status", [200, 400, 401, 429, 500])
async def test_the_key_is_in_no_message_and_in_no_log(status: int, server: LLMServer, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    body = json.dumps({"error": {"message": f"bad key {KEY}", "param": KEY}})
    server.reply = events({"error": {"message": KEY}}) if status == 200 else lambda handler: handler.send(status, body)
    llm = served(server)
    with pytest.raises(LLMError) as caught:
        await pieces(llm)
    assert KEY not in f"{caught.value} {caught.value.__cause__} {llm!r}"
    assert any(record.name.startswith("answer") for record in caplog.records)
    assert KEY not in caplog.text


async def test_a_key_that_no_header_can_hold_is_refused_without_showing_it(
    server: LLMServer, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    llm = find_llm(provider="compatible", model="m", url=server.url, key="schlüssel-秘密", timeout=5)
    assert llm
    assert "秘密" not in await fault(llm) + caplog.text


async def test_a_model_that_cannot_be_had_says_why_at_every_question():
    llm = UnavailableLLM(reason="OpenAI needs a key.")
    with pytest.raises(LLMError, match="needs a key"):
        await anext(llm.stream(Prompt(name="answer", digest="0", system="s", user="u")))


async def test_without_any_package_for_models_an_answer_says_what_to_install(
    server: LLMServer, llm: LLM, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("answer.adapters.has_package", lambda protocol: False)
    assert await fault(llm) == (
        "The language model m needs a package that is not installed: python -m pip install -r requirements.txt."
    )
    assert server.asked == []
