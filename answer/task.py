"""What a question wants done: an answer, a comparison, a timeline or a summary; told from its words. Pure."""

import re
from dataclasses import dataclass
from typing import Literal

from answer.phrasing import NOUNS_OF_SPEECH, without_title

TaskName = Literal["answer", "compare", "timeline", "summarise"]
"""Each is the name of its prompt too."""

_PLEASE = (
    r"^\W*(?:please,?\s+)?(?:(?:can|could|would|will)\s+you\s+(?:please\s+)?)?"
    r"(?:i(?:['’]d|\s+would)\s+like\s+|i\s+(?:need|want)\s+)?"
)
_GIVE = (
    r"(?:(?:give|show|make|write|draw(?:\s+up)?)\s+(?:me\s+|us\s+)?)?"
    r"(?:(?:a|an|the)\s+)?(?:(?:short|brief|quick)\s+)?"
)
_WHEN = r"(?=\s*(?:[?.!]*$|\b(?:over|since|during|from|between|in|after|before|through|until)\b))"
_REST = r"\s*(?P<rest>\S.*)$"
_PHRASES: tuple[tuple[TaskName, str], ...] = (
    ("summarise", rf"{_PLEASE}(?P<words>(?:summari[sz]e|sum\s+up|recap)\b\s*:?){_REST}"),
    ("summarise", rf"{_PLEASE}(?P<words>{_GIVE}(?:summary|overview|digest|recap)\s+(?:of|on|about))\b{_REST}"),
    (
        "summarise",
        r"^\W*(?P<words>what(?:\s+is|['’]s|\s+do\s+(?:we|you))\s+(?:already\s+|currently\s+)?known?\s+"
        rf"(?:so\s+far\s+)?(?:about|of|on))\b{_REST}",
    ),
    (
        "summarise",
        rf"{_PLEASE}(?P<words>brief\s+me\s+(?:on|about)|(?:bring|get)\s+me\s+up\s+to\s+(?:date|speed)\s+"
        rf"(?:on|with|about)|catch\s+me\s+up\s+on)\b{_REST}",
    ),
    (
        "timeline",
        rf"{_PLEASE}(?P<words>{_GIVE}(?:time\s?line|chronology)\s*(?:\b(?:of|for|on|about)\b|:)){_REST}",
    ),
    ("timeline", rf"{_PLEASE}(?P<words>{_GIVE}history\s+of)\b{_REST}"),
    ("timeline", rf"{_PLEASE}(?P<words>{_GIVE}(?:sequence|order|course)\s+of\s+(?:the\s+)?events\s+\w+)\b{_REST}"),
    ("timeline", r"^(?P<rest>.+?),?\s+(?P<words>as\s+a\s+(?:timeline|chronology))\s*[?.!]*$"),
    (
        "timeline",
        r"^\W*(?P<words>what\s+happened,?\s+(?:and\s+)?when)"
        r"(?:\s+(?:in|during|at|on|with|between)\b\s*(?P<rest>[^?]+))?[?.!]*$",
    ),
    (
        "timeline",
        rf"^\W*how\s+(?:has|have|had|did)\s+(?P<rest>[^?]+?)\s+(?P<words>(?:changed?|evolved?|shift(?:ed)?)){_WHEN}"
        r"(?P<time>[^?]*)[?.!]*$",
    ),
    ("compare", rf"{_PLEASE}(?P<words>compare)\b{_REST}"),
    ("compare", rf"{_PLEASE}(?P<words>{_GIVE}comparison\s+(?:of|between))\b{_REST}"),
    (
        "compare",
        r"^\W*(?:(?:what|which)\s+(?:is|are|was|were)\s+)?(?P<words>(?:the\s+)?(?:main\s+|key\s+|biggest\s+)?"
        rf"differences?)(?P<in>\s+in\s+[^?]+?)?\s+between\b{_REST}",
    ),
    (
        "compare",
        r"^\W*(?:how|where|in\s+what)\s+(?:do|does|did)\s+(?P<rest>[^?]+?)\s+(?P<words>differ|compare)\b"
        r"(?:\s+(?:from|with|to)\s+(?P<other>[^?]+?))?(?P<in>\s+(?:on|in|over|about|regarding)\s+[^?]+)?[?.!]*$",
    ),
    ("compare", r"^\W*(?P<rest>[^?]{2,60}?\s+(?P<words>versus|vs\.?)\s+[^?]{2,80})[?.!]*$"),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for name, pattern in _PHRASES)
