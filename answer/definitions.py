"""Sentences that say what something is: “TASS is an agency”, for “what is TASS?” and for “which agencies …?”."""

import re
from collections.abc import Sequence

from index.names import mentions
from index.topics import terms

_ASKS_WHICH = re.compile(
    r"\W*(?:which|what)\s+(?P<noun>\w+)\s+(?:is|are|was|were|do|does|did|have|has)\b", re.IGNORECASE
)
_SAYS_WHAT_IT_IS = re.compile(r"^[^,;:]{0,60}?\b(?:is|are|was|were)\s+(?:an?|the|one of)\s+(?P<what>[^,;:]{0,40})")
_SAYS_WHAT_IT_HAS = re.compile(
    r"(?P<things>(?:[\w-]+\s+){0,6}[\w-]+),?\s+(?:which\s+|that\s+)?(?:involved?|included?|including|consist(?:ed)? of|"
    r"comprised?|featured?|such as|(?:is|are) (?:called|named))\b"
)
_ASKS_WHAT_IT_IS = re.compile(r"\W*(?:who|what)\s+(?:is|are|was|were)\b", re.IGNORECASE)


def defines(question: str, named: Sequence[str], text: str) -> bool:
    """Whether a sentence says what a name of the question is, or names one of the kind asked for.

    “What is TASS?” – “TASS is an agency”; “Which exercises …?” – “Freedom Edge is an exercise”.
    """
    kind = _ASKS_WHICH.match(question)
    if kind:
        return _classifies(text, terms(kind["noun"]))
    if not _ASKS_WHAT_IT_IS.match(question):
        return False
    return any(
        re.match(rf"(?:the\s+)?{re.escape(name)}(?:,[^,]*,)?\s+(?:is|are|was|were|has|means)\b", text, re.IGNORECASE)
        for name in named
    )


def _classifies(text: str, kind: frozenset[str]) -> bool:
    """Whether the sentence says of something with a name that it is of the kind, or what things of the kind are."""
    if any(kind & terms(found["things"]) for found in _SAYS_WHAT_IT_HAS.finditer(text)):
        return True
    said = _SAYS_WHAT_IT_IS.search(text)
    if said is None or not kind & terms(said["what"]):
        return False
    return any(mention.span.start < said.start("what") for mention in mentions(text))
