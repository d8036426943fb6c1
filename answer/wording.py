"""The words of a text with their roots and places: what two wordings of one thing are compared by."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from answer.opposites import root
from index.lexical import STOPWORDS
from index.types import Span

_WORD = re.compile(r"[^\W_]+(?:['’](?:t|re|ve|ll|d|m)\b)?")
_DENIALS = frozenset(
    "not no never none nobody nothing nowhere without neither nor cannot nope nah dont doesnt didnt wont wouldnt cant "
    "couldnt isnt arent wasnt werent hasnt havent aint shouldnt".split()
)
_AS_GOOD_AS_DENIALS = frozenset(
    map(
        root,
        "refuse reject deny decline fail lack unable ban forbid unlikely impossible unfortunately hardly barely rarely "
        "oppose".split(),
    )
)
"""Words by which a source says “not” without it: what “rejected” is not accepted."""
_REACH = 8
"""Words on either side among which the neighbours of a word are looked for."""
FAR = 1_000
"""The distance of a word to one that the text does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word: its characters, its `root`, and whether it is a stopword (`common`) or a denial."""

    text: str
    span: Span
    root: str
    common: bool
    denies: bool


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A text as words in order. `places` gives, for every root, where it stands, counted in words."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """For every root, the numbers of its words, ascending."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            found.setdefault(word.root, []).append(place)
        return found

    @cached_property
    def denials(self) -> tuple[int, ...]:
        """The places of “not”, “no”, “never”, “without”, “isn’t” and the like."""
        return tuple(place for place, word in enumerate(self.words) if word.denies)

    @cached_property
    def doubts(self) -> tuple[int, ...]:
        """The places of denials and of words as good as one, and of the ends of questions that are answered by “no”."""
        found = [place for place, word in enumerate(self.words) if word.denies or word.root in _AS_GOOD_AS_DENIALS]
        return tuple(sorted({*found, *(place - 1 for place in found if place and self._answers(place))}))

    def _answers(self, place: int) -> bool:
        between = self.text[self.words[place - 1].span.end : self.words[place].span.start]
        return "?" in between

    def distance(self, word: str, places: Iterable[int]) -> int:
        """Words from the nearest of `places` to the nearest word of this root; `FAR` when either is not there."""
        own = self.places.get(word, ())
        return min((abs(place - other) for place in places for other in own), default=FAR)

    def holds(self, word: str) -> bool:
        """Whether a word of this root stands in the text."""
        return word in self.places


@lru_cache(maxsize=512)
def wording(text: str) -> Wording:
    """The words of the text; the passages of one answer are read once."""
    words = []
    for found in _WORD.finditer(text):
        lowered = found[0].lower().replace("’", "'")
        words.append(
            Word(
                text=found[0],
                span=Span(start=found.start(), end=found.end()),
                root=root(found[0]),
                common=lowered in STOPWORDS,
                denies=lowered in _DENIALS or lowered.endswith("n't"),
            )
        )
    return Wording(text=text, words=tuple(words))


def neighbours(claim: Wording, place: int, source: Wording, *, before: int, behind: int) -> list[str]:
    """The roots of the nearest telling words beside a place of the claim that the source holds too.

    At most `before` and `behind` of them, from the nearest outwards, the ones behind first.
    """

    def known(places: Iterable[int], most: int) -> list[str]:
        words = (claim.words[each] for each in places)
        return [word.root for word in words if not word.common and source.holds(word.root)][:most]

    right = known(range(place + 1, min(len(claim.words), place + 1 + _REACH)), behind)
    return right + known(range(place - 1, max(-1, place - 1 - _REACH), -1), before)
