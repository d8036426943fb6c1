"""The real server of llama.cpp with a tiny model of our own: the wire, the streaming and the stop, for real."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from answer.assistant import Assistant
from answer.errors import LLMError
from answer.llm import LLM, find_llm, find_llms
from answer.prompts import Prompt
from answer.servers import Wanted
from answer.types import Finished, Found, Token, Usage
from index.store import Index
from tests import doors, newsroom, ui_fakes
from tests.browsing import DESKTOP, ask, launched, visit
from tests.llama_cpp_server import LlamaCpp, serving, soon
from tests.tiny_model import pieces, write_model
from ui.service import Service

pytestmark = pytest.mark.llama_cpp

QUESTION = "What did Lavrov say about Iran?"
PROMPT = Prompt(name="answer", digest="0" * 64, system="Be brief.", user="Why?")
ANSWER = "Lavrov said: “Nobody thinks of using force against Korea” [1]. Bananas grow on Mars [9]."
GIBBERISH = "qzv ]]3[ ¶¶ “xk [1 <b> lo\u0301w ** #7 [2][ ”” —— [99] {x} zzz 🜁 fin"
ENDLESS = (
    "and meanwhile several broad rivers wandered downhill, alongside golden barley fields, underneath weathered stone "
    "bridges, through quiet market towns, toward distant harbours, where sailors waited,"
)
MOST_WRITTEN = 4096
"""Tokens that an answer is asked to have at most: who is stopped has written fewer."""
FIT, SHORT = 16_384, 512
"""Tokens of context: room for two prompts of the newsroom, and too little for one."""
SLOW = 100
"""Layers: some milliseconds for each token."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def reciter(folder) -> Iterator[LlamaCpp]:
    """Recites the answer and ends."""
    with serving(write_model(folder / "reciter.gguf", ANSWER), context=FIT) as server:
        yield server


@pytest.fixture
def endless(folder) -> Iterator[LlamaCpp]:
    """Does not end by itself, and takes its time."""
    model = write_model(folder / "endless.gguf", ENDLESS, ends=False, layers=SLOW, reads=100)
    with serving(model, context=FIT) as server:
        yield server


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as index:
        yield index


def served(server: LlamaCpp, *, timeout: float = 20.0) -> LLM:
    llm = find_llm(provider="compatible", model="", url=server.url, key="", timeout=timeout)
    assert llm
    return llm


def test_the_model_file_is_small_and_every_time_the_same(tmp_path):
    first = write_model(tmp_path / "first.gguf", ENDLESS, ends=False, layers=SLOW)
    again = write_model(tmp_path / "again.gguf", ENDLESS, ends=False, layers=SLOW)
    assert first.stat().st_size < 1_000_000
    assert first.read_bytes() == again.read_bytes()


def test_the_model_that_the_server_lists_is_found(reciter: LlamaCpp):
    assert served(reciter).name == "reciter.gguf"


async def test_an_answer_comes_in_the_pieces_that_the_model_writes(reciter: LlamaCpp):
    *text, used = [piece async for piece in served(reciter).stream(PROMPT)]
    assert text == pieces(ANSWER)
    assert used == Usage(prompt_tokens=22, answer_tokens=16, cost=0.0)


async def test_the_first_piece_is_there_while_the_model_still_writes(endless: LlamaCpp):
    async with aclosing(served(endless).stream(PROMPT)) as stream:
        assert [await anext(stream) for _ in range(3)] == ["and", " meanwhile", " several"]
        assert await asyncio.to_thread(endless.at_work)


async def test_prose_of_the_real_server_is_checked(reciter: LlamaCpp, index: Index):
    events = [event async for event in Assistant(index, served(reciter)).stream(QUESTION)]
    assert isinstance(events[0], Found)
    assert [event.text for event in events if isinstance(event, Token)] == pieces(ANSWER)
    assert isinstance(events[-1], Finished)
    answer = events[-1].answer
    assert (answer.model, answer.notice) == ("reciter.gguf", "")
    assert [check.verdict for check in answer.checks] == ["verbatim", "citation removed"]
    newsroom.assert_lawful(answer, {id: index.catalogue.document(id) for id in index.catalogue.document_ids()})


