"""What a question leaves out (“apart from Iran”), and whether it asks for what somebody denied."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.topics import topic_terms

_CUE = (
    r"apart\s+from|aside\s+from|other\s+than|except(?:ing)?(?:\s+for)?|with\s+the\s+exception\s+of|excluding|besides|"
    r"leaving\s+out|but\s+not(?:\s+(?:about|on))?|not\s+(?:about|regarding|concerning|including)|"
    r"without\s+(?:mentioning|mention\s+of|(?:any\s+)?reference\s+to)|rather\s+than"
)
_WHAT = r"(?P<what>(?:(?!\b(?:in|on|since|before|after|until|during|according)\b)[^,;:?.!()])+)"
_EXCLUDED = re.compile(rf"(?:[,(]\s*)?\b(?:{_CUE})\s+(?:about\s+|on\s+)?{_WHAT}[,)]?", re.IGNORECASE)
_VERB = re.compile(r"\s+(?=(?:did|does|do|has|have|had|is|are|was|were|will|would|can|could|who|what|which)\b)", re.I)
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
    """“apart from Iran and Ukraine”: `terms` has the terms of each thing that is left out; all of one must be there."""

    start: int
    end: int
    words: str
    named: tuple[str, ...]
    terms: tuple[frozenset[str], ...]


def exclusions(question: str) -> list[Exclusion]:
    """The exclusions of a question, in text order."""
    found = []
    for match in _EXCLUDED.finditer(question):
        what = _VERB.split(match["what"])[0]
        end = match.start("what") + len(what) if len(what) < len(match["what"]) else match.end()
        named = tuple(_ARTICLE.sub("", each.strip()) for each in _AND.split(what) if topic_terms(each))
        if named:
            words = question[match.start() : end]
            found.append(
                Exclusion(
                    start=match.start(),
                    end=end,
                    words=words.strip(" ,()"),
                    named=named,
                    terms=tuple(map(topic_terms, named)),
                )
            )
    return found


def denial(question: str) -> str:
    """The words by which a question asks what somebody denied, refused or did not say; else an empty string."""
    found = _DENIAL.search(question)
    return found.group() if found else ""


def left_out(terms: frozenset[str], excluded: Sequence[frozenset[str]]) -> bool:
    """Whether a text with these terms names something that is left out."""
    return any(each <= terms for each in excluded)