_AND = r"\s+(?:and|with|to|from|against|versus|vs\.?)\s+"
_SAID = r"(?:has\s+|have\s+|had\s+)?(?:said|says?|thinks?|thought)"
_ABOUT = r"(?:about|on|regarding|concerning|over)"
_TOPIC = rf"(?:\s+{_ABOUT}\s+(?P<topic>.+?))?"
_NAME = r"[^,?]+?"
_WORDS_OF = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:what\s+)?(?P<one>{_NAME})\s+{_SAID}{_TOPIC}{_AND}what\s+(?P<other>{_NAME})\s+{_SAID}"
        rf"(?:\s+{_ABOUT}\s+(?P<second>.+?))?$",
        rf"^what\s+(?P<one>{_NAME}){_AND}(?P<other>{_NAME})\s+{_SAID}{_TOPIC}$",
        rf"^(?P<one>{_NAME})(?:['’]s?)?{_AND}(?P<other>{_NAME})['’]s?\s+(?:\w+\s+)?(?:{NOUNS_OF_SPEECH}){_TOPIC}$",
        rf"^(?P<one>{_NAME})['’]s?\s+(?:\w+\s+)?(?:{NOUNS_OF_SPEECH}){_TOPIC}{_AND}(?P<other>{_NAME})['’]s"
        rf"(?:\s+(?:{NOUNS_OF_SPEECH}))?$",
        rf"^(?:the\s+)?(?:{NOUNS_OF_SPEECH})\s+(?:of|by|from)\s+(?P<one>{_NAME}){_AND}(?:(?:that|those)\s+)?(?:of\s+|by\s+)?"
        rf"(?P<other>{_NAME}){_TOPIC}$",
    )
)
"""Whose words are compared."""
_THINGS = re.compile(
    r"^(?P<one>.+?)(?:\s+(?:and|versus|vs\.?|with|to|against|from)\s+)(?P<other>.+?)(?P<in>\s+(?:on|regarding|as\s+to)\s+.+)?$",
    re.IGNORECASE,
)
_END = re.compile(r"(?:[\s,]+please)?[\s?.!]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be done. `words` are those of the question that say so, `rest` is the question without them.

    A comparison has two `sides`, as written, where its words tell them, and what it compares them on, if it says so.
    `spoken` says that it is somebody's words that are compared; then `rest` asks for the words of both.
    """

    name: TaskName
    words: str = ""
    rest: str = ""
    sides: tuple[str, ...] = ()
    on: str = ""
    spoken: bool = False


def task_of(question: str) -> Task:
    """The task of a question; “answer” where no words ask for another.

    >>> task_of("Compare what Lavrov and Kim said about Iran.").rest
    'What did Lavrov and Kim say about Iran?'
    """
    for name, pattern in _PATTERNS:
        found = pattern.match(question)
        if found and (made := _task(name, found)):
            return made
    return Task(name="answer", rest=question)


def words_of_both(sides: tuple[str, ...], on: str) -> str:
    """The question for the words of both sides."""
    return f"What did {' and '.join(sides)} say{f' about {on}' if on else ''}?"


def _task(name: TaskName, found: re.Match[str]) -> Task | None:
    parts = found.groupdict()
    rest = _END.sub("", parts.get("rest") or "")
    if name == "compare":
        return _comparison(found["words"], rest, parts.get("other") or "", (parts.get("in") or "").strip())
    time = f" {_END.sub('', parts.get('time') or '').strip()}".rstrip()
    whole = f"{rest}{time}"
    return Task(name=name, words=found["words"].strip(" :"), rest=f"{whole}?" if whole else found[0])


def _comparison(words: str, rest: str, other: str, on: str) -> Task | None:
    """The comparison with its sides; None for “compare” with one thing only, which may mean anything."""
    both = f"{rest} and {_END.sub('', other)}" if other else rest
    topic = re.sub(rf"^(?:{_ABOUT}|in)\s+", "", on, flags=re.IGNORECASE)
    for pattern in _WORDS_OF:
        found = pattern.match(both)
        if found:
            sides = (_name(found["one"]), _name(found["other"]))
            about = _joined(found["topic"] or topic, found.groupdict().get("second") or "")
            return Task(
                name="compare", words=words, rest=words_of_both(sides, about), sides=sides, on=about, spoken=True
            )
    things = _THINGS.match(both)
    if not things:
        return None
    sides = (things["one"].strip(" ,"), things["other"].strip(" ,"))
    about = topic or re.sub(r"^(?:on|regarding|as\s+to)\s+", "", (things["in"] or "").strip(), flags=re.IGNORECASE)
    return Task(name="compare", words=words, rest=f"{both}{f' {on}' if on else ''}?", sides=sides, on=about)


def _name(words: str) -> str:
    """“the defence minister No Kwang Chol” is No Kwang Chol: the name behind an office in lower case."""
    plain = without_title(re.sub(r"['’]s?$", "", words.strip()))
    behind = re.search(r"\s(?P<name>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*)$", plain)
    return behind["name"] if behind and plain[0].islower() else plain


def _joined(one: str, other: str) -> str:
    pointing = other.lower() in ("it", "that", "this", "the same")
    return one if not other or pointing or other.lower() == one.lower() else f"{one} and {other}" if one else other
