"""Whether a sentence gives a quotation to the one who said it: compared with the statements of the document."""

from collections.abc import Sequence

from answer.quotations import Match
from index.countries import country_of
from index.names import mentions
from index.types import Statement


def wrong_speaker(told: str, match: Match, statements: Sequence[Statement]) -> str:
    """One sentence naming the true speaker when `told` names only others, else an empty string.

    `told` is the sentence without its quotations. Words whose speaker the document does not show, and a sentence that
    names nobody (“he said”), pass.
    """
    speakers = {
        statement.speaker: statement.reported_by
        for statement in statements
        if any(content.overlaps(span) for content in statement.content for span in match.spans)
    }
    named = [found.name for found in mentions(told) if found.kind in ("person", "organisation", "place", "other")]
    given_to = [name for name in named if name not in speakers.values()]
    if not speakers or not given_to or any(_same(name, speaker) for name in named for speaker in speakers):
        return ""
    return f"The document gives these words to {' and '.join(speakers)}."


def _same(name: str, speaker: str) -> bool:
    words, others = set(name.lower().split()), set(speaker.lower().split())
    country = country_of(name)
    return bool(words & others) or bool(
        country and country in (country_of(speaker), country_of(speaker.split(maxsplit=1)[0]))
    )
