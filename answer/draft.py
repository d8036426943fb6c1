"""An answer being written: sentences with their citations, numbered in the order of first use."""

import re
from collections.abc import Sequence

from answer.types import Check, Citation, QuotationCheck, Verdict
from index.types import Passage, Span

ELLIPSIS = " … "
"""Between two spans of one quotation: words of the document were left out there."""
_FOREIGN_MARK = re.compile(r"\[(\d+)\]")
"""A footnote number of a document: shown as (7), it cannot pass for a citation of ours."""


def joined(spans: Sequence[Span], text: str) -> str:
    """The characters of the spans, with an ellipsis where the document has other words between them."""
    return ELLIPSIS.join(span.of(text) for span in spans)


class Draft:
    """Collects text, citations and checks; the same spans of a document keep their number."""

    def __init__(self) -> None:
        self._text = ""
        self._citations: dict[tuple[str, tuple[Span, ...]], Citation] = {}
        self._checks: list[Check] = []
        self._quotations: tuple[QuotationCheck, ...] = ()

    @property
    def text(self) -> str:
        """What was written so far."""
        return self._text

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations by number, from 1."""
        return tuple(self._citations.values())

    @property
    def checks(self) -> tuple[Check, ...]:
        """One check for every sentence, in the order of the text."""
        return tuple(self._checks)

    @property
    def quotations(self) -> tuple[QuotationCheck, ...]:
        """The verdict on each quotation, in the order of the text; none before the text has passed the gate."""
        return self._quotations

    def revise(self, text: str, checks: Sequence[Check], quotations: Sequence[QuotationCheck]) -> None:
        """Put what the gate made of the text in its place; the citations stay, and so do their marks."""
        self._text, self._checks, self._quotations = text, list(checks), tuple(quotations)

    def cite(self, passage: Passage, quoted: Sequence[Span], document_text: str) -> int:
        """The number of the citation of these spans, given out on first use."""
        key = (passage.document_id, tuple(quoted))
        if key not in self._citations:
            self._citations[key] = Citation(
                number=len(self._citations) + 1, passage=passage, quoted=key[1], quote=joined(quoted, document_text)
            )
        return self._citations[key].number

    def write(
        self,
        sentence: str,
        numbers: Sequence[int] = (),
        *,
        verdict: Verdict = "verbatim",
        document_id: str = "",
        evidence: Span | None = None,
        reason: str = "",
        separator: str = "\n\n",
    ) -> str:
        """Append one sentence with its marks behind `separator`, record its check, and return what was appended."""
        marks = "".join(f"[{number}]" for number in dict.fromkeys(numbers))
        own = _FOREIGN_MARK.sub(r"(\1)", sentence)
        written = f"{own} {marks}" if marks else own
        lead = separator if self._text else ""
        start = len(self._text) + len(lead)
        self._text += lead + written
        self._checks.append(
            Check(
                sentence=Span(start=start, end=start + len(written)),
                verdict=verdict,
                document_id=document_id,
                evidence=evidence,
                reason=reason,
            )
        )
        return lead + written
