"""What a corpus knows of words: its names, its speakers, how many documents hold a term. Counted once a generation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from answer.spelling import Spellings, spellings
from index.catalogue import Catalogue
from index.generations import PerGeneration
from index.people import People, people_named, people_of
from index.topics import rarity, terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexis:
    """`words` are all words, in lower case; `stems` count, for each term, the documents that hold its commonest form.

    `name_words` are the capitalised words of names; `speakers` are ordered by their number of statements; `sources` are
    the outlets of the documents, `reporters` those who reported a statement second-hand; `spellings` are the words that
    a misspelt one can stand for. `people` knows which speakers are one person.
    """

    documents: int
    words: Mapping[str, int]
    stems: Mapping[str, int]
    name_words: frozenset[str]
    speakers: tuple[str, ...]
    sources: tuple[str, ...]
    reporters: tuple[str, ...]
    spellings: Spellings
    people: People = field(default_factory=lambda: people_named(()))

    def knows(self, word: str) -> bool:
        """Whether the corpus holds the word in any inflection."""
        return word.lower() in self.words or any(term in self.stems for term in terms(word))

    def spells(self, word: str) -> bool:
        """Whether the word is spelt as the corpus has it, in its texts or in the names of its outlets."""
        return self.knows(word) or any(word.lower() in outlet.lower().split() for outlet in self.sources)

    def weight(self, term: str) -> float:
        """How much a term tells in this corpus: see `rarity`.

        A term that no document holds counts like the rarest that one does: the corpus may have another word for it.
        """
        return rarity(max(self.stems.get(term, 0), 1), self.documents)


def lexis_of(catalogue: Catalogue) -> Lexis:
    """The lexis of the catalogue as it is now; counted again only after an update."""
    return _lexis.of(catalogue)


def _counted(catalogue: Catalogue) -> Lexis:
    words = catalogue.terms()
    stems: dict[str, int] = {}
    for word, count in words.items():
        for term in terms(word):
            stems[term] = max(stems.get(term, 0), count)
    names = [name for name, _ in catalogue.names()]
    sources, reporters = catalogue.sources(), catalogue.reporters()
    name_words = frozenset(word for name in names for word in name.split() if word[0].isupper())
    outlet_words = {word for name in (*sources, *reporters) for word in name.split() if word[0].isupper()}
    return Lexis(
        documents=catalogue.count(),
        words=words,
        stems=stems,
        name_words=name_words,
        speakers=tuple(name for name, _ in catalogue.speakers()),
        sources=sources,
        reporters=reporters,
        spellings=spellings(
            {word for word in name_words | outlet_words if word.isalpha()}, words=words, whole_names=names
        ),
        people=people_of(catalogue),
    )


_lexis = PerGeneration(_counted)
