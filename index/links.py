"""Names as links between documents: where each name occurs, and which documents are about it.

A name is looked up by its key, so that “the Director Vatroslav MIMICA’s” and “Vatroslav Mimica” meet. A document is
about the name that its title is, with or without brackets (“Fortunella (film)”). What stands before a colon is a topic
as often as a name (“Golden Globes: who won”), and leads astray.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.lexical import fold
from index.names import Mention
from index.types import Document, Passage

LONGEST = 8
"""Words of a name: “Democratic People's Republic of Korea” has five; longer titles are headlines, not names."""
LINKING = frozenset(["person", "organisation", "place", "other"])
"""Kinds of names that link. Peoples (“Russians”) are no names of anything one could look up."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a text: as it is written, and as it is looked up."""

    text: str
    folded: str

    @property
    def marked(self) -> bool:
        """Whether it begins as the words of names do: with a capital letter or a digit."""
        return self.text[0].isupper() or self.text[0].isdigit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What ties one document to others: the keys of the names it is about, and of the names in each passage."""

    titles: tuple[str, ...] = ()
    mentions: tuple[tuple[str, int], ...] = ()
    """Key and the start of the passage; each pair once."""


def words(text: str) -> list[Word]:
    """The words of a text in order; punctuation is left out, hyphens part words."""
    return [Word(text=found.group(), folded=fold(found.group())) for found in _WORD.finditer(text)]


def name_key(name: str) -> str:
    """A name as it is looked up: its words without case, accents and possessive endings, one blank between them.

    >>> name_key("Boštjan Hladnik’s")
    'bostjan hladnik'
    """
    return " ".join(word.folded for word in words(name))


def title_keys(title: str) -> tuple[str, ...]:
    """The names that a document with this title is about.

    >>> title_keys("Fortunella (film)")
    ('fortunella film', 'fortunella')
    """
    keys = [name_key(form) for form in (title, _BRACKETS.sub("", title))]
    return tuple(dict.fromkeys(key for key in keys if key and key.count(" ") < LONGEST))


def links(document: Document, mentions: Sequence[Mention], passages: Sequence[Passage]) -> Links:
    """The links of a document. `mentions` are those of its text, short forms already resolved."""
    starts = sorted(passage.start for passage in passages)
    return Links(titles=title_keys(document.title), mentions=tuple(dict.fromkeys(_placed(mentions, starts))))


def _placed(mentions: Sequence[Mention], starts: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Each mention with the passage it begins in: under its full name, and as it is written there."""
    for mention in mentions:
        place = bisect_right(starts, mention.span.start) - 1
        key = name_key(mention.name)
        if place >= 0 and key and mention.kind in LINKING and key.count(" ") < LONGEST:
            yield key, starts[place]
