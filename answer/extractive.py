"""The answer without a language model: whole sentences and quotations of the documents, with speaker and source."""

from collections.abc import Iterator, Sequence

from answer.draft import Draft
from answer.evidence import Evidence
from answer.sayings import MOST, Saying
from answer.telling import cited, source, told, versions_told
from index.catalogue import Catalogue
from index.coreference import who_begins
from index.gathering import Version
from index.types import Passage, Span

NEAREST = "Nearest, and not that:"
"""Stands before statements that do not answer."""


def write_sayings(draft: Draft, found: Sequence[Saying], catalogue: Catalogue) -> Iterator[str]:
    """Write what was said, one statement a paragraph, and yield each piece as it is written.

    Behind it who shortened or altered the words, and who gives them to somebody else. Each independent origin of the
    words is cited: a copy of a story is no second source for it.
    """
    for saying in found[:MOST]:
        numbers = [
            draft.cite(passage_of(catalogue, each.document.id, spans), spans, each.document.text)
            for each in saying.origins
            for spans in [cited(each.statement, each.document.text)]
        ]
        yield draft.write(told(saying), numbers, document_id=saying.document.id, evidence=saying.statement.sentence)
        for version, sentence in versions_told(saying):
            yield _write_version(draft, version, sentence, catalogue)


def write_refusal(draft: Draft, reason: str, nearest: Sequence[Saying], catalogue: Catalogue) -> Iterator[str]:
    """Write why there is no answer, and behind it what comes nearest, said not to answer."""
    yield draft.write(reason, verdict="supported")
    if nearest:
        yield draft.write(NEAREST, verdict="supported")
        yield from write_sayings(draft, nearest, catalogue)


def _write_version(draft: Draft, version: Version, sentence: str, catalogue: Catalogue) -> str:
    id_, spans = version.statement.document_id, version.statement.content
    number = draft.cite(passage_of(catalogue, id_, spans), spans, catalogue.document(id_).text)
    return draft.write(sentence, [number], document_id=id_, evidence=version.statement.sentence)


def write_evidence(draft: Draft, chosen: Sequence[Evidence], *, lead: str = "") -> Iterator[str]:
    """Write the sentences that answer, in their order, each behind the `lead`, and yield each piece as written."""
    for each in chosen:
        number = draft.cite(each.passage, [each.sentence], each.document.text)
        sentence = f"{lead}{_with_person(each)} ({source(each.document)})"
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
