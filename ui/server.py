"""The web server: the page mounted in FastAPI, so that every response carries our headers."""

import logging
import socket
from collections.abc import Callable

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import VerbatimError
from ui import assets, history_routes, html, installing, page, turn_routes
from ui.answers import Answers
from ui.export_routes import routes
from ui.guard import Guard
from ui.reader import USER
from ui.seals import Seal
from ui.service import Service
from ui.strings import script_strings
from ui.theme import theme
from ui.users import Users

log = logging.getLogger(__name__)

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",  # Gradio starts itself inline and compiles its templates
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'none'",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "form-action 'self'",
        "base-uri 'self'",
    )
)
"""Content-Security-Policy: nothing from another host is loaded, sent to or framed, whatever a document holds."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

PORTS_TRIED = 20
"""Ports tried in a row when the wished one is in use."""


class PortError(VerbatimError):
    """The page has no address to be served on."""


class Headers:
    """Adds `HEADERS` to every response; streams pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def create(service: Service, users: Users | None = None) -> FastAPI:
    """The web application over `service`; with `users` only they come in."""
    app = FastAPI(title="Verbatim", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Guard, users=users)
    app.add_middleware(Headers)  # outermost: what the guard answers has the headers too
    answers = Answers()
    app.include_router(routes(service, answers))
    app.include_router(installing.routes())
    app.include_router(turn_routes.routes(service, answers))
    app.include_router(history_routes.routes(Seal(service.history_key), answers))
    gr.mount_gradio_app(
        app,
        page.build(service, answers, accounts=users is not None),
        path="/",
        footer_links=[],
        run_history=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        favicon_path=str(assets.ICON),
        max_file_size=service.max_bytes,
        ssr_mode=False,
        enable_monitoring=False,
        auth_dependency=(lambda request: request.scope.get(USER)) if users else None,
        show_error=False,
        theme=theme(),
        css_paths=list(assets.STYLES),
        head=html.head(script_strings()),
    )
    return app


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to `port` of `host`, or to the next free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    reason: OSError | None = None
    for candidate in range(port, min(port + PORTS_TRIED, 65_536)):
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, candidate))
            bound.listen()
        except OSError as error:
            bound.close()
            reason = error
        else:
            return bound
    raise PortError(
        f"No free port on {host} from {port} on: {reason}. Choose another with VERBATIM_HOST and VERBATIM_PORT."
    )


def configured(app: FastAPI, proxy: str = "") -> uvicorn.Config:
    """How `app` is served: of what a request says about who calls and how, only what `proxy` wrote is believed."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxy),
        forwarded_allow_ips=proxy or None,
    )


def serve(
    service: Service,
    *,
    host: str,
    port: int,
    users: Users | None = None,
    proxy: str = "",
    on_ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until interrupted. `on_ready` is called with the page's address before the first request is taken.

    `proxy` are the addresses of proxies in front, with commas between: only they are believed about who calls, and how.
    """
    bound = listen(host, port)
    shown = "127.0.0.1" if host in {"", "0.0.0.0", "::"} else host
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{bound.getsockname()[1]}"
    server = uvicorn.Server(configured(create(service, users), proxy))
    log.info("serving address=%s", address)
    on_ready(address)
    try:
        server.run(sockets=[bound])
    finally:
        service.close()
