"""A real HTTP server on this machine that speaks the protocols of language models, or misspeaks them, as a test wants.

The streams of OpenAI, Anthropic and Google are events, Ollama's are lines of JSON; the path of a request tells which.
"""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATHS = {"/v1/chat/completions": "openai", "/api/chat": "ollama", "/v1/messages": "anthropic"}
FINISHES = {
    "openai": {},
    "ollama": {"content_filter": "stop"},
    "anthropic": {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"},
    "google": {"stop": "STOP", "length": "MAX_TOKENS", "content_filter": "SAFETY"},
}
"""Why a stream ends, in the words of each protocol; Ollama has none for a refusal."""
PROMPT_TOKENS, ANSWER_TOKENS = 321, 45


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

    @property
    def asked(self) -> list[tuple[str, dict[str, Any], dict[str, str]]]:
        """The requests for an answer, without those that ask what the server is."""
        return [each for each in self.requests if each[0] in PATHS or "generate" in each[0].lower()]

    def close(self) -> None:
        self.release.set()
        self._http.shutdown()
        self._http.server_close()


class Handler(BaseHTTPRequestHandler):
    llm: LLMServer

    @property
    def protocol(self) -> str:
        return PATHS.get(self.path.partition("?")[0], "google")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.llm.requests.append((self.path, body, dict(self.headers)))
        if self.path in self.llm.pages:
            self.send(200, json.dumps(self.llm.pages[self.path]))
            return
        if self.path == "/api/show":
            self.send(404, "{}")
            return
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

    def send(self, status: int, body: str, kind: str = "application/json", **headers: str) -> None:
        """A whole response."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body.encode())

    def refuse(self, status: int, message: str = "no", code: str = "", **headers: str) -> None:
        """An error, in the shape of the protocol."""
        error: object = {"message": message, "code": code or None, "type": code or "invalid_request_error"}
        if self.protocol == "ollama":
            error = message
        if self.protocol == "google":
            error = {"code": status, "message": message, "status": code or "INVALID_ARGUMENT"}
        self.send(status, json.dumps({"type": "error", "error": error}), **headers)

    def begin(self) -> None:
        """The head of a stream."""
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson" if self.protocol == "ollama" else "text/event-stream")
        self.end_headers()
        if self.protocol == "anthropic":
            usage = {"input_tokens": PROMPT_TOKENS, "output_tokens": 1}
            message = {"id": "m", "type": "message", "role": "assistant", "model": "m", "content": [], "usage": usage}
            self.event({"type": "message_start", "message": message})
            self.event({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})

    def event(self, data: object) -> None:
        """One event of a stream: JSON, or a text as it is."""
        text = data if isinstance(data, str) else json.dumps(data)
        named = f"event: {data['type']}\n" if self.protocol == "anthropic" and isinstance(data, dict) else ""
        self.wfile.write((f"{text}\n" if self.protocol == "ollama" else f"{named}data: {text}\n\n").encode())
        self.wfile.flush()

    def piece(self, text: str | None, finish: str | None = None) -> None:
        """One chunk of text, or why there are no more, in the shape of the protocol."""
        word = FINISHES[self.protocol].get(finish, finish) if finish else None
        for event in getattr(self, f"_{self.protocol}")(text, word):
            self.event(event)

    def answer(self, *pieces: str, finish: str = "stop") -> None:
        """A stream as it should be: the text, then why it ends, then what it took."""
        self.begin()
        if self.protocol == "openai":
            self.piece("")
        for text in pieces:
            self.piece(text)
        self.piece(None, finish)
        if self.protocol == "openai":
            usage = {"prompt_tokens": PROMPT_TOKENS, "completion_tokens": ANSWER_TOKENS, "total_tokens": 366}
            self.event({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": []}
                       | {"usage": usage})  # fmt: skip
            self.event("[DONE]")

    def write_until_hung_up(self) -> None:
        """Pieces without end, until the other side is gone."""
        self.begin()
        while not self.llm.release.is_set():
            self.piece("on ")
            time.sleep(0.01)

    def think(self, text: str) -> None:
        """One piece of thought."""
        if self.protocol == "ollama":
            self.event({"model": "m", "done": False, "message": {"role": "assistant", "content": "", "thinking": text}})
            return
        choice = {"index": 0, "delta": {"content": "", "reasoning_content": text}, "finish_reason": None}
        self.event({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]})

    def _openai(self, text: str | None, finish: str | None) -> list[object]:
        delta = {"role": "assistant", "content": text} if text is not None else {}
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return [{"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}]

    def _ollama(self, text: str | None, finish: str | None) -> list[object]:
        ended: dict[str, object] = {"done": finish is not None}
        if finish:
            ended |= {"done_reason": finish, "prompt_eval_count": PROMPT_TOKENS, "eval_count": ANSWER_TOKENS}
        return [{"model": "m", "message": {"role": "assistant", "content": text or ""}} | ended]

    def _anthropic(self, text: str | None, finish: str | None) -> list[object]:
        delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}
        events: list[object] = [delta] if text is not None else []
        if finish:
            events.append({"type": "content_block_stop", "index": 0})
            usage = {"output_tokens": ANSWER_TOKENS}
            events.append({"type": "message_delta", "delta": {"stop_reason": finish}, "usage": usage})
            events.append({"type": "message_stop"})
        return events

    def _google(self, text: str | None, finish: str | None) -> list[object]:
        candidate: dict[str, object] = {"index": 0, "content": {"role": "model", "parts": [{"text": text or ""}]}}
        if finish:
            candidate["finishReason"] = finish
        used = {"promptTokenCount": PROMPT_TOKENS, "candidatesTokenCount": ANSWER_TOKENS, "totalTokenCount": 366}
        return [{"candidates": [candidate], "usageMetadata": used}]
