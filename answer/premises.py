"""What of the cited passages a checker is to read beside a sentence: the stretches that share most with it."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from index.sentences import sentences
from index.topics import terms
from index.types import Document, Passage

MOST = 3
"""Stretches that are read for one sentence."""
_WORDS = 75
"""Words of a stretch, but for a longer sentence, which is one of its own. Both were chosen on the five development
domains of SummEdits (docs/decisions/checks.md): more or longer stretches find more, rightly and wrongly."""


def premises(sentence: str, cited: Sequence[tuple[Passage, Document]]) -> list[str]:
    """At most `MOST` stretches of whole sentences, none right beside another of one passage, the likest first.

    Likest is what shares the rarest terms with the sentence, rare among all stretches.
    """
    found = [each for passage, document in cited for each in _stretches(passage, document)]
    held = [terms(text) for _, _, text in found]
    counts = Counter(term for each in held for term in each)
    wanted = terms(sentence)
    shares = [sum(math.log(1 + len(found) / counts[term]) for term in wanted & each) for each in held]
    chosen: list[int] = []
    for at in sorted(range(len(found)), key=lambda at: -shares[at]):
        passage, place, _ = found[at]
        beside = any(found[other][0] == passage and abs(found[other][1] - place) <= 1 for other in chosen)
        if not beside and len(chosen) < MOST:
            chosen.append(at)
    return [found[at][2] for at in chosen]


def _stretches(passage: Passage, document: Document) -> Iterator[tuple[str, int, str]]:
    """Id of the passage, the place of the first sentence, and the words: one stretch from each sentence on."""
    text = document.text
    parts = [span.of(text) for span in sentences(text) if passage.span.overlaps(span)] or [passage.text]
    for place in range(len(parts)):
        end, words = place + 1, len(parts[place].split())
        while end < len(parts) and words + len(parts[end].split()) <= _WORDS:
            words += len(parts[end].split())
            end += 1
        yield passage.id, place, " ".join(parts[place:end])
