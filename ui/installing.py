"""What lets a browser install the page: the manifest, its icons, a worker that says when the server is away.

All of it is served to anybody, for a browser asks for a manifest without a cookie; nothing of a reader is in it.
"""

from typing import Any

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse

from ui import assets, html
from ui.html import element
from ui.login_page import style
from ui.strings import say

PAPER = "#f4f5f7"
"""The colour behind the window while it opens, `--paper` of `styles/theme.css`; a manifest knows one only."""
ICONS = {path.name: path for path in (assets.ICON, *sorted((assets.HERE / "icons").glob("*.png")))}
FRESH = {"Cache-Control": "no-cache"}
"""A changed worker or page is taken at the next visit."""


def routes() -> APIRouter:
    """The addresses of all this."""
    router = APIRouter()

    @router.get("/manifest.json")  # where Gradio's page looks for it
    def manifest() -> Response:
        return JSONResponse(described(), media_type="application/manifest+json", headers=FRESH)

    @router.get("/icons/{name}")
    def icon(name: str) -> Response:
        if name not in ICONS:
            raise HTTPException(404)
        return FileResponse(ICONS[name])

    @router.get("/worker.js")
    def worker() -> Response:
        return Response(assets.script("worker"), media_type="text/javascript", headers=FRESH)

    @router.get("/offline")
    def offline() -> Response:
        return HTMLResponse(offline_page(), headers=FRESH)

    return router


def described() -> dict[str, Any]:
    """The manifest."""
    return {
        "id": "/",
        "name": say("installing.name"),
        "short_name": "Verbatim",
        "description": say("installing.description"),
        "lang": "en",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": "/icons/icon.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": "/icons/icon-192.png", "sizes": "192x192", "type": "image/png"},
            {"src": "/icons/icon-512.png", "sizes": "512x512", "type": "image/png"},
            {"src": "/icons/maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
    }


def offline_page() -> str:
    """What the worker shows when the server does not answer."""
    body = element(
        "section",
        element("h1", "Verbatim"),
        element("p", say("installing.away"), role="status"),
        element("p", say("installing.again"), class_="about"),
    )
    return html.own_page(say("installing.away_title"), style(), body)
