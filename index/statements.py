"""Who said what in a document, as data: speaker, verb, and the exact words, found by rules without a model.

A sentence rarely names its speaker: “he stated” does, through the sentences before it (`coreference.py`). A quotation
that fills a sentence of its own goes on with the speech before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.coreference import Reader
from index.cues import Act, acts
from index.lexicon import WORDS_OF_SPEECH, cue_verbs
from index.names import Mention, mentions
from index.quotes import quotes
from index.sentences import sentences
from index.speakers import Clause
from index.text import paragraphs
from index.tokens import tokens
from index.types import Document, Span, Statement, StatementKind

VERSION = 6
"""Raise it when the rules, or those of `names.py`, make something else of the same text: `extraction.py` tells why."""

_REPORTED_BY = re.compile(
    r"\b(?:reported|quoted|cited|carried|published|released)\s+by\s+(?:[a-z]+\s+){0,5}"
    r"|\b(?:told|interview (?:with|to|for)|speaking to|remarks to|comments to)\s+(?:the\s+)?"
)
_OUTLET = re.compile(
    r"\b(?:News|Agency|Times|Post|Press|Radio|TV|Television|Journal|Guardian|Independent|Channel|Network|Magazine)\b"
)
"""Whom someone “told” is an outlet only if its name says so: “told the Security Council” names listeners."""
_SOON = 6
"""Tokens within which the verb stands when a sentence begins with the speaker of the question before it."""
_OPENING_MARKS = "“‘\"'«„"


def statements(document: Document) -> list[Statement]:
    """Every statement found in the document, in text order. Spans count characters of `document.text`."""
    text = document.text
    quoted, found_mentions = quotes(text), mentions(text)
    units = _units(text, sentences(text), quoted)
    reader = Reader(text, found_mentions, units, quoted)
    found: list[Statement] = []
    for block in paragraphs(text):
        reporter = ""
        for unit in (unit for unit in units if block.covers(unit)):
            clause = _clause(text, unit, found_mentions, quoted)
            named = _reporter(text, clause)
            made = list(_of_unit(document, clause, unit, reader, named or (reporter if clause.quoted else "")))
            if not made and found and _goes_on(text, unit, clause, found[-1]):
                found[-1] = _prolonged(text, found[-1], unit, clause.quoted)
            found += made
            told = named and WORDS_OF_SPEECH.intersection(word.lower for word in clause.words)
            reporter = named if told else reporter if clause.quoted else ""
    return found


def _units(text: str, parts: Sequence[Span], quoted: Sequence[Span]) -> list[Span]:
    """Sentences; those that one quotation holds together, or whose end only names the speaker, taken as one."""
    units: list[Span] = []
    for part in parts:
        if units and (_held_together(units[-1], part, quoted) or _names_speaker(text, units[-1], part, quoted)):
            units[-1] = Span(start=units[-1].start, end=part.end)
        else:
            units.append(part)
    return units


def _held_together(unit: Span, part: Span, quoted: Sequence[Span]) -> bool:
    return any(quote.start < unit.end and part.start < quote.end for quote in quoted)


def _names_speaker(text: str, unit: Span, part: Span, quoted: Sequence[Span]) -> bool:
    """Whether `part` only tells who asked or cried what `unit` ends with: “Did you know?” Todd asked the candidate."""
    asked = any(unit.end - 2 <= quote.end < unit.end and text[quote.end - 1] in "?!" for quote in quoted)
    if not asked or text[unit.end : part.start].strip(" "):
        return False
    words = tokens(text, part)[:_SOON]
    opened = any(part.start <= quote.start <= words[-1].end for quote in quoted)
    return not opened and any(word.text in cue_verbs() for word in words[1:])


def _clause(text: str, unit: Span, found: Sequence[Mention], quoted: Sequence[Span]) -> Clause:
    return Clause(
        tokens(text, unit),
        [mention for mention in found if unit.covers(mention.whole)],
        [quote for quote in quoted if unit.overlaps(quote)],
    )


def _of_unit(document: Document, clause: Clause, unit: Span, reader: Reader, reporter: str) -> Iterator[Statement]:
    found = list(acts(clause, document.text))
    for act in found:
        if act.cue == "according to" and act.subject.mention is None and len(found) > 1:
            continue
        resolved = reader.speaker(act.subject)
        if resolved is None:
            continue
        reader.heard(resolved, unit.end)
        yield _statement(document, clause, unit, act, resolved, reporter)


def _statement(
    document: Document, clause: Clause, unit: Span, act: Act, resolved: tuple[str, Span], reporter: str
) -> Statement:
    speaker, named_at = resolved
    return Statement(
        document_id=document.id,
        speaker=speaker,
        speaker_span=named_at,
        mention=act.subject.span,
        cue=act.cue,
        cue_span=act.cue_span,
        kind=_kind(act.content, clause.quoted),
        content=act.content,
        sentence=unit,
        published=document.published,
        negated=act.negated,
        reported_by="" if reporter == speaker else reporter,
    )


def _kind(content: Sequence[Span], quoted: Sequence[Span]) -> StatementKind:
    if all(any(quote.covers(span) for quote in quoted) for span in content):
        return "direct"
    return "mixed" if any(quote.overlaps(span) for quote in quoted for span in content) else "indirect"


def _reporter(text: str, clause: Clause) -> str:
    """The outlet or agency that a sentence names as the one that reported, else nothing."""
    if not clause.words:
        return ""
    start, end = clause.words[0].start, clause.words[-1].end
    for told in _REPORTED_BY.finditer(text, start, end):
        for mention in clause.mentions:
            listed = mention.kind != "person" and (" " not in mention.name or _OUTLET.search(mention.name))
            outlet = mention.kind != "group" and (" by " in told.group() or listed)
            if mention.whole.start == told.end() and outlet:
                return mention.name
    return ""


def _goes_on(text: str, unit: Span, clause: Clause, last: Statement) -> bool:
    """Whether the unit is a quotation without a speaker of its own, right behind the speech of `last`."""
    between = text[last.sentence.end : unit.start]
    if not clause.quoted or text[unit.start] not in _OPENING_MARKS or between.strip() or last.kind == "indirect":
        return False
    return len(clause.quoted[0].of(text).split()) >= 3 and clause.quoted[0].end >= unit.end - 2


def _prolonged(text: str, last: Statement, unit: Span, quoted: Sequence[Span]) -> Statement:
    onward = tuple(Span(start=max(quote.start, unit.start), end=quote.end) for quote in quoted)
    return replace(last, content=last.content + onward, sentence=Span(start=last.sentence.start, end=unit.end))
