"""Where quotations are looked up: in the whole catalogue, or in a handful of documents."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from answer.conventions import parts, pattern, unedited, unspaced
from index.catalogue import Catalogue
from index.topics import rarity
from index.types import Document, Passage, Span, Statement
from index.wordings import containing, holding, numbered, numbers_holding, titled

_HELD = 24
"""Documents that are read for exact words: as many near-copies a news story has at most, nearly always."""
_NEAR = 4
"""Documents that are read for the nearest words. Of 306 altered quotations among 100,000 passages of RealTimeQA 2022 to
2024 the first one had the original for .94, one of the first four for .98, none of twenty for .01."""
_WINDOW = 4
"""Words in a row that find an exact quotation: few documents share four, and more cost time for each."""
_COMMON = 250
"""Documents beyond which a word is too common to vote by itself: its neighbours must stand beside it."""
_RARE = 6
"""Words, or else runs of three, that vote for the nearest documents."""
_LONGEST_TITLE = 150
"""Characters."""
_TOKEN = re.compile(r"[^\W_]+")


class Shelf(Protocol):
    """What can be asked of the documents that quotations are checked against."""

    def holding(self, quotation: str) -> Sequence[Document]:
        """Documents that may hold the quotation's words exactly: all that do are among them, or the first of many."""

    def resembling(self, quotation: str) -> Sequence[Document]:
        """Documents that an altered quotation may have been made from, likeliest first."""

    def titled(self, words: str) -> Sequence[Document]:
        """Documents whose title holds the words."""

    def weight(self, word: str) -> float:
        """How much a word tells, by its rarity."""

    def document(self, document_id: str) -> Document:
        """A document by its id."""

    def statements_over(self, document_id: str, place: Span) -> Sequence[Statement]:
        """Who says what is said in that place of a document: all statements that overlap it are among them."""

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document, in text order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """A handful of documents, each of which is looked at."""

    documents: Sequence[Document]
    statements: Mapping[str, Sequence[Statement]] = field(default_factory=dict)
    passages: Sequence[Passage] = ()

    def holding(self, quotation: str) -> Sequence[Document]:  # noqa: D102
        return self.documents if quotation else ()

    def resembling(self, quotation: str) -> Sequence[Document]:  # noqa: D102
        return self.documents if quotation else ()

    def titled(self, words: str) -> Sequence[Document]:  # noqa: D102
        wanted = [pattern(part, edits=False) for part in parts(words)]
        return [
            document
            for document in self.documents
            if wanted and all(each.search(document.title.casefold()) for each in wanted)
        ]

    def weight(self, word: str) -> float:  # noqa: D102
        return 1.0 + 0.1 * len(word)

    def document(self, document_id: str) -> Document:  # noqa: D102
        return next(document for document in self.documents if document.id == document_id)

    def statements_over(self, document_id: str, place: Span) -> Sequence[Statement]:  # noqa: D102
        said = self.statements.get(document_id, ())
        return [each for each in said if any(span.overlaps(place) for span in each.content)]

    def passages_of(self, document_id: str) -> Sequence[Passage]:  # noqa: D102
        return [passage for passage in self.passages if passage.document_id == document_id]


class Stored:
    """The whole catalogue, through its full-text index: a quotation costs a few milliseconds however much there is."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._terms = catalogue.terms()
        self._documents = catalogue.count()

    def holding(self, quotation: str) -> Sequence[Document]:  # noqa: D102
        wanted = [self._rarest_run(part) for part in parts(quotation)]
        found = holding(self._catalogue, [run for run in wanted if run], limit=_HELD)
        unspaced_run = "" if found else max(_unspaced_runs(quotation), key=len, default="")
        return found or (containing(self._catalogue, unspaced_run, limit=_HELD) if unspaced_run else ())

    def resembling(self, quotation: str) -> Sequence[Document]:  # noqa: D102
        votes: Counter[int] = Counter()
        for wording in self._telling(quotation):
            numbers = numbers_holding(self._catalogue, wording, limit=_COMMON)
            told = math.log((self._documents + 1) / (len(numbers) + 0.5))
            votes.update(dict.fromkeys(numbers, told))
        return numbered(self._catalogue, [number for number, _ in votes.most_common(_NEAR)])

    def titled(self, words: str) -> Sequence[Document]:  # noqa: D102
        run = self._rarest_run(words) if len(words) <= _LONGEST_TITLE else ""
        found = titled(self._catalogue, run, limit=_HELD) if run else []
        return Pile(documents=found).titled(words)

    def weight(self, word: str) -> float:  # noqa: D102
        return rarity(max((self._holding(each) for each in _TOKEN.findall(word)), default=0), self._documents)

    def document(self, document_id: str) -> Document:  # noqa: D102
        return self._catalogue.document(document_id)

    def statements_over(self, document_id: str, place: Span) -> Sequence[Statement]:  # noqa: D102
        return self._catalogue.statements_over(document_id, place)

    def passages_of(self, document_id: str) -> Sequence[Passage]:  # noqa: D102
        return self._catalogue.passages_of(document_id)

    def _holding(self, token: str) -> int:
        """In how many documents a word is, spelt without accents as the full-text index has it."""
        if not token.isascii():
            token = "".join(sign for sign in unicodedata.normalize("NFKD", token) if not unicodedata.combining(sign))
        return self._terms.get(token.lower(), 0)

    def _rarest_run(self, part: str) -> str:
        """The four words in a row, as printed, of which the rarest is rarest: between the writer's edits."""
        runs = [run for stretch in unedited(part) for run in _runs(stretch, _WINDOW)]
        return min(runs, key=self._commonness, default="")

    def _commonness(self, run: str) -> tuple[int, int]:
        holding = [self._holding(token) for token in _TOKEN.findall(run)]
        return min(holding), sum(holding)

    def _telling(self, quotation: str) -> list[str]:
        """The words that tell most of where a quotation is from; of common ones, three in a row."""
        tokens = {token.casefold(): token for token in _TOKEN.findall(quotation)}.values()
        known = sorted((holding, token) for token in tokens if (holding := self._holding(token)))
        rare = [token for holding, token in known if holding <= _COMMON][:_RARE]
        if len(rare) > _RARE // 2:
            return rare
        runs = sorted({run for part in parts(quotation) for run in _runs(part, 3)}, key=self._commonness)
        return rare + [run for run in runs if self._commonness(run)[0]][: _RARE - len(rare)]


def _runs(text: str, size: int) -> list[str]:
    """Every `size` words in a row, as printed; all of a shorter text."""
    places = list(_TOKEN.finditer(text))
    last = max(len(places) - size, 0)
    starts = range(last + 1 if places else 0)
    return [text[places[at].start() : places[min(at + size, len(places)) - 1].end()] for at in starts]


def _unspaced_runs(quotation: str) -> list[str]:
    return [run for run in _TOKEN.findall(quotation) if all(map(unspaced, run))]
