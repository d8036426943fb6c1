"""Names in a text: where they stand, what kind of thing each names, and the full name behind a short one.

No model: capital letters, titles and closed word lists (`lexicon.py`). A name of two or three words that nothing
shows to be a place, an organisation or a people counts as a person's.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from index.lexicon import (
    CALENDAR,
    DEMONYMS,
    FEMALE_TITLES,
    GEOGRAPHY_WORDS,
    MALE_TITLES,
    ORGANISATION_WORDS,
    TITLES,
    cue_verbs,
    places,
)
from index.sentences import sentences
from index.tokens import Token, tokens
from index.types import Span

Kind = Literal["person", "organisation", "place", "group", "other"]

_PARTICLES = frozenset("al bin ben ibn von van der den de del da di du la le el dos ul ur".split())
_BEFORE_DATES = frozenset("in on since until by from of last next this early late mid".split())
_MONTHS_THAT_ARE_NAMES = frozenset(["may", "april", "june", "august", "march"])
_LINKS = frozenset("of for and the on".split())
_NOT_NAMES = frozenset(
    "the a an in on at by for from with he she it they we i you this that these those there his her its their our my "
    "your but and yet so or as if when while after before since during although though however meanwhile what who "
    "which where how why all some many most no not one two three four five six both each to of also still then now "
    "according asked last officials analysts critics experts another other others such more less much few several "
    "despite instead nevertheless moreover furthermore today yesterday tomorrow yes here once until under over through "
    "without within against between among about into because thus hence indeed perhaps maybe let please thank next "
    "first second third only just even never nothing everyone everybody someone anyone nobody sources diplomats "
    "speaking asked those whether unlike like be is are was were do does did has have had can could will would should "
    "may might must per via amid besides journalists reporters earlier later recently currently an’ re".split()
)


_FAMILY_NAMES_TOO = frozenset(["no", "so"])
"""Korean family names among them, inside a sentence: “the minister, No Kwang Chol, said”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in its place. `span` is the bare name, `whole` takes the titles before it along."""

    span: Span
    whole: Span
    name: str
    kind: Kind
    gender: Literal["m", "f", ""] = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as far as every extraction needs it: its sentences, the words of each, and the names."""

    sentences: Sequence[Span]
    words: Sequence[Sequence[Token]]
    mentions: Sequence[Mention]
    title: Sequence[Mention] = ()
    """The names of the title; their places count in the title."""


def read(text: str, title: str = "") -> Reading:
    """The sentences, words and names of a text, short forms resolved, those too whose full name is in the title."""
    spans = sentences(text)
    words = [tokens(text, span) for span in spans]
    ahead = [tokens(title, span) for span in sentences(title)]
    lower_words = {token.text for sentence in (*ahead, *words) for token in sentence if token.text[0].islower()}
    before, inside = _found(ahead, lower_words), _found(words, lower_words)
    shift = len(title) + 1
    resolved = _resolved([*(moved(mention, -shift) for mention in before), *inside])
    told = [moved(mention, shift) for mention in resolved[: len(before)]]
    return Reading(spans, words, resolved[len(before) :], told)


def _found(sentences: Iterable[Sequence[Token]], lower_words: Collection[str]) -> list[Mention]:
    return [mention for words in sentences for chunk in _chunks(words, lower_words) if (mention := _mention(chunk))]


def names(text: str) -> list[str]:
    """The distinct names of a text in their fullest form, in the order of first use; peoples and dates are left out."""
    return distinct(mentions(text))


def distinct(found: Iterable[Mention]) -> list[str]:
    """The names of persons, organisations and places among the mentions, each once, in the order of first use."""
    return list(dict.fromkeys(mention.name for mention in found if mention.kind in ("person", "organisation", "place")))


def moved(mention: Mention, by: int) -> Mention:
    """The mention in a text that begins `by` characters later (earlier, when it is negative)."""
    span, whole = (Span(start=each.start + by, end=each.end + by) for each in (mention.span, mention.whole))
    return replace(mention, span=span, whole=whole)


