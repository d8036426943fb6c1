"""An evidence pack as plain text with numbered notes, to be pasted under an article."""

from collections.abc import Iterator

from answer.evidence_pack import Evidence, EvidencePack, Exchange, Source
from export import wording


def footnotes(pack: EvidencePack) -> str:
    """Question, answer and notes of each exchange; the numbers are those of the answer."""
    parts = [part for exchange in pack.exchanges for part in _exchange(exchange, pack)]
    facts = f"index settings {pack.settings_version}, documents version {pack.documents_version}"
    return "\n\n".join([*parts, f"Made {wording.moment(pack.made)}; {facts}."]) + "\n"


def note(evidence: Evidence, source: Source) -> str:
    """One note: author, title, outlet, date, the exact words, where they stand, and the fingerprint of the text."""
    about = (wording.line(source.author), f"“{wording.title(source)}”", wording.line(source.outlet))
    known = ", ".join(filter(None, (*about, wording.day(source.published))))
    words = wording.line(evidence.quote)
    proof = f" Text SHA-256 {source.sha256}." if source.sha256 else ""
    more = [evidence.link, wording.FATES[evidence.fate], wording.marked(evidence.mark)]
    return " ".join(filter(None, (f"{known}: “{words}” ({wording.places(evidence.spans)}).{proof}", *more)))


def _exchange(exchange: Exchange, pack: EvidencePack) -> Iterator[str]:
    yield wording.line(exchange.question)
    yield from wording.paragraphs(exchange.text)
    yield from (f"[{each.number}] {note(each, pack.source(each.source))}" for each in exchange.evidence)
    doubts = [each for each in exchange.sentences if each.reason]
    yield from (f"Check: “{wording.line(each.text)}”: {wording.judged(each)}" for each in doubts)
    altered = [each for each in exchange.quotations if each.reason]
    yield from (f"Quotation: “{wording.line(each.quoted)}”: {wording.gated(each)}" for each in altered)
    yield f"{wording.line(exchange.coverage)} Asked {wording.moment(exchange.asked)}; made by {exchange.model}."
