"""In which order of time statements are asked for: “latest”, “first said”, “over time”. Pure."""

import re
from dataclasses import dataclass
from typing import Literal

from answer.phrasing import NOUNS_OF_SPEECH, SAY

ByTime = Literal["", "newest", "oldest", "course"]
"""Best on the topic first; the newest first; the oldest first; the best, told in the order of time."""

MEANING: dict[ByTime, str] = {
    "newest": "the newest first",
    "oldest": "the oldest first",
    "course": "told in the order of time",
}
_LAST = r"(?:the\s+)?(?:very\s+)?(?:latest|most\s+recent|newest|last)"
_LATELY = r"(?:most\s+recently|recently|lately|last)"
_FIRST = r"(?:the\s+)?(?:very\s+)?(?:first|earliest|initial)"
_AT_FIRST = r"(?:at\s+first|first|initially|originally)"
_END = r"\s*(?=(?:\b(?:about|on|regarding|concerning|of)\b|[?.!]*$))"
_PHRASES: tuple[tuple[ByTime, str], ...] = (
    ("newest", r"[,(]?\s*\b(?:the\s+)?(?:newest|latest|most\s+recent)\s+first\b\)?"),
    ("oldest", r"[,(]?\s*\b(?:the\s+)?(?:oldest|earliest)\s+first\b\)?"),
    (
        "course",
        r"[,(]?\s*\b(?:over\s+(?:the\s+)?(?:time|years|months|weeks|days)|through\s+time|chronologically|"
        r"in\s+(?:chronological\s+order|the\s+order\s+of\s+time)|(?:sorted\s+)?by\s+date|as\s+a\s+timeline)\b\)?",
    ),
    ("newest", rf"\b{_LAST}\s+(?=(?:{NOUNS_OF_SPEECH})\b)|\b{_LATELY}\s+(?={SAY}\b)|\b{_LATELY}{_END}"),
    ("oldest", rf"\b{_FIRST}\s+(?=(?:{NOUNS_OF_SPEECH})\b)|\b{_AT_FIRST}\s+(?={SAY}\b)|\b{_AT_FIRST}{_END}"),
)
_PATTERNS = tuple((order, re.compile(pattern, re.IGNORECASE)) for order, pattern in _PHRASES)
_SINCE = re.compile(r"\W*since\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering:
    """An order asked for: its words in the question, and the question without them."""

    order: ByTime
    words: str
    rest: str


def ordering(question: str) -> Ordering | None:
    """The first phrase that asks for an order, or None.

    >>> ordering("What did Lavrov first say about Iran?").rest
    'What did Lavrov say about Iran?'
    """
    for order, pattern in _PATTERNS:
        found = pattern.search(question)
        if found:
            rest = f"{question[: found.start()].rstrip()} {question[found.end() :].lstrip()}"
            return Ordering(
                order=order, words=found[0].strip(" ,()"), rest=re.sub(r"\s+(?=[?.!,]|$)", "", rest).strip()
            )
    return None


def goes_on(date_words: str) -> bool:
    """Whether a date asks for what came after it: “since July” is told in the order of time."""
    return bool(_SINCE.match(date_words))
