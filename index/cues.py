"""Acts of speech in one sentence: the cue, its subject, and which words are what was said."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.lexicon import CALENDAR, MODALS, NOUN_CUES, cue_verbs
from index.speakers import Clause, Subject, first_subject, subject_before, subject_behind
from index.types import Span

_BE = frozenset("is are was were be been being".split())
_NOT = frozenset("not never no hardly n't didn't don't doesn't hasn't haven't isn't wasn't".split())
_NEEDS_THAT = frozenset(
    "underscore underline highlight signal indicate suggest reveal hint rule observe question show reflect "
    "echo voice express report write reason repeat tout cite compare credit recount refer speak elaborate "
    "sneer tease spell estimate defend welcome threaten think believe recall disclose".split()
)
"""Verbs that also name other acts: without a clause behind “that”, a quotation or a colon they are no cue."""
_JOINING = frozenset(["and", "but", "then", ",", "—", "–", "while"])
_LONGEST_ADDRESSEE = 8
"""Tokens: “the Security Council in New York on Monday” is about as long as words for a listener get."""
_ASIDE = frozenset("a an the which who as in on at according while after before when".split())
"""Words that open a remark about the speech, not its continuation."""
_REPORTING = frozenset(["report", "quote", "cite"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of speech: who (as words), by which verb, and the spans of what was said."""

    subject: Subject
    cue: str
    cue_span: Span
    content: tuple[Span, ...]
    negated: bool = False


def acts(clause: Clause, text: str) -> Iterator[Act]:
    """The acts of speech of a sentence, in the order of their cues."""
    ends = _content_limits(clause)
    speaking: Subject | None = None
    for at, word in enumerate(clause.words):
        if clause.in_quotes(at) or (word.capital and at > 0):
            continue
        act = None
        if _finite_cue(clause, at):
            act = _verb_act(clause, text, at, ends.get(at, len(clause.words)), speaking)
        elif word.text in NOUN_CUES:
            act = _noun_act(clause, text, at)
        elif word.lower == "according" and clause.words[at + 1 : at + 2] and clause.words[at + 1].lower == "to":
            act = _according_to(clause, text, at)
        if act:
            speaking = act.subject
            yield act


def _content_limits(clause: Clause) -> dict[int, int]:
    """For a cue, the index of the word where another act of speech takes over: “…, and Kim said”."""
    limits: dict[int, int] = {}
    cues = [at for at in range(len(clause.words)) if _finite_cue(clause, at)]
    for cue, following in reversed(list(pairwise(cues))):
        limit = _takes_over(clause, cue, following)
        if limit is not None or following in limits:
            limits[cue] = limits[following] if limit is None else limit
    return limits


def _takes_over(clause: Clause, cue: int, following: int) -> int | None:
    before = clause.words[following - 1].lower
    if before == "," and clause.words[following].text.endswith("ing"):
        return following - 1
    if before in ("and", "but"):
        return following - 1
    subject = subject_before(clause, following)
    joined = (
        subject and subject.first > cue + 1 and clause.words[subject.first - 1].lower in ("and", "but", "while", ";")
    )
    return subject.first - 1 if subject and joined else None


def _finite_cue(clause: Clause, at: int) -> bool:
    """Whether the word is a verb of speech outside quotation marks, not a bare infinitive behind “to … and”."""
    word = clause.words[at].text
    if word not in cue_verbs() or clause.in_quotes(at):
        return False
    return cue_verbs()[word] != word or at == 0 or clause.words[at - 1].lower not in _JOINING


def _verb_act(clause: Clause, text: str, at: int, limit: int, speaking: Subject | None) -> Act | None:
    words = clause.words
    before = words[at - 1].lower if at else ""
    verb = cue_verbs()[words[at].text]
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if before in MODALS or before == "to" or (verb == "point" and after not in ("to", "out")):
        return None
    passive = any(word.lower in _BE for word in words[max(0, at - 2) : at])
    if after == "by" and verb not in _REPORTING and passive:
        return _passive_act(clause, text, at, limit)
    if after == "by" or (before in _BE and after != "that"):
        return None
    subject, inverted = _subject(clause, text, at, speaking)
    if subject is None or (words[at].text == verb and _singular(subject) and before not in _NOT):
        return None
    content = _content(clause, text, at, subject, inverted=inverted, limit=limit)
    if not content or (verb in _NEEDS_THAT and not _speech_like(clause, at, content)):
        return None
    return Act(
        subject=subject, cue=verb, cue_span=_token_span(clause, at), content=content, negated=_negated(clause, at, verb)
    )


