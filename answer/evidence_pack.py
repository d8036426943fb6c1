"""The evidence of an answer, or of a conversation, as one value: all that a file for another reader has to say.

Made from finished answers and facts of the catalogue; the forms are in `export/` and in `ui/pack_page.py`. The law of
each citation whose document is as it was: `text[start:end]` of the stored text is each of its words, and the SHA-256
is that of the stored text. One whose document has changed or left says so.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from answer.coverage import describe
from answer.fate import Fate, fate
from answer.marks import UNMARKED, Mark
from answer.origins import also_in
from answer.quotation_evidence import QuotationEvidence, quotation_evidence
from answer.text_fragment import leads_to
from answer.types import Answer, Check, Citation, Usage, Verdict
from index.copies import ELLIPSIS
from index.database import SCHEMA_VERSION
from index.manifest import TITLES
from index.types import Document, Passage, Span

PROGRAM = "Verbatim"
FORMAT = "2"
"""The version of the pack: raise it when a program that reads its JSON would have to change."""
_MADE_BY = (*TITLES, "dimensions", "extraction", "signatures", "spoken")
"""The facts of the catalogue that say what built the index."""
_KEY, _VERSION = 24, 12
"""Hex digits of the key of an answer, and of the version of the settings."""


class Stored(Protocol):
    """What is read of a catalogue."""

    @property
    def generation(self) -> int: ...  # noqa: D102
    def document(self, document_id: str, /) -> Document: ...  # noqa: D102
    def meta(self) -> Mapping[str, str]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An answer, and when its question was asked."""

    answer: Answer
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that is cited. `sha256` is of `text` in UTF-8; both are empty when the document is gone."""

    id: str
    title: str
    outlet: str = ""
    author: str = ""
    published: date | None = None
    url: str = ""
    sha256: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One citation: the exact words, piece by piece, and where each stands in the text of its source.

    `link` leads to the first piece on the web page; it is empty when the document has no web address.
    """

    number: int
    source: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    fate: Fate = "as cited"
    link: str = ""
    also_in: str = ""
    mark: Mark = UNMARKED

    @property
    def quote(self) -> str:
        """The words in one line of reading, as the answer has them."""
        return ELLIPSIS.join(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the answer with its check; `evidence` are the source's words that carry it, where known."""

    text: str
    verdict: Verdict
    reason: str = ""
    source: str = ""
    span: Span | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question and what was answered, with all that is needed to judge it.

    `understood` tells how the question was read, one reading each; `nearest` are the titles of what came nearest when
    there is no answer. `seconds` has the time of each step; `place` is the server of an LLM that wrote,
    `usage` what it took.
    """

    key: str
    question: str
    asked: datetime
    searched_for: str
    understood: tuple[str, ...]
    text: str
    refused: bool
    nearest: tuple[str, ...]
    coverage: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[QuotationEvidence, ...]
    evidence: tuple[Evidence, ...]
    model: str
    prompt: str
    checker: str
    notice: str
    seconds: Mapping[str, float] = field(default_factory=dict)
    place: str = ""
    usage: Usage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePack:
    """One answer or several, the documents they cite, and what the index was made by."""

    exchanges: tuple[Exchange, ...]
    sources: tuple[Source, ...]
    index: Mapping[str, str]
    settings_version: str
    documents_version: int
    made: datetime
    format: str = FORMAT

    def source(self, document_id: str) -> Source:
        """The source of that id; every id of the pack has one."""
        return next(each for each in self.sources if each.id == document_id)


def evidence_pack(
    asked: Sequence[Asked], stored: Stored, *, made: datetime, marks: Callable[[str], Mapping[int, Mark]] = lambda _: {}
) -> EvidencePack:
    """The pack of these answers, in their order. `marks` gives what readers ticked, by the key of an answer."""
    documents = _documents(asked, stored)
    exchanges = tuple(_exchange(each, documents, marks(answer_key(each.answer))) for each in asked)
    index = index_facts(stored)
    return EvidencePack(
        exchanges=exchanges,
        sources=_sources(asked, documents),
        index=index,
        settings_version=settings_version(index),
        documents_version=stored.generation,
        made=made,
    )


def answer_key(answer: Answer) -> str:
    """What an answer is known by: its question, its text and the places it cites. Times and counts do not matter."""
    cited = [(each.passage.document_id, [(span.start, span.end) for span in each.quoted]) for each in answer.citations]
    known = repr((answer.question.strip().casefold(), answer.text, cited))
    return sha256(known)[:_KEY]


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex digits; half a surrogate, which UTF-8 has no bytes for, is kept as it is.

    >>> sha256("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def index_facts(stored: Stored) -> dict[str, str]:
    """What built the index: the model, how documents were cut and read, and the schema of the catalogue."""
    known = stored.meta()
    return {key: known[key] for key in _MADE_BY if known.get(key)} | {"schema": str(SCHEMA_VERSION)}


def settings_version(facts: Mapping[str, str]) -> str:
    """A short number for what built an index: equal for equal settings, whatever the documents."""
    return sha256("\n".join(f"{key}={facts[key]}" for key in sorted(facts)))[:_VERSION]


def _documents(asked: Sequence[Asked], stored: Stored) -> dict[str, Document]:
    """Every document cited, or that carries a sentence, as it is stored now; those that are gone are left out."""
    found = {}
    for each in asked:
        for document_id in dict.fromkeys([*_passages(each.answer), *_checked(each.answer)]):
            try:
                found[document_id] = stored.document(document_id)
            except LookupError:
                continue
    return found


def _passages(answer: Answer) -> dict[str, Passage]:
    """What the answer knows of the documents that it cites, or that a quotation was compared with."""
    quoted = [each.passage for each in answer.quotations if each.passage and each.spans]
    return {each.document_id: each for each in (*quoted, *(cited.passage for cited in answer.citations))}


def _checked(answer: Answer) -> list[str]:
    return [check.document_id for check in answer.checks if check.document_id]


def _sources(asked: Sequence[Asked], documents: Mapping[str, Document]) -> tuple[Source, ...]:
    """The documents stored, and of those that are gone what the answers know; those cited first, in that order."""
    cited = [each.passage.document_id for one in asked for each in one.answer.citations]
    passages = {id: passage for one in asked for id, passage in _passages(one.answer).items()}
    ids = [*cited, *passages, *(document_id for one in asked for document_id in _checked(one.answer))]
    known = {id: documents.get(id) or passages.get(id) for id in ids}
    return tuple(_source(id, known[id]) for id in dict.fromkeys(ids))


def _source(document_id: str, known: Document | Passage | None) -> Source:
    text = known.text if isinstance(known, Document) else ""
    return Source(
        id=document_id,
        title=known.title if known else "",
        outlet=known.source if known else "",
        author=known.author if known else "",
        published=known.published if known else None,
        url=known.url if known else "",
        sha256=sha256(text) if isinstance(known, Document) else "",
        text=text,
    )


def _exchange(asked: Asked, documents: Mapping[str, Document], marks: Mapping[int, Mark]) -> Exchange:
    answer = asked.answer
    return Exchange(
        key=answer_key(answer),
        question=answer.question,
        asked=asked.at,
        searched_for=answer.understood if answer.understood != answer.question else "",
        understood=tuple(f"{each.meaning}{' (switched off)' if each.off else ''}" for each in answer.readings),
        text=answer.text,
        refused=answer.refusal is not None,
        nearest=tuple(dict.fromkeys(near.title for near in answer.refusal.nearest)) if answer.refusal else (),
        coverage=describe(answer.coverage),
        sentences=tuple(_sentence(check, answer, documents) for check in answer.checks),
        quotations=tuple(quotation_evidence(check, documents) for check in answer.quotations),
        evidence=tuple(_evidence(each, documents, marks.get(each.number, UNMARKED)) for each in answer.citations),
        model=answer.model,
        prompt=answer.prompt,
        checker=answer.checker,
        notice=answer.notice,
        seconds=dict(answer.seconds),
        place=answer.place,
        usage=answer.usage,
    )


def _sentence(check: Check, answer: Answer, documents: Mapping[str, Document]) -> Sentence:
    document = documents.get(check.document_id)
    carried = check.evidence.of(document.text) if document and check.evidence else ""
    return Sentence(
        text=check.sentence.of(answer.text),
        verdict=check.verdict,
        reason=check.reason,
        source=check.document_id,
        span=check.evidence,
        evidence=carried,
    )


def _evidence(cited: Citation, documents: Mapping[str, Document], mark: Mark) -> Evidence:
    document = documents.get(cited.passage.document_id)
    became, words = fate(cited.quote, cited.quoted, document)
    return Evidence(
        number=cited.number,
        source=cited.passage.document_id,
        words=words,
        spans=cited.quoted,
        fate=became,
        link=leads_to(document.url, document.text, cited.quoted[0]) if document and became == "as cited" else "",
        also_in=also_in(cited.copies),
        mark=mark,
    )
