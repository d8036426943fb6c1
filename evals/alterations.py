"""True sentences made false by one small change, the same way every time. Each gives None where it has no hold."""

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"\d+(?![\d.,]*\d)")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|can|could|do|does|did|should|shall|would)\b(?! not)", re.IGNORECASE
)
_DENIAL = re.compile(r"\b(?:not|never|no) ", re.IGNORECASE)
_LEAST_WORDS = 4


def word_dropped(text: str) -> str | None:
    """Without its longest word between the first and the last; the first of several. None for fewer than four words.

    >>> word_dropped("very significant damage is expected")
    'very damage is expected'
    """
    words = text.split()
    if len(words) < _LEAST_WORDS:
        return None
    longest = max(range(1, len(words) - 1), key=lambda place: (len(words[place]), -place))
    return " ".join([*words[:longest], *words[longest + 1 :]])


def number_swapped(text: str) -> str | None:
    """With the first number one larger.

    >>> number_swapped("The limit was 3.67 percent in 2015.")
    'The limit was 3.68 percent in 2015.'
    """
    found = _NUMBER.search(text)
    if found is None:
        return None
    larger = str(int(found[0]) + 1).zfill(len(found[0]))
    return f"{text[: found.start()]}{larger}{text[found.end() :]}"


def negated(text: str) -> str | None:
    """Without its first "not", "never" or "no"; or else with a "not" behind its first auxiliary.

    >>> negated("We are not taking these plans seriously")
    'We are taking these plans seriously'
    >>> negated("It will be brought to a new height")
    'It will not be brought to a new height'
    """
    denial = _DENIAL.search(text)
    if denial:
        return text[: denial.start()] + text[denial.end() :]
    auxiliary = _AUXILIARY.search(text)
    return f"{text[: auxiliary.end()]} not{text[auxiliary.end() :]}" if auxiliary else None


def merged(text: str, other: str) -> str:
    """The first half of the words of `text` with the second half of those of `other`.

    >>> merged("one two three four", "five six seven eight")
    'one two seven eight'
    """
    first, second = text.split(), other.split()
    return " ".join([*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]])


def name_swapped(text: str, names: Sequence[str]) -> str | None:
    """With the name that stands first in it replaced by the next of `names`, the last by the first.

    >>> name_swapped("Kishida met Biden.", ["Biden", "Kishida", "Yoon"])
    'Yoon met Biden.'
    """
    places = {name: place for name in names if (place := text.find(name)) >= 0}
    if not places:
        return None
    name = min(places, key=lambda each: (places[each], -len(each)))
    following = [*names[names.index(name) + 1 :], *names]
    instead = next((each for each in following if each not in text), None)
    return instead and text.replace(name, instead, 1)


def synonym(text: str) -> str | None:
    """With the first word that has one replaced by a word that means nearly the same.

    >>> synonym("We will help them.")
    'We will assist them.'
    """
    for found in re.finditer(r"[a-z]+", text):
        instead = _SYNONYMS.get(found[0])
        if instead:
            return f"{text[: found.start()]}{instead}{text[found.end() :]}"
    return None


def parts_swapped(text: str) -> str | None:
    """Its last third before its first one, with an ellipsis between them; None for fewer than nine words.

    >>> parts_swapped("one two three four five six seven eight nine")
    'seven eight nine … one two three'
    """
    words = text.split()
    third = len(words) // 3
    return f"{' '.join(words[-third:])} … {' '.join(words[:third])}" if third >= _LEAST_PART else None


def clipped(text: str) -> str | None:
    """Without its last third: no word is changed, but the reader is not told that it goes on.

    >>> clipped("one two three four five six")
    'one two three four'
    """
    words = text.split()
    kept = len(words) - len(words) // 3
    return " ".join(words[:kept]) if _LEAST_PART <= kept < len(words) else None


def shortened(text: str) -> str | None:
    """Without its middle third, which an ellipsis stands for.

    >>> shortened("one two three four five six seven eight nine")
    'one two three … seven eight nine'
    """
    words = text.split()
    third = len(words) // 3
    return f"{' '.join(words[:third])} … {' '.join(words[-third:])}" if third >= _LEAST_PART else None


def bracketed(text: str) -> str | None:
    """With its first pronoun explained in brackets, as a writer may.

    >>> bracketed("If they come, we go.")
    'If [the ministers] come, we go.'
    """
    found = re.search(r"(?<=[a-z] )(?:he|she|they|it|them|him)(?= [a-z])", text)
    return f"{text[: found.start()]}[the ministers]{text[found.end() :]}" if found else None


_LEAST_PART = 3
_SYNONYMS = {
    one: other
    for pair in (
        *("big large", "help assist", "start begin", "many numerous", "very extremely", "people persons"),
        *("think believe", "get obtain", "want wish", "need require", "show demonstrate", "make create"),
        *("important essential", "new fresh", "good fine", "great grand", "work labour", "time moment"),
        *("going heading", "country nation", "right correct", "really truly", "also likewise", "just merely"),
        *("because since", "every each", "must should", "can may"),
    )
    for one, other in (pair.split(), pair.split()[::-1])
}
