"""Two addresses of the page: a file with the evidence of answers, and a reader's mark on a row of it.

Both know an answer by its secret message, as the source panel does; anything else is not found.
"""

import re
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, HTTPException, Response
from pydantic import BaseModel, StringConstraints

from answer.evidence_pack import Asked, answer_key
from answer.marks import LONGEST_NOTE, Mark, State
from ui.answers import Answers
from ui.exports import FORMS
from ui.service import Service
from ui.strings import say

MOST = 50
"""Answers in one file: as many as an address can name."""
_MESSAGE = re.compile(r"[0-9a-f]{24}")
_IN_NAME = 6
"""Words of the question in the name of a file."""


class MarkBody(BaseModel):
    """What a browser sends of a row."""

    state: State = ""
    note: Annotated[str, StringConstraints(max_length=LONGEST_NOTE)] = ""


def routes(service: Service, answers: Answers) -> APIRouter:
    """The two addresses over the answers on readers' screens."""
    router = APIRouter()

    @router.get("/export/{messages}.{ending}")
    def export(messages: str, ending: str) -> Response:
        form = FORMS.get(ending)
        asked = [known(answers, message) for message in messages.split(",")[:MOST]]
        if form is None:
            raise HTTPException(404)
        headers = {"Content-Disposition": f'attachment; filename="{file_name(asked)}.{ending}"'}
        return Response(form.content(service.pack(asked)), media_type=form.media, headers=headers)

    @router.put("/marks/{message}/{number}", status_code=204)
    def mark(message: str, number: int, body: MarkBody) -> None:
        answer = known(answers, message).answer
        if number not in {citation.number for citation in answer.citations}:
            raise HTTPException(404)
        service.marks.put(answer_key(answer), number, Mark(state=body.state, note=body.note, at=datetime.now(UTC)))

    return router


def file_name(asked: list[Asked]) -> str:
    """A name for the file, of the first question's words: letters, digits and dashes of ASCII only."""
    words = re.findall(r"[a-z0-9]+", asked[0].answer.question.lower())[:_IN_NAME] if asked else []
    return "-".join(["verbatim", *words])[:80]


def known(answers: Answers, message: str) -> Asked:
    """The answer under a message of somebody's screen; any other message is not found."""
    asked = answers.asked(message) if _MESSAGE.fullmatch(message) else None
    if asked is None:
        raise HTTPException(404, say("answer.forgotten"))
    return asked
