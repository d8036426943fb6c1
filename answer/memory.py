"""The chat so far: how much of it a model is shown, and a follow-up question made to stand alone."""

import asyncio
import importlib
import logging
import re
from collections.abc import Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from answer.errors import LLMError
from answer.followups import completed
from answer.llm import LLM
from answer.prompts import Safe, defused, render
from answer.types import Turn

if TYPE_CHECKING:
    from llama_index.core.memory import ChatMemoryBuffer

TOKEN_LIMIT = 1_500
"""Tokens of earlier turns that a follow-up may need: five or six answers. More costs time before the search begins."""
REWRITE_SECONDS = 10.0
"""How long a reader waits for a better question before the rule's is taken."""
LONGEST_REWRITE = 400
"""Characters: a longer “question” is an answer, or an essay."""
_BYTES_A_TOKEN = 4
"""Of UTF-8: English has about 4.5 bytes to a token, Russian 5, Chinese 4. An exact tokenizer would be a download."""
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
_LABEL = re.compile(r"^(?:(?:rewritten|standalone|self-contained|last)\s+)?question\s*:\s*", re.I)

log = logging.getLogger(__name__)


def recent(history: Sequence[Turn], token_limit: int = TOKEN_LIMIT) -> list[Turn]:
    """The latest turns that fit into `token_limit`, oldest first; whole turns only. Through LlamaIndex's chat memory.

    When the last turn alone is too long, its question stays without its answer, if that fits.
    """
    if not history:
        return []
    turns = list(history)[-len(_memory(history, token_limit).get()) // 2 :]
    if len(_tokens(f"{turns[0].question} {turns[0].answer}")) <= token_limit:
        return turns
    last = Turn(question=turns[-1].question, answer="")
    return [last] if len(_tokens(last.question)) <= token_limit else []


async def self_contained(question: str, history: Sequence[Turn], llm: LLM | None) -> str:
    """The question so that it can be searched alone: by the model, or by rule without one and when it fails."""
    if not history:
        return question
    by_rule = await asyncio.to_thread(completed, question, history)
    if llm is None:
        return by_rule
    try:
        async with asyncio.timeout(REWRITE_SECONDS):
            written = await _written(question, history, llm)
    except (LLMError, TimeoutError) as error:
        log.warning("follow-up rewritten by rule, the model failed: %s", error or "it took too long")
        return by_rule
    return _one_question(written) or by_rule


async def _written(question: str, history: Sequence[Turn], llm: LLM) -> str:
    turns = await asyncio.to_thread(recent, history)
    told = "\n\n".join(f"Reader: {_line(turn.question)}\nAssistant: {_line(turn.answer)}" for turn in turns)
    prompt = render("condense", turns=Safe(told or "(none)"), question=_line(question))
    pieces: list[str] = []
    async with aclosing(llm.stream(prompt)) as stream:  # type: ignore[type-var]
        async for piece in stream:
            pieces += [piece] if isinstance(piece, str) else []
            if sum(map(len, pieces)) > LONGEST_REWRITE * _BYTES_A_TOKEN:
                break
    return "".join(pieces)


def _line(text: str) -> str:
    """On one line, so that nothing in it can pass for a turn of its own."""
    return defused(" ".join(text.split()))


def _one_question(written: str) -> str:
    """The question out of what a model wrote, or an empty string when it wrote something else."""
    lines = [line.strip() for line in _THOUGHTS.sub("", written).splitlines() if line.strip()]
    if len(lines) != 1:
        return ""
    question = _LABEL.sub("", lines[0]).strip(" \"“”'*`")
    return question if 0 < len(question) <= LONGEST_REWRITE and any(map(str.isalnum, question)) else ""


def _memory(history: Sequence[Turn], token_limit: int) -> "ChatMemoryBuffer":
    types: Any = importlib.import_module("llama_index.core.base.llms.types")
    memory: Any = importlib.import_module("llama_index.core.memory")
    messages = [
        types.ChatMessage(role=role, content=text)
        for turn in history
        for role, text in (("user", turn.question), ("assistant", turn.answer))
    ]
    buffer: ChatMemoryBuffer = memory.ChatMemoryBuffer.from_defaults(
        chat_history=messages, token_limit=max(token_limit, 1), tokenizer_fn=_tokens
    )
    return buffer


def _tokens(text: str) -> list[int]:
    return list(text.encode("utf-8", "replace")[::_BYTES_A_TOKEN])
