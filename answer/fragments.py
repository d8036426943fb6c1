"""Follow-ups that are a piece of a question: “and about Ukraine?”, “and Kim?”, “and in August?”.

The piece takes the place of its like in the last question: a topic, a person, a party, a place, a date. What it does
not change is carried, the dates too; a new date replaces the old one.
"""

import re

from answer.frames import ABOUT, SAYING, WH, Frame, said_about, without_times
from index.names import mentions

AND = r"(?:and|but|or|so|then|ok|okay|also|well)\b[\s,]*"
PREPOSITION = r"(?:about|on|regarding|concerning|in|at|to|with|against|for|from|of|over|during|by)"
_FRAGMENT = re.compile(
    rf"^(?P<marker>(?:{AND})?(?:(?:what|how) about\s+)?(?:the same(?: (?:for|in|with|{ABOUT}))?\s+)?)"
    rf"(?:(?P<preposition>{PREPOSITION})\s+)?(?P<topic>[^?.!]+?)(?:\s+(?:then|instead|too))?\s*(?P<end>[?.!]*)$",
    re.I,
)
"""“And about Ukraine?”, “What about NATO?”, “In China?”, “Putin?”"""
_POINTS_TO_WORDS = re.compile(rf"\b{SAYING}\s+(?:that|this|so|it)\b|^is it true\b", re.I)
"""A question about words already said: of another person or topic they are not “that”."""
_POINTS = re.compile(rf"^(?:{WH}|before|after|since)\b|\bone$|^the (?:day|week|month|year) (?:before|after)$", re.I)
"""“In which document is that?”, “in the second one”: not told by the last question alone."""
_NO_TOPIC = re.compile(r"\w+ly|yes|no|sure|true|thanks|please|hello|hi|sorry|pardon|what|huh|and|so|but", re.I)
"""“Really?” asks about nothing new."""
_LONGEST = 6
"""Words: what is longer has a verb, and mostly stands alone."""


def from_fragment(asked: str, frame: Frame) -> str:
    """The last question with the piece in its place, or an empty string for what is no piece of a question.

    >>> from_fragment("And in August?", remembered(Frame(), "What did Lavrov say about Iran in July?", ""))
    'What did Lavrov say about Iran in August?'
    """
    found = _FRAGMENT.match(asked)
    if not found or len(found["topic"].split()) > _LONGEST or _POINTS.search(found["topic"]):
        return ""
    one_word = " " not in found["topic"] and found["end"].startswith("?") and not _NO_TOPIC.fullmatch(found["topic"])
    if not (found["marker"] or found["preposition"] or one_word):
        return ""
    topic, preposition = re.sub(r"['’]s$", "", found["topic"]), (found["preposition"] or "").lower()
    times = _times(f"{preposition} {topic}".strip())
    if times:
        return f"{frame.bare} {times}?"
    if preposition and not re.fullmatch(ABOUT, preposition):
        return _elsewhere(preposition, topic, frame)
    if not preposition and (other := _of_another(topic, frame)):
        return other
    return _on(topic, frame)


def _times(words: str) -> str:
    """The words as dates when they are nothing else (“in August”, “last week”), a bare month or year with its “in”."""
    for tried in (words, f"in {words}"):
        rest, times = without_times(tried)
        if times and not rest.strip(" ?.!"):
            return times
    return ""


def _elsewhere(preposition: str, topic: str, frame: Frame) -> str:
    """“And in China?”: the last phrase with this preposition gives way, else the phrase is added."""
    question = frame.bare
    phrases = list(re.finditer(rf"\b{preposition}\s+[^?,]+?(?=\s+{PREPOSITION}\b|\s*,|\s*$)", question, re.I))
    if not phrases:
        return f"{question} {preposition} {topic}{frame.when}?"
    return f"{question[: phrases[-1].start()]}{preposition} {topic}{question[phrases[-1].end() :]}{frame.when}?"


def _of_another(topic: str, frame: Frame) -> str:
    """The last question about another person (or ministry, or country, where one was asked about)."""
    old = frame.person if like_a_person(topic) else frame.speaker if _same_kind(topic, frame) else ""
    if not old:
        return ""
    if frame.others or (frame.speaker and _POINTS_TO_WORDS.search(frame.question)):
        return f"What did {topic} say{frame.about}?"
    if old not in frame.bare:
        return f"What did {topic} say{frame.about}?" if frame.saying else ""
    return f"{frame.bare.replace(old, topic)}{frame.when}?"


def _on(topic: str, frame: Frame) -> str:
    """The last question about another topic."""
    if frame.others and frame.topic:
        return f"Who besides {frame.speaker} spoke about {topic}{frame.when}?"
    if frame.saying and _POINTS_TO_WORDS.search(frame.question):
        return f"What did {frame.speaker} say about {topic}{frame.when}?"
    if said := said_about(frame.question):
        return f"{said[0]} {topic}{frame.when}{'.' if frame.question.endswith('.') else '?'}"
    return _of_a_kind(topic, frame) or f"{frame.bare}{frame.when}, and what about {topic}?"


def _of_a_kind(topic: str, frame: Frame) -> str:
    """The question with its last name of the same kind as the topic replaced: a country for a country."""
    kinds, question = {mention.kind for mention in mentions(topic)}, frame.bare
    alike = [mention for mention in mentions(question) if mention.kind in kinds]
    if not alike:
        return ""
    return f"{question[: alike[-1].span.start]}{topic}{question[alike[-1].span.end :]}{frame.when}?"


def like_a_person(topic: str) -> bool:
    """Whether the words are one name, of a person or of what may be one."""
    found = mentions(topic)
    return len(found) == 1 and found[0].kind in ("person", "other") and found[0].whole.of(topic) == topic


def _same_kind(topic: str, frame: Frame) -> bool:
    """Whether the words name what the speaker is (a ministry, a country) and the topic asked about is not."""
    new, speaker, old = ({each.kind for each in mentions(text)} for text in (topic, frame.speaker, frame.topic))
    return bool(new) and new == speaker and not new & old
