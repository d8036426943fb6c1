"""Every way in which a language model fails, over real HTTP in two protocols, and what a reader is left with."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import answer.llm
from answer.assistant import Assistant
from answer.llm import LLM, find_llms
from answer.servers import Wanted
from answer.types import Answer, Turn, Waiting
from index.store import Index
from tests import newsroom
from tests.llm_server import Handler, LLMServer

QUESTION = "What did Lavrov say about Iran?"
EXTRACTIVE = "Sergei Lavrov stated, as reported by TASS: “The leadership drew its conclusions"
GOOD = "Lavrov visited North Korea on Friday [5]."
KEY = "sk-secret-0123456789"

PROTOCOLS = ("compatible", "ollama")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("newsroom")
    newsroom.write(folder / "docs")
    opened = newsroom.build(folder)
    yield opened
    opened.close()


@pytest.fixture
def server() -> Iterator[LLMServer]:
    running = LLMServer()
    yield running
    running.close()


@pytest.fixture(autouse=True)
def no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer.llm, "PAUSES", (0.01, 0.02))


def llm(provider: str, server: LLMServer, timeout: float = 5.0) -> LLM:
    url = server.url if provider == "compatible" else server.host
    wanted = Wanted(provider=provider, model="m", url=url, key=KEY, window=8_192)  # type: ignore[arg-type]
    return find_llms(wanted, timeout=timeout)[0]


def cut(handler: Handler) -> None:
    handler.begin()
    handler.piece("He said ")


def cut_within_the_framing(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.piece("He said ")


def broken(handler: Handler) -> None:
    handler.begin()
    handler.event('{"choices": [{"delta": {"content": "He')


def no_json(handler: Handler) -> None:
    handler.send(200, "<!doctype html><h1>Log in</h1>", "text/html; charset=utf-8")


def silent(handler: Handler) -> None:
    handler.llm.release.wait(5)


def too_long(handler: Handler) -> None:
    handler.refuse(400, "request (1406 tokens) exceeds the available context size (256 tokens)", "exceed_context_size")


def french(handler: Handler) -> None:
    handler.answer(
        "Le ministre russe des affaires étrangères a déclaré que la direction avait tiré ses conclusions bien avant ",
        "les frappes contre l'Iran, et que personne ne pense à employer la force [1].",
    )


FAULTS: dict[str, tuple[Callable[[Handler], None], str]] = {
    "wrong key": (lambda h: h.refuse(401, f"bad key {KEY}"), "refused the key (401)"),
    "unknown model": (lambda h: h.refuse(404, "model 'm' not found"), "has no model “m” (404)"),
    "time-out": (silent, "said nothing for 0.5 seconds: try again"),
    "rate limit": (lambda h: h.refuse(429), "is over its limit or its paid quota (429)"),
    "rate limit of an hour": (lambda h: h.refuse(429, retry_after="3600"), "is over its limit or its paid quota (429)"),
    "connection lost": (cut, "broke off in the middle of its answer"),
    "connection lost within the framing": (cut_within_the_framing, "broke off in the middle of its answer"),
    "empty reply": (lambda h: h.answer(), "sent an empty answer"),
    "nothing but blanks": (lambda h: h.answer(" \n"), "wrote nothing"),
    "200 KB of reply": (lambda h: h.answer(*(f"word{n} " for n in range(20_000))), "did not come to an end"),
    "going in circles": (lambda h: h.answer(*["He said it again. "] * 200), "repeated itself without end"),
    "broken JSON": (broken, "sent what"),
    "a web page": (no_json, "sent"),
    "error within the stream": (lambda h: (h.begin(), h.event({"error": "overloaded"})), "reported an error"),
    "refusal in words": (lambda h: h.answer("I'm sorry, but I can't help with that."), "declined to answer"),
    "another language": (french, "answered in French, which is not the language of the question"),
    "format ignored": (lambda h: h.answer("# Summary\n\n- Bananas grow on Mars!!"), "named no sources"),
    "context length": (too_long, "passages are too long for the language model m"),
    "fault of the server": (lambda h: h.send(500, "{}"), "has a fault on its side (500)"),
    "cut short": (lambda h: h.answer("He said", finish="length"), "reached the longest answer allowed"),
}  # type: ignore[dict-item]
"""Name: what the server does, and what the reader is told of it."""


def holds(found: Answer) -> None:
    """What every reader is left with, whatever failed."""
    assert found.text.startswith(EXTRACTIVE)
    assert found.model == "extractive"
    assert found.citations
    assert found.notice.endswith("This answer was put together from the documents alone.")
    assert found.notice.count(". ") == 1, found.notice
    assert KEY not in repr(found)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("provider", PROTOCOLS)
async def test_a_fault_leaves_an_answer_a_sentence_and_a_conversation(
    provider: str, fault: str, server: LLMServer, index: Index
):
    server.reply, told = FAULTS[fault]
    assistant = Assistant(index, llm(provider, server, timeout=0.5 if fault == "time-out" else 5))
    failed = await assistant.ask(QUESTION)
    assert told in failed.notice
    holds(failed)
    server.release.set()
    server.reply = lambda handler: handler.answer(GOOD)
    again = await assistant.ask("And North Korea?", history=[Turn(question=QUESTION, answer=failed.text)])
    assert again.model == "m"
    assert again.text.startswith("Lavrov visited North Korea on Friday.")


@pytest.mark.parametrize("provider", PROTOCOLS)
async def test_a_policy_refusal_on_the_wire_is_told(provider: str, server: LLMServer, index: Index):
    server.reply = lambda handler: (
        handler.answer(finish="content_filter") if provider == "compatible" else handler.answer("I cannot assist.")
    )
    found = await Assistant(index, llm(provider, server)).ask(QUESTION)
    assert "declined to answer" in found.notice
    holds(found)


@pytest.mark.parametrize("provider", ["openai", "anthropic", "google"])
async def test_without_a_key_the_answer_says_which_setting_is_missing(provider: str, index: Index):
    from answer.errors import LLMError  # noqa: PLC0415
    from answer.llm import UnavailableLLM  # noqa: PLC0415

    with pytest.raises(LLMError) as missing:
        find_llms(Wanted(provider=provider), timeout=1)  # type: ignore[arg-type]
    found = await Assistant(index, UnavailableLLM(reason=str(missing.value))).ask(QUESTION)
    assert f"without a key: set {provider.upper()}_API_KEY or VERBATIM_LLM_KEY." in found.notice
    holds(found)


@pytest.mark.parametrize("provider", PROTOCOLS)
async def test_a_server_that_is_down_is_told_with_how_to_start_it(provider: str, server: LLMServer, index: Index):
    server.close()
    found = await Assistant(index, llm(provider, server)).ask(QUESTION)
    start = "start it with: ollama serve." if provider == "ollama" else "check its address, and that it runs."
    assert f"cannot be reached: {start}" in found.notice
    holds(found)


@pytest.mark.parametrize("provider", ["anthropic", "google"])
@pytest.mark.parametrize("fault", ["wrong key", "unknown model", "rate limit", "fault of the server", "context length",
                                   "connection lost within the framing", "refusal in words"])  # fmt: skip
async def test_the_companies_own_protocols_fail_in_the_same_words(
    provider: str, fault: str, server: LLMServer, index: Index
):
    server.reply, told = FAULTS[fault]
    wanted = Wanted(provider=provider, model="m", url=server.host, key=KEY)  # type: ignore[arg-type]
    found = await Assistant(index, find_llms(wanted, timeout=5)[0]).ask(QUESTION)
    assert told in found.notice
    holds(found)


@pytest.mark.parametrize("provider", ["anthropic", "google"])
async def test_a_refusal_by_a_company_s_policy_is_told(provider: str, server: LLMServer, index: Index):
    server.reply = lambda handler: handler.answer("Well", finish="content_filter")
    wanted = Wanted(provider=provider, model="m", url=server.host, key=KEY)  # type: ignore[arg-type]
    found = await Assistant(index, find_llms(wanted, timeout=5)[0]).ask(QUESTION)
    assert "declined to answer" in found.notice
    holds(found)


@pytest.mark.parametrize("provider", PROTOCOLS)
async def test_a_rate_limit_is_waited_out_in_view_of_the_reader(provider: str, server: LLMServer, index: Index):
    server.reply = lambda handler: (
        handler.refuse(429, retry_after="0") if len(server.asked) == 1 else handler.answer(GOOD)
    )
    events = [event async for event in Assistant(index, llm(provider, server)).stream(QUESTION)]
    assert Waiting(sentence="m is over its limit (429): trying again in 1 s …") in events
    assert events[-1].answer.model == "m"


@pytest.mark.parametrize("provider", PROTOCOLS)
async def test_a_prompt_that_is_too_long_is_sent_again_with_fewer_passages(
    provider: str, server: LLMServer, index: Index
):
    server.reply = lambda handler: (
        too_long(handler) if json.dumps(server.asked[-1][1]).count("<passage>") > 3 else handler.answer(GOOD)
    )
    found = await Assistant(index, llm(provider, server)).ask(QUESTION)
    assert found.model == "m"
    assert "its window has no room for more" in found.notice


@pytest.mark.parametrize("provider", PROTOCOLS)
async def test_a_reply_that_ignores_the_format_keeps_its_words_and_gets_its_sources(
    provider: str, server: LLMServer, index: Index
):
    server.reply = lambda handler: handler.answer("## So\n\n**Lavrov visited North Korea on Friday.** Bananas grow.")
    found = await Assistant(index, llm(provider, server)).ask(QUESTION)
    assert found.text == "So\n\nLavrov visited North Korea on Friday. [1] Bananas grow."
    assert [check.verdict for check in found.checks] == ["unsupported", "supported", "unsupported"]
    assert "The model named no sources" in found.notice


@pytest.mark.parametrize("provider", PROTOCOLS)
@pytest.mark.parametrize("size", [1, 2, 3, 7])
async def test_marks_that_are_cut_anywhere_on_the_wire_are_still_citations(
    provider: str, size: int, server: LLMServer, index: Index
):
    server.reply = lambda handler: handler.answer(GOOD)
    whole = await Assistant(index, llm(provider, server)).ask(QUESTION)
    text = f"<think>Which passage? [3]</think>{GOOD}"
    server.reply = lambda handler: handler.answer(*(text[at : at + size] for at in range(0, len(text), size)))
    found = await Assistant(index, llm(provider, server)).ask(QUESTION)
    assert found.text == whole.text == "Lavrov visited North Korea on Friday. [1]"
    assert (found.checks, found.citations) == (whole.checks, whole.citations)
