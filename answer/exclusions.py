"""What a question leaves out (“apart from Iran”), and whether it asks for what somebody denied."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.topics import topic_terms

_MORE = (
    r"apart\s+from|aside\s+from|other\s+than|rather\s+than|besides|except(?:ing)?(?:\s+for)?|"
    r"with\s+the\s+exception\s+of"
)
"""“Who besides Kim?” asks for others, and the sentence that has them mostly names Kim too."""
_LESS = (
    r"excluding|leaving\s+out|but\s+not\s+(?:about|on)|not\s+(?:about|regarding|concerning|including)|"
    r"without\s+(?:mentioning|mention\s+of|(?:any\s+)?reference\s+to)"
)
_WHAT = r"(?P<what>(?:(?!\b(?:in|on|since|before|after|until|during|according)\b)[^,;:?.!()])+)"
_EXCLUDED = re.compile(rf"(?:[,(]\s*)?\b(?:(?P<more>{_MORE})|{_LESS})\s+(?:about\s+|on\s+)?{_WHAT}[,)]?", re.IGNORECASE)
_VERB = re.compile(
    r"\s+(?=(?:to|that|and\s+what|did|does|do|has|have|had|is|are|was|were|will|would|can|could|who|what|which)\b)",
    re.I,
)
_NAMES = re.compile(r"(?:[Tt]he\s+)?[A-Z][\w’'-]*(?:\s+(?:(?:and|or|nor|of|the)\s+)*[A-Z][\w’'-]*)*\b(?!\s+\w+s\b)")
"""Names end where an ordinary word begins: “except Japan took part”; but “the Iran sanctions” goes on."""
_AND = re.compile(r"\s*,\s*|\s+(?:and|or|nor)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|any|his|her|their)\s+", re.IGNORECASE)

_DENIAL = re.compile(
    r"\b(?:deny|denie[sd]|denying|reject(?:ed|s)?|dismiss(?:ed|es)?|refus(?:e|es|ed)(?:\s+to\s+\w+)?|refut(?:e|es|ed)|"
    r"rul(?:e|es|ed)\s+out|(?:not|never|n['’]t)\s+(?:ever\s+)?(?:say|said|mention(?:ed)?|comment(?:ed)?|confirm(?:ed)?|"
    r"admit(?:ted)?|accept(?:ed)?|agree(?:d)?|want(?:ed)?|promise(?:d)?))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """“apart from Iran and Ukraine”: `terms` has the terms of each thing that is left out; all of one must be there.

    `others` are asked for by “besides” and its like: beside the thing and not without it.
    """

    start: int
    end: int
    words: str
    named: tuple[str, ...]
    terms: tuple[frozenset[str], ...]
    others: bool


def exclusions(question: str) -> list[Exclusion]:
    """The exclusions of a question, in text order."""
    found = []
    for match in _EXCLUDED.finditer(question):
        names = _NAMES.match(match["what"])
        what = names.group() if names else _VERB.split(match["what"])[0]
        end = match.start("what") + len(what) if len(what) < len(match["what"]) else match.end()
        named = tuple(_ARTICLE.sub("", each.strip()) for each in _AND.split(what) if _is_thing(each))
        if named:
            words = question[match.start() : end]
            found.append(
                Exclusion(
                    start=match.start(),
                    end=end,
                    words=words.strip(" ,()"),
                    named=named,
                    terms=tuple(map(topic_terms, named)),
                    others=bool(match["more"]),
                )
            )
    return found


def _is_thing(words: str) -> bool:
    """Whether the words name something that a text can be about: “besides publishing …” does not."""
    first = words.split(maxsplit=1)[0] if words.split() else ""
    return bool(topic_terms(words)) and any(map(str.isalpha, words)) and not (first.islower() and first.endswith("ing"))


def denial(question: str) -> str:
    """The words by which a question asks what somebody denied, refused or did not say; else an empty string."""
    found = _DENIAL.search(question)
    return found.group() if found else ""


def left_out(terms: frozenset[str], excluded: Sequence[frozenset[str]]) -> bool:
    """Whether a text with these terms names something that is left out."""
    return any(each <= terms for each in excluded)
