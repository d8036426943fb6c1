"""The plain sentences of the page: dates, counts, how the answer was checked and made, what an upload did."""

from collections import Counter
from datetime import date
from urllib.parse import urlsplit

from answer.ledger_export import BETWEEN
from answer.types import Answer, Verdict
from index.force import Force
from index.ledger import Order, Row
from index.speech.verbs import ALWAYS_NEGATIVE
from index.types import Copy, Passage, StatementKind, Voice
from ui.strings import count, say

VERDICTS: dict[Verdict, str] = {
    "verbatim": say("verdicts.verbatim"),
    "supported": say("verdicts.supported"),
    "partly": say("verdicts.partly"),
    "unsupported": say("verdicts.unsupported"),
    "citation removed": say("verdicts.citation_removed"),
}
"""How the reader is told each verdict, best first."""

IN_GOOD_ORDER: frozenset[Verdict] = frozenset({"verbatim", "supported"})


KINDS: dict[StatementKind, str] = {
    "direct": say("kinds.direct"),
    "mixed": say("kinds.mixed"),
    "indirect": say("kinds.indirect"),
}
VOICES: dict[Voice, str] = {
    "own words": say("voices.own"),
    "reported": say("voices.reported"),
    "second-hand": say("voices.second_hand"),
}
VOICES_EXPLAINED: dict[Voice, str] = {
    "own words": say("voices.own_means"),
    "reported": say("voices.reported_means"),
    "second-hand": say("voices.second_hand_means"),
}
ORDERS: dict[Order, str] = {
    "newest": say("orders.newest"),
    "oldest": say("orders.oldest"),
    "best": say("orders.best"),
}
"""How the reader is told the kinds and voices of statements, and their order."""
PLAIN_FORCES: frozenset[Force] = frozenset({"neutral", "other"})
"""What an act of speech does that needs no word of its own: it says something."""


def day(value: date | None) -> str:
    """A date for a reader, the same in every locale: `21 Jul 2025`; empty when unknown."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}" if value else ""


_MONTHS = say("dates.months").split()


def title(place: Passage | Copy) -> str:
    """The title of a document, or that it has none."""
    return place.title or say("documents.untitled")


def origin(passage: Passage) -> str:
    """Where and when a passage was published: `TASS · 12 Jul 2025`."""
    return " · ".join(part for part in (passage.source, day(passage.published)) if part)


def printed(place: Passage | Copy) -> str:
    """A document that prints the words: outlet or title, and its date or that it is unknown."""
    return f"{place.source or title(place)} · {day(place.published) or say('dates.unknown')}"


def checked(answer: Answer) -> str:
    """How the sentences of an answer came through: `3 sentences checked: 2 word for word, 1 not supported`."""
    if not answer.checks or answer.refusal:
        return ""
    counts = Counter(check.verdict for check in answer.checks)
    found = ", ".join(f"{counts[verdict]} {words}" for verdict, words in VERDICTS.items() if counts[verdict])
    return say("answer.checked", sentences=count(len(answer.checks), "sentence"), verdicts=found)


def made(answer: Answer) -> str:
    """By what the answer was made and where: `Extractive answer`, `Written by a-model at 127.0.0.1:8080`."""
    if answer.model == "extractive":
        return say("answer.none") if answer.refusal else say("answer.extractive")
    where = urlsplit(answer.place).netloc if answer.place else ""
    return (
        say("answer.written_at", model=answer.model, place=where)
        if where
        else say("answer.written", model=answer.model)
    )


def month(value: str) -> str:
    """A month of the ledger for a reader, `2025-07` as `Jul 2025`; a year as it is."""
    return f"{_MONTHS[int(value[5:7]) - 1]} {value[:4]}" if len(value) > 4 else value


def act(row: Row) -> str:
    """How somebody speaks, in the document's words: “stated”, “said, in a letter”; “not: said” where that is denied.

    A colon before a quotation is no word, and left out.
    """
    said = row.statement
    start, end = (at - said.sentence.start for at in (said.cue_span.start, said.cue_span.end))
    cue = row.sentence[start:end] if 0 <= start < end <= len(row.sentence) else said.cue
    cue = cue if any(map(str.isalnum, cue)) else ""
    denied = cue and said.negated and said.cue not in ALWAYS_NEGATIVE
    return ", ".join(part for part in (say("statements.denied", cue=cue) if denied else cue, row.medium) if part)


def voice(row: Row) -> str:
    """Whose words they are: `own words`, `reported`, `second-hand, by TASS`."""
    through = row.statement.reported_by or ", ".join(row.statement.chain)
    told = VOICES[row.statement.voice]
    return say("statements.through", voice=told, through=through) if through else told


def said(row: Row) -> str:
    """The words of a statement, those between quotation marks in ours."""
    words = BETWEEN.join(row.words)
    return say("statements.quoted", words=words) if row.statement.kind == "direct" else words


def doubt(row: Row) -> str:
    """How far a statement below the threshold may be trusted: `doubtful: about 6 of 10 such records are right`."""
    return say("statements.doubtful", right=max(round(row.statement.confidence * 10), 1))


def attribution(row: Row) -> str:
    """A statement to be pasted elsewhere: its words, who said them and how, and where they are printed."""
    how = ", ".join(part for part in (act(row), voice(row)) if part)
    where = ", ".join(part for part in (row.source, f"“{row.title}”" if row.title else "", day(row.published)) if part)
    return f"{said(row)} — {row.statement.speaker} ({how}). {where}.{f' {row.url}' if row.url else ''}"
