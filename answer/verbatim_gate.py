"""The verbatim gate: no quotation mark survives in an answer unless a document holds the words, whoever wrote it.

It runs last, on the finished text, so that no writer can pass it by. Around words that no document holds, the marks are
taken out of the text and the sentence is marked; what was between them is kept, with what the documents have instead.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from answer.draft import Draft
from answer.judgement import Claim, judge
from answer.misattribution import given_to, person_in
from answer.shelf import Shelf
from answer.types import Check, QuotationCheck, Verdict
from index.quotes import quotes
from index.statements import statements
from index.types import Document, Span, Statement

_OPEN, _CLOSE = "“„«「『", "”»」』"
_LOOSE = re.compile(f"[{_OPEN}{_CLOSE}]")
_MARKS = f"{_OPEN}{_CLOSE}\"'‘’`"
_REACH = 120
"""Characters: eight words of news are about fifty."""
_NEXT = re.compile(r"\s*(?P<words>\S+(?:\s+\S+){0,7})")
_LAST = re.compile(r"(?P<words>(?:\S+\s+){0,7}\S+)\s*\Z")
"""The words beside a mark without its partner: that many show whether a document holds what begins or ends there."""
_CITED = re.compile(r"\[(\d+)\]")


@dataclass(slots=True)
class _Text:
    """The text with the marks that were struck out so far, and every verdict by the place of its words."""

    text: str
    checks: list[Check]
    judged: dict[Span, QuotationCheck]

    def strike(self, places: Sequence[int]) -> None:
        """Take out the characters at these places, and move every span to where its words are then."""
        cut = sorted(set(places))
        self.text = "".join(sign for at, sign in enumerate(self.text) if at not in set(cut))
        self.checks = [replace(check, sentence=_moved(check.sentence, cut)) for check in self.checks]
        moved = (replace(each, span=_moved(each.span, cut)) for each in self.judged.values())
        self.judged = {each.span: each for each in moved}


def pass_gate(draft: Draft, shelf: Shelf) -> None:
    """Check every quotation of the draft, strike the marks of those that are not stored, and mark their sentences."""
    state = _Text(draft.text, list(draft.checks), {})
    cited = {citation.number: citation.passage.document_id for citation in draft.citations}
    while True:
        fresh = [span for span in _quoted(state.text) if span not in state.judged]
        said = _statements(state.text) if fresh else []
        checks = [judge(_claim(state, span, said, cited, shelf), shelf) for span in fresh]
        state.judged |= {check.span: check for check in checks}
        struck = [place for check in checks if not check.stored for place in _marks(state.text, check.span)]
        if not struck:  # else what stood inside the marks, and may be in marks itself, is looked at now
            break
        state.strike(struck)
    found = sorted(state.judged.values(), key=lambda each: each.span)
    sentences = [_revised(check, found, state.text, cited) for check in state.checks]
    draft.revise(state.text, sentences, found)


def _quoted(text: str) -> Iterator[Span]:
    """The quotations of a text; behind a mark that nobody closed, and before one that nobody opened, the next words."""
    pairs = quotes(text)
    yield from pairs
    taken = {place for pair in pairs for place in _marks(text, pair)}
    for at in (each.start() for each in _LOOSE.finditer(text)):
        if at in taken or any(pair.start <= at < pair.end for pair in pairs):
            continue
        beside = _beside(text, at)
        if beside and any(map(str.isalnum, beside.of(text))):
            yield beside


def _beside(text: str, at: int) -> Span | None:
    """The words next to a mark, on its line and on the side that it opens or closes."""
    if text[at] in _OPEN:
        end = text.find("\n", at, at + _REACH)
        found, start = _NEXT.match(text[at + 1 : end if end >= 0 else at + _REACH]), at + 1
    else:
        start = max(text.rfind("\n", 0, at) + 1, at - _REACH)
        found = _LAST.search(text[start:at])
    return found and Span(start=start + found.start("words"), end=start + found.end("words"))


def _marks(text: str, span: Span) -> list[int]:
    """The places of the quotation marks around a span, a blank between at most; of ''doubled'' ones both signs."""
    before = span.start - (2 if text[: span.start][-1:].isspace() else 1)
    after = span.end + text[span.end : span.end + 1].isspace()
    found: list[int] = []
    for at, step in ((before, -1), (after, 1)):
        if 0 <= at < len(text) and text[at] in _MARKS:
            beyond = text[at + step : at + step + 1] if at + step >= 0 else ""
            twice = text[at] in "'`" and beyond == text[at]
            found += [at, at + step] if twice else [at]
    return found


def _moved(span: Span, cut: Sequence[int]) -> Span:
    return Span(start=span.start - bisect_left(cut, span.start), end=span.end - bisect_left(cut, span.end))


def _statements(text: str) -> list[Statement]:
    """Who says what in the answer, which is read without its citations."""
    bare = _CITED.sub(lambda mark: " " * len(mark.group()), text)
    return statements(Document(id="", title="", text=bare, path=""))


def _claim(state: _Text, span: Span, said: Sequence[Statement], cited: Mapping[int, str], shelf: Shelf) -> Claim:
    """The quotation with whom the answer gives it to, and the documents that its sentences cite."""
    around = [check.sentence for check in state.checks if check.sentence.overlaps(span)]
    whole = Span(
        start=min([span.start, *(each.start for each in around)]), end=max([span.end, *(each.end for each in around)])
    )
    told = _CITED.sub("", _without_quotations(state.text, whole))
    documents = [shelf.document(cited[number]) for number in _numbers(whole.of(state.text)) if number in cited]
    named = given_to(span, state.text, said) or person_in(told)
    return Claim(span=span, text=state.text, named=tuple(named), cited=tuple(documents))


def _without_quotations(text: str, whole: Span) -> str:
    pieces, at = [], whole.start
    for pair in quotes(text):
        if pair.start >= at and pair.end <= whole.end:
            pieces.append(text[at : pair.start])
            at = pair.end
    return "".join([*pieces, text[at : whole.end]])


def _numbers(text: str) -> list[int]:
    return [int(number) for number in _CITED.findall(text)]


def _revised(check: Check, found: Sequence[QuotationCheck], text: str, cited: Mapping[int, str]) -> Check:
    """The verdict on a sentence, with what its quotations say about it; a removed citation is still told first."""
    inside = [each for each in found if each.span.overlaps(check.sentence)]
    if not inside or check.verdict == "citation removed":
        return check
    wrong = min((each for each in inside if each.reason and _doubt(each)), key=_doubt, default=None)
    if wrong is not None:
        return _doubted(check, wrong)
    sayings = [each for each in inside if not each.term and each.passage]
    if _within(check.sentence, sayings):
        return replace(
            check, verdict="verbatim", reason="", document_id=_place(sayings[0]), evidence=sayings[0].spans[0]
        )
    sources = {cited[number] for number in _numbers(check.sentence.of(text)) if number in cited}
    elsewhere = [each.passage.title for each in sayings if each.passage and each.passage.document_id not in sources]
    if sources and elsewhere:
        reason = f"The quotation is not in the cited document, but in “{elsewhere[0]}”."
        return replace(check, verdict="partly", reason=reason)
    return replace(check, verdict="verbatim") if sayings and check.verdict == "supported" else check


def _within(sentence: Span, sayings: Sequence[QuotationCheck]) -> bool:
    """Whether a sentence is mostly one of several that a stored quotation holds: it needs no citation of its own."""
    return any(
        not sentence.covers(each.span)
        and 2 * (min(each.span.end, sentence.end) - max(each.span.start, sentence.start))
        > sentence.end - sentence.start
        for each in sayings
    )


def _place(found: QuotationCheck) -> str:
    return found.passage.document_id if found.passage else ""


def _doubt(found: QuotationCheck) -> int:
    """How bad a quotation is, from 1; 0 for one in good order. A term that nobody uses is the least."""
    if found.verdict == "verbatim":
        return 5 if found.denial else 0
    return 4 if found.term else {"absent": 1, "altered": 2, "misattributed": 3}[found.verdict]


def _doubted(check: Check, wrong: QuotationCheck) -> Check:
    mild = wrong.term or wrong.verdict == "verbatim"
    if mild and check.verdict == "unsupported":
        return check
    verdict: Verdict = "partly" if mild else "unsupported"
    return replace(
        check,
        verdict=verdict,
        reason=wrong.reason,
        document_id=_place(wrong) or check.document_id,
        evidence=wrong.spans[0] if wrong.spans else check.evidence if wrong.term else None,
    )
