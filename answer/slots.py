"""Numbers, days and names of a sentence that its source lacks, or has otherwise: one sentence for the reader."""

import re
from collections.abc import Sequence
from functools import lru_cache

from answer.calendar_dates import MONTHS
from answer.numbers import Number, carried, numbers
from answer.times import HALF_DAY, is_number, same_time, times
from index.english import is_english
from index.lexicon import CALENDAR, ORGANISATION_WORDS, SPEAKER_NOUNS, TITLES, cue_verbs
from index.names import Mention, mentions
from index.topics import terms

_NEXT_WORD = re.compile(r"\s+(?:(?:has|had|also|later)\s+)?(\w+)")
_PART_OF_A_NAME = re.compile(r"\b([^\W\d]+)[-–]$")
"""The 19 of “COVID-19”; not the 7 of “4-7”, for a number stands before it."""
_BEGINS = re.compile(r"(?:^|[.!?:]\W*|\n\s*)[\"'“‘(\[]*$")
_CALENDAR = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    MONTHS,
)
_ROLES = SPEAKER_NOUNS | ORGANISATION_WORDS | TITLES
"""Words that some write with a capital without naming anybody: “the Company”, “the Minister”."""
_BY = re.compile(r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+\s+){1,2}by\b")


def wrong_number(sentence: str, source: str, evidence: str, *, rival: str = "") -> str:
    """A number of the sentence that the source does not have, or that stands for another one of a close wording.

    `evidence` is the best sentence of the source; `rival`, for a close wording only, all of the source that the number
    may rightly be from.
    """
    said, around, here, own = _telling(sentence, source), numbers(source), numbers(evidence), numbers(rival)
    for number in said:
        counterpart = _counterpart(number, said, here)
        absent = not carried(number, around) and not any(is_number(time, number.value) for time in times(source))
        if counterpart and (absent or (rival and _too_often(number, said, own))):
            return f"The source says {_shown(counterpart, evidence)}, not {_shown(number, sentence)}."
        if absent:
            return f"The number {_shown(number, sentence)} is not in the cited passage."
    return ""


def wrong_time(sentence: str, source: str) -> str:
    """A time of day of the sentence that the source does not have, nor its bare number."""
    held, bare = times(source), [each.value for each in numbers(source)]
    for time in times(sentence):
        there = [each for each in held if each.minutes % HALF_DAY == time.minutes % HALF_DAY]
        if any(same_time(time, each) for each in there):
            continue
        if not there and any(is_number(time, value) for value in bare):
            continue
        other = next((each.span.of(source) for each in (*there, *held)), "").rstrip(".")
        mine = time.span.of(sentence).rstrip(".")
        return f"The source says {other}, not {mine}." if other else f"The time {mine} is not in the cited passage."
    return ""


def wrong_day(sentence: str, source: str) -> str:
    """A day of the week or a month that the source does not name, where it names another one."""
    held = set(re.findall(r"[A-Z][a-z]+", source))
    for kind in _CALENDAR:
        there = [day for day in kind if day in held]
        new = [day for day in re.findall(r"[A-Z][a-z]+", sentence) if day in kind and day not in held]
        if new and there:
            return f"The source says {' and '.join(there)}, not {new[0]}."
    return ""


def unknown_name(sentence: str, held: frozenset[str], written: str) -> str:
    """A name of the sentence that the cited documents do not hold, in any case, spacing or inflection.

    `held` are the terms of the documents, `written` their text. A name is looked for in the whole documents, for a
    passage may call by “he” whom an earlier one names.
    """
    for mention in mentions(sentence):
        unheld = mention.kind != "group" and not all(_known(word, held, written) for word in mention.name.split())
        role = mention.name.lower() in _ROLES
        if unheld and not role and not terms(mention.name) <= held and _surely_named(mention, sentence):
            return mention.name
    for found in re.finditer(r"[^\W\d_][^\W_]*", sentence):
        word = found[0]
        begins = _BEGINS.search(sentence[max(0, found.start() - 4) : found.start()]) is not None
        plain = word.lower() in _ROLES | CALENDAR or (begins and is_english(word.lower()))
        if word[0].isupper() and not plain and not _known(word, held, written):
            return word
    return ""


def other_name(sentence: str, evidence: str, rival: str) -> tuple[str, str]:
    """For a close wording: a name of the sentence that its evidence has not, and the one it has instead, if any.

    Nothing when `rival`, all that the sentence may be from, has the name. A people is a name like its country's.
    """
    new = [each for each in _sure(sentence) if not terms(each.name) & terms(rival)]
    instead = [each for each in _sure(evidence) if not terms(each.name) & terms(sentence)]
    pairs = ((mine, other) for mine in new for other in instead if _alike(mine) == _alike(other) != "other")
    return next(((mine.name, other.name) for mine, other in pairs), ("", ""))


