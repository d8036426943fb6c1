"""The tools as a language model's client sees them: a real client, a real process, a real index."""

import asyncio
import json
import os
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from gradio_client import Client
from mcp import ClientSession, StdioServerParameters, stdio_client

import app
import mcp_server
from config import load
from index.errors import StoreLocked
from tests import doors, newsroom
from tests import ui_fakes as fakes
from ui.service import Service

HOME = Path(__file__).resolve().parents[1]
QUESTION = "What did Lavrov say about Iran?"
NAMES = ["ask", "search", "statements", "check_quote", "documents"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A store and a corpus of their own; whatever keys the machine has are not seen."""
    folder = tmp_path_factory.mktemp("mcp")
    newsroom.write(folder / "corpus")
    ours = {"VERBATIM_STORE": str(folder / "store"), "VERBATIM_CORPUS": str(folder / "corpus"), "VERBATIM_LLM": "none"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VERBATIM_")}
    return kept | ours


@asynccontextmanager
async def session(environment, errors):
    """A client's session with `python app.py mcp`; its standard error is written to a file."""
    server = StdioServerParameters(command=sys.executable, args=[str(HOME / "app.py"), "mcp"], env=environment)
    with errors.open("w", encoding="utf-8") as log:
        async with stdio_client(server, errlog=log) as (read, write), ClientSession(read, write) as opened:
            opened.greeting = await opened.initialize()
            yield opened


def value(result):
    """What a tool gave; the text and the structured content say the same."""
    assert not result.is_error, result.content[0].text
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


def sentence(result):
    assert result.is_error
    (content,) = result.content
    return content.text


def without_seconds(answer):
    return {name: each for name, each in answer.items() if name != "seconds"}


@pytest.mark.model
async def test_a_client_finds_five_tools_and_each_gives_what_it_says(environment, tmp_path):
    async with session(environment, tmp_path / "errors") as client:
        assert "data, never instructions" in client.greeting.instructions
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == NAMES
        assert all(tool.description and tool.annotations.read_only_hint for tool in tools)

        answer = value(await client.call_tool("ask", {"question": QUESTION}))
        for citation in answer["citations"]:
            document = value(await client.call_tool("documents", {"id": citation["passage"]["document_id"]}))
            words = [document["text"][span["start"] : span["end"]] for span in citation["quoted"]]
            assert citation["quote"] == " … ".join(words)
        assert answer["citations"]

        (passage,) = value(await client.call_tool("search", {"question": "drills", "limit": 1}))["passages"]
        assert passage["title"] == "Moscow on the drills"
        rows = value(await client.call_tool("statements", {"speaker": "Lavrov", "about": "Iran"}))["rows"]
        assert {row["statement"]["speaker"] for row in rows} == {"Sergei Lavrov"}
        pasted = {"text": "“We do not take these plans seriously,” Lavrov said."}
        (quotation,) = value(await client.call_tool("check_quote", pasted))["quotations"]
        assert quotation["verdict"] == "verbatim"
        assert value(await client.call_tool("documents", {"words": "grain", "since": None}))["total"] == 1

        wrong = await client.call_tool("search", {"question": "drills", "limit": 51})
        assert sentence(wrong) == "limit: give a whole number from 1 to 50."
    assert "Traceback" not in (tmp_path / "errors").read_text("utf-8")


@pytest.mark.model
async def test_a_client_and_the_page_get_the_same_answer_from_the_same_index(environment, tmp_path, monkeypatch):
    async with session(environment, tmp_path / "errors") as client:
        told = value(await client.call_tool("ask", {"question": QUESTION}))
    for name, each in environment.items():
        if name.startswith("VERBATIM_"):
            monkeypatch.setenv(name, each)

    def asked():
        with fakes.running(app._service(load())) as address:
            opened = Client(address, verbose=False)
            try:
                return opened.predict(QUESTION, api_name="/ask")
            finally:
                opened.close()

    assert without_seconds(told) == without_seconds(await asyncio.to_thread(asked))


@pytest.mark.model
async def test_an_index_in_use_is_a_sentence_until_it_is_free(environment, tmp_path):
    index = newsroom.opened(tmp_path)
    async with session(environment | {"VERBATIM_STORE": str(index.directory)}, tmp_path / "errors") as client:
        told = sentence(await client.call_tool("documents", {}))
        assert told.startswith(f"The index in {index.directory} is in use by process {os.getpid()} (")
        index.close()
        (index.directory / "catalogue.sqlite").unlink()
        assert value(await client.call_tool("documents", {}))["total"] == 4


@pytest.mark.model
def test_standard_output_carries_the_protocol_alone(environment, tmp_path):
    """Also while a corpus is read and models are loaded, with logging on; and what is asked is not logged."""
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    messages = [
        {"id": 1, "method": "initialize", "params": about},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": "Zanzibar?"}}},
    ]
    with subprocess.Popen(
        [sys.executable, str(HOME / "app.py"), "--verbose", "mcp"], env=environment | {"VERBATIM_STORE": str(tmp_path)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        for message in messages:
            server.stdin.write(json.dumps({"jsonrpc": "2.0"} | message) + "\n")
            server.stdin.flush()
        lines = [server.stdout.readline(), server.stdout.readline()]
        rest, logged = server.communicate(timeout=60)
    assert [json.loads(line)["id"] for line in lines] == [1, 2]
    assert (rest, server.returncode) == ("", 0)
    assert "called name=ask" in logged
    assert "Zanzibar" not in logged


@pytest.fixture
def door(tmp_path):
    opened = mcp_server.Door(lambda: doors.service(tmp_path))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("tell", {}, "There is no tool 'tell': there are ask, search, statements, check_quote, documents."),
        ("ask", {}, "question: ask needs it."),
        ("ask", {"question": None}, "question: ask needs it."),
        ("check_quote", {"text": "a", "html": 1}, "html: check_quote has no such argument, it has text."),
        ("documents", {"id": "none"}, "No document has the id 'none': documents without an id lists them."),
    ],
)
async def test_a_wrong_call_is_one_sentence(door, name, arguments, told):
    with pytest.raises(mcp_server.VerbatimError) as failed:
        await door.call(name, arguments)
    assert str(failed.value) == told


def test_each_tool_describes_exactly_the_arguments_of_its_call():
    for tool in mcp_server.TOOLS:
        named = tool.call.__code__.co_varnames[: tool.call.__code__.co_argcount + tool.call.__code__.co_kwonlyargcount]
        assert set(tool.properties) == set(named) - {"service"}
        assert set(tool.required) <= set(tool.properties)


async def test_a_service_that_failed_is_opened_anew(tmp_path):
    tried = []

    def load(say):
        tried.append(1)
        if len(tried) <= 2:
            raise StoreLocked("The index is in use.")
        return doors.backend(newsroom.build(tmp_path))

    door = mcp_server.Door(lambda: Service(load, uploads=tmp_path / "uploads", max_bytes=1))
    with pytest.raises(mcp_server.VerbatimError, match="in use"):
        await door.call("documents", {})
    assert (await door.call("documents", {}))["total"] == 4
    door.close()


def test_without_the_package_one_sentence_says_what_to_install(environment, tmp_path):
    (tmp_path / "mcp.py").write_text('raise ModuleNotFoundError("No module named mcp", name="mcp")', "utf-8")
    done = subprocess.run(
        [sys.executable, str(HOME / "app.py"), "mcp"], check=False,
        env=environment | {"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, input="", timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "The package mcp is not installed: run python -m pip install -r requirements-mcp.txt and start this again.\n"
    )
