"""Statements made by hand, for the tests of what shows them."""

from dataclasses import replace
from datetime import date

from answer.lookup import LookUp
from index.ledger import Ledger, Query, Row, Searched, Tally
from index.types import Span, Statement

SENTENCE = "“The harbour stays open,” Ada Berg stated in a letter."
HOSTILE = "<img src=x onerror=alert(1)> ${alert(2)} {{x}}"


def span(words: str, text: str = SENTENCE) -> Span:
    return Span(start=text.index(words), end=text.index(words) + len(words))


SAID = Statement(
    document_id="harbour-1",
    speaker="Ada Berg",
    speaker_span=span("Ada Berg"),
    mention=span("Ada Berg"),
    cue="state",
    cue_span=span("stated"),
    kind="direct",
    content=(span("The harbour stays open"),),
    sentence=span(SENTENCE),
    medium=span("in a letter"),
    confidence=0.95,
)
ROW = Row(
    statement=SAID,
    title="Open harbour",
    source="Coast Wire",
    author="Jo Lind",
    url="https://example.org/harbour",
    published=date(2025, 7, 2),
    words=("The harbour stays open",),
    sentence=SENTENCE,
    mention="Ada Berg",
    medium="in a letter",
    force="neutral",
    passage_id="harbour-1:0-54",
    score=1.0,
)
HOSTILE_ROW = replace(
    ROW,
    statement=replace(SAID, speaker=HOSTILE, candidates=(HOSTILE,), reported_by=HOSTILE, confidence=0.4),
    title=HOSTILE, source=HOSTILE, author=HOSTILE, url="javascript:alert(3)", words=(HOSTILE, HOSTILE),
    sentence=HOSTILE, mention=HOSTILE, medium=HOSTILE,
)  # fmt: skip
SEARCHED = Searched(
    documents=4, sources=("Coast Wire",), first=date(2025, 7, 2), last=date(2025, 7, 2), statements=9, by_speakers=3,
    looked_at=2,
)  # fmt: skip


def tally(month: str, statements: int, speaker: str = "Ada Berg", kind="direct") -> Tally:
    return Tally(month=month, speaker=speaker, kind=kind, statements=statements)


def found(*rows: Row, total: int = -1, nearest: tuple[Row, ...] = (), tallies: tuple[Tally, ...] = ()) -> LookUp:
    """A look-up of the words of Ada Berg about the harbour."""
    number = len(rows) if total < 0 else total
    ledger = Ledger(
        query=Query(speakers=("Ada Berg",), about="the harbour"), rows=rows, total=number,
        speakers=(("Ada Berg", number),) if number else (), outlets=(), kinds=(), forces=(), months=(),
        searched=SEARCHED, nearest=nearest, tallies=tallies,
    )  # fmt: skip
    return LookUp(person="Ada Berg", ledger=ledger)
