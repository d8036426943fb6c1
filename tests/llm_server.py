"""A real HTTP server on this machine that speaks OpenAI's streaming protocol, or misspeaks it, as a test wants."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class LLMServer:
    """`reply` answers each POST with the handler; GETs answer from `pages`. Requests are kept, bodies decoded."""

    def __init__(self) -> None:
        self.reply: Callable[[Handler], None] = lambda handler: handler.answer("Yes [1].")
        self.pages: dict[str, object] = {}
        self.requests: list[tuple[str, dict[str, Any], dict[str, str]]] = []
        self.hung_up = threading.Event()
        self.release = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"llm": self}))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def url(self) -> str:
        return f"{self.host}/v1"

    def close(self) -> None:
        self.release.set()
        self._http.shutdown()
        self._http.server_close()


class Handler(BaseHTTPRequestHandler):
    llm: LLMServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.llm.requests.append((self.path, body, dict(self.headers)))
        try:
            self.llm.reply(self)
        except (BrokenPipeError, ConnectionResetError):
            self.llm.hung_up.set()

    def do_GET(self) -> None:
        self.llm.requests.append((self.path, {}, dict(self.headers)))
        if self.path in self.llm.pages:
            self.send(200, json.dumps(self.llm.pages[self.path]))
        else:
            self.send(404, "{}")

    def send(self, status: int, body: str, kind: str = "application/json") -> None:
        """A whole response."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def begin(self) -> None:
        """The head of a stream."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def event(self, data: object) -> None:
        """One event of a stream: JSON, or a text as it is."""
        self.wfile.write(f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n".encode())
        self.wfile.flush()

    def piece(self, text: str | None, finish: str | None = None) -> None:
        """One chunk in OpenAI's shape."""
        delta = {"role": "assistant", "content": text} if text is not None else {}
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self.event({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]})

    def answer(self, *pieces: str, finish: str = "stop") -> None:
        """A stream as it should be: first the role, then the text, then why it ends."""
        self.begin()
        self.piece("")
        for text in pieces:
            self.piece(text)
        self.piece(None, finish)
        self.event("[DONE]")

    def write_until_hung_up(self) -> None:
        """Pieces without end, until the other side is gone."""
        self.begin()
        while not self.llm.release.is_set():
            self.piece("on ")
            time.sleep(0.01)
