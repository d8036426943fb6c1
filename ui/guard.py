"""The door of the server: who comes in, from where, and how much they bring. One for all addresses, ours and Gradio's.

Without users everybody is let in. With them every address but the log-in and what `OPEN` names needs a session, at each
request anew: whoever is taken out of the file of users is out at once, whatever their cookie says.
"""

import asyncio
import logging
from http.cookies import CookieError, SimpleCookie
from math import ceil
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from index.errors import VerbatimError
from ui import reader
from ui.limits import Guesses
from ui.login_page import login_page
from ui.sessions import LIFE_SECONDS, Sessions
from ui.strings import count, say
from ui.users import Users, normal

log = logging.getLogger(__name__)

COOKIE = "verbatim-session"
OPEN = frozenset({"/manifest.json", "/offline", "/worker.js", "/favicon.ico"})
"""What is served to anybody, beside `/icons/`: nothing of documents or readers is in it."""
LONGEST_FORM = 8_192
"""Bytes of a log-in: a name and a password fit many times."""
HASHED_AT_ONCE = 2
"""Passwords checked at the same time, for each takes 32 MB."""
LARGEST = 4_000_000
"""Bytes of a request that is no upload: the longest text to check fits many times. Uploads have their own limit."""
UPLOAD = "/gradio_api/upload"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Lets requests in, or answers them itself: the log-in, the log-out, and who may not come in."""

    def __init__(self, app: ASGIApp, users: Users | None = None) -> None:
        self.app = app
        self.users = users
        self.sessions = Sessions(users) if users else None
        self.guesses = Guesses()
        self._hashing = asyncio.Semaphore(HASHED_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive) if scope["type"] == "http" else None
        if request and (too_much := _too_much(request)):
            await too_much(scope, receive, send)
            return
        if self.sessions is None or _open(scope["path"]):
            await self._let_in(scope, receive, send)
            return
        if request is None:  # the page uses no websockets
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            answered = await self._answered(request, self.sessions)
        except VerbatimError as error:  # the file of users cannot be read: nobody is let in
            log.error("%s", error)
            answered = PlainTextResponse(say("login.no_users"), 503)
        await (answered(scope, receive, send) if answered else self._let_in(scope, receive, send))

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        kept = reader.within.set(reader.of_scope(scope))
        try:
            await self.app(scope, receive, send)
        finally:
            reader.within.reset(kept)

    async def _answered(self, request: Request, sessions: Sessions) -> Response | None:
        """What the guard itself answers; None lets the request in, with the name in its scope."""
        path, word = request.url.path.rstrip("/"), _word(request.headers)
        if request.method not in SAFE and request.headers.get("sec-fetch-site") == "cross-site":
            return PlainTextResponse(say("login.elsewhere"), 403)  # another site's form, in this reader's name
        if path == "/login":
            return await self._log_in(request, sessions)
        if path == "/logout":
            return _log_out(request, sessions, word)
        user = sessions.user(word)
        if user is None:
            return _unknown(request)
        request.scope[reader.USER] = user
        return None

    async def _log_in(self, request: Request, sessions: Sessions) -> Response:
        then = _within(request.query_params.get("then", "/"))
        if request.method != "POST":
            return HTMLResponse(login_page(then=then), headers=_FRESH)
        fields = await _fields(request)
        name, password = normal(fields.get("username", "")), fields.get("password", "")
        address = f"address {reader.of_scope(request.scope).address}"
        wait = self.guesses.guess(f"name {name}", address)
        if wait:
            sentence = say("login.wait", wait=count(ceil(wait), "second"))
            return _refused(request, 429, sentence, name, then, {"Retry-After": str(ceil(wait))})
        assert self.users
        async with self._hashing:
            known = await run_in_threadpool(self.users.check, name, password)
        if known is None:
            log.warning("log-in refused %s", address)
            return _refused(request, 401, say("login.wrong"), name, then, {})
        self.guesses.right(f"name {name}", address)
        sessions.end(_word(request.headers))
        answer = (
            RedirectResponse(quote(then, safe="/?=&%,.:@~-_#"), 303)
            if _is_page(request)
            else JSONResponse({"success": True})
        )
        answer.headers.update(_FRESH)
        secure = request.url.scheme == "https"
        answer.set_cookie(
            COOKIE, sessions.begin(name, known), max_age=LIFE_SECONDS, httponly=True, samesite="lax", secure=secure
        )
        log.info("logged in sessions=%d", len(sessions))
        return answer


_FRESH = {"Cache-Control": "no-store"}


def _log_out(request: Request, sessions: Sessions, word: str) -> Response:
    if request.method == "POST":
        sessions.end(word)
    answer = RedirectResponse("/", 303, headers=_FRESH)
    if request.method == "POST":
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return answer


def _unknown(request: Request) -> Response:
    """Nobody is logged in: a person gets the form, a program one sentence."""
    if request.method == "GET" and _is_page(request):
        then = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return HTMLResponse(login_page(then=_within(then)), 401, headers=_FRESH)
    return JSONResponse({"detail": say("login.needed")}, 401, headers=_FRESH)


def _refused(request: Request, status: int, sentence: str, name: str, then: str, headers: dict[str, str]) -> Response:
    headers = _FRESH | headers
    if _is_page(request):
        return HTMLResponse(login_page(sentence, name[:64], then), status, headers=headers)
    return JSONResponse({"detail": sentence}, status, headers=headers)


def _is_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _too_much(request: Request) -> Response | None:
    """The refusal of a body that is too large, or that does not say how large it is."""
    if request.method in SAFE or request.url.path.startswith(UPLOAD):
        return None
    length = request.headers.get("content-length", "")
    if request.headers.get("transfer-encoding"):
        return JSONResponse({"detail": say("limits.no_length")}, 411)
    if length.isdecimal() and int(length) > LARGEST:
        return JSONResponse({"detail": say("limits.body", limit=LARGEST // 1_000_000)}, 413)
    return None


def _open(path: str) -> bool:
    return path in OPEN or (path.startswith("/icons/") and ".." not in path)


def _within(path: str) -> str:
    """A path of this server; the start of it when `path` leads anywhere else."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\", "/login", "/logout"))
    return path if inside and path.isprintable() and len(path) < LONGEST_FORM else "/"


def _word(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a small form; a larger one has none."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_FORM:
            return {}
    read = parse_qs(body.decode("utf-8", "replace"), max_num_fields=20)
    return {name: values[0] for name, values in read.items()}
