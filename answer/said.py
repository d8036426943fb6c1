"""Who is said to have said it: the speaker that a sentence names, against the statements of its source."""

import re
from collections.abc import Sequence

from answer.misattribution import is_name
from index.lexicon import cue_verbs
from index.names import mentions
from index.topics import terms
from index.types import Span, Statement

_BEHIND = re.compile(r",?\s+(?:(?:has|had|also|later|then|again)\s+)?(\w+)")
_BEFORE = re.compile(r"(?:\baccording to|\bsaid by|(?:^|[,”\"])\s+(\w+))\s+$", re.IGNORECASE)
"""What stands before a speaker: “according to”, or the verb of “…, said Lavrov”."""


def speakers_named(sentence: str) -> list[str]:
    """The names that the sentence lets speak: “Lavrov warned …”, “…, said Lavrov”, “according to Lavrov”."""
    found = []
    for mention in mentions(sentence):
        behind = _BEHIND.match(sentence, mention.span.end)
        before = _BEFORE.search(sentence, 0, mention.whole.start)
        speaks = behind is not None and behind[1].lower() in cue_verbs()
        spoken = before is not None and (before[1] is None or before[1].lower() in cue_verbs())
        if speaks or spoken:
            found.append(mention.name)
    return found


def said_by_another(sentence: str, evidence: Span, statements: Sequence[Statement]) -> str:
    """One sentence when the source gives the words to somebody else than the sentence does, else an empty string.

    Only statements of the very sentence that is evidence count. One whose speaker the document does not name, or may
    mean somebody else by, accuses nobody; nor does a sentence that names no speaker.
    """
    there = [each for each in statements if each.sentence.overlaps(evidence)]
    speakers = list(dict.fromkeys(each.speaker for each in there if is_name(each.speaker)))
    known = {name for each in there for name in (each.speaker, each.reported_by, *each.chain, *each.candidates) if name}
    named = speakers_named(sentence)
    if not speakers or not named or any(terms(name) & terms(other) for name in named for other in known):
        return ""
    return f"Said by {' and '.join(speakers)}, not {named[0]}."
