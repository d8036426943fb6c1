"""The endpoints of the page for programs: `ask`, `search` and `documents`, beside those that the tabs have.

Each is a call of `calls`; an error is its sentence. All other events of the page are private.
"""

import logging
from collections.abc import Awaitable
from typing import Any, TypeVar

import gradio as gr
from gradio.events import api

from index.errors import VerbatimError
from ui import calls
from ui.service import Service

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Calls of one endpoint that run at the same time; the others wait."""
_Told = TypeVar("_Told")


async def told(call: Awaitable[_Told]) -> _Told:
    """What a call gives; an error becomes the sentence that a program gets."""
    try:
        return await call
    except VerbatimError as error:
        raise gr.Error(str(error), print_exception=False) from None
    except Exception:  # the one net under everything: the program gets a sentence, the log the traceback
        log.exception("call failed")
        raise gr.Error("Something went wrong; the log of the page has the reason.", print_exception=False) from None


def build(service: Service) -> None:
    """Register the endpoints with the page that is being built. Gradio reads the annotations of plain functions."""

    async def ask(  # noqa: PLR0917 - Gradio calls it by position
        question: str,
        since: str = "",
        until: str = "",
        outlets: list[str] | None = None,
        history: list[list[str]] | None = None,
        without: list[str] | None = None,
        documents: list[str] | None = None,
        speakers: list[str] | None = None,
    ) -> dict[str, Any]:
        """Answer a question with exact citations; `history` has pairs of question and answer."""
        asked = calls.ask(
            service, question, since=since, until=until, outlets=outlets, documents=documents, speakers=speakers,
            history=history, without=without,
        )  # fmt: skip
        return await told(asked)

    async def search(  # noqa: PLR0917 - Gradio calls it by position
        question: str,
        limit: int = 8,
        since: str = "",
        until: str = "",
        outlets: list[str] | None = None,
        documents: list[str] | None = None,
        speakers: list[str] | None = None,
    ) -> list[dict[str, Any]]:
        """The passages found for a question, with their places in the documents."""
        found = calls.search(
            service, question, limit=limit, since=since, until=until, outlets=outlets, documents=documents,
            speakers=speakers,
        )  # fmt: skip
        return await told(found)

    api(ask, api_name="ask", concurrency_limit=AT_ONCE)
    api(search, api_name="search", concurrency_limit=AT_ONCE)
    _documents(service)


def _documents(service: Service) -> None:
    async def documents(  # noqa: PLR0917 - Gradio calls it by position
        id: str = "",
        words: str = "",
        since: str = "",
        until: str = "",
        outlets: list[str] | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> dict[str, Any]:
        """The documents of the index; with an id, that one with its whole text."""
        found = calls.documents(
            service, id=id, words=words, since=since, until=until, outlets=outlets, limit=limit, offset=offset
        )
        return await told(found)

    api(documents, api_name="documents", concurrency_limit=AT_ONCE)
