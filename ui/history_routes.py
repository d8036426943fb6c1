"""Two addresses for the history that a browser keeps: an exchange to take away, sealed, and the same brought back."""

import re

from fastapi import APIRouter, HTTPException, Request, Response

from index.errors import StoreError, VerbatimError
from ui.answers import Answers
from ui.seals import Seal
from ui.strings import say

LARGEST = 4_000_000
"""Bytes of one exchange: an answer is some 50 kB, one with two hundred statements some 500 kB."""
_MESSAGE = re.compile(r"[0-9a-f]{24}")


def routes(seal: Seal, answers: Answers) -> APIRouter:
    """The two addresses over the exchanges on readers' screens."""
    router = APIRouter()

    @router.get("/exchanges/{message}")
    def give(message: str) -> Response:
        exchange = answers.exchanges.get(message) if _MESSAGE.fullmatch(message) else None
        if exchange is None:
            raise HTTPException(404, say("history.unknown"))
        try:
            sealed = seal.sealed(exchange)
        except StoreError as error:
            raise HTTPException(503, str(error)) from None
        return Response(sealed, media_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})

    @router.put("/exchanges", status_code=204)
    async def take_back(request: Request) -> None:
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST:
                raise HTTPException(413, say("history.too_large"))
        try:
            answers.restore(seal.opened(body.decode("utf-8", "replace")))
        except VerbatimError as error:
            raise HTTPException(400, str(error)) from None

    return router
