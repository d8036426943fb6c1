"""Who said what in a document, as data: speaker, verb, and the exact words, found by rules without a model.

A sentence rarely names its speaker: “he stated” does, through the sentences before it (`coreference.py`). A quotation
that fills a sentence of its own goes on with the speech before it. What somebody is said to have said is second-hand,
and keeps those through whom it came.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain as joined

from index.coreference import Reader, Resolved
from index.lexicon import WORDS_OF_SPEECH
from index.names import Mention, Reading, read
from index.quotes import quotes
from index.speech.acts import Act
from index.speech.clause import Clause
from index.speech.confidence import CLAUSAL, confidence
from index.speech.cues import acts
from index.speech.phrases import Subject
from index.speech.verbs import verbs
from index.text import paragraphs
from index.tokens import Token
from index.types import Document, Span, Statement, StatementKind

VERSION = 7
"""Raise it when the rules, or those of `names.py`, make something else of the same text: `extraction.py` tells why."""

_REPORTED_BY = re.compile(
    r"\b(?:reported|quoted|cited|carried|published|released)\s+by\s+(?:[a-z]+\s+){0,5}"
    r"|\b(?:told|interview (?:with|to|for)|speaking to|remarks to|comments to)\s+(?:the\s+)?"
)
_OUTLET = re.compile(
    r"\b(?:News|Agency|Times|Post|Press|Radio|TV|Television|Journal|Guardian|Independent|Channel|Network|Magazine)\b"
)
"""Whom someone “told” is an outlet only if its name says so: “told the Security Council” names listeners."""
_JOINT = re.compile(r",? and (?:[\w’'-]+ ){0,4}")
"""Between two who speak together: “Rubio and former governor O’Malley”."""
_AGENCIES = frozenset(
    "Reuters Bloomberg Politico Axios Interfax Xinhua Ynet Haaretz Newsweek Forbes Anadolu Yonhap Kyodo Nikkei Fox Sky "
    "Breitbart Izvestia Kommersant Newsmax Deadline Variety Spiegel Zeit Bild Figaro Independent Guardian".split()
)
_SOON = 6
"""Words within which the verb stands when a sentence begins with the speaker of the question before it."""
_LEADING_ON = frozenset(["But", "And", "Still,", "So", "Because", "Now", "Yet"])
"""Words of the newspaper before a quotation that goes on with a speech."""
_OPENING_MARKS = "“‘\"'«„`"


def statements(document: Document, known: Reading | None = None) -> list[Statement]:
    """Every statement found in the document, in text order. Spans count characters of `document.text`.

    `known` is what `names.read` made of the document, for those who have it already.
    """
    known = known or read(document.text, document.title)
    quoted = quotes(document.text)
    clauses = _clauses(document.text, known, quoted)
    units = [unit for unit, _ in clauses]
    reader = Reader(document.text, known.mentions, units, quoted, document.author)
    found: list[Statement] = []
    ends = [block.end for block in paragraphs(document.text)]
    block, reporter = 0, ""
    for unit, clause in clauses:
        while unit.start >= ends[block]:
            block, reporter = block + 1, ""
        named = _reporter(document.text, clause)
        made = _of_unit(document, clause, unit, reader, named or (reporter if clause.quoted else ""))
        last = _last_quoted(found) if not made else None
        if last is not None and _goes_on(document.text, unit, clause, found[last]):
            found[last] = _prolonged(document.text, found[last], unit, clause.quoted)
        found += made
        told = named and WORDS_OF_SPEECH.intersection(word.lower for word in clause.words)
        reporter = named if told else reporter if clause.quoted else ""
    return found


def _clauses(text: str, known: Reading, quoted: Sequence[Span]) -> list[tuple[Span, Clause]]:
    """The sentences as clauses; those that one quotation holds together, or whose end names the speaker, as one."""
    units: list[tuple[Span, list[Sequence[Token]]]] = []
    for part, words in zip(known.sentences, known.words, strict=True):
        before = units[-1] if units else None
        if before and (
            _leads_up(text, before[0], part)
            or _held_together(before[0], part, quoted)
            or _names_speaker(text, before[0], part, words, quoted)
        ):
            units[-1] = (Span(start=before[0].start, end=part.end), [*before[1], words])
        else:
            units.append((part, [words]))
    return [
        (unit, Clause(text, list(joined.from_iterable(words)), _inside(unit, known.mentions), _touching(unit, quoted)))
        for unit, words in units
    ]


def _leads_up(text: str, unit: Span, part: Span) -> bool:
    """Whether a sentence ends with a colon and the next one, perhaps a paragraph of its own, is the quotation."""
    return text[unit.end - 1] == ":" and text[part.start] in _OPENING_MARKS


def _inside(unit: Span, mentions: Sequence[Mention]) -> Sequence[Mention]:
    first = bisect_left(mentions, unit.start, key=lambda mention: mention.whole.start)
    end = bisect_left(mentions, unit.end, lo=first, key=lambda mention: mention.whole.start)
    return [mention for mention in mentions[first:end] if mention.whole.end <= unit.end]


def _touching(unit: Span, quoted: Sequence[Span]) -> Sequence[Span]:
    first = bisect_left(quoted, unit.start, key=lambda quote: quote.end)
    end = bisect_left(quoted, unit.end, lo=first, key=lambda quote: quote.start)
    return [quote for quote in quoted[first:end] if quote.overlaps(unit)]


def _held_together(unit: Span, part: Span, quoted: Sequence[Span]) -> bool:
    at = bisect_left(quoted, part.start, key=lambda quote: quote.end)
    return at < len(quoted) and quoted[at].start < unit.end and part.start < quoted[at].end


def _names_speaker(text: str, unit: Span, part: Span, words: Sequence[Token], quoted: Sequence[Span]) -> bool:
    """Whether `part` only tells who asked or cried what `unit` ends with: “Did you know?” Todd asked the candidate."""
    closing = text[max(unit.start, unit.end - 3) : unit.end]
    if not ("?" in closing or "!" in closing) or text[unit.end : part.start].strip(" "):
        return False
    asked = any(unit.end - 2 <= quote.end < unit.end and text[quote.end - 1] in "?!" for quote in quoted)
    soon = words[:_SOON]
    opened = any(part.start <= quote.start <= soon[-1].end for quote in quoted)
    return asked and not opened and any(word.text in verbs() for word in soon[1:])


def _of_unit(document: Document, clause: Clause, unit: Span, reader: Reader, reporter: str) -> list[Statement]:
    found = list(acts(clause))
    made: list[Statement] = []
    for act in found:
        if act.cue == "according to" and act.subject.mention is None and len(found) > 1:
            continue
        resolved = reader.speaker(act.subject)
        if resolved is None:
            continue
        if act.construction != "adjective" and act.family in ("say", "judge"):
            reader.heard((resolved.name, resolved.span), unit.end)
        made += (
            _statement(document, clause, unit, act, who, reporter) for who in (resolved, *_beside(clause, act.subject))
        )
    return [_with_chain(statement, made) for statement in made]


def _beside(clause: Clause, subject: Subject) -> Iterator[Resolved]:
    """The other persons or countries of “Rubio and Cruz said”: what several said, each of them said."""
    if subject.pronoun or subject.mention is None or subject.mention.kind not in ("person", "place"):
        return
    for mention in clause.mentions:
        inside = subject.core.start <= mention.whole.start and mention.whole.end < subject.mention.whole.start
        joint = clause.text[mention.whole.end : subject.mention.whole.start] if inside else ""
        if _JOINT.fullmatch(joint) and mention.kind == subject.mention.kind and mention.name != subject.mention.name:
            yield Resolved(mention.name, mention.span)


def _statement(
    document: Document, clause: Clause, unit: Span, act: Act, resolved: Resolved, reporter: str
) -> Statement:
    kind = _kind(act.content, clause.quoted)
    words = sum(len(span.of(clause.text).split()) for span in act.content)
    that = clause.text[: act.content[0].start].endswith("that ")
    return Statement(
        document_id=document.id,
        speaker=resolved.name,
        speaker_span=resolved.span,
        mention=act.subject.span,
        cue=act.cue,
        cue_span=act.cue_span,
        kind=kind,
        content=act.content,
        sentence=unit,
        published=document.published,
        negated=act.negated,
        reported_by="" if reporter == resolved.name else reporter,
        medium=act.medium,
        candidates=resolved.candidates,
        confidence=confidence(act, kind, words=words, that=that, doubtful=bool(resolved.candidates)),
    )


def _with_chain(statement: Statement, others: Sequence[Statement]) -> Statement:
    """The statement with those through whom it came: whose words hold its verb, the one nearest to the reader first."""
    holding = [
        other
        for other in others
        if other.speaker != statement.speaker and any(span.covers(statement.cue_span) for span in other.content)
    ]
    widest = sorted(holding, key=lambda other: other.content[0].start - other.content[-1].end)
    return replace(statement, chain=tuple(dict.fromkeys(other.speaker for other in widest))) if holding else statement


def _kind(content: Sequence[Span], quoted: Sequence[Span]) -> StatementKind:
    if all(any(quote.covers(span) for quote in quoted) for span in content):
        return "direct"
    return "mixed" if any(quote.overlaps(span) for quote in quoted for span in content) else "indirect"


def _reporter(text: str, clause: Clause) -> str:
    """The outlet or agency that a sentence names as the one that reported, else nothing."""
    if not clause.mentions:
        return ""
    start, end = clause.words[0].start, clause.words[-1].end
    for told in _REPORTED_BY.finditer(text, start, end):
        for mention in clause.mentions:
            listed = mention.kind != "person" and (_OUTLET.search(mention.name) or _is_agency(mention.name))
            outlet = mention.kind != "group" and (" by " in told.group() or listed)
            if mention.whole.start == told.end() and outlet:
                return mention.name
    return ""


def _is_agency(name: str) -> bool:
    """Whether a name of one word is that of an agency or outlet: in capitals, or one of those everybody quotes."""
    return " " not in name and (name.isupper() or name in _AGENCIES)


def _last_quoted(found: Sequence[Statement]) -> int | None:
    """The last statement of the latest sentence with any that gives its speaker's own words."""
    latest = found[-1].sentence if found else None
    places = [at for at in range(len(found) - 1, -1, -1) if found[at].sentence == latest]
    quoted = (at for at in places if found[at].kind != "indirect")
    main = (at for at in reversed(places) if not found[at].chain and found[at].cue in CLAUSAL)
    return next(quoted, next(main, None))


def _goes_on(text: str, unit: Span, clause: Clause, last: Statement) -> bool:
    """Whether the unit is a quotation without a speaker of its own, right behind the speech of `last`."""
    between = text[last.sentence.end : unit.start]
    if not clause.quoted or between.strip() or ("\n" in between and last.kind == "indirect"):
        return False
    if (
        text[unit.start] not in _OPENING_MARKS
        and text[unit.start : clause.quoted[0].start].strip("\"'“‘«`„ ") not in _LEADING_ON
    ):
        return False
    return len(clause.quoted[0].of(text).split()) >= 3 and clause.quoted[0].end >= unit.end - 3


def _prolonged(text: str, last: Statement, unit: Span, quoted: Sequence[Span]) -> Statement:
    onward = tuple(Span(start=max(quote.start, unit.start), end=quote.end) for quote in quoted)
    kind: StatementKind = "direct" if last.kind == "direct" else "mixed"
    sentence = Span(start=last.sentence.start, end=unit.end)
    return replace(last, content=last.content + onward, sentence=sentence, kind=kind)
