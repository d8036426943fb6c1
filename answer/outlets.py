"""The outlet or agency that a question names: “according to TASS”, “in the New York Times”, “did Reuters report”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from answer.lexis import Lexis
from index.countries import country_of

_SURE = re.compile(
    r"[,(]?\s*\b(?:according\s+to|as\s+(?:reported|quoted|told|published)\s+(?:by|in)|(?:reported|quoted|published|"
    r"carried)\s+by|citing|as\s+per)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_PERHAPS = re.compile(r"\b(?:in|on|from|by|of)\s+(?:the\s+)?", re.IGNORECASE)
_REPORTING = re.compile(
    r"^\W*(?:what|how|when|where|which)\b.*?\b(?:did|does|do|has|have|had)\s+(?:the\s+)?(?P<name>[^,?]+?)\s+"
    r"(?:report(?:ed)?|wr(?:ite|itten|ote)|publish(?:ed)?|print(?:ed)?|carr(?:y|ied)|cover(?:ed)?)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’&.-]*\w")
_NAME = re.compile(r"[A-Z][\w&-]*(?:\.[A-Z]\.?)*(?:\s+(?:(?:of|for|and|the)\s+)*[A-Z][\w&-]*)*")
"""A name that the corpus may not know: “Office for National Statistics”."""
_LONGEST = 6
"""Words of an outlet's name."""
_ALIKE = 86.0
"""Likeness of 100 from which a name is the outlet's, misspelt; both must have five letters at least."""
_PART = 3
"""Letters from which a name behind “according to” may be one edit off (“Tas”), or above which it may be a part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPhrase:
    """An outlet in a question. `sources` are the outlets of documents it means, `reporters` the agencies that documents
    name as those who reported; both are empty for an outlet that the corpus does not know.
    """

    start: int
    end: int
    words: str
    name: str
    sources: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()


def outlet_phrase(question: str, lexis: Lexis, *, speakers: Sequence[str]) -> OutletPhrase | None:
    """The first phrase that names an outlet, or None. A person is none: “according to Lavrov” asks for his words.

    Behind “according to” a part of a name is enough, and a name unknown to the corpus is still told to be one; behind
    “in” and “from” the whole name is needed, for there stand places and months.
    """
    for match in _SURE.finditer(question):
        found = _named_at(question, match.start(), match.end(), lexis, partly=True)
        if found or (found := _unknown(question, match.start(), match.end(), speakers)):
            return found
    for match in _PERHAPS.finditer(question):
        if found := _named_at(question, match.start(), match.end(), lexis, partly=False):
            return found
    return None


def reporting(question: str) -> tuple[str, str] | None:
    """The name and the rest in “what did Reuters report about Iran?”, or None for another question."""
    found = _REPORTING.match(question)
    return (found["name"], found["rest"]) if found else None


def outlets_named(name: str, lexis: Lexis, *, partly: bool = True) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sources and the reporters that a name can mean: whole, by its initials, misspelt, or in part."""
    words = _words(name)
    if not words or country_of(name):
        return (), ()
    fitting = [(outlet, _fit(words, _words(outlet), partly=partly)) for outlet in {*lexis.sources, *lexis.reporters}]
    best = max((fit for _, fit in fitting), default=0)
    chosen = sorted(outlet for outlet, fit in fitting if fit and fit == best)
    return (
        tuple(outlet for outlet in chosen if outlet in lexis.sources),
        tuple(outlet for outlet in chosen if outlet in lexis.reporters),
    )


def _named_at(question: str, start: int, at: int, lexis: Lexis, *, partly: bool) -> OutletPhrase | None:
    for end in _ends(question, at):
        name = question[at:end]
        sources, reporters = outlets_named(name, lexis, partly=partly)
        if sources or reporters:
            return _phrase(question, start, end, name, sources, reporters)
    return None


def _unknown(question: str, start: int, at: int, speakers: Sequence[str]) -> OutletPhrase | None:
    """A capitalised name behind “according to” that is neither an outlet of the corpus nor a speaker."""
    found = _NAME.match(question, at)
    end = found.end() if found else at
    name = question[at:end]
    tail = question[end:].lstrip()
    if (
        not name
        or (tail and tail[0].isalnum() and question[start:at].strip()[:1] != ",")
        or any(map(str.isdigit, name))
    ):
        return None
    known = {word for speaker in speakers for word in _words(speaker)}
    if country_of(name) or set(_words(name)) & known:
        return None
    return _phrase(question, start, end, name, (), ())


def _phrase(
    question: str, start: int, end: int, name: str, sources: tuple[str, ...], reporters: tuple[str, ...]
) -> OutletPhrase:
    words = question[start:end].strip(" ,(")
    return OutletPhrase(start=start, end=end, words=words, name=name, sources=sources, reporters=reporters)


def _ends(question: str, at: int) -> Iterator[int]:
    """Where a name that begins at `at` may end, the longest first; it goes over no comma."""
    words: list[int] = []
    for word in _WORD.finditer(question, at):
        if words and re.search(r"[,;:?!()]", question[words[-1] : word.start()]):
            break
        words.append(word.end())
        if len(words) == _LONGEST:
            break
    yield from reversed(words)


def _words(name: str) -> list[str]:
    plain = re.sub(r"['’]s\b", "", name.lower())
    return [word for word in re.findall(r"\w+", plain) if word != "the"]


def _fit(asked: Sequence[str], outlet: Sequence[str], *, partly: bool) -> int:
    """4 for the whole name, 3 for its initials, 2 for it misspelt, 1 for a part of it, 0 for another name."""
    if asked == outlet:
        return 4
    joined, whole = "".join(asked), "".join(outlet)
    if partly and len(asked) == 1 and len(outlet) >= 3 and joined == "".join(word[0] for word in outlet):
        return 3
    if min(len(joined), len(whole)) >= 5 and (partly or len(outlet) > 1) and fuzz.ratio(joined, whole) >= _ALIKE:
        return 2
    if partly and min(len(joined), len(whole)) >= _PART and joined[0] == whole[0] and OSA.distance(joined, whole) <= 1:
        return 2
    begins = len(asked) < len(outlet) and list(outlet[: len(asked)]) == list(asked)
    return 1 if partly and begins and len(joined) > _PART else 0
