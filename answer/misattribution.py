"""Whether words are given to the one who said them: compared with the statements of the document that holds them."""

from collections.abc import Mapping, Sequence

from answer.quotations import Match
from index.countries import country_of
from index.lexicon import PRONOUNS, TITLES
from index.names import mentions
from index.people import people_named
from index.types import Span, Statement

Speakers = Mapping[str, str]
"""Who says the words in a document, each with the outlet that reported it, or an empty string."""


def speakers_of(match: Match, statements: Sequence[Statement]) -> Speakers:
    """Who says the words that were found, by the statements of their document; “its minister” is nobody's name."""
    return {each.speaker: each.reported_by for each in _saying(match, statements) if is_name(each.speaker)}


def unnamed(match: Match, statements: Sequence[Statement]) -> str:
    """One sentence with how the document calls the one who says the words, where it gives no name; else empty."""
    called = next((each.speaker for each in _saying(match, statements) if each.speaker), "")
    return "" if not called or is_name(called) else f"The document gives these words to “{called}”, and names nobody."


def _saying(match: Match, statements: Sequence[Statement]) -> list[Statement]:
    return [
        statement
        for statement in statements
        if any(content.overlaps(span) for content in statement.content for span in match.spans)
    ]


def given_to(span: Span, text: str, said: Sequence[Statement]) -> list[str]:
    """To whom a text gives a quotation, by its own statements; nobody where it says “he”, who might be two."""
    speakers = (
        each.speaker
        for each in said
        if any(part.overlaps(span) for part in each.content) and each.mention.of(text).lower() not in PRONOUNS
    )
    return [name for name in dict.fromkeys(speakers) if is_name(name)]


def person_in(told: str) -> list[str]:
    """The one person that a sentence names, which is given without its quotations; nobody where it names several."""
    people = dict.fromkeys(found.name for found in mentions(told) if found.kind == "person")
    return list(people) if len(people) == 1 else []


def is_name(speaker: str) -> bool:
    """Whether a speaker is told by a name."""
    return any(map(str.isupper, speaker))


def agree(named: Sequence[str], speakers: Speakers) -> bool:
    """Whether one of the names is a speaker's."""
    return any(same_speaker(name, speaker) for name in named for speaker in speakers)


def wrong_speaker(named: Sequence[str], speakers: Speakers) -> str:
    """One sentence naming the true speakers when only others are named, else an empty string.

    Words whose speaker the document does not show, and a sentence that names nobody (“he said”), pass.
    """
    given_to = [name for name in named if name not in speakers.values()]
    if not speakers or not given_to or agree(named, speakers):
        return ""
    return f"The document gives these words to {' and '.join(speakers)}."


def same_speaker(name: str, speaker: str) -> bool:
    """Whether two names can be one speaker's: one person by `people.py` or by a short form; for what is no person, a
    shared word or one country."""
    known = people_named([name, speaker])
    one, other = known.person(name), known.person(speaker)
    if one == other:
        return True
    words, others = _words(name), _words(speaker)
    if one.kind == other.kind == "person":
        return bool(words) and bool(others) and (words <= others or others <= words)
    return bool(words & others) or bool(_countries(name) & _countries(speaker))


def _countries(name: str) -> set[str]:
    """The country that a name means, or that its first word names: “Moscow”, “Russian Foreign Ministry”."""
    return {country for words in (name, name.split(maxsplit=1)[0]) if (country := country_of(words))}


def _words(name: str) -> set[str]:
    """The words of a name in lower case, without titles."""
    return {word for word in name.lower().replace(".", "").split() if word not in TITLES}
