"""Questions to begin with, made from the corpus itself, so that each has an answer there."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from index.countries import country_of
from index.names import names
from index.types import Document, Filters, Statement

EXAMPLES = 5
"""Questions shown: a few lines of chips."""

ALL = Filters()


class Catalogue(Protocol):
    """What is read of the catalogue."""

    def speakers(self) -> list[tuple[str, int]]: ...  # noqa: D102
    def statements(self, speakers: Sequence[str], filters: Filters, /) -> list[Statement]: ...  # noqa: D102
    def names(self) -> list[tuple[str, int]]: ...  # noqa: D102


def examples(catalogue: Catalogue, document: Callable[[str], Document | None]) -> tuple[str, ...]:
    """Questions from what is in the corpus: the people most quoted, each on a name they spoke of; then other names."""
    documents = dict(catalogue.names())
    made = []
    for speaker in _people([name for name, _ in catalogue.speakers()])[:EXAMPLES]:
        topic = _topic(catalogue.statements([speaker], ALL), document, documents)
        made.append(f"What did {speaker} say about {topic}?" if topic else f"What did {speaker} say?")
    others = [name for name in documents if not any(name in question for question in made)]
    return tuple([*made, *(f"What do the documents say about {name}?" for name in others)][:EXAMPLES])


def _people(speakers: Sequence[str]) -> list[str]:
    """Speakers with a full name, each family name once: its spellings are one person."""
    found: dict[str, str] = {}
    for speaker in speakers:
        words_of = speaker.split()
        if len(words_of) > 1 and all(word[:1].isupper() for word in words_of) and not country_of(speaker):
            found.setdefault(words_of[-1], speaker)
    return list(found.values())


def _topic(
    statements: Sequence[Statement], document: Callable[[str], Document | None], documents: Mapping[str, int]
) -> str:
    """The name most peculiar to the statements: how often it is spoken of, over the documents that mention it.

    One word, found in two documents or more: longer and rarer ones are often no name but a slip of the reading.
    """
    counts: Counter[str] = Counter()
    for statement in statements:
        stored = document(statement.document_id)
        counts.update(names(" ".join(span.of(stored.text) for span in statement.content)) if stored else ())
    fit = [name for name in counts if " " not in name and documents.get(name, 0) > 1]
    return max(fit, key=lambda name: counts[name] / documents[name], default="")