async def test_gibberish_is_an_answer_whose_sentences_are_marked(folder, index: Index):
    with serving(write_model(folder / "gibberish.gguf", GIBBERISH), context=FIT) as server:
        answer = await Assistant(index, served(server)).ask(QUESTION)
    assert answer.model == "gibberish.gguf"
    assert {check.verdict for check in answer.checks} == {"citation removed"}
    newsroom.assert_lawful(answer, {id: index.catalogue.document(id) for id in index.catalogue.document_ids()})


async def test_closing_the_stream_stops_the_work_of_the_server(endless: LlamaCpp):
    async with aclosing(served(endless).stream(PROMPT)) as stream:
        await anext(stream)
    assert await asyncio.to_thread(is_stopped, endless)


async def test_closing_the_assistant_stops_the_work_of_the_server(endless: LlamaCpp, index: Index):
    async with aclosing(Assistant(index, served(endless)).stream(QUESTION)) as events:
        async for event in events:
            if isinstance(event, Token):
                break
    assert await asyncio.to_thread(is_stopped, endless)


@pytest.mark.parametrize(
    ("believed", "told"),
    [(0, "No passage fits into the model's window of 256 tokens"), (8_192, "The passages are too long for the")],
    ids=["asked", "told wrongly"],
)
async def test_a_prompt_that_is_too_long_for_the_model_gives_the_other_answer_and_says_so(
    believed: int, told: str, folder, index: Index
):
    with serving(write_model(folder / "short.gguf", ANSWER), context=SHORT) as server:
        wanted = Wanted(provider="compatible", url=server.url, window=believed)
        answer = await Assistant(index, find_llms(wanted, timeout=30)[0]).ask(QUESTION)
    assert answer.model == "extractive"
    assert answer.text.startswith("Sergei Lavrov stated, as reported by TASS: “The leadership drew its conclusions")
    assert answer.notice.startswith(told)
    assert answer.notice.endswith("This answer was put together from the documents alone.")


async def test_an_answer_that_the_context_cuts_off_is_no_answer(folder):
    model = write_model(folder / "cut.gguf", ENDLESS, ends=False)
    told = pytest.raises(LLMError, match="reached the longest answer allowed before its end")
    with serving(model, context=SHORT) as server, told:
        [piece async for piece in served(server).stream(PROMPT)]


async def test_a_server_that_dies_while_it_writes_is_told(endless: LlamaCpp):
    llm = served(endless)
    async with aclosing(llm.stream(PROMPT)) as stream:
        assert await anext(stream) == "and"
        await asyncio.to_thread(endless.kill)
        with pytest.raises(LLMError, match="broke off in the middle of its answer: try again"):
            async for _ in stream:
                pass


@pytest.mark.browser
def test_the_stop_button_of_the_page_stops_the_work_of_the_server(endless: LlamaCpp, tmp_path):
    def load(say):
        index = newsroom.build(tmp_path)
        return replace(doors.backend(index), assistant=Assistant(index, served(endless)))

    service = Service(load, uploads=tmp_path / "uploads", max_bytes=1_000_000)
    with ui_fakes.running(service) as site, launched() as browser:
        page = visit(browser, site, DESKTOP)
        ask(page, QUESTION)
        expect(page.locator("#draft .draft")).to_contain_text("and meanwhile", timeout=20_000)
        page.get_by_role("button", name="Stop").click()
        expect(page.locator("#thread .notice")).to_contain_text("was not checked")
        assert is_stopped(endless)
        assert page.trouble == []


def is_stopped(server: LlamaCpp) -> bool:
    """Whether the server ends its work soon, before what it was asked for, and begins none again."""
    if not soon(lambda: not server.at_work()):
        return False
    written = server.written()
    time.sleep(0.3)
    return 0 < written < MOST_WRITTEN and written == server.written() and not server.at_work()
