"""Questions to begin with, made from the corpus itself, so that each has an answer there."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log
from typing import Protocol

from index.countries import country_named, country_of
from index.lexicon import ORGANISATION_WORDS
from index.names import names
from index.types import Document, Filters, Statement
from ui.strings import say

EXAMPLES = 5
"""Questions shown: a few lines of chips."""

ALL = Filters()
SEATS = frozenset(
    "moscow washington beijing kyiv london paris berlin tehran seoul tokyo pyongyang brussels kremlin".split()
)
"""They stand for who speaks more often than for what is spoken of."""
_QUOTED = range(6, 26)
"""Words of a quotation to try: long enough to lose one, short enough to read."""
QUOTE_MARKS = frozenset('“”‘"')


class Catalogue(Protocol):
    """What is read of the catalogue."""

    def speakers(self) -> list[tuple[str, int]]: ...  # noqa: D102
    def statements(self, speakers: Sequence[str], filters: Filters, /) -> list[Statement]: ...  # noqa: D102
    def names(self) -> list[tuple[str, int]]: ...  # noqa: D102


def examples(catalogue: Catalogue, document: Callable[[str], Document | None]) -> tuple[str, ...]:
    """Questions from what is in the corpus: the people most quoted, each on what they spoke of; then other names."""
    documents = dict(catalogue.names())
    made: list[str] = []
    for speaker, topic in spoken_topics(catalogue, document):
        asked = f"the {speaker}" if ORGANISATION_WORDS.intersection(speaker.lower().split()) else speaker
        about = _with_article(topic)
        made.append(say("examples.about", who=asked, topic=about) if topic else say("examples.anything", who=asked))
    others = [name for name in documents if not any(name in question for question in made)]
    return tuple([*made, *(say("examples.name", name=_with_article(name)) for name in others)][:EXAMPLES])


def _with_article(topic: str) -> str:
    """A topic as a question has it: “the United States”."""
    return f"the {topic}" if topic.startswith("United ") or topic.endswith((" States", " Union")) else topic


def spoken_topics(catalogue: Catalogue, document: Callable[[str], Document | None]) -> tuple[tuple[str, str], ...]:
    """The people most quoted, each with what they spoke of; an empty topic where none was told."""
    people = _people([name for name, _ in catalogue.speakers()])[:EXAMPLES]
    common = _commonness(catalogue)
    return tuple((each, _topic(catalogue.statements([each], ALL), document, each, common)) for each in people)


def quotation(catalogue: Catalogue, document: Callable[[str], Document | None]) -> str:
    """A sentence of somebody quoted, once as it stands and once without a word; empty when nobody is quoted well."""
    for speaker in _people([name for name, _ in catalogue.speakers()])[:EXAMPLES]:
        for statement in catalogue.statements([speaker], ALL):
            stored = document(statement.document_id)
            said = statement.content[0].of(stored.text).strip(" ,.") if stored else ""
            words = said.split()
            if statement.kind == "direct" and len(words) in _QUOTED and not QUOTE_MARKS.intersection(said):
                longest = max(range(1, len(words) - 1), key=lambda place: len(words[place]))
                less = " ".join([*words[:longest], *words[longest + 1 :]])
                return f"“{said},” {speaker} said. “{less},” {speaker} said later."
    return ""


def _people(speakers: Sequence[str]) -> list[str]:
    """Speakers with a full name, each family name once: its spellings are one person."""
    found: dict[str, str] = {}
    for speaker in speakers:
        words_of = speaker.split()
        if len(words_of) > 1 and all(word[:1].isupper() for word in words_of) and not country_of(speaker):
            found.setdefault(words_of[-1], speaker)
    return list(found.values())


def _commonness(catalogue: Catalogue) -> Mapping[str, int]:
    """In how many documents each topic is named, in any of its names; in that of most, at least."""
    counts: Counter[str] = Counter()
    for name, documents in catalogue.names():
        counts[_plain(name)] += documents
    return counts


def _topic(
    statements: Sequence[Statement],
    document: Callable[[str], Document | None],
    speaker: str,
    common: Mapping[str, int],
) -> str:
    """The country or the institution most peculiar to words of the speaker that are quoted: often in them, and not in
    everybody's. Capitals and peoples are named by their country; a seat of government alone is no topic.
    """
    counts: Counter[str] = Counter()
    for statement in (each for each in statements if each.kind == "direct"):
        stored = document(statement.document_id)
        said = names(" ".join(span.of(stored.text) for span in statement.content)) if stored else []
        counts.update(set(map(_plain, said)))
    fit = [name for name in counts if name and name not in speaker and speaker not in name]
    most = max(common.values(), default=1)
    return max(fit, key=lambda name: counts[name] * log(2 * most / min(common.get(name, 1) or 1, most)), default="")


def _plain(name: str) -> str:
    """The name as a question would use it; an empty string for long ones, which are often a slip of the reading."""
    country = country_named(name)
    if country:
        return "" if name.lower() in SEATS else country
    return name if " " not in name else ""
