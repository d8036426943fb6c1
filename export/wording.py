"""What the forms of an evidence pack have in common: the plain sentences. Nothing here is escaped for any form."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from answer.calendar_dates import MONTHS
from answer.evidence_pack import PROGRAM, Evidence, EvidencePack, Exchange, Sentence, Source
from answer.fate import Fate
from answer.marks import Mark
from answer.quotation_evidence import QuotationEvidence
from answer.quote_check import VERDICTS
from index.copies import ELLIPSIS
from index.types import Span

FATES: dict[Fate, str] = {
    "as cited": "",
    "changed": "The document has changed since the answer: these are the words as they were cited.",
    "gone": "The document is no longer in the index: these are the words as they were cited.",
}
"""What the reader is told of a document that is no longer as it was."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without control characters, which no form can show: each becomes U+FFFD; line ends and tabs stay."""
    return _CONTROL.sub("\ufffd", text)


def line(text: str) -> str:
    """The text on one line: what is one thing in a list, however its spaces were."""
    return clean(" ".join(text.split()))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each on one line; empty ones are left out."""
    return [line(each) for each in text.split("\n") if each.strip()]


def day(value: date | None) -> str:
    """“14 July 2025”, the same in every locale; “no date” when unknown."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else "no date"


def moment(value: datetime) -> str:
    """“2025-07-14 10:22:05 UTC”."""
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def origin(source: Source) -> str:
    """Author, outlet and date, as far as they are known."""
    return line(", ".join(filter(None, (source.author, source.outlet, day(source.published)))))


def title(source: Source) -> str:
    """The title on one line, or that there is none."""
    return line(source.title) or "Untitled"


def places(spans: Sequence[Span]) -> str:
    """Where words stand: “characters 10–52”, counted from 0, the last one not included."""
    return f"characters {', '.join(f'{span.start}–{span.end}' for span in spans)}"


def marked(mark: Mark) -> str:
    """What a reader ticked: “Checked 2025-07-14 10:22:05 UTC: the note”; empty when nothing."""
    state = mark.state.capitalize() if mark.state else "Note" if mark.note else ""
    when = f" {moment(mark.at)}" if mark.at and state else ""
    return f"{state}{when}{': ' if mark.note else ''}{line(mark.note)}"


def judged(sentence: Sentence) -> str:
    """The verdict on a sentence and its reason."""
    return f"{sentence.verdict}: {line(sentence.reason)}" if sentence.reason else sentence.verdict


def gated(quotation: QuotationEvidence) -> str:
    """The verdict on a quotation, what differs, and who says it."""
    verdict = VERDICTS[quotation.verdict]
    told = f"{verdict}: {line(quotation.reason)}" if quotation.reason else f"{verdict}."
    return f"{told} {line(quotation.spoken)}".rstrip()


def compared(quotation: QuotationEvidence, pack: EvidencePack) -> str:
    """Which words of which document a quotation was compared with; empty where no document holds the like."""
    if not quotation.source:
        return ""
    source = pack.source(quotation.source)
    words = "" if quotation.verdict == "verbatim" else f"“{line(ELLIPSIS.join(quotation.words))}”, "
    where = f"{title(source)}, {origin(source)}, {places(quotation.spans)} of document {source.id}"
    return f"{words}{where}. {FATES[quotation.fate]}".rstrip()


def heading(pack: EvidencePack) -> str:
    """The title of the whole: the question, or how many there are."""
    if len(pack.exchanges) == 1:
        return line(pack.exchanges[0].question) or "Evidence"
    return f"Evidence for {len(pack.exchanges)} answers"


def made(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """How an answer came about, in pairs of a name and a value; what is not known is left out."""
    total = sum(exchange.seconds.values())
    steps = ", ".join(f"{name} {taken:.2f}" for name, taken in exchange.seconds.items())
    yield "Asked", moment(exchange.asked)
    yield "Searched for", line(exchange.searched_for)
    yield "Understood as", line("; ".join(exchange.understood))
    yield "What was searched", line(exchange.coverage)
    yield "Made by", f"{exchange.model}{f', prompt {exchange.prompt}' if exchange.prompt else ''}"
    yield "Written at", exchange.place
    yield "It took", exchange.usage.told if exchange.usage else ""
    yield "Checked by", f"rules, and the checker {exchange.checker}" if exchange.checker else ""
    yield "Seconds", f"{total:.2f} ({steps})" if steps else ""
    yield "Note", line(exchange.notice)
    yield "Nearest, but no answer", line("; ".join(exchange.nearest))
    yield "Answer", exchange.key


def where(evidence: Evidence, source: Source) -> Iterator[tuple[str, str]]:
    """Where cited words are from, in pairs of a name and a value; the link is not among them."""
    yield "From", origin(source)
    yield "Place", f"{places(evidence.spans)} of document {source.id}"
    yield "SHA-256 of the document", source.sha256
    yield "Printed", line(evidence.also_in)
    yield "Changed", FATES[evidence.fate]
    yield "Reader", marked(evidence.mark)


def index_facts(pack: EvidencePack) -> Iterator[tuple[str, str]]:
    """By what the pack and the index were made."""
    yield "Made", f"{moment(pack.made)} by {PROGRAM}, format {pack.format}"
    yield "Index settings", f"version {pack.settings_version}"
    yield "Documents", f"version {pack.documents_version}"
    for name, value in pack.index.items():
        yield name, line(value)
