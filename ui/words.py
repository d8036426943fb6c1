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

VERDICTS: dict[Verdict, str] = {
    "verbatim": "word for word",
    "supported": "supported",
    "partly": "partly supported",
    "unsupported": "not supported",
    "citation removed": "citation removed",
}
"""How the reader is told each verdict, best first."""

IN_GOOD_ORDER: frozenset[Verdict] = frozenset({"verbatim", "supported"})


KINDS: dict[StatementKind, str] = {
    "direct": "direct quotation",
    "mixed": "partly quoted",
    "indirect": "indirect speech",
}
VOICES: dict[Voice, str] = {
    "own words": "own words",
    "reported": "reported",
    "second-hand": "second-hand",
}
VOICES_EXPLAINED: dict[Voice, str] = {
    "own words": "the speaker’s words in quotation marks, at least in part.",
    "reported": "what the document says that somebody said, in its own words.",
    "second-hand": "what the document has from somebody else: an agency, or another person.",
}
ORDERS: dict[Order, str] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "best": "nearest to the topic first",
}
"""How the reader is told the kinds and voices of statements, and their order."""
PLAIN_FORCES: frozenset[Force] = frozenset({"neutral", "other"})
"""What an act of speech does that needs no word of its own: it says something."""


def day(value: date | None) -> str:
    """A date for a reader, the same in every locale: `21 Jul 2025`; empty when unknown."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}" if value else ""


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def number(count: int, one: str, many: str = "") -> str:
    """A count with its noun: `no documents`, `1 document`, `1,204 documents`."""
    many = many or f"{one}s"
    return f"1 {one}" if count == 1 else f"{count:,} {many}" if count else f"no {many}"


def origin(passage: Passage) -> str:
    """Where and when a passage was published: `TASS · 12 Jul 2025`."""
    return " · ".join(part for part in (passage.source, day(passage.published)) if part)


def printed(place: Passage | Copy) -> str:
    """A document that prints the words: outlet or title, and its date or that it is unknown."""
    return f"{place.source or place.title or 'Untitled'} · {day(place.published) or 'date unknown'}"


def checked(answer: Answer) -> str:
    """How the sentences of an answer came through: `3 sentences checked: 2 word for word, 1 not supported`."""
    if not answer.checks or answer.refusal:
        return ""
    counts = Counter(check.verdict for check in answer.checks)
    found = ", ".join(f"{counts[verdict]} {words}" for verdict, words in VERDICTS.items() if counts[verdict])
    return f"{number(len(answer.checks), 'sentence')} checked: {found}"


def made(answer: Answer) -> str:
    """By what the answer was made, where, how long it took and at what price: `Extractive answer · 0.4 s`."""
    extractive = "No answer" if answer.refusal else "Extractive answer"
    where = f" at {urlsplit(answer.place).netloc}" if answer.place else ""
    by = extractive if answer.model == "extractive" else f"Written by {answer.model}{where}"
    by += f", checked with {answer.checker}" if answer.checker else ""
    seconds = sum(answer.seconds.values())
    took = answer.usage.told if answer.usage else ""
    return " · ".join(filter(None, (by, f"{seconds:.1f} s" if seconds else "", took)))


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
    return ", ".join(part for part in (f"not: {cue}" if denied else cue, row.medium) if part)


def voice(row: Row) -> str:
    """Whose words they are: `own words`, `reported`, `second-hand, by TASS`."""
    through = row.statement.reported_by or ", ".join(row.statement.chain)
    told = VOICES[row.statement.voice]
    return f"{told}, by {through}" if through else told


def said(row: Row) -> str:
    """The words of a statement, those between quotation marks in ours."""
    words = BETWEEN.join(row.words)
    return f"“{words}”" if row.statement.kind == "direct" else words


def doubt(row: Row) -> str:
    """How far a statement below the threshold may be trusted: `doubtful: about 6 of 10 such records are right`."""
    return f"doubtful: about {max(round(row.statement.confidence * 10), 1)} of 10 such records are right"


def attribution(row: Row) -> str:
    """A statement to be pasted elsewhere: its words, who said them and how, and where they are printed."""
    how = ", ".join(part for part in (act(row), voice(row)) if part)
    where = ", ".join(part for part in (row.source, f"“{row.title}”" if row.title else "", day(row.published)) if part)
    return f"{said(row)} — {row.statement.speaker} ({how}). {where}.{f' {row.url}' if row.url else ''}"
