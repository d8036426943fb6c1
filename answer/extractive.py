"""The answer without a language model: whole sentences and quotations of the documents, with speaker and source."""

import re
import textwrap
from collections.abc import Iterator, Sequence

from answer.draft import ELLIPSIS, Draft
from answer.evidence import Evidence
from answer.sayings import MOST, Saying
from index.catalogue import Catalogue
from index.coreference import who_begins
from index.lexicon import PRONOUNS
from index.types import Document, Passage, Span, Statement

_LONGEST_SOURCE = 70
"""Characters of a title that stands for an unknown outlet."""
_LONG_QUOTATION = 8
"""Words: a quotation that begins within a sentence and is at least so long is understood without the rest."""


def write_sayings(draft: Draft, found: Sequence[Saying], catalogue: Catalogue) -> Iterator[str]:
    """Write what was said, one statement a paragraph, and yield each piece as it is written."""
    for saying in found[:MOST]:
        numbers = [
            draft.cite(passage_of(catalogue, each.document.id, spans), spans, each.document.text)
            for each in (saying, *saying.copies)
            for spans in [_cited(each)]
        ]
        yield draft.write(_told(saying), numbers, document_id=saying.document.id, evidence=saying.statement.sentence)


def write_evidence(draft: Draft, chosen: Sequence[Evidence]) -> Iterator[str]:
    """Write the sentences that answer, in their order, and yield each piece as it is written."""
    for each in chosen:
        number = draft.cite(each.passage, [each.sentence], each.document.text)
        sentence = f"{_with_person(each)} ({source(each.document)})"
        yield draft.write(sentence, [number], document_id=each.document.id, evidence=each.sentence)


def _with_person(found: Evidence) -> str:
    """The sentence, the name in brackets behind a “He” that it begins with."""
    who = who_begins(found.document.text, found.sentence)
    if who is None or who[1] in found.text:
        return found.text
    at = who[0] - found.sentence.start
    return f"{found.text[:at]} [{who[1]}]{found.text[at:]}"


def passage_of(catalogue: Catalogue, document_id: str, spans: Sequence[Span]) -> Passage:
    """The passage of the document that holds most of the spans' characters."""

    def held(passage: Passage) -> int:
        return sum(max(0, min(passage.end, span.end) - max(passage.start, span.start)) for span in spans)

    return max(catalogue.passages_of(document_id), key=held)


def source(document: Document) -> str:
    """Where a document comes from, for a reader: outlet and date, or its title when neither is known."""
    published = document.published
    dated = f"{published.day} {published:%B %Y}" if published else ""
    return ", ".join(part for part in (document.source, dated) if part) or textwrap.shorten(
        document.title, _LONGEST_SOURCE, placeholder=" …"
    )


def _cited(saying: Saying) -> tuple[Span, ...]:
    statement = saying.statement
    return statement.content if _whole_quotation(statement, saying.document.text) else (statement.sentence,)


def _whole_quotation(statement: Statement, text: str) -> bool:
    """Whether the words quoted stand by themselves: a part of a sentence is shown inside its sentence."""
    first = statement.content[0].of(text)
    return statement.kind == "direct" and (not first[0].islower() or len(first.split()) >= _LONG_QUOTATION)


def _told(saying: Saying) -> str:
    """One statement for a reader: a quotation behind its speaker, or the document's own sentence."""
    statement, document = saying.statement, saying.document
    if not _whole_quotation(statement, document.text):
        return f"{_with_speaker(statement, document.text)} ({source(document)})"
    reported = f", as reported by {statement.reported_by}" if statement.reported_by else ""
    quoted = ELLIPSIS.join(f"“{span.of(document.text)}”" for span in statement.content)
    return f"{statement.speaker} {_verb(statement, document.text)}{reported}: {quoted} ({source(document)})"


def _verb(statement: Statement, text: str) -> str:
    """The verb as the document has it when it fits behind the speaker's name, else “said”."""
    verb = statement.cue_span.of(text)
    fits = re.fullmatch(r"[a-z]+ed|said|told|wrote|spoke|swore|thought", verb) and verb not in (
        "told",
        "called",
        "described",
    )
    return ("did not say" if statement.negated and verb == "say" else verb) if fits else "said"


def _with_speaker(statement: Statement, text: str) -> str:
    """The sentence word for word, the speaker's name in brackets behind a pronoun that stands for it."""
    sentence = statement.sentence.of(text)
    if statement.mention.of(text).lower() not in PRONOUNS:
        return sentence
    at = statement.mention.end - statement.sentence.start
    return f"{sentence[:at]} [{statement.speaker}]{sentence[at:]}"