def mentions(text: str) -> list[Mention]:
    """Every name of the text in order, short forms already resolved: “Lavrov” is named “Sergei Lavrov”."""
    return list(read(text).mentions)


def _chunks(words: Sequence[Token], lower_words: Collection[str]) -> list[list[Token]]:
    """Runs of capitalised words, with the particles and links that names carry inside."""
    found: list[list[Token]] = []
    at = 0
    while at < len(words):
        if not words[at].capital or not _begins(words, at, lower_words):
            at += 1
            continue
        end = at + 1
        while end < len(words) and (step := _continues(words, at, end)):
            end += step
        found.append(list(words[at:end]))
        at = end
    return found


def _begins(words: Sequence[Token], at: int, lower_words: Collection[str]) -> bool:
    token = words[at]
    if not (token.word and token.capital) or _date(words, at):
        return False
    if token.lower in _NOT_NAMES:
        return token.lower in _FAMILY_NAMES_TOO and at > 0 and words[at - 1].text != "." and _named_on(words, at)
    opens_sentence = at == 0 or not words[at - 1].word
    known = _place(token) or token.lower in DEMONYMS or token.lower in TITLES
    if not opens_sentence or known:
        return True
    return token.lower not in cue_verbs() and (_named_on(words, at) or token.text.lower() not in lower_words)


def _named_on(words: Sequence[Token], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].capital and words[at + 1].word


def _date(words: Sequence[Token], at: int) -> bool:
    """Whether the word is a day or a month that only stands before a name: “on Friday Lavrov said”."""
    word = words[at].lower
    return word in CALENDAR and (word.endswith("day") or (at > 0 and words[at - 1].lower in _BEFORE_DATES))


def _continues(words: Sequence[Token], begin: int, at: int) -> int:
    """How many tokens from `at` on belong to the name as well."""
    token = words[at]
    ahead = words[at + 1] if at + 1 < len(words) else None
    if token.capital and token.word and (token.lower not in CALENDAR or _family_name(words[begin:at], token, ahead)):
        return 1
    if ahead is None or not (ahead.capital and ahead.word):
        return 2 if token.lower in _LINKS and _the_ahead(words, at) and _institution(words[begin:at]) else 0
    if token.lower in _PARTICLES or (token.text == "." and len(words[at - 1].text) == 1):
        return 2
    return 2 if token.lower in ("of", "for") and _institution(words[begin:at]) else 0


def _family_name(given: Sequence[Token], month: Token, ahead: Token | None) -> bool:
    """Whether a month is Theresa May's: behind one given name, and no day follows."""
    bare = len(given) == 1 and not (_place(given[0]) or given[0].lower in TITLES or given[0].lower in DEMONYMS)
    return bare and month.lower in _MONTHS_THAT_ARE_NAMES and not (ahead and ahead.text[0].isdigit())


def _the_ahead(words: Sequence[Token], at: int) -> bool:
    return at + 2 < len(words) and words[at].lower == "of" and words[at + 1].text == "the" and words[at + 2].capital


def _institution(words: Sequence[Token]) -> bool:
    return any(word.lower in ORGANISATION_WORDS or word.lower in GEOGRAPHY_WORDS for word in words)


def _mention(chunk: Sequence[Token]) -> Mention | None:
    """The name that a run of capitalised words is, its titles set apart; None for a bare title, a day or a month."""
    whole = _span(chunk)
    core = list(chunk)
    titles: list[str] = []
    while core and (core[0].lower in TITLES or (_qualifier(core[0]) and _title_follows(core))):
        titles.append(core.pop(0).lower)
    if not core or (titles and _institution(core)):
        core, titles = list(chunk), []
    if bare := _behind_title(core):
        core, titles = bare, titles + [word.lower for word in core[: len(core) - len(bare)] if word.lower in TITLES]
    if all(word.lower in CALENDAR or word.lower in TITLES for word in core):
        return None
    name = " ".join(word.text for word in core)
    kind = _kind(core, titled=_person_title(titles))
    return Mention(span=_span(core), whole=whole, name=name, kind=kind, gender=_gender(titles))


