"""Follow-up questions made whole by rule, without a language model: English, and only what the rules are sure of.

“When was that?” is a question about what was said (`asides`), “and about Ukraine?” takes the frame of the question
before it (`fragments`), “what did he say?” the name (`pointers`). Where no rule fits, the question stays as it was
asked: a question that is searched as typed is better than one that was guessed.
"""

import re
from collections.abc import Sequence

from answer.asides import aside
from answer.fragments import AND, from_fragment
from answer.frames import AUXILIARY, LONGEST, SAYING, Frame, remembered
from answer.pointers import resolved
from answer.types import Turn

_ASKS = re.compile(
    rf"^(?:(?:what|how)\b(?!\s+about\b)|(?:who|whom|whose|which|when|where|why|{AUXILIARY}|tell|show|list|find|give|"
    r"name|explain|describe|summari[sz]e|compare)\b)",
    re.I,
)
_ORDINAL = r"(?:first|second|third|fourth|fifth|last)"
_THE_OTHER = re.compile(rf"^(?:{AND})?(?:(?:what|how) about\s+)?the\s+(?P<which>{_ORDINAL})(?:\s+one)?\s*[?.!]*$", re.I)
"""“And the second one?”"""
_AND_SOMEBODY = re.compile(rf"^{AND}(?P<asks>what\s+{AUXILIARY}\s+(?P<who>.+?)\s+{SAYING})\s*\?*$", re.I)
"""“And what did Trump say?” goes on with the topic; without the “and” it may ask for anything."""
_PRONOUNS = frozenset("he she it they".split())


def completed(question: str, history: Sequence[Turn]) -> str:
    """The question made whole from the earlier ones; unchanged when it is whole, or when no rule fits.

    >>> completed("And about Ukraine?", [Turn(question="What did Lavrov say about Iran?", answer="")])
    'What did Lavrov say about Ukraine?'
    """
    frame = Frame()
    for turn in history:
        frame = remembered(frame, _completed(turn.question, frame), turn.answer, turn.days)
    return _completed(question, frame)


def _completed(question: str, frame: Frame) -> str:
    asked = " ".join(question.split())
    if not frame.question or not asked or len(asked) > LONGEST:
        return question
    opened = re.sub(rf"^{AND}", "", asked, flags=re.I)
    found = aside(opened, frame) or _the_other(asked, frame) or _and_somebody(asked, frame)
    if found:
        return found
    if not _ASKS.match(opened):
        return from_fragment(asked, frame) or question
    whole = resolved(opened, frame)
    return question if whole == asked else whole[:1].upper() + whole[1:]


def _the_other(asked: str, frame: Frame) -> str:
    other = _THE_OTHER.match(asked)
    if not (other and re.search(rf"\b{_ORDINAL}\b", frame.question, re.I)):
        return ""
    return re.sub(rf"\b{_ORDINAL}\b", other["which"].lower(), frame.whole, count=1, flags=re.I)


def _and_somebody(asked: str, frame: Frame) -> str:
    found = _AND_SOMEBODY.match(asked)
    if not (found and frame.topic and frame.speaker) or found["who"].lower() in _PRONOUNS:
        return ""
    return f"{found['asks'][:1].upper()}{found['asks'][1:]}{frame.about}?"
