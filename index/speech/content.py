"""Which words of a sentence are what was said: the quotation, the clause behind the verb, or the words before it."""

import re

from index.speech.clause import Clause
from index.speech.finite import is_verb
from index.speech.grammar import PREPOSITIONS, SUBORDINATORS
from index.speech.reach import sentence_start
from index.speech.verbs import verbs
from index.types import Span

_ONLY_MARKS = re.compile(r"[\"'”’»,.\s]*(?:(?:the|a|an)\s+)?")
_DESCRIPTION = re.compile(
    r"[\"'”’»]+\s+(?:(?!(?:and|but|when|as|while|then|after|before|because|that|said|says)\b)[\w.’'-]+,?\s+){1,10}"
)
_ASIDE = frozenset(
    "a an the which who as in on at according while after before when where because although though".split()
)
"""Words that open a remark about the speech, not its continuation."""
_NEAR = 90
"""Characters: a remark between two parts of a quotation, “he said of his rivals, “…””, is hardly longer."""
_CLOSING = "%)”’\"'»"


def quotation_before(clause: Clause, at: int, *, described: bool = False) -> Span | None:
    """The quotation that ends right before the character `at`: only marks stand between.

    With `described`, also words that describe the speaker at `at`: “,” the party’s candidate, Anna Berg, said. They
    are believed only behind a comma or a question mark inside the quotation, which lead on to who spoke.
    """
    for quote in reversed(clause.quoted):
        if quote.end >= at:
            continue
        leads_on = (
            described and clause.text[quote.end - 1] in ",?!" and _DESCRIPTION.fullmatch(clause.text, quote.end, at)
        )
        return quote if _ONLY_MARKS.fullmatch(clause.text, quote.end, at) or leads_on else None
    return None


def around(clause: Clause, left: Span, last: int) -> tuple[Span, ...]:
    """The quotation before the speaker, with the words that lead up to it, and one that goes on behind the verb."""
    end = clause.words[last].end
    text = clause.text
    onward = [quote for quote in clause.quoted if quote.start > end and _leads_on(text, end, quote)]
    return (_whole_sentence(clause, left), *(bare(text, quote) for quote in onward))


def _leads_on(text: str, end: int, quote: Span) -> bool:
    """Whether the words between the verb and a later quotation only lead on to it, and give it to nobody else."""
    between = text[end : quote.start].rstrip("\"'“‘«`")
    if not between.strip(", :"):
        return True
    near = len(between) < _NEAR and between.endswith((", ", ": ", " and ", " but "))
    return near and not any(word in verbs() for word in between.lower().split())


def _whole_sentence(clause: Clause, quote: Span) -> Span:
    """The quotation from where its sentence begins: “He was a ‘respected manager,’” Boistard said."""
    at = clause.index_at(quote.start) - 1
    while at >= 0 and clause.mark(at) and clause.words[at].text not in ".?!:,;":
        at -= 1
    if at < 0 or clause.words[at].text in ".?!:,;" or clause.inside[at] or clause.lower(at) in verbs():
        return bare(clause.text, quote)
    while at > 0 and clause.words[at - 1].text not in ".?!:;":
        at -= 1
    while at < len(clause) and (clause.mark(at) and not clause.inside[at]):
        at += 1
    start = min(clause.words[at].start, quote.start)
    return Span(start=start, end=bare(clause.text, quote).end)


def bare(text: str, quote: Span) -> Span:
    """A quotation without the comma that only leads on to the words behind it."""
    return Span(start=quote.start, end=quote.end - len(quote.of(text)) + len(quote.of(text).rstrip(", ")))


def onward(clause: Clause, last: int, limit: int, ahead: Span | None) -> Span | None:
    """The rest of a sentence that the speaker only interrupts: “This, analysts say, could end badly.”"""
    begin = last + 2
    if begin >= limit or clause.words[last + 1].text != ",":
        return None
    word = clause.words[begin]
    leads = ahead is not None and _leads_up(clause, ahead)
    if not leads and (word.lower.endswith("ing") or word.lower in _ASIDE or word.capital):
        return None
    return behind(clause, begin, limit)


def _leads_up(clause: Clause, ahead: Span) -> bool:
    """Whether the words before the speaker are no sentence of their own: “In any case, he said, the plan stands.”"""
    first, end = clause.index_at(ahead.start), clause.index_at(ahead.end - 1)
    opens = clause.lower(first)
    return (
        opens in SUBORDINATORS or opens in PREPOSITIONS or not any(is_verb(clause, at) for at in range(first, end + 1))
    )


def behind(clause: Clause, begin: int, limit: int) -> Span | None:
    """The words from `begin` up to the one before `limit`, without what only leads on to them or ends them."""
    words = clause.words
    while begin < limit and not clause.inside[begin] and (words[begin].text in ",:" or _opens_only(clause, begin)):
        begin += 1
    while begin < limit and clause.mark(begin) and not clause.inside[begin] and words[begin].text not in "([":
        begin += 1
    end = limit
    while end > begin and clause.mark(end - 1) and words[end - 1].text not in _CLOSING:
        end -= 1
    if end <= begin or not any(words[at].word for at in range(begin, end)):
        return None
    return shrunk(clause, Span(start=words[begin].start, end=words[end - 1].end))


def _opens_only(clause: Clause, at: int) -> bool:
    """Whether “that” only opens the clause, and is not its subject: “that’s wrong”, “that would be their answer”."""
    following = clause.lower(at + 1)
    return clause.lower(at) == "that" and not (
        following in ("’s", "'s", "is", "was", "would", "will", "has")
        or at + 1 >= len(clause)
        or (clause.mark(at + 1) and clause.words[at + 1].text not in "“\"'‘,`")
    )


def shrunk(clause: Clause, span: Span) -> Span:
    """The span shrunk to the words inside the marks when it is exactly one quotation."""
    text = clause.text
    for quote in clause.quoted:
        if not text[span.start : quote.start].strip("\"'“‘«` ") and not text[quote.end : span.end].strip("\"'”’». ,"):
            return bare(text, quote)
    end = span.end
    while end > span.start and text[end - 1] in " ,;:":
        end -= 1
    return Span(start=span.start, end=max(end, span.start + 1))


def before(clause: Clause, first: int) -> Span | None:
    """The words before “…, analysts say.”: only when a comma sets the speaker off."""
    if first < 2 or clause.words[first - 1].text not in (",", "—", "–"):
        return None
    begin = sentence_start(clause, first - 2)
    while begin < first - 1 and clause.mark(begin) and not clause.inside[begin]:
        begin += 1
    return shrunk(clause, Span(start=clause.words[begin].start, end=clause.words[first - 2].end))


def up_to(clause: Clause, at: int) -> Span | None:
    """The sentence up to the word before `at`; None when that is hardly anything."""
    begin = sentence_start(clause, at - 1)
    return shrunk(clause, clause.span(begin, at - 1)) if begin < at - 1 else None
