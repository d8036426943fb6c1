"""Follow-ups that are short and name nothing: “when was that?”, “who else?”, “tell me more”. Each has its rule."""

import re
from collections.abc import Callable

from answer.frames import ABOUT, AUXILIARY, WH, Frame
from index.names import mentions

_THAT = r"(?:that|this|it|so|them|all that|all this|everything)"
_PLEASE = r"(?:please\s+|(?:can|could|would) you\s+(?:please\s+)?)?"
_MANNER = re.compile(rf"^(?:since when|why|when|where|how)\s+(?P<rest>{AUXILIARY}\b.+)$", re.I)
"""“Why does Russia object?”: another of these words may stand in the place of the first."""
_ASKED_TOO = re.compile(rf",\s+and\s+(?:since\s+)?{WH}$", re.I)
_TASK = re.compile(r"^(?:summari[sz]e|timeline|compare)\b", re.I)
_POINT = re.compile(
    r"^(?:in|on|during|throughout|within|over|for|from|since|after|before|until|till|by|prior to|up to)\s+"
    r"(?:the\s+(?=\d))?",
    re.I,
)
_PREPOSITIONS = {"disagree": "with", "agree": "with"}
_RESPONDED = r"(?P<verb>disagree|agree|object|respond|react|reply|replie)(?P<past>d|ed)?"


def aside(asked: str, frame: Frame) -> str:
    """The question that a short follow-up means, or an empty string where no rule is sure.

    >>> aside("when was that?", remembered(Frame(), "What did Lavrov say about Iran?", ""))
    'When did Lavrov say that about Iran?'
    """
    words = re.sub(r"[\s,]+(?:please|then)$", "", asked.strip(" ?.!…"), flags=re.I)
    for pattern, rule in _RULES:
        found = pattern.fullmatch(words)
        if found:
            return rule(found, frame)
    return ""


def at_point(side: str, point: str, frame: Frame) -> str:
    """The last question for another time: “… before 12 July 2025?”; empty without a day to count from."""
    if not point:
        return ""
    if frame.saying:
        return f"What did {frame.speaker} say{f' about {frame.topic}' if frame.topic else ''} {side} {point}?"
    return f"{_base(frame)} {side} {point}?"


def later(frame: Frame) -> str:
    """The day after which “later” is: that of the last question, or the last that its answer told."""
    return _point(frame) or frame.last_told


def _asked_otherwise(word: str) -> Callable[[re.Match[str], Frame], str]:
    """“When was that?”: of somebody's words when they were said, of anything else the last question with this word."""

    def rule(_: re.Match[str], frame: Frame) -> str:
        if frame.saying:
            said = "first say" if word == "since when" else "say"
            asks = "When" if word == "since when" else word.capitalize()
            return f"{asks} did {frame.speaker} {said} that{frame.about}?"
        manner = _MANNER.match(_base(frame))
        if manner:
            return f"{word.capitalize()} {manner['rest']}{frame.when}?"
        return "" if frame.others else f"{_base(frame)}{frame.when}, and {word}?"

    return rule


def _who_else(_: re.Match[str], frame: Frame) -> str:
    if frame.others:
        return frame.whole
    if frame.saying:
        return f"Who besides {frame.speaker} spoke{frame.about}?" if frame.topic else ""
    which = re.match(r"(?P<which>which|what)\s+(?P<rest>[a-z]+s\b.*)$", _base(frame), re.I)
    if which:
        return f"{which['which']} other {which['rest']}{frame.when}?"
    who = re.match(r"who(?:m)?\s+(?:else\s+)?(?P<rest>.+)$", _base(frame), re.I)
    if not who:
        return ""
    told = frame.named if frame.named and frame.named.split()[-1] not in frame.question else ""
    return f"Who {f'besides {told}' if told else 'else'} {who['rest']}{frame.when}?"


def _who_else_said(_: re.Match[str], frame: Frame) -> str:
    return f"Who besides {frame.speaker} said that{frame.about}?" if frame.speaker and frame.topic else ""