def _singular(subject: Subject) -> bool:
    return subject.pronoun in ("he", "she", "it") or bool(subject.mention and subject.mention.kind == "person")


def _negated(clause: Clause, at: int, verb: str) -> bool:
    return verb in ("deny", "refute") or any(word.lower in _NOT for word in clause.words[max(0, at - 3) : at])


def _speech_like(clause: Clause, at: int, content: tuple[Span, ...]) -> bool:
    after = clause.words[at + 1].lower if at + 1 < len(clause.words) else ""
    return after in ("that", ":") or any(quote.overlaps(span) for quote in clause.quoted for span in content)


def _subject(clause: Clause, text: str, at: int, speaking: Subject | None) -> tuple[Subject | None, bool]:
    """The subject of the verb at `at`, and whether it stands behind the verb. `speaking` spoke last in the sentence."""
    before = clause.words[at - 1] if at else None
    if before is None:
        return None, False
    behind_quote = _quote_ends_before(clause, text, clause.words[at].start)
    if behind_quote or before.text == ",":
        subject = subject_behind(clause, at)
        closes = subject and (
            subject.last + 1 >= len(clause.words) or not clause.words[subject.last + 1].word or behind_quote
        )
        if subject and closes and not clause.words[at].text.endswith("ing"):
            return subject, True
    participle = clause.words[at].text.endswith("ing")
    subject = None if participle else subject_before(clause, at)
    if subject is None and before.lower in _JOINING:
        subject = speaking or first_subject(clause, at)
    return subject, False


def _quote_ends_before(clause: Clause, text: str, at: int) -> Span | None:
    """The quotation that ends right before the character `at`, if only marks and blanks stand between."""
    for quote in clause.quoted:
        if quote.end < at and not text[quote.end : at].strip("\"'”’»,. "):
            return quote
    return None


def _content(clause: Clause, text: str, at: int, subject: Subject, *, inverted: bool, limit: int) -> tuple[Span, ...]:
    first = min(subject.first, at) if inverted or subject.last < at else at
    last = max(subject.last, at) if inverted else at
    left_quote = _quote_ends_before(clause, text, clause.words[first].start)
    if left_quote:
        return _spoken_around(clause, text, left_quote, last)
    right = _right(clause, text, last, limit)
    if right:
        return (right,)
    left = _left(clause, text, first)
    return tuple(span for span in (left, _onward(clause, text, last, limit)) if span) if left else ()


def _onward(clause: Clause, text: str, last: int, limit: int) -> Span | None:
    """The rest of a sentence that the speaker only interrupts: “This, analysts say, could end badly.”"""
    begin = last + 2
    if begin >= limit or clause.words[last + 1].text != ",":
        return None
    word = clause.words[begin]
    if word.lower.endswith("ing") or word.lower in _ASIDE or word.capital:
        return None
    return _right(clause, text, last + 1, limit)


def _spoken_around(clause: Clause, text: str, left: Span, last: int) -> tuple[Span, ...]:
    """The quotation before the cue, those that precede it without another cue, and one that goes on behind it."""
    end = clause.words[last].end
    onward = [quote for quote in clause.quoted if quote.start > end and not text[end : quote.start].strip(", \"'“‘«:")]
    return tuple(_bare(text, quote) for quote in (left, *onward))


def _bare(text: str, quote: Span) -> Span:
    """A quotation without the comma that only leads on to the words behind it."""
    return Span(start=quote.start, end=quote.end - len(quote.of(text)) + len(quote.of(text).rstrip(", ")))


