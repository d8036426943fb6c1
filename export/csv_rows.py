"""An evidence pack as CSV for a spreadsheet: a row for each sentence, quotation and citation of an answer."""

import csv
import io
from collections.abc import Iterator, Sequence

from answer.evidence_pack import Evidence, EvidencePack, Exchange, Sentence
from answer.ledger_export import harmless
from answer.quotation_evidence import QuotationEvidence
from index.types import Span

COLUMNS = (
    "answer", "question", "row", "number", "words", "verdict", "reason", "title", "outlet", "author", "published",
    "url", "link", "spans", "document", "sha256", "document_is", "also_in", "mark", "note", "marked_at", "asked",
    "searched_for", "understood", "coverage", "model", "prompt", "checker", "seconds", "index_settings",
    "documents_version",
)  # fmt: skip
"""`row` is “sentence”, “quotation” or “citation”; `words` are the sentence, what the answer quoted or the words cited,
`spans` are `start..end`."""


def as_csv(pack: EvidencePack) -> str:
    """The rows under COLUMNS; no cell is taken for a formula."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for exchange in pack.exchanges:
        for row in _rows(exchange, pack):
            writer.writerow({name: harmless(value) for name, value in (row | _answer(exchange, pack)).items()})
    return text.getvalue()


def _rows(exchange: Exchange, pack: EvidencePack) -> Iterator[dict[str, str]]:
    yield from (_sentence(each, number, pack) for number, each in enumerate(exchange.sentences, start=1))
    yield from (_quotation(each, number, pack) for number, each in enumerate(exchange.quotations, start=1))
    yield from (_citation(each, pack) for each in exchange.evidence)


def _answer(exchange: Exchange, pack: EvidencePack) -> dict[str, str]:
    """What is the same in every row of an answer."""
    return {
        "answer": exchange.key,
        "question": exchange.question,
        "asked": exchange.asked.isoformat(timespec="seconds"),
        "searched_for": exchange.searched_for,
        "understood": "; ".join(exchange.understood),
        "coverage": exchange.coverage,
        "model": exchange.model,
        "prompt": exchange.prompt,
        "checker": exchange.checker,
        "seconds": f"{sum(exchange.seconds.values()):.3f}",
        "index_settings": pack.settings_version,
        "documents_version": str(pack.documents_version),
    }


def _sentence(sentence: Sentence, number: int, pack: EvidencePack) -> dict[str, str]:
    row = {"row": "sentence", "number": str(number), "words": sentence.text}
    row |= {"verdict": sentence.verdict, "reason": sentence.reason}
    spans = _spans([sentence.span] if sentence.span else [])
    return row | _document(sentence.source, pack) | {"spans": spans} if sentence.source else row


def _quotation(quotation: QuotationEvidence, number: int, pack: EvidencePack) -> dict[str, str]:
    """`reason` holds who says it too."""
    row = {"row": "quotation", "number": str(number), "words": quotation.quoted, "verdict": quotation.verdict}
    row |= {"reason": " ".join(filter(None, (quotation.reason, quotation.spoken)))}
    known = {"spans": _spans(quotation.spans), "document_is": quotation.fate}
    return row | _document(quotation.source, pack) | known if quotation.source else row


def _citation(evidence: Evidence, pack: EvidencePack) -> dict[str, str]:
    mark = evidence.mark
    return _document(evidence.source, pack) | {
        "row": "citation",
        "number": str(evidence.number),
        "words": evidence.quote,
        "link": evidence.link,
        "spans": _spans(evidence.spans),
        "document_is": evidence.fate,
        "also_in": evidence.also_in,
        "mark": mark.state,
        "note": mark.note,
        "marked_at": mark.at.isoformat(timespec="seconds") if mark.at else "",
    }


def _spans(spans: Sequence[Span]) -> str:
    return " ".join(f"{span.start}..{span.end}" for span in spans)


def _document(document_id: str, pack: EvidencePack) -> dict[str, str]:
    source = pack.source(document_id)
    return {
        "title": source.title,
        "outlet": source.outlet,
        "author": source.author,
        "published": str(source.published or ""),
        "url": source.url,
        "document": source.id,
        "sha256": source.sha256,
    }
