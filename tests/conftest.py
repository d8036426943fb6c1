"""Fakes at the borders, and the folders that tests need. No test reaches a network."""

import ipaddress
import os
import re
import socket
from collections.abc import AsyncIterator, Generator, Sequence
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import numpy as np
import pytest

from answer.llm import Piece
from answer.prompts import Prompt
from index.encoder import Vectors

MUST_NOT_SKIP = "VERBATIM_TESTS_MUST_NOT_SKIP"
"""Set where every part is there: a test that is skipped then has failed."""
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get(MUST_NOT_SKIP) and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped although {MUST_NOT_SKIP} is set: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine can be reached: a test that looks further fails at once instead of waiting."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = str(address[0]) if isinstance(address, tuple) else ""
        if host and host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise OSError(f"a test tried to reach {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


class ToyEncoder:
    """One dimension a known word, its value the number of times the word occurs: similarities can be worked by hand.

    The last dimension is a constant .01, so that a text without any known word still has a direction.
    """

    WORDS = ("lavrov", "iran", "korea", "drills", "nato", "troops", "nuclear", "treaty", "grain", "football")
    name = "toy"
    dimensions = len(WORDS) + 1
    max_tokens = 48

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def tokens(self, text: str) -> list[str]:
        return re.findall(r"\w+|[^\w\s]", text)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self.dimensions)

    def encode_question(self, text: str) -> Vectors:
        return self._vector(text)

    def _vector(self, text: str) -> Vectors:
        words = re.findall(r"\w+", text.lower())
        vector = np.array([*(words.count(word) for word in self.WORDS), 0.01], dtype=np.float32)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


@pytest.fixture
def encoder() -> ToyEncoder:
    return ToyEncoder()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data folder; what needs it is skipped with a clear reason where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the shared data folder, which is not at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """The folder of the two seed articles: the real input of the main job."""
    return shared / "seeds"


class ScriptedLLM:
    """Answers from a queue of scripts, one a call, and keeps the prompts it got.

    A script is a list of pieces; an exception among them is raised when its turn comes. `closed` counts the streams
    that ended, whether read to the end or closed before it.
    """

    def __init__(self, *scripts: Sequence[Piece | Exception], name: str = "scripted", window: int = 8_192) -> None:
        self.name = name
        self.place, self.local = "http://127.0.0.1:1", True
        self.size = window
        self.scripts = list(scripts)
        self.prompts: list[Prompt] = []
        self.closed = 0

    async def window(self) -> int:
        return self.size

    async def stream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        self.prompts.append(prompt)
        assert self.scripts, "the LLM was called more often than it has scripts"
        try:
            for piece in self.scripts.pop(0):
                if isinstance(piece, Exception):
                    raise piece
                yield piece
        finally:
            self.closed += 1


@pytest.fixture(scope="module")
def browser() -> Generator[object, None, None]:
    """A real browser for the tests of one file."""
    from tests.browsing import launched  # noqa: PLC0415 - a tool that most tests do without

    with launched() as opened:
        yield opened