def _right(clause: Clause, text: str, last: int, limit: int) -> Span | None:
    """The words behind the cue up to the end of the sentence, or None when the cue closes its clause."""
    begin = last + 1
    words = clause.words
    if (
        begin < limit
        and words[begin].text == ","
        and not (begin + 1 < limit and clause.in_quotes(begin + 2 if begin + 2 < limit else begin + 1))
    ):
        return None
    begin = _behind_addressee(clause, begin, limit)
    while begin < limit and (
        words[begin].text in ",:" or words[begin].lower == "that" or words[begin].lower in CALENDAR
    ):
        begin += 1
    end = limit
    while (
        end > begin
        and not words[end - 1].word
        and words[end - 1].text not in "%)”’\"'"
        and not words[end - 1].text.isdigit()
    ):
        end -= 1
    inside = [word for word in words[begin:end] if word.word]
    if len(inside) < 2 and not any(clause.in_quotes(at) for at in range(begin, end)):
        return None
    return _tidy(clause, text, Span(start=words[begin].start, end=words[end - 1].end))


def _behind_addressee(clause: Clause, begin: int, limit: int) -> int:
    """Where the content begins behind whom the speaker told: “told state TV on Monday that …”."""
    if cue_verbs().get(clause.words[begin - 1].text) not in ("tell", "assure", "inform", "remind", "advise", "promise"):
        return begin
    for at in range(begin, min(begin + _LONGEST_ADDRESSEE, limit)):
        if clause.words[at].lower == "that" or clause.words[at].text in ",:" or clause.in_quotes(at):
            return at
    return begin


def _tidy(clause: Clause, text: str, span: Span) -> Span:
    """The span shrunk to the words inside the marks when it is exactly one quotation."""
    for quote in clause.quoted:
        if not text[span.start : quote.start].strip("\"'“‘« ") and not text[quote.end : span.end].strip("\"'”’». ,"):
            return _bare(text, quote)
    end = span.end
    while end > span.start and text[end - 1] in " ,;:":
        end -= 1
    return Span(start=span.start, end=end)


def _left(clause: Clause, text: str, first: int) -> Span | None:
    """The words before “…, analysts say.”: only when a comma sets the speaker off."""
    if first < 2 or clause.words[first - 1].text not in (",", "—", "–"):
        return None
    return _tidy(clause, text, Span(start=clause.words[0].start, end=clause.words[first - 2].end))


def _passive_act(clause: Clause, text: str, at: int, limit: int) -> Act | None:
    """“The drills were described by Moscow as escalatory”: the agent speaks."""
    subject = subject_behind(clause, at + 1)
    if subject is None:
        return None
    right = _right(clause, text, subject.last, limit)
    if right is None:
        return None
    return Act(
        subject=subject, cue=cue_verbs()[clause.words[at].text], cue_span=_token_span(clause, at), content=(right,)
    )


def _noun_act(clause: Clause, text: str, at: int) -> Act | None:
    """“Lavrov’s assertion that …”."""
    words = clause.words
    if (
        at < 2
        or at + 2 >= len(words)
        or words[at + 1].lower != "that"
        or words[at - 1].text not in ("’s", "'s", "’", "'")
    ):
        return None
    mention = clause.mention_at(at - 2)
    right = _right(clause, text, at, len(words))
    if mention is None or right is None:
        return None
    subject = Subject(span=mention.whole, first=at - 2, last=at - 2, mention=mention)
    ends = [quote.end + 1 for quote in clause.quoted if right.start <= quote.start < right.end]
    content = Span(start=right.start, end=min(ends[0], right.end)) if ends else right
    return Act(subject=subject, cue=words[at].text, cue_span=_token_span(clause, at), content=(content,))


def _according_to(clause: Clause, text: str, at: int) -> Act | None:
    subject = subject_behind(clause, at + 1)
    if subject is None:
        return None
    if at <= 1:
        comma = next((i for i in range(subject.last + 1, len(clause.words)) if clause.words[i].text == ","), None)
        content = _right(clause, text, comma, len(clause.words)) if comma is not None else None
    else:
        content = _left(clause, text, at) or (
            _tidy(clause, text, Span(start=clause.words[0].start, end=clause.words[at - 1].end)) if at > 3 else None
        )
    return (
        Act(subject=subject, cue="according to", cue_span=_token_span(clause, at), content=(content,))
        if content
        else None
    )


def _token_span(clause: Clause, at: int) -> Span:
    return Span(start=clause.words[at].start, end=clause.words[at].end)
