"""What the earlier questions of a conversation were about: whose words, on what, when, where; what an answer told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answer.clock import Clock
from answer.dates import date_phrases
from answer.events import event_phrase
from answer.ordering import ordering
from answer.periods import dates_in, tell_day
from answer.phrasing import NOUNS_OF_SPEECH, person_and_rest, topic_of
from index.names import Mention, mentions

ABOUT = r"(?:about|on|regarding|concerning)"
AUXILIARY = r"(?:did|does|do|has|have|had|would|will|was|were|is|are|can|could|should)"
SAYING = (
    r"(?:say|said|says|mean|meant|claim(?:ed)?|stated?|thinks?|thought|warn(?:ed)?|tell|told|mention(?:ed)?|speak|spoke|"
    r"spoken)"
)
WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
LONGEST = 300
"""Characters: a longer question says what it is about, and is a page pasted in."""

_SAID = re.compile(rf"^(?P<frame>.*?\b{SAYING}\b.*?\s{ABOUT})\s+(?P<topic>[^?]+?)\s*[?.]*$", re.I)
_SUBJECT = re.compile(rf"\b{AUXILIARY}\s+(?P<name>(?:the\s+)?[\w.’'-]+(?:\s+[\w.’'-]+){{0,2}}?)\s+{SAYING}\b", re.I)
_BEHIND_AUXILIARY = re.compile(rf"\b{AUXILIARY}\s+(?P<article>the\s+)?(?:\w+\s+){{0,2}}?$", re.I)
_WHY_SAID = re.compile(rf"^why\b.*\b{SAYING}\b", re.I)
_SPOKEN = re.compile(rf"\b(?:{SAYING}|{NOUNS_OF_SPEECH})\b", re.I)
_OTHERS = re.compile(
    rf"^who\s+besides\s+(?P<name>.+?)\s+(?:spoke|said\s+that)(?:\s+{ABOUT}\s+(?P<topic>[^?]+?))?\s*\?*$", re.I
)
"""“Who besides Lavrov spoke about Iran?”"""
_THE_THING = re.compile(
    rf"^{WH}\s+{AUXILIARY}\s+(?P<thing>the\s+(?:[\w'’-]+\s+){{0,4}}?[\w'’-]+)\s+(?:\w+(?:ed|wn|en|pt)|made|held|begin|"
    r"begun|take\s+place|happen)\s*[?.!]*$",
    re.I,
)
"""“When was the nuclear deal concluded?” is about the deal."""
_OF_THING = re.compile(
    r"^(?:who\s+\w+(?:ed|wn|te|ke|ld|de)\s+|(?:what|who)\s+(?:is|are|was|were)\s+|what\s+do(?:es)?\s+)"
    r"(?P<thing>the\s+[a-z][^?,]*?|[A-Z][^?,’']*?)(?:\s+say\b[^?]*)?\s*[?.!]*$"
)
"""“Who signed the armistice?”, “What is Ulchi Freedom Shield?”, “What does the treaty say about help?”"""
_BEHIND = re.compile(rf"^{AUXILIARY}\b[^?]*?\s(?:to|with|from|against|of)\s+(?P<thing>the\s+[^?,]+?)\s*[?.!]*$", re.I)
_NOBODY = frozenset("he she it they we i you this that these those who what which anyone someone".split())
_TOLD_DAY = re.compile(r"\([^()]*?,\s+(?P<day>\d{1,2}\s+[A-Z][a-z]+\s+\d{4})[^()]*\)")
"""The day of publication in what stands behind a statement: “(TASS, 12 July 2025; own words)”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the earlier questions, already made whole, named last. Any field may be empty.

    `question` is the last one without its dates, `times` are these dates, in its words. `speaker` is set when it asks
    for somebody's words, with `others` for those of everybody else. `first_told` and `last_told` are the first and the
    last day of publication that its answer told, `named` the only person it names. `thing` is what “it” is.
    """

    question: str = ""
    times: str = ""
    speaker: str = ""
    others: bool = False
    person: str = ""
    party: str = ""
    place: str = ""
    topic: str = ""
    first_told: str = ""
    last_told: str = ""
    named: str = ""
    thing: str = ""

    @property
    def bare(self) -> str:
        """The last question without dates and without the mark at its end."""
        return self.question.rstrip(" ?.!")

    @property
    def whole(self) -> str:
        """The last question with its dates."""
        return f"{self.bare}{self.when}{'.' if self.question.endswith('.') else '?'}"

    @property
    def when(self) -> str:
        """The dates, to be put behind a question."""
        return f" {self.times}" if self.times else ""

    @property
    def about(self) -> str:
        """The topic and the dates, to be put behind a verb of speech."""
        return f"{f' about {self.topic}' if self.topic else ''}{self.when}"

    @property
    def saying(self) -> bool:
        """Whether the last question asks for the words of one person or party."""
        return bool(self.speaker) and not self.others


def remembered(before: Frame, question: str, answer: str, days: Sequence[date] = ()) -> Frame:
    """What is known after one more question, made whole, and its answer; what it leaves open stays as it was.

    `days` are those on which the documents cited were published; without them those that the answer's text tells.
    """
    if len(question) > LONGEST:
        return Frame()
    bare, times = without_times(question)
    found = mentions(bare)
    places = [mention.name for mention in found if mention.kind == "place"]
    speaker, about, others = _speaker(bare)
    person, party = (speaker, "") if others else _subjects(bare, found)
    named, thing = _only_person(answer), _thing(bare)
    told = days or _told(answer)
    return Frame(
        question=bare,
        times=times,
        speaker=_with_article(speaker, bare),
        others=others,
        person=person or (before.person if before.person or party else named),
        party=party or before.party,
        place=places[-1] if places else before.place,
        topic=_with_article(about, bare) or _topic(bare) or ("" if speaker else before.topic),
        first_told=tell_day(min(told)) if told else "",
        last_told=tell_day(max(told)) if told else "",
        named=named,
        thing=thing or before.thing,
    )


def without_times(question: str) -> tuple[str, str]:
    """The question without its dates and events (“before the strikes”), and these words.

    >>> without_times("What did Lavrov say about Iran in July?")
    ('What did Lavrov say about Iran?', 'in July')
    """
    today = date.today()
    places = [(each.start, each.end) for each in date_phrases(question, Clock(day=today, first=today.year))]
    event = event_phrase(question)
    if event and not any(start < event.end and event.start < end for start, end in places):
        places.append((event.start, event.end))
    words = [question[start:end].strip(" ,?.!") for start, end in sorted(places)]
    for start, end in sorted(places, reverse=True):
        question = f"{question[:start].rstrip(' ,')} {question[end:].lstrip()}"
    return re.sub(r"\s+(?=[?.!,]|$)", "", question).strip() if places else question, " ".join(words)


def said_about(question: str) -> tuple[str, str] | None:
    """“What did Lavrov say about” and “Iran”; None for a question of another shape."""
    said = _SAID.match(question)
    return (said["frame"], said["topic"]) if said else None


def _speaker(bare: str) -> tuple[str, str, bool]:
    """Whose words a question asks for, on what, and whether it asks for those of all others; empty: nobody's."""
    others = _OTHERS.match(bare)
    if others:
        return others["name"], others["topic"] or "", True
    sequence = ordering(bare)
    plain = sequence.rest if sequence else bare
    if _WHY_SAID.match(plain):
        plain = f"how{plain[3:]}"
    person, rest = person_and_rest(plain) or ("", "")
    if not person or person.lower() in _NOBODY or not _SPOKEN.search(plain):
        return "", "", False
    said = said_about(plain)
    return person, said[1] if said else topic_of(rest), False


def _with_article(speaker: str, question: str) -> str:
    return f"the {speaker}" if speaker and re.search(rf"\bthe {re.escape(speaker)}", question) else speaker


def _topic(bare: str) -> str:
    said = said_about(bare)
    thing = _THE_THING.match(bare) or _BEHIND.match(re.sub(rf"^{WH}\s+", "", bare, flags=re.I))
    return said[1] if said else thing["thing"] if thing else ""


def _thing(bare: str) -> str:
    """What the question is about, when that is a thing and nobody's words: “it”."""
    found = _OF_THING.match(bare[:1].lower() + bare[1:])
    return found["thing"] if found else ""


def _told(answer: str) -> list[date]:
    """The days of publication that an answer's text tells."""
    return [
        period.since
        for found in _TOLD_DAY.finditer(answer)
        for _, period in dates_in(found["day"])
        if period.since and period.since == period.until
    ]


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