def another_person(sentence: str, evidence: str, around: str) -> str:
    """A person of the sentence whom the cited words do not name, where the sentence that carries it names another."""
    instead = [
        each.name for each in _sure(evidence) if each.kind == "person" and not terms(each.name) & terms(sentence)
    ]
    for mine in _sure(sentence):
        if instead and mine.kind == "person" and not terms(mine.name) & terms(around):
            return f"The source says {instead[0]}, not {mine.name}."
    return ""


def plain_terms(sentence: str) -> frozenset[str]:
    """The terms of a sentence without its names and numbers: what is left when these are changed.

    All of them where nothing else is left.
    """
    slots = [each.name for each in mentions(sentence)] + [each.span.of(sentence) for each in numbers(sentence)]
    return terms(sentence).difference(*map(terms, slots)) or terms(sentence)


def _alike(mention: Mention) -> str:
    return "place" if mention.kind == "group" else mention.kind


def swapped(sentence: str, evidence: str) -> str:
    """For a close wording: two names that changed places, as in “Kim thanked Putin” for “Putin thanked Kim”."""
    order = [_short(each.name) for each in _named(sentence)]
    there = [_short(each.name) for each in _named(evidence)]
    both = [each for each in dict.fromkeys(order) if each in there]
    turned = bool(_BY.search(sentence)) != bool(_BY.search(evidence))
    if len(both) != 2 or len(set(order)) != 2 or len(set(there)) != 2 or turned:
        return ""
    first, second = both
    if there.index(first) < there.index(second):
        return ""
    return f"The source has {second} before {first}: who did it to whom is turned round."


def _telling(sentence: str, source: str) -> list[Number]:
    """The numbers that a source must carry. “One” is often no number; “twice” and “first” only imply one."""
    clock = [time.span for time in times(sentence)]
    found = [each for each in numbers(sentence) if not any(each.span.overlaps(span) for span in clock)]
    return [each for each in found if each.plain and each.value != 1 and not _in_a_name(sentence, each, source)]


def _in_a_name(sentence: str, number: Number, source: str) -> bool:
    """Whether a number belongs to a name that the source has bare: “COVID-19” for “COVID”, not “B-3” for “B-2”."""
    before = _PART_OF_A_NAME.search(sentence, 0, number.span.start)
    if before is None:
        return False
    numbered = re.search(rf"\b{re.escape(before[1])}[-–]\d", source, re.IGNORECASE)
    return numbered is None and before[1].lower() in source.lower()


def _too_often(number: Number, said: Sequence[Number], own: Sequence[Number]) -> bool:
    """Whether a close wording says the number oftener than its source: “28 to 28” for “27 to 28”."""
    return sum(each.value == number.value for each in said) > sum(carried(number, [each]) for each in own)


def _counterpart(number: Number, said: Sequence[Number], here: Sequence[Number]) -> Number | None:
    """The number of the evidence that stands where this one should: of its unit, and not said by the sentence."""
    left = [each for each in here if each.plain and not carried(each, said)]
    same = [each for each in left if each.unit == number.unit]
    return same[0] if same else None


def _shown(number: Number, text: str) -> str:
    shown = number.span.of(text)
    before = text[max(0, number.span.start - 1) : number.span.start]
    return f"{before}{shown}" if before in ("$", "€", "£") else shown


def _named(text: str) -> list[Mention]:
    """Who is named in a text, also where only another text shows that it is a name; no places and peoples."""
    return [each for each in mentions(text) if each.kind not in ("group", "place")]


def _sure(text: str) -> list[Mention]:
    return [each for each in mentions(text) if _surely_named(each, text)]


def _short(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


def _known(word: str, held: frozenset[str], written: str) -> bool:
    """Whether the documents hold the word: by its root, joined with its neighbours, or by first letters.

    Of “AI-based” the part with a capital counts. What has a digit is a number: “Q3”, “COVID-19”.
    """
    bare = re.sub(r"\W", "", word)
    if any(map(str.isdigit, bare)) or terms(word) <= held or bare.lower() in written:
        return True
    capital = [part for part in re.split(r"\W", word) if part[:1].isupper()]
    single = [part[:-1] if part.endswith("s") and part[:-1][-1:].isupper() else part for part in capital]
    return all(part.lower() in written for part in single)


def _surely_named(mention: Mention, sentence: str) -> bool:
    """Whether a capital letter shows a name: behind the first word, and there when it is one by its kind or speaks."""
    if mention.span.start > 0 or mention.kind != "other":
        return True
    behind = _NEXT_WORD.match(sentence, mention.span.end)
    word = mention.name.lower()
    return bool(behind and behind[1] in cue_verbs()) and not (word.endswith("s") or word in SPEAKER_NOUNS)


@lru_cache(maxsize=256)
def squashed(text: str) -> str:
    """The letters and digits of a text in lower case without anything between them, and first letters of its words.

    So “BestInsurance” is known from “Best Insurance”, and “YoY” from “year over year”.
    """
    words = re.findall(r"\w+", text.lower())
    return "".join(words) + "\n" + "".join(word[0] for word in words)
