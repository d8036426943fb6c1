"""Two addresses of the page: an answer for the clipboard, and what a reader says of it.

Both know an answer by its secret message, as the source panel does; anything else is not found.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

from annotated_types import MaxLen
from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, StringConstraints

from answer.feedback import LONGEST_WORDS, Opinion, Rating, Reason
from index.errors import StoreError
from ui import copied
from ui.answers import Answers
from ui.export_routes import known
from ui.service import Service

MOST_REASONS = 8


class OpinionBody(BaseModel):
    """What a browser sends of an answer; without a rating the earlier one is taken back."""

    rating: Rating | Literal[""] = ""
    reasons: Annotated[tuple[Reason, ...], MaxLen(MOST_REASONS)] = ()
    words: Annotated[str, StringConstraints(max_length=LONGEST_WORDS)] = ""


def routes(service: Service, answers: Answers) -> APIRouter:
    """The two addresses over the answers on readers' screens."""
    router = APIRouter()

    @router.get("/copy/{message}")
    def copy(message: str) -> dict[str, str]:
        answer = known(answers, message).answer
        return {"plain": copied.plain(answer), "markup": copied.markup(answer)}

    @router.put("/feedback/{message}", status_code=204)
    def feedback(message: str, body: OpinionBody) -> None:
        answer = known(answers, message).answer
        said = None
        if body.rating:
            reasons = tuple(dict.fromkeys(body.reasons)) if body.rating == "down" else ()
            said = Opinion(rating=body.rating, at=datetime.now(UTC), reasons=reasons, words=body.words)
        try:
            service.feedback.put(message, answer, said)
        except StoreError as error:
            raise HTTPException(507, str(error)) from error

    return router
