"""The verdict of the verbatim gate on one quotation of an answer, as an evidence pack keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass

from answer.fate import Fate, fate
from answer.quote_check import speakers
from answer.types import QuotationCheck, QuotationVerdict
from index.types import Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationEvidence:
    """A piece that was written in quotation marks, and the document's words that are nearest to it.

    `quoted` are the words as the answer had them. `words` stand at `spans` of document `source`, piece by piece; these
    are empty where no document holds anything like it. `reason` says what differs; it is empty for what is in good
    order. `spoken` says who says the words in the document, and to whom the answer gave them when that is another.
    """

    quoted: str
    verdict: QuotationVerdict
    reason: str = ""
    spoken: str = ""
    source: str = ""
    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    fate: Fate = "as cited"


def quotation_evidence(check: QuotationCheck, documents: Mapping[str, Document]) -> QuotationEvidence:
    """The verdict with the words that it was compared with, as the documents have them now."""
    shown = check.passage if check.spans else None
    became, words = fate(check.source, check.spans, documents.get(shown.document_id)) if shown else ("as cited", ())
    return QuotationEvidence(
        quoted=check.words,
        verdict=check.verdict,
        reason=check.reason,
        spoken=speakers(check),
        source=shown.document_id if shown else "",
        words=words,
        spans=check.spans,
        fate=became,
    )
