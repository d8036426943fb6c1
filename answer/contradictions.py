"""Where a sentence says otherwise than its source, word against word: denials, opposites, bounds, “will” for “may”.

Every rule looks for a word of the sentence that turns or bounds what is said, and then, beside the words that both
share, for its counterpart in the source. Each answers with one sentence that names the words of both sides, or with an
empty string. docs/decisions/checks.md has what each rule adds.
"""

import re
from collections.abc import Sequence

from answer.opposites import opposites, root, stripped
from answer.wording import Word, Wording, neighbours

_NEAR_DENIAL, _NEAR_BOUND, _NEAR_OPPOSITE = 7, 6, 6
"""Words between a denial, an “only” or an opposite of the source and the words that the sentence has beside its own.
Chosen on the five development domains of SummEdits; `python -m evals run checks` checks them."""
_DENIED_WITHIN = 3
"""Words before a word in which a denial of the same clause mostly stands: “is not very likely”."""
_SHARED = 2
"""Neighbours of a word beside which its opposite must stand in the source; one alone is often chance."""
_HARMLESS = frozenset("cost charge fee matter doubt only".split())
"""“No cost”, “no matter”, “not only”: these deny nothing."""
_ONE_SENTENCE = 60
"""Words of the longest sentence of print that is compared word by word; talk without full stops is longer."""
_BOUNDS = frozenset("only just solely exclusively merely".split())
_NO_DENIAL = _BOUNDS | _HARMLESS | frozenset("more less later earlier fewer greater longer".split())
"""Behind “no” or “not”: “no more than”, “no later than” and “not only” bound, and deny nothing."""
_DENYING = frozenset(
    map(root, "lack exclude fail refuse discourage unable prevent stop cease unwilling hardly barely rarely".split())
)
"""Words that deny without “not”. A source that has none of them may say it with a denial of its own."""
_TURNING = frozenset(
    map(
        root,
        "instead except rather unlike slight minimal negligible marginal any most every everyone least few always "
        "extremely entirely".split(),
    )
)
"""Words that turn or bound a claim: where the source has none of them, it did not say so."""
_AS_MUCH = {
    root(word): tuple(map(root, others.split()))
    for word, others in {
        "most": "primarily mainly largely chiefly principally mostly majority",
        "entire": "whole full all",
        "except": "exclude apart bar save",
        "every": "each all",
        "everyone": "everybody all",
        "always": "constantly invariably forever",
        "extremely": "very highly exceedingly",
        "slight": "bit little somewhat marginal modest",
    }.items()
}
"""What a source may say instead of a turning word: “primarily” is “mostly”."""
_MIGHT = re.compile(r"\b(?:may|might|could)\b(?! \d)")
_WILL = re.compile(r"\b(?:will|shall|must)\b|\b(?:is|are) (?:certain|sure|bound|going) to\b|['’]ll\b")


def denied(claim: Wording, source: Wording) -> str:
    """The sentence denies what stands in the source without a denial beside it."""
    for place, word in enumerate(claim.words):
        if not _denies(claim, place, source):
            continue
        beside = neighbours(claim, place, source, before=0, behind=2)
        if min((source.distance(each, source.doubts) for each in beside), default=_NEAR_DENIAL + 1) > _NEAR_DENIAL:
            return f"“{_with_next(claim, place)}” denies something, and the source has no “{word.text.lower()}” there."
    return ""


def undenied(claim: Wording, evidence: Wording) -> str:
    """One of the two denies more often than the other, though they have the same words: for close wordings only.

    A denial of the source counts when the sentence has the word behind it: a longer source may deny something else.
    """
    there = [place for place in evidence.denials if _followed(evidence, place, claim)]
    if claim.denials and len(claim.doubts) > len(evidence.doubts):
        words = _with_next(claim, claim.denials[0])
        return f"Denied, not confirmed: the sentence says “{words}”, and the source does not."
    if len(there) > len(claim.doubts):
        return f"Confirmed, not denied: the source says “{_with_next(evidence, there[0])}”."
    return ""


def confirmed(claim: Wording, evidence: Wording) -> str:
    """The sentence says without any denial what the evidence denies: for a sentence that shares half of its terms."""
    if claim.doubts or any(word.root in _DENYING for word in claim.words) or len(evidence.words) > _ONE_SENTENCE:
        return ""
    for place in evidence.denials:
        following = evidence.words[place + 1 : place + 1 + _DENIED_WITHIN]
        bounds = any(word.text.lower() in _NO_DENIAL for word in following[:1])
        if not bounds and any(claim.holds(word.root) for word in following if not word.common):
            return f"Confirmed, not denied: the source says “{_with_next(evidence, place)}”."
    return ""


