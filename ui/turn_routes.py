"""Two addresses of the page: an answer for the clipboard, and what a reader says of it.

Both know an answer by its secret message, as the source panel does; anything else is not found.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Literal

from annotated_types import MaxLen
from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, StringConstraints

from answer.feedback import LONGEST_WORDS, Opinion, Rating, Reason
from answer.types import Answer
from index.errors import StoreError
from ui import copied
from ui.answers import Answers
from ui.service import Service
from ui.strings import say

MOST_REASONS = 8
_MESSAGE = re.compile(r"[0-9a-f]{24}")


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
        answer = _known(answers, message)
        return {"plain": copied.plain(answer), "markup": copied.markup(answer)}

    @router.put("/feedback/{message}", status_code=204)
    def feedback(message: str, body: OpinionBody) -> None:
        answer = _known(answers, message)
        said = None
        if body.rating:
            reasons = tuple(dict.fromkeys(body.reasons)) if body.rating == "down" else ()
            said = Opinion(rating=body.rating, at=datetime.now(UTC), reasons=reasons, words=body.words)
        try:
            service.feedback.put(message, answer, said)
        except StoreError as error:
            raise HTTPException(507, str(error)) from error

    return router


def _known(answers: Answers, message: str) -> Answer:
    answer = answers.get(message) if _MESSAGE.fullmatch(message) else None
    if answer is None:
        raise HTTPException(404, say("answer.forgotten"))
    return answer
