"""Which words of a sentence are what was said: the quotation, the clause behind the verb, or the words before it."""

import re

from index.lexicon import CALENDAR, cue_verbs
from index.speakers import Clause, Subject
from index.types import Span

_ONLY_MARKS = re.compile(r"[\"'”’»,.\s]*(?:(?:the|a|an)\s+)?")
_DESCRIPTION = re.compile(
    r"[\"'”’»]\s+(?:(?!(?:and|but|when|as|while|then|after|before|because|that|said|says)\b)[\w.’'-]+,?\s+){1,10}"
)
_LONGEST_ADDRESSEE = 8
"""Tokens: “the Security Council in New York on Monday” is about as long as words for a listener get."""
_ASIDE = frozenset("a an the which who as in on at according while after before when".split())
"""Words that open a remark about the speech, not its continuation."""


def quotation_before(clause: Clause, text: str, at: int, *, described: bool = False) -> Span | None:
    """The quotation that ends right before the character `at`: only marks stand between.

    With `described`, also words that describe the speaker at `at`: “,” the party’s candidate, Anna Berg, said. They
    are believed only behind a comma or a question mark inside the quotation, which lead on to who spoke.
    """
    for quote in reversed(clause.quoted):
        if quote.end >= at:
            continue
        leads_on = described and text[quote.end - 1] in ",?!" and _DESCRIPTION.fullmatch(text, quote.end, at)
        if _ONLY_MARKS.fullmatch(text, quote.end, at) or leads_on:
            return quote
        return None
    return None


def spoken(clause: Clause, text: str, at: int, subject: Subject, *, inverted: bool, limit: int) -> tuple[Span, ...]:
    """The spans of what `subject` said by the verb at `at`; those from index `limit` on are another's."""
    first = min(subject.first, at) if inverted or subject.last < at else at
    last = max(subject.last, at) if inverted else at
    left_quote = quotation_before(clause, text, clause.words[first].start, described=True)
    if left_quote:
        return _spoken_around(clause, text, left_quote, last)
    right = clause_behind(clause, text, last, limit)
    if right:
        return (right,)
    left = clause_before(clause, text, first)
    return tuple(span for span in (left, _onward(clause, text, last, limit)) if span) if left else ()


def _onward(clause: Clause, text: str, last: int, limit: int) -> Span | None:
    """The rest of a sentence that the speaker only interrupts: “This, analysts say, could end badly.”"""
    begin = last + 2
    if begin >= limit or clause.words[last + 1].text != ",":
        return None
    word = clause.words[begin]
    if word.lower.endswith("ing") or word.lower in _ASIDE or word.capital:
        return None
    return clause_behind(clause, text, last + 1, limit)


def _spoken_around(clause: Clause, text: str, left: Span, last: int) -> tuple[Span, ...]:
    """The quotation before the cue, those that precede it without another cue, and one that goes on behind it."""
    end = clause.words[last].end
    onward = [quote for quote in clause.quoted if quote.start > end and not text[end : quote.start].strip(", \"'“‘«:")]
    return tuple(_bare(text, quote) for quote in (left, *onward))


def _bare(text: str, quote: Span) -> Span:
    """A quotation without the comma that only leads on to the words behind it."""
    return Span(start=quote.start, end=quote.end - len(quote.of(text)) + len(quote.of(text).rstrip(", ")))


def clause_behind(clause: Clause, text: str, last: int, limit: int) -> Span | None:
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
        words[begin].text in ",:" or words[begin].lower in ("that", "on") or words[begin].lower in CALENDAR
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
    return shrunk(clause, text, Span(start=words[begin].start, end=words[end - 1].end))


def _behind_addressee(clause: Clause, begin: int, limit: int) -> int:
    """Where the content begins behind whom the speaker told: “told state TV on Monday that …”."""
    if cue_verbs().get(clause.words[begin - 1].text) not in ("tell", "assure", "inform", "remind", "advise", "promise"):
        return begin
    for at in range(begin, min(begin + _LONGEST_ADDRESSEE, limit)):
        if clause.words[at].lower == "that" or clause.words[at].text in ",:" or clause.in_quotes(at):
            return at
    return begin


def shrunk(clause: Clause, text: str, span: Span) -> Span:
    """The span shrunk to the words inside the marks when it is exactly one quotation."""
    for quote in clause.quoted:
        if not text[span.start : quote.start].strip("\"'“‘« ") and not text[quote.end : span.end].strip("\"'”’». ,"):
            return _bare(text, quote)
    end = span.end
    while end > span.start and text[end - 1] in " ,;:":
        end -= 1
    return Span(start=span.start, end=end)


def clause_before(clause: Clause, text: str, first: int) -> Span | None:
    """The words before “…, analysts say.”: only when a comma sets the speaker off."""
    if first < 2 or clause.words[first - 1].text not in (",", "—", "–"):
        return None
    return shrunk(clause, text, Span(start=clause.words[0].start, end=clause.words[first - 2].end))
