"""The plain sentences of the page: dates, what was searched, how the answer was checked, what an upload did."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from answer.types import Answer, Check, Coverage, Verdict
from index.types import Passage, Report

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


def coverage(found: Coverage) -> str:
    """What was searched, and how often the person and the topic asked about occur in it."""
    if not found.documents:
        return "Searched no documents: none passes the filters."
    searched = f"Searched {number(found.documents, 'document')} from {number(len(found.sources), 'source')}"
    return " ".join(part for part in (f"{searched}{_period(found)}.", _mentions(found), _statements(found)) if part)


def _period(found: Coverage) -> str:
    days = list(dict.fromkeys(day(end) for end in (found.first, found.last) if end))
    return f", {' – '.join(days)}" if days else ""


def _mentions(found: Coverage) -> str:
    counts = [(word, n) for word, n in ((found.person, found.with_person), (found.topic, found.with_topic)) if word]
    if not counts:
        return ""
    (first, n), *rest = counts
    sentence = f"{first} is mentioned in {n or 'none'}" + "".join(f", {word} in {n or 'none'}" for word, n in rest)
    return f"{sentence}, both in {found.with_both or 'none'}." if rest and all(n for _, n in counts) else f"{sentence}."


def _statements(found: Coverage) -> str:
    if not found.person or not found.statements:
        return ""
    about = f", {found.on_topic or 'none'} of them about {found.topic}" if found.topic else ""
    return f"It holds {number(found.statements, 'statement')} by {found.person}{about}."


def checked(checks: Sequence[Check]) -> str:
    """How the sentences of an answer came through: `3 sentences checked: 2 word for word, 1 not supported`."""
    if not checks:
        return ""
    counts = Counter(check.verdict for check in checks)
    found = ", ".join(f"{counts[verdict]} {words}" for verdict, words in VERDICTS.items() if counts[verdict])
    return f"{number(len(checks), 'sentence')} checked: {found}"


def made(answer: Answer) -> str:
    """By what the answer was made and how long it took: `Extractive answer · 0.4 s`."""
    by = "Extractive answer" if answer.model == "extractive" else f"Written by {answer.model}"
    seconds = sum(answer.seconds.values())
    return f"{by} · {seconds:.1f} s" if seconds else by


def report(done: Report) -> str:
    """What an upload did, in one sentence, without the failures."""
    counts = ((done.new, "new"), (done.changed, "changed"), (done.unchanged, "already indexed"))
    parts = [f"{number(n, 'document')} {word}" for n, word in counts if n]
    if not parts:
        return "Nothing was added."
    return f"{', '.join(parts)}; {number(done.passages, 'passage')} searchable.".capitalize()
