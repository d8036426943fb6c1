"""The plain sentences of the page: dates, counts, how the answer was checked and made, what an upload did."""

from collections import Counter
from datetime import date

from answer.types import Answer, Verdict
from index.types import Copy, Passage, Report

VERDICTS: dict[Verdict, str] = {
    "verbatim": "word for word",
    "supported": "supported",
    "partly": "partly supported",
    "unsupported": "not supported",
    "citation removed": "citation removed",
}
"""How the reader is told each verdict, best first."""

IN_GOOD_ORDER: frozenset[Verdict] = frozenset({"verbatim", "supported"})


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
    """By what the answer was made and how long it took: `Extractive answer · 0.4 s`."""
    extractive = "No answer" if answer.refusal else "Extractive answer"
    by = extractive if answer.model == "extractive" else f"Written by {answer.model}"
    seconds = sum(answer.seconds.values())
    return f"{by} · {seconds:.1f} s" if seconds else by


def report(done: Report) -> str:
    """What an upload did, in one sentence, without the failures."""
    counts = ((done.new, "new"), (done.changed, "changed"), (done.unchanged, "already indexed"))
    parts = [f"{number(n, 'document')} {word}" for n, word in counts if n]
    if not parts:
        return "Nothing was added."
    return f"{', '.join(parts)}; {number(done.passages, 'passage')} searchable.".capitalize()