def _more(_: re.Match[str], frame: Frame) -> str:
    return f"What else did {frame.speaker} say{frame.about}?" if frame.saying else _summarised(_, frame)


def _recent(_: re.Match[str], frame: Frame) -> str:
    if frame.times:
        return at_point("after", _point(frame), frame)
    if frame.saying:
        return f"What did {frame.speaker} say{frame.about} most recently?"
    return at_point("after", frame.last_told, frame)


def _before(_: re.Match[str], frame: Frame) -> str:
    return at_point("before", _point(frame) or frame.first_told, frame)


def _after(found: re.Match[str], frame: Frame) -> str:
    return at_point("since" if found[0].lower().startswith("since") else "after", later(frame), frame)


def _really(_: re.Match[str], frame: Frame) -> str:
    if frame.speaker:
        return f"Did {frame.speaker} really say that{frame.about}?"
    manner = _MANNER.match(_base(frame))
    if not manner:
        return ""
    auxiliary, rest = manner["rest"].split(" ", 1)
    subject = next((each.whole.of(rest) for each in mentions(rest) if each.whole.start == 0), "")
    rest = f"{subject} really{rest[len(subject) :]}" if subject else rest
    return f"{auxiliary.capitalize()} {rest}{frame.when}?"


def _true(found: re.Match[str], frame: Frame) -> str:
    return f"Is it true what {frame.speaker} said{frame.about}?" if frame.speaker else _really(found, frame)


def _reported(found: re.Match[str], frame: Frame) -> str:
    verb = (found.groupdict().get("verb") or "reported").lower()
    who = frame.speaker or frame.person
    if who:
        return f"Who {verb} the words of {who}{frame.about}?"
    return f"Who {verb} on {frame.topic}{frame.when}?" if frame.topic else ""


def _words(_: re.Match[str], frame: Frame) -> str:
    return f"What did {frame.speaker} say{frame.about}?" if frame.saying else ""


def _responded(found: re.Match[str], frame: Frame) -> str:
    if not frame.saying:
        return ""
    verb = found["verb"].lower()
    asked = f"{found[0][:1].upper()}{found[0][1:]}"
    return f"{asked} {_PREPOSITIONS.get(verb, 'to')} {frame.speaker}{frame.about}?"


def _compared(found: re.Match[str], frame: Frame) -> str:
    """“Compare that with what Kim said”: with another's words, and not with another topic."""
    who = found["who"]
    named = mentions(who)
    whole = len(named) == 1 and re.fullmatch(r"(?:the\s+)?", who[: named[0].whole.start]) is not None
    if not (frame.speaker and whole and named[0].whole.end == len(who)):
        return ""
    return f"Compare what {frame.speaker} and {who} said{frame.about}."


def _summarised(_: re.Match[str], frame: Frame) -> str:
    if frame.saying:
        return f"Summarise what {frame.speaker} said{frame.about}."
    return frame.whole if _TASK.match(frame.question) else f"Summarise: {frame.whole}"


def _as_timeline(_: re.Match[str], frame: Frame) -> str:
    if frame.saying:
        return f"Timeline of what {frame.speaker} said{frame.about}."
    return f"Timeline: {re.sub(r'^(?:summari[sz]e|timeline)(?:: ?| of )', '', frame.whole, flags=re.I)}"


def _alone(found: re.Match[str], frame: Frame) -> str:
    return f"{_base(frame)}{frame.when}, and {found['word'].lower()}?"


def _base(frame: Frame) -> str:
    """The last question without dates, end mark and what an earlier “when?” has added."""
    return _ASKED_TOO.sub("", frame.bare)


