"""Questions that tell what they ask about by its relation to a name: “the director of Fortunella”, “Anna's uncle”."""

import re
from collections.abc import Iterator, Sequence

from index.links import Word

_NAME = "@"
_POSSESSIVE = re.compile(r"['’ʼ]s$")
_RELATION = re.compile(rf"(?:\b\w+ of (?:the )?)*\b\w+ of (?:the )?(?:\w+ ){{0,2}}{_NAME}|{_NAME}'s(?: \w+){{1,3}}")
"""“father of the director of film @”, “@'s father in law”."""
_ASKS_FOR_IT = re.compile(r"(?:who|what|which \w+) (?:is|was|are|were) (?:the )?$")
_TWO_STEPS = re.compile(r"\b(?:grand\w+|step\w+|in law|uncle|aunt|nephew|niece|cousin)\b")
"""Relations of relations."""


def is_nested(asked: Sequence[Word], names: Sequence[tuple[int, int]]) -> bool:
    """Whether the question asks about somebody or something that it tells only by a relation to a name.

    `names` are the places of the names among the words asked. “Where was the husband of Anna born?” is nested, and so
    is “Who is Anna's grandfather?”, the father of a parent; “Who is the husband of Anna?” asks for the relation itself.
    """
    said = " ".join(_told(asked, names))
    relation = _RELATION.search(said)
    if relation is None:
        return False
    asks_for_it = _ASKS_FOR_IT.match(said[: relation.start()]) and not said[relation.end() :].strip()
    return not asks_for_it or bool(_TWO_STEPS.search(relation.group())) or relation.group().count(" of ") > 1


def _told(asked: Sequence[Word], names: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The words of the question, each name replaced by a sign, with `'s` behind the sign of a possessive."""
    ends = dict(names)
    at = 0
    while at < len(asked):
        end = ends.get(at)
        yield asked[at].folded if end is None else _NAME + ("'s" if _POSSESSIVE.search(asked[end - 1].text) else "")
        at = end or at + 1