def turned(claim: Wording, evidence: Wording, source: Wording) -> str:
    """The sentence has the opposite of a word of the evidence: for one that shares half of its terms.

    One neighbour that both share is enough here, where the whole source is asked for two.
    """
    for place, word in enumerate(claim.words if len(evidence.words) <= _ONE_SENTENCE else ()):
        if source.holds(word.root) or _is_denied(claim, place):
            continue
        held = sorted(where for each in opposites(word.text) for where in evidence.places.get(each, ()))
        plain = [where for where in held if not _is_denied(evidence, where)]
        beside = neighbours(claim, place, evidence, before=2, behind=2) if plain else []
        if any(evidence.distance(each, plain[:1]) <= _NEAR_OPPOSITE for each in beside):
            return f"The source says “{evidence.words[plain[0]].text}”, not “{word.text}”."
    return ""


def one_denies(claim: Wording, other: Wording) -> str:
    """One of the two denies and the other does not, whatever their words: for what stands around one quotation."""
    if bool(claim.denials) == bool(other.denials):
        return ""
    if claim.denials:
        words = _with_next(claim, claim.denials[0])
        return f"Denied, not confirmed: the sentence says “{words}”, and the source does not."
    return f"The source says “{_with_next(other, other.denials[0])}” about these words, and the sentence does not."


def _followed(text: Wording, place: int, other: Wording) -> bool:
    """Whether the next telling word behind a place stands in the other text too."""
    telling = (word for word in text.words[place + 1 : place + 4] if not word.common and not word.denies)
    following = next(telling, None)
    return following is not None and other.holds(following.root)


def bounded(claim: Wording, source: Wording) -> str:
    """The sentence says “only”, “most” or “instead” where the source does not."""
    for place, word in enumerate(claim.words):
        if word.text.lower() in _BOUNDS:
            beside = neighbours(claim, place, source, before=1, behind=2)
            places = source.places.get(word.root, ())
            if min((source.distance(each, places) for each in beside), default=_NEAR_BOUND + 1) > _NEAR_BOUND:
                return f"The source does not say “{_with_next(claim, place)}”."
        elif word.root in _TURNING and not any(map(source.holds, (word.root, *_AS_MUCH.get(word.root, ())))):
            return f"The source does not say “{_with_next(claim, place)}”."
    return ""


def opposed(claim: Wording, source: Wording) -> str:
    """The sentence has the opposite of a word that the source has beside the same words, or has it without “un-”."""
    for place, word in enumerate(claim.words):
        if source.holds(word.root) or _is_denied(claim, place):
            continue
        if found := _opposite(claim, place, source) or _without_prefix(word, source):
            return f"The source says “{found}”, not “{word.text}”."
    return ""


def certain(claim: Wording, evidence: Wording) -> str:
    """The sentence says “will” of what its source says “may”: for close wordings only."""
    possible, sure = _MIGHT.search(evidence.text), _WILL.search(claim.text)
    if not possible or not sure or _WILL.search(evidence.text) or _MIGHT.search(claim.text):
        return ""
    return f"The source says “{possible[0]}”, not “{sure[0].lstrip('’')}”."


def _denies(claim: Wording, place: int, source: Wording) -> bool:
    word, behind = claim.words[place], claim.words[place + 1 : place + 2]
    if word.denies:
        return not (behind and behind[0].text.lower() in _HARMLESS)
    return word.root in _DENYING and not source.holds(word.root)


def _opposite(claim: Wording, place: int, source: Wording) -> str:
    held = sorted(where for each in opposites(claim.words[place].text) for where in source.places.get(each, ()))
    places = [where for where in held if not _is_denied(source, where)]
    beside = neighbours(claim, place, source, before=3, behind=3) if places else []
    shared = [each for each in beside if source.distance(each, places) <= _NEAR_OPPOSITE]
    if len(shared) < min(_SHARED, max(len(beside), 1)):
        return ""
    nearest = min(places, key=lambda where: sum(min(source.distance(each, [where]), 50) for each in shared))
    return source.words[nearest].text


def _without_prefix(word: Word, source: Wording) -> str:
    where = [place for each in stripped(word.text) for place in source.places.get(each, ())]
    plain = [place for place in where if not _is_denied(source, place)]
    return source.words[plain[0]].text if plain and len(plain) == len(where) else ""


def _is_denied(text: Wording, place: int) -> bool:
    """Whether a denial stands close before a word: “not sure” is no opposite of “unsure”."""
    return any(word.denies for word in text.words[max(0, place - _DENIED_WITHIN) : place])


def _with_next(text: Wording, place: int) -> str:
    """A word and the one behind it, as they stand in the text: “not threaten”."""
    words: Sequence[Word] = text.words[place : place + 2]
    return text.text[words[0].span.start : words[-1].span.end]
