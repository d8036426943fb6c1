"""Every quotation of a pasted text, checked against the whole corpus: verdict, source, speaker, and what differs."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from answer.errors import AnswerError
from answer.judgement import Claim, judge
from answer.misattribution import given_to, same_speaker
from answer.shelf import Shelf, Stored
from answer.types import QuotationCheck
from index.catalogue import Catalogue
from index.quotes import quotes
from index.statements import statements
from index.text import clean
from index.types import Document, Span, Statement
from index.worddiff import words

LONGEST = 200_000
"""Characters of a text: about 30,000 words, which takes some ten seconds."""
_LONGEST_BARE = 100
"""Words of a text without quotation marks that is itself taken for a quotation; a longer one has none."""
_BROKEN_LINE = re.compile(r"(?<=[^\s.!?:])[ \t]*\r?\n[ \t]*(?=[a-z])")
"""A line's end within a sentence, as in a text copied from a PDF: a quotation goes on behind it."""


class NothingToCheckError(AnswerError):
    """A text in which there is no quotation to check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCheck:
    """A text as it was checked, and the verdict on each of its quotations in order; the spans are of this text."""

    text: str
    quotations: tuple[QuotationCheck, ...]
    documents: int
    seconds: float


def check_quotes(pasted: str, catalogue: Catalogue) -> QuoteCheck:
    """Check every quotation of a text. A short text without quotation marks is itself taken for one.

    To whom the text gives each quotation is read from its sentences by the rules that read the documents
    (`index.statements`). NothingToCheckError says what to do when there is no quotation, or far too much text.
    """
    begin = time.perf_counter()
    text = clean(_BROKEN_LINE.sub(" ", pasted))
    spans = _quotations(text)
    documents = catalogue.count()
    if not documents:
        raise NothingToCheckError("No documents are indexed yet: add some, and check the quotation again.")
    shelf = Stored(catalogue)
    said = statements(Document(id="", title="", text=text, path="")) if quotes(text) else []
    checked = tuple(_checked(span, text, said, shelf) for span in spans)
    return QuoteCheck(text=text, quotations=checked, documents=documents, seconds=time.perf_counter() - begin)


def told(check: QuotationCheck) -> dict[str, Any]:
    """One verdict as plain values, for a program."""
    passage = check.passage
    return {
        "quotation": check.words,
        "start": check.span.start,
        "end": check.span.end,
        "verdict": check.verdict,
        "term": check.term,
        "reason": check.reason,
        "given_to": check.given,
        "said_by": check.speaker,
        "documents": check.documents,
        "source": passage
        and {
            "words": check.source,
            "spans": [[span.start, span.end] for span in check.spans],
            "document": passage.document_id,
            "title": passage.title,
            "outlet": passage.source,
            "published": passage.published and passage.published.isoformat(),
            "url": passage.url,
        },
        "differences": [
            {"kind": piece.kind, "written": piece.left.of(check.words), "source": piece.right.of(check.source)}
            for piece in check.diff
        ],
    }


def _quotations(text: str) -> list[Span]:
    if len(text) > LONGEST:
        raise NothingToCheckError(f"The text has {len(text):,} characters: check at most {LONGEST:,} at once.")
    if not any(map(str.isalnum, text)):
        raise NothingToCheckError("There is nothing to check: paste a quotation, or a text with quotations in it.")
    spans = [span for span in quotes(text) if any(map(str.isalnum, span.of(text)))]
    if spans:
        return spans
    if len(words(text)) > _LONGEST_BARE:
        raise NothingToCheckError(
            "No quotation marks were found in this text: put them around the words to be checked, or paste these alone."
        )
    return [Span(start=0, end=len(text))]


def _checked(span: Span, text: str, said: Sequence[Statement], shelf: Shelf) -> QuotationCheck:
    return judge(Claim(span=span, text=text, named=tuple(given_to(span, text, said))), shelf)


def summary(found: QuoteCheck) -> str:
    """How the quotations came through, in one sentence."""
    counts = {verdict: sum(each.verdict == verdict for each in found.quotations) for verdict in VERDICTS}
    parts = [f"{count} {VERDICTS[verdict]}" for verdict, count in counts.items() if count]
    number = len(found.quotations)
    return f"{number} quotation{'s' if number != 1 else ''} in {found.documents:,} documents: {', '.join(parts)}."


def speakers(check: QuotationCheck) -> str:
    """Who says the words in the documents, and to whom the text gives them where that is somebody else."""
    if not check.speaker:
        return f"Given to {check.given}." if check.given and check.verdict != "absent" else ""
    if not check.given or same_speaker(check.given, check.speaker):
        return f"Said by {check.speaker}."
    return f"Said by {check.speaker}, but given to {check.given}."


VERDICTS = {
    "verbatim": "word for word",
    "misattributed": "said by somebody else",
    "altered": "altered",
    "absent": "in no document",
}
"""How a reader is told each verdict, best first."""
