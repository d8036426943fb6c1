"""The real server of llama.cpp in a process of its own, as somebody runs it beside the program.

    python tests/llama_cpp_server.py MODEL CONTEXT

serves the model on a free port, tells its address, and ends with its standard input. `CONTEXT` is in tokens.
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

PACKAGE = "xllamacpp"
"""llama.cpp with its own HTTP server, built for the common systems."""
PATIENCE = 10.0
"""Seconds for what takes milliseconds on a machine with nothing else to do."""


class LlamaCpp:
    """A server that runs; what it tells of its work is read from its own `/metrics`."""

    def __init__(self, process: subprocess.Popen[str], host: str) -> None:
        self._process = process
        self.host = host
        self.url = f"{host}/v1"

    def written(self) -> int:
        """How many tokens it has written, counted when a piece of work ends."""
        return self._metric("tokens_predicted_total")

    def at_work(self) -> bool:
        return self._metric("requests_processing") > 0

    def kill(self) -> None:
        """As a machine that loses its power: nothing is said to whoever waits."""
        self._process.kill()
        self._process.wait(PATIENCE)

    def _metric(self, name: str) -> int:
        told = httpx.get(f"{self.host}/metrics", timeout=PATIENCE, trust_env=False).text
        found = re.search(rf"^llamacpp:{name} (\d+)", told, re.MULTILINE)
        assert found, told
        return int(found[1])


@contextmanager
def serving(model: Path, *, context: int) -> Iterator[LlamaCpp]:
    """The server while it runs. Skips the test where its package is missing."""
    if find_spec(PACKAGE) is None:
        pytest.skip(f"needs llama.cpp's server: pip install {PACKAGE}")
    command = [sys.executable, str(Path(__file__).resolve()), model.name, str(context)]
    log = model.with_suffix(".log")
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, cwd=model.parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            assert process.stdout
            host = process.stdout.readline().strip()
            assert host.startswith("http://127.0.0.1:"), log.read_text()
            yield LlamaCpp(process, host)
        finally:
            process.kill()


def soon(holds: Callable[[], bool]) -> bool:
    """Whether it holds before patience ends."""
    end = time.monotonic() + PATIENCE
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.05)
    return held


def _serve(model: str, context: int) -> None:
    import xllamacpp  # noqa: PLC0415 - only this process has it

    parameters = xllamacpp.CommonParams()
    parameters.model.path = model
    parameters.port = 0  # a free one
    parameters.n_ctx = context
    parameters.n_parallel = 2
    parameters.endpoint_metrics = True
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]))
