"""Follow-up questions made whole by rule, without a language model: English, and only what the rules are sure of.

“And about Ukraine?” takes the frame of the question before it, “what did he say?” the name. Where no rule fits, the
question stays as it was asked: a question that is searched as typed is better than one that was guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.types import Turn
from index.names import Mention, mentions

_ABOUT = r"(?:about|on|regarding|concerning)"
_PREPOSITION = r"(?:about|on|regarding|concerning|in|at|to|with|against|for|from|of|over|during|by)"
_AUXILIARY = r"(?:did|does|do|has|have|had|would|will|was|were|is|are|can|could|should)"
_SAYING = r"(?:say|said|says|mean|meant|claim(?:ed)?|stated?|thinks?|thought|warn(?:ed)?|tell|told|mention(?:ed)?)"
_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"

_AND = r"(?:and|but|or|so|then|ok|okay|also|well)\b[\s,]*"
_ALONE = re.compile(
    rf"^(?:{_AND})?(?P<word>(?:since |to |with |from )?{_WH}|how (?:many|much|long|so))\s*[?.!]*$", re.I
)
"""“Why?”, “And when?”"""
_FRAGMENT = re.compile(
    rf"^(?P<marker>(?:{_AND})?(?:(?:what|how) about\s+)?)(?:(?P<preposition>{_PREPOSITION})\s+)?"
    r"(?P<topic>[^?.!]+?)(?:\s+(?:then|instead|too))?\s*(?P<end>[?.!]*)$",
    re.I,
)
"""“And about Ukraine?”, “What about NATO?”, “In China?”, “Putin?”"""
_ASKS = re.compile(
    rf"^(?:(?:what|how)\b(?!\s+about\b)|(?:who|whom|whose|which|when|where|why|{_AUXILIARY}|tell|show|list|find|give|"
    r"name|explain|describe|summari[sz]e)\b)",
    re.I,
)
_SAID = re.compile(rf"^(?P<frame>.*?\b{_SAYING}\b.*?\s{_ABOUT})\s+(?P<topic>[^?]+?)\s*\?*$", re.I)
_SUBJECT = re.compile(rf"\b{_AUXILIARY}\s+(?P<name>(?:the\s+)?[\w.’'-]+(?:\s+[\w.’'-]+){{0,2}}?)\s+{_SAYING}\b", re.I)
_BEHIND_AUXILIARY = re.compile(rf"\b{_AUXILIARY}\s+(?P<article>the\s+)?(?:\w+\s+){{0,2}}?$", re.I)
_PRONOUN = re.compile(r"\b(?P<word>he|she|him|his|her|they|them|their)\b(?P<noun>\s+\w)?", re.I)
_IT_SAYS = re.compile(rf"\b(?P<auxiliary>{_AUXILIARY})\s+it(?=\s+{_SAYING}\b)", re.I)
_ABOUT_IT = re.compile(rf"\b(?P<preposition>{_PREPOSITION})\s+(?:it|this|that|these|those|them)\s*\?*$", re.I)
_SAID_THAT = re.compile(rf"(?P<said>\b{_SAYING}\s+(?:that|this|so|it))\s*\?*$", re.I)
_THERE = re.compile(r"(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bwere)\s+there\s*\?*$", re.I)
_ORDINAL = r"(?:first|second|third|fourth|fifth|last)"
_THE_OTHER = re.compile(
    rf"^(?:{_AND})?(?:(?:what|how) about\s+)?the\s+(?P<which>{_ORDINAL})(?:\s+one)?\s*[?.!]*$", re.I
)
"""“And the second one?”"""
_WHO_REPORTED = re.compile(
    r"^who\s+(?:has\s+|had\s+)?(?P<verb>report(?:ed|s)|quot(?:ed|es)|published)\s+(?:that|this|it|him|her|them)\s*[?.!]*$",
    re.I,
)
_THE_THING = re.compile(
    rf"^{_WH}\s+{_AUXILIARY}\s+(?P<thing>the\s+(?:[\w'’-]+\s+){{0,4}}?[\w'’-]+)\s+(?:\w+(?:ed|wn|en|pt)|made|held|begin|"
    r"begun|take\s+place|happen)\s*[?.!]*$",
    re.I,
)
"""“When was the nuclear deal concluded?” is about the deal."""
_NOBODY = frozenset("he she it they we i you this that these those who what which anyone someone".split())
_LONGEST_FRAGMENT = 6
"""Words: what is longer has a verb, and mostly stands alone."""
_LONGEST = 300
"""Characters: what is longer says what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What the earlier questions, already made whole, named last. Any may be empty."""

    question: str = ""
    person: str = ""
    party: str = ""
    place: str = ""
    topic: str = ""


def completed(question: str, history: Sequence[Turn]) -> str:
    """The question made whole from the earlier ones; unchanged when it is whole, or when no rule fits.

    >>> completed("And about Ukraine?", [Turn(question="What did Lavrov say about Iran?", answer="")])
    'What did Lavrov say about Ukraine?'
    """
    before = _Before()
    for turn in history:
        before = _remembered(before, _completed(turn.question, before), turn.answer)
    return _completed(question, before)


def _completed(question: str, before: _Before) -> str:
    asked = " ".join(question.split())
    if not before.question or not asked or len(asked) > _LONGEST:
        return question
    if alone := _ALONE.match(asked):
        return f"{before.question.rstrip(' ?.!')}, and {alone['word'].lower()}?"
    if (other := _THE_OTHER.match(asked)) and re.search(rf"\b{_ORDINAL}\b", before.question, re.I):
        return re.sub(rf"\b{_ORDINAL}\b", other["which"].lower(), before.question, count=1, flags=re.I)
    opened = re.sub(rf"^{_AND}", "", asked, flags=re.I)
    if (reported := _WHO_REPORTED.match(opened)) and before.person:
        about = f" about {before.topic}" if before.topic else ""
        return f"Who {reported['verb'].lower()} the words of {before.person}{about}?"
    if not _ASKS.match(opened):
        return _from_fragment(asked, before) or question
    whole = _with_names(opened, before)
    return question if whole == asked else whole[:1].upper() + whole[1:]


def _from_fragment(asked: str, before: _Before) -> str:
    """The frame of the last question around a fragment, or an empty string for what is no fragment."""
    found = _FRAGMENT.match(asked)
    if not found or len(found["topic"].split()) > _LONGEST_FRAGMENT:
        return ""
    one_word = " " not in found["topic"] and found["end"].startswith("?")
    if not (found["marker"] or found["preposition"] or one_word):
        return ""
    topic, preposition = found["topic"], (found["preposition"] or "").lower()
    if preposition and not re.fullmatch(_ABOUT, preposition):
        return _elsewhere(preposition, topic, before.question)
    if not preposition and before.person and _like_a_person(topic):
        return before.question.replace(before.person, topic)
    if said := _SAID.match(before.question):
        return f"{said['frame']} {topic}?"
    return _of_a_kind(topic, before.question) or f"{before.question.rstrip(' ?.!')}, and what about {topic}?"


def _elsewhere(preposition: str, topic: str, question: str) -> str:
    """“And in China?”: the last phrase with this preposition gives way, else the phrase is added."""
    phrases = list(re.finditer(rf"\b{preposition}\s+[^?]+?(?=\s+{_PREPOSITION}\b|\s*\?*$)", question, re.I))
    if not phrases:
        return f"{question.rstrip(' ?.!')} {preposition} {topic}?"
    return f"{question[: phrases[-1].start()]}{preposition} {topic}{question[phrases[-1].end() :]}"


def _of_a_kind(topic: str, question: str) -> str:
    """The question with its last name of the same kind as the topic replaced: a country for a country."""
    kinds = {mention.kind for mention in mentions(topic)}
    alike = [mention for mention in mentions(question) if mention.kind in kinds]
    return f"{question[: alike[-1].span.start]}{topic}{question[alike[-1].span.end :]}" if alike else ""


def _like_a_person(topic: str) -> bool:
    found = mentions(topic)
    return len(found) == 1 and found[0].kind in ("person", "other") and found[0].whole.of(topic) == topic


def _with_names(question: str, before: _Before) -> str:
    """The question with the words that point back replaced by what they point to."""
    named = [mention for mention in mentions(question) if mention.kind != "group"]
    pronoun = _PRONOUN.search(question)
    if pronoun and not any(mention.span.start < pronoun.start() for mention in named):
        question = _named(question, pronoun, before)
    it_says = _IT_SAYS.search(question)
    if before.party and it_says and not any(mention.span.start < it_says.start() for mention in named):
        question = f"{question[: it_says.end('auxiliary')]} {before.party}{question[it_says.end() :]}"
    if before.topic and len(named) <= 1:
        question = _ABOUT_IT.sub(lambda found: f"{found['preposition']} {before.topic}?", question)
        question = _SAID_THAT.sub(lambda found: f"{found['said']} about {before.topic}?", question)
    return _THERE.sub(lambda _: f" in {before.place}?", question) if before.place else question


def _named(question: str, pronoun: re.Match[str], before: _Before) -> str:
    word = pronoun["word"].lower()
    about_it = _ABOUT_IT.search(question)
    if before.topic and about_it and about_it.start() < pronoun.start():
        return question
    name = (before.party or before.person) if word.startswith("the") else before.person
    if not name:
        return question
    possessive = word in ("his", "their") or (word == "her" and pronoun["noun"])
    ending = ("’" if name.endswith("s") else "’s") if possessive else ""
    return f"{question[: pronoun.start('word')]}{name}{ending}{question[pronoun.end('word') :]}"


def _remembered(before: _Before, question: str, answer: str) -> _Before:
    """What is known after one more question; what it leaves open stays as it was."""
    if len(question) > _LONGEST:
        return _Before()
    found = mentions(question)
    places = [mention.name for mention in found if mention.kind == "place"]
    said, thing = _SAID.match(question), _THE_THING.match(question)
    person, party = _subjects(question, found)
    return _Before(
        question=question,
        person=person or (before.person if before.person or party else _only_person(answer)),
        party=party or before.party,
        place=places[-1] if places else before.place,
        topic=said["topic"] if said else thing["thing"] if thing else before.topic,
    )


def _subjects(question: str, found: Sequence[Mention]) -> tuple[str, str]:
    """The person and the party (a ministry, a country) that a question is about; either may be empty."""
    subject = next((each for each in found if _BEHIND_AUXILIARY.search(question[: each.whole.start])), None)
    if subject and subject.kind not in ("person", "other"):
        article = _BEHIND_AUXILIARY.search(question[: subject.whole.start])
        return "", f"{'the ' if article and article['article'] else ''}{subject.span.of(question)}"
    persons = [each for each in found if each.kind == "person"] or [each for each in found if each.kind == "other"]
    person = subject or next(iter(persons), None)
    if person:
        return person.span.of(question), ""
    lower = None if found else _SUBJECT.search(question)
    return (lower["name"], "") if lower and lower["name"].lower() not in _NOBODY else ("", "")


def _only_person(answer: str) -> str:
    """The one person that an answer names, or an empty string: of several, a pronoun may mean any."""
    persons = {mention.name for mention in mentions(answer) if mention.kind == "person"}
    return persons.pop() if len(persons) == 1 else ""