def _behind_title(core: Sequence[Token]) -> list[Token] | None:
    """The person behind whom the name stands for: “Judicial Watch President Tom Fitton” is Tom Fitton."""
    last = max((at for at, word in enumerate(core) if word.lower in TITLES), default=0)
    bare = core[last + 1 :]
    told = 2 <= len(bare) <= 3 and all(word.text[0].isupper() and word.lower not in TITLES for word in bare)
    return (
        list(bare) if last > 0 and told and not _institution(bare) and not any(_place(word) for word in bare) else None
    )


def _qualifier(word: Token) -> bool:
    return word.lower in DEMONYMS or word.lower in ORGANISATION_WORDS or _place(word)


def _title_follows(core: Sequence[Token]) -> bool:
    """Whether a title and then a bare name come behind the first word: “House Speaker Mike Johnson”."""
    titles = [at for at, word in enumerate(core) if at and word.lower in TITLES]
    return bool(titles) and titles[-1] + 1 < len(core) and not _institution(core[titles[-1] + 1 :])


def _person_title(titles: Sequence[str]) -> bool:
    return any(title in TITLES for title in titles)


def _gender(titles: Sequence[str]) -> Literal["m", "f", ""]:
    if MALE_TITLES.intersection(titles):
        return "m"
    return "f" if FEMALE_TITLES.intersection(titles) else ""


def _span(words: Sequence[Token]) -> Span:
    return Span(start=words[0].start, end=words[-1].end)


def _kind(core: Sequence[Token], *, titled: bool) -> Kind:
    lowered = [word.lower for word in core]
    joined = " ".join(lowered)
    if titled and not _institution(core):
        return "person"
    if joined in places() and (len(joined) > 2 or core[0].text.isupper()):
        return "place"
    if ORGANISATION_WORDS.intersection(lowered):
        return "organisation"
    if DEMONYMS.issuperset(lowered):
        return "group"
    if len(core) > 1 and (GEOGRAPHY_WORDS.intersection(lowered) or any(_place(word) for word in core)):
        return "place"
    if all(word.text.isupper() and len(word.text) > 1 for word in core):
        return "organisation"
    if any(part.lower() in DEMONYMS or _names_place(part) for word in core for part in word.text.split("-")):
        return "other"
    return "person" if 2 <= len(core) <= 4 else "other"


def _place(word: Token) -> bool:
    return _names_place(word.text)


@lru_cache(maxsize=50_000)
def _names_place(word: str) -> bool:
    """Whether the word names a place; of the short ones (“US”, “UN”) only capitals do, for Kim Jong Un is a person."""
    return word.lower().rstrip(".") in places() and (len(word) > 3 or word.isupper())


def _resolved(found: Sequence[Mention]) -> list[Mention]:
    """Short forms replaced by the full name they end or begin with: the most frequent one, else the nearest before."""
    persons = [mention for mention in found if mention.kind == "person" and " " in mention.name]
    resolved = []
    for mention in found:
        full = _full_name(mention, persons) if " " not in mention.name and mention.kind in ("person", "other") else None
        if full:
            resolved.append(
                Mention(
                    span=mention.span,
                    whole=mention.whole,
                    name=full.name,
                    kind="person",
                    gender=mention.gender or full.gender,
                )
            )
        else:
            resolved.append(mention)
    return resolved


def _full_name(short: Mention, persons: Sequence[Mention]) -> Mention | None:
    last = [person for person in persons if person.name.split()[-1] == short.name]
    first = [person for person in persons if person.name.split()[0] == short.name]
    candidates = last or first
    if not candidates:
        return None
    before = [person for person in candidates if person.span.start <= short.span.start] or candidates
    often = Counter(person.name for person in candidates)
    return max(reversed(before), key=lambda person: often[person.name])