def _point(frame: Frame) -> str:
    return _POINT.sub("", frame.times)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Frame], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), rule)
    for pattern, rule in (
        (
            rf"(?:exactly\s+)?when(?:\s+(?:exactly|precisely))?|when (?:was|is) {_THAT}(?: (?:said|exactly))?|"
            rf"when did {_THAT} (?:happen|take place)|(?:on )?(?:what|which) (?:date|day)(?: was {_THAT})?|"
            rf"how long ago(?: was {_THAT})?",
            _asked_otherwise("when"),
        ),
        (
            rf"where(?:\s+exactly)?|where (?:was|is) {_THAT}(?: said)?|where did {_THAT} (?:happen|take place)",
            _asked_otherwise("where"),
        ),
        (rf"why(?:\s+so)?|why (?:was|is) {_THAT}|how come", _asked_otherwise("why")),
        (r"since when", _asked_otherwise("since when")),
        (
            rf"(?:who|anyone|anybody|somebody) else|(?:which|any|the|what about the )?\s*others|"
            rf"who else (?:spoke|talked|commented) {ABOUT} {_THAT}",
            _who_else,
        ),
        (rf"who else (?:said|says|claimed|claims|thinks|stated) {_THAT}", _who_else_said),
        (
            rf"what else|anything else|(?:tell|show) me more(?: {ABOUT} {_THAT})?|more|go on|continue|"
            rf"(?:give me )?(?:any )?more (?:details?|information|{ABOUT} {_THAT})|elaborate|in (?:more )?detail",
            _more,
        ),
        (
            r"(?:is there |are there |do you have )?(?:anything |something )?(?:more recent|newer)|more recently|"
            r"lately|(?:what(?:['’]?s| is) )?the latest|recently|any (?:updates?|news)|now",
            _recent,
        ),
        (rf"(?:(?:what|how) about )?(?:before(?: {_THAT}| then)?|earlier(?: than that)?|previously)", _before),
        (
            rf"(?:(?:what|how) about )?(?:after(?:wards?)?(?: {_THAT}| then)?|later(?: on)?|since(?: then| that)?|"
            r"from then on)",
            _after,
        ),
        (rf"really|seriously|are you sure|did (?:he|she|they|it) really (?:say|mean) {_THAT}", _really),
        (rf"true|(?:is|was) {_THAT} (?:really )?(?:true|right|correct|confirmed)", _true),
        (
            r"who (?:has |had )?(?P<verb>report(?:ed|s)|quot(?:ed|es)|published) "
            r"(?:that|this|it|him|her|them)|(?:what(?:['’]?s| is| was) the )?source|says who|"
            r"(?:in )?(?:which|what) (?:document|article|source|report) (?:is|was|says|said|has) (?:that|this|it)",
            _reported,
        ),
        (
            r"(?:(?:give|show|tell) me |what (?:are|were) )(?:the|his|her|their|its) (?:exact |own )?"
            r"(?:words|wording|quotes?)",
            _words,
        ),
        (rf"(?:who|(?:did|does) (?:anyone|anybody)|(?:how|what) did [\w’' -]+?) {_RESPONDED}", _responded),
        (
            rf"{_PLEASE}(?:compare(?: {_THAT})?|how (?:does|do|did) {_THAT} (?:compare|differ)|compared)\s+"
            rf"(?:with|to|and|against|from)\s+(?:what\s+)?(?P<who>(?!what\b).+?)"
            rf"(?:\s+(?:said|says|has said|stated|thinks)(?:\s+{ABOUT}\s+{_THAT})?)?",
            _compared,
        ),
        (
            rf"{_PLEASE}(?:(?:summari[sz]e|sum up|recap)(?: {_THAT})?|sum {_THAT} up|(?:give me )?(?:a |the )?"
            rf"(?:short |brief |quick )?(?:summary|overview)(?: of {_THAT})?)",
            _summarised,
        ),
        (
            rf"{_PLEASE}(?:(?:show|give|make|tell|put) (?:me )?)?(?:{_THAT} )?(?:as |in )?(?:a |the )?"
            rf"(?:timeline|chronology|chronological order|order of time)(?: of {_THAT})?",
            _as_timeline,
        ),
        (rf"(?P<word>(?:since |to |with |from )?{WH}|how (?:many|much|long))", _alone),
    )
)
"""Tried in this order on the follow-up without “and”, “please” and the mark at its end."""
