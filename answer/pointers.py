"""Questions with words that point back: “what did he say about it?”, “why did they say that?”, “who was there?”."""

import re

from answer.asides import at_point, later
from answer.fragments import PREPOSITION
from answer.frames import AUXILIARY, SAYING, Frame
from index.names import Mention, mentions

_PRONOUN = re.compile(r"\b(?P<word>he|she|him|his|her|they|them|their)\b(?P<noun>\s+\w)?", re.I)
_IT_SAYS = re.compile(rf"\b(?P<auxiliary>{AUXILIARY})\s+it(?=\s+{SAYING}\b)", re.I)
_ABOUT_IT = re.compile(rf"\b(?P<preposition>{PREPOSITION})\s+(?:it|this|that|these|those|them)\s*\?*$", re.I)
_SAID_THAT = re.compile(rf"(?P<said>\b{SAYING}\s+(?:that|this|so|it))\s*\?*$", re.I)
_THERE = re.compile(r"(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bwere)\s+there\s*\?*$", re.I)
_SAME = re.compile(rf"(?P<said>\b{SAYING}\s+the\s+same)\s*\?*$", re.I)
_IT_WAS = re.compile(
    rf"^(?P<asks>(?:[\w-]+\s+){{0,3}}?{AUXILIARY})\s+it(?=\s+\w+(?:ed|wn|en|pt|ld|de|in|nd|se|rt)\b)", re.I
)
"""“When was it signed?”, “When did it begin?”"""
_LATER = re.compile(r"\s+(?:later(?:\s+on)?|afterwards?|after\s+that|since(?:\s+then)?)\s*[?.!]*$", re.I)


def resolved(question: str, frame: Frame) -> str:
    """The question with the words that point back replaced by what they point to."""
    named = [mention for mention in mentions(question) if mention.kind != "group"]
    pronoun = _PRONOUN.search(question)
    behind = _LATER.search(question)
    if behind and frame.saying and not named and (pronoun or _IT_SAYS.search(question)):
        return at_point("after", later(frame), frame) or question
    if pronoun and not any(mention.span.start < pronoun.start() for mention in named):
        question = _named(question, pronoun, frame)
    question = _on_topic(_with_party(question, named, frame), frame) if len(named) <= 1 else question
    if frame.thing and not named:
        question = _IT_WAS.sub(lambda found: f"{found['asks']} {frame.thing}", question)
    return _THERE.sub(lambda _: f" in {frame.place}?", question) if frame.place else question


def _with_party(question: str, named: list[Mention], frame: Frame) -> str:
    it_says = _IT_SAYS.search(question)
    if not (frame.party and it_says) or any(mention.span.start < it_says.start() for mention in named):
        return question
    return f"{question[: it_says.end('auxiliary')]} {frame.party}{question[it_says.end() :]}"


def _on_topic(question: str, frame: Frame) -> str:
    if not frame.topic:
        return question
    question = _ABOUT_IT.sub(lambda found: f"{found['preposition']} {frame.topic}?", question)
    question = _SAME.sub(lambda found: f"{found['said']} about {frame.topic}?", question)
    return _SAID_THAT.sub(lambda found: f"{found['said']} about {frame.topic}?", question)


def _named(question: str, pronoun: re.Match[str], frame: Frame) -> str:
    word = pronoun["word"].lower()
    about_it = _ABOUT_IT.search(question)
    if frame.topic and about_it and about_it.start() < pronoun.start():
        return question
    name = (frame.party or frame.person) if word.startswith("the") else frame.person
    if not name:
        return question
    possessive = word in ("his", "their") or (word == "her" and pronoun["noun"])
    ending = ("’" if name.endswith("s") else "’s") if possessive else ""
    return f"{question[: pronoun.start('word')]}{name}{ending}{question[pronoun.end('word') :]}"
