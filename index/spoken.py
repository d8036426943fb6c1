"""The sentences in which somebody speaks: what the statements of a document are found by, by meaning and by words.

Statements of one sentence share it. It is embedded as it stands, and its id is built like that of a passage:
`<document>:<start>-<end>`. docs/decisions/ledger.md has what else could have been embedded, measured.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from index.sentences import sentences
from index.topics import terms
from index.types import Document, Span, Statement

VERSION = 1
"""Raise it when other sentences are kept or `topics.py` makes other terms: `extraction.py` tells why."""
_DIGEST = 16  # bytes: two different sentences of one digest are not to be expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One sentence with statements: `said` are its terms, `around` those that only the sentence before it has.

    Equal digests are equal texts.
    """

    id: str
    sentence: Span
    digest: str
    said: tuple[str, ...]
    around: tuple[str, ...]


def spoken_id(statement: Statement) -> str:
    """The id of the sentence that a statement is found by."""
    return f"{statement.document_id}:{statement.sentence.start}-{statement.sentence.end}"


def spoken(document: Document, statements: Iterable[Statement]) -> list[Spoken]:
    """The sentences of the statements, each once, in the order of the statements."""
    found: dict[str, Spoken] = {}
    for statement in statements:
        id_ = spoken_id(statement)
        if id_ not in found:
            found[id_] = _spoken(id_, statement.sentence, document.text)
    return list(found.values())


def context(sentence: Span, text: str) -> Span:
    """The sentence and the one before it in the paragraph: what “these plans” refers to."""
    begin = text.rfind("\n\n", 0, sentence.start) + 2 if "\n\n" in text[: sentence.start] else 0
    before = sentences(text[begin : sentence.start])
    return Span(start=begin + before[-1].start if before else sentence.start, end=sentence.end)


def _spoken(id_: str, sentence: Span, text: str) -> Spoken:
    words = sentence.of(text)
    said = terms(words)
    return Spoken(
        id=id_,
        sentence=sentence,
        digest=blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).hexdigest(),
        said=tuple(sorted(said)),
        around=tuple(sorted(terms(context(sentence, text).of(text)) - said)),
    )
