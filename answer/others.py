"""“Who besides Lavrov spoke about Iran?”: the words of everybody but those named."""

import re
from collections.abc import Set
from dataclasses import dataclass, replace

from answer.exclusions import exclusions
from answer.lexis import Lexis
from answer.limits import Limits
from answer.readings import Reading
from answer.scope import Scope
from answer.subject import Subject, asked_about

_WHO_SPOKE = re.compile(
    r"^who\s+(?:else\s+)?(?:(?:has\s+|have\s+)?spoken?|(?:has\s+|have\s+)?(?:talked|commented)|"
    r"(?:has\s+|have\s+)?said\s+(?:that|this|it|so|anything|something))\s+(?:about|on|regarding|concerning)\s+"
    r"(?P<topic>[^?]+?)\s*[?.!]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """The limits without “besides Lavrov”, and the subject: he as the one whose words are not asked for."""

    limits: Limits
    subject: Subject


def words_of_others(question: str, limits: Limits, lexis: Lexis, without: Set[str]) -> Others | None:
    """The question read as one for the words of all but those named, or None when it is none.

    Whoever is left out must be a speaker of the corpus; with that reading switched off, the question is read as any.
    """
    asked = _WHO_SPOKE.match(limits.rest)
    named = [name for each in exclusions(question) if each.others for name in each.named]
    who = asked_about(" and ".join(named), lexis.people) if named else None
    if not (asked and who and who.speakers) or any(each.kind == "exclusion" and each.off for each in limits.readings):
        return None
    topic = Reading(kind="topic", words=asked["topic"], meaning=f"about {asked['topic']}", effect="only")
    if topic.is_off(without):
        return None
    scope: Scope = replace(limits.scope, others=())
    subject = Subject(who=who, topic=asked["topic"], readings=(topic,), besides=True)
    return Others(limits=replace(limits, scope=scope), subject=subject)
