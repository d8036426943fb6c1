"""The arguments of a call, read from what a program sends: anything may come, and what is wrong is one sentence."""

from collections.abc import Sequence
from typing import get_args

from answer.readings import Kind
from answer.types import Turn
from index.errors import VerbatimError
from index.types import Filters
from ui.filters import filters_of

KINDS: tuple[str, ...] = get_args(Kind)
QUESTION_LENGTH = 10_000
"""Characters of a question; the question box of the page takes as many."""
ANSWER_LENGTH = 100_000
"""Characters of an earlier answer: ten times what the longest answers have."""
MOST_TURNS = 100
"""Earlier exchanges; more than that nobody refers to."""
MOST_VALUES = 1_000
"""Values of a list: outlets, readings."""


class BadArgumentError(VerbatimError):
    """An argument that a call cannot take."""


def text(name: str, value: object, longest: int = QUESTION_LENGTH) -> str:
    """A text of at most so many characters. Halves of a surrogate pair, which no store can hold, become “?”."""
    if not isinstance(value, str):
        raise BadArgumentError(f"{name}: give it as text.")
    if len(value) > longest:
        raise BadArgumentError(f"{name}: {len(value):,} characters are too many, the limit is {longest:,}.")
    return value.encode("utf-8", "replace").decode("utf-8")


def maybe(name: str, value: object, longest: int = QUESTION_LENGTH) -> str:
    """A text that may be left out: None is an empty one."""
    return "" if value is None else text(name, value, longest)


def whole(name: str, value: object, least: int, most: int) -> int:
    """A whole number between two bounds, both inclusive."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise BadArgumentError(f"{name}: give a whole number from {least:,} to {most:,}.")
    return value


def share(name: str, value: object) -> float:
    """A number from 0 to 1."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise BadArgumentError(f"{name}: give a number from 0 to 1.")
    return float(value)


def texts(name: str, value: object) -> tuple[str, ...]:
    """A list of texts; none is an empty one."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or len(value) > MOST_VALUES:
        raise BadArgumentError(f"{name}: give a list of at most {MOST_VALUES:,} texts.")
    return tuple(text(name, each) for each in value)


def filters(
    since: object, until: object, outlets: object, documents: object = None, speakers: object = None
) -> Filters:
    """The documents that may answer; dates are written 2025-07-21, both inclusive."""
    chosen = {"since": maybe("since", since), "until": maybe("until", until)}
    lists = {"outlets": outlets, "documents": documents, "speakers": speakers}
    return filters_of(chosen | {name: list(texts(name, value)) for name, value in lists.items()})


def readings(value: object) -> frozenset[str]:
    """What to leave out of a question as it was understood; a kind that does not exist would change nothing."""
    found = texts("without", value)
    for each in found:
        if each.partition(":")[0] not in KINDS:
            raise BadArgumentError(f"without: {each!r} is none of {', '.join(KINDS)}.")
    return frozenset(found)


def turns(value: object) -> tuple[Turn, ...]:
    """The conversation so far: a list of pairs, each a question and its answer, the earliest first."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or len(value) > MOST_TURNS:
        raise BadArgumentError(f"history: give a list of at most {MOST_TURNS} pairs, each [question, answer].")
    return tuple(map(_turn, value))


def _turn(pair: object) -> Turn:
    if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
        raise BadArgumentError("history: each entry is a pair, [question, answer].")
    return Turn(question=text("history", pair[0]), answer=text("history", pair[1], ANSWER_LENGTH))
