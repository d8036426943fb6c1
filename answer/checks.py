"""Whether a sentence of an answer is carried by what it cites: names, numbers, negation, words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.types import Verdict
from index.lexicon import SPEAKER_NOUNS, cue_verbs
from index.names import Mention, mentions
from index.sentences import sentences
from index.topics import terms
from index.types import Document, Passage, Span

_SUPPORTED, _PARTLY = 0.6, 0.35
"""Shares of a sentence's terms that its evidence must hold. First values, set by hand, for the evaluation to tune."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|without|denied|denies)\b|n['’]t\b", re.I)
_NEXT_WORD = re.compile(r"\s+(?:(?:has|had|also|later)\s+)?(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The verdict on one sentence, and the sentence of a document that carries it best."""

    verdict: Verdict
    passage: Passage | None = None
    evidence: Span | None = None
    reason: str = ""


def supported(sentence: str, cited: Sequence[tuple[Passage, Document]]) -> Support:
    """How far the cited passages carry the sentence; the caller leaves its marks out."""
    if not cited:
        return Support(verdict="unsupported", reason="No source is cited for this sentence.")
    wanted = terms(sentence)
    _, passage, span, document = max(
        (
            (_share(wanted, terms(span.of(document.text))), passage, span, document)
            for passage, document, span in _spans(cited)
        ),
        key=lambda each: each[0],
    )
    around = " ".join(f"{passage.title} {passage.text}" for passage, _ in cited)
    reason = missing(sentence, around, cited) or denied(sentence, span.of(document.text))
    whole = _share(wanted, terms(around))
    verdict: Verdict = "supported" if whole >= _SUPPORTED else "partly" if whole >= _PARTLY else "unsupported"
    if verdict == "supported" and reason:
        verdict = "partly"
    if verdict != "supported" and not reason:
        reason = (
            "The cited passage does not say all of this."
            if verdict == "partly"
            else "The cited passage does not say this."
        )
    return Support(verdict=verdict, passage=passage, evidence=span, reason=reason)


def _spans(cited: Sequence[tuple[Passage, Document]]) -> list[tuple[Passage, Document, Span]]:
    found = [
        (passage, document, span)
        for passage, document in cited
        for span in sentences(document.text)
        if passage.span.overlaps(span)
    ]
    return found or [(passage, document, passage.span) for passage, document in cited]


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 1.0


def missing(sentence: str, source: str, cited: Sequence[tuple[Passage, Document]]) -> str:
    """What the sentence counts and `source` does not, or whom it names and the cited documents do not: one sentence.

    A name is looked for in the whole document, for a passage may call by “he” whom an earlier one names.
    """
    numbers = set(_NUMBER.findall(source))
    for number in _NUMBER.findall(sentence):
        if number not in numbers:
            return f"The number {number} is not in the cited passage."
    held = terms(source).union(*(terms(document.text) for _, document in cited))
    for mention in mentions(sentence):
        if mention.kind != "group" and not terms(mention.name) <= held and _surely_named(mention, sentence):
            return f"“{mention.name}” is not in the cited document."
    return ""


def denied(sentence: str, source: str) -> str:
    """Whether one of the two denies and the other does not, as one sentence for the reader."""
    differ = bool(_NEGATION.search(sentence)) != bool(_NEGATION.search(source))
    return "One of the sentence and its source denies what the other says, or seems to." if differ else ""


def _surely_named(mention: Mention, sentence: str) -> bool:
    """Whether a capital letter shows a name: behind the first word, and there when it is one by its kind or speaks."""
    if mention.span.start > 0 or mention.kind != "other":
        return True
    behind = _NEXT_WORD.match(sentence, mention.span.end)
    word = mention.name.lower()
    return bool(behind and behind[1] in cue_verbs()) and not (word.endswith("s") or word in SPEAKER_NOUNS)
