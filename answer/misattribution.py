"""Whether words are given to the one who said them: compared with the statements of the document that holds them."""

from collections.abc import Mapping, Sequence

from answer.quotations import Match
from index.countries import country_of
from index.names import mentions
from index.types import Statement

Speakers = Mapping[str, str]
"""Who says the words in a document, each with the outlet that reported it, or an empty string."""


def speakers_of(match: Match, statements: Sequence[Statement]) -> Speakers:
    """Who says the words that were found, by the statements of their document."""
    return {
        statement.speaker: statement.reported_by
        for statement in statements
        if any(content.overlaps(span) for content in statement.content for span in match.spans)
    }


def named_in(told: str) -> list[str]:
    """The names in a sentence, which is given without its quotations: one of them may be the speaker's."""
    return [found.name for found in mentions(told) if found.kind in ("person", "organisation", "place", "other")]


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
    """Whether two names can be one speaker's: they share a word, or mean one country."""
    words, others = set(name.lower().split()), set(speaker.lower().split())
    country = country_of(name)
    return bool(words & others) or bool(
        country and country in (country_of(speaker), country_of(speaker.split(maxsplit=1)[0]))
    )
