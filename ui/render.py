"""An answer as HTML: its text with marks, its notice, a refusal; and the empty chat. Pure functions."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from answer.coverage import describe, searched_in
from answer.types import Answer, Check, Citation, Refusal
from ui import evidence, feedback_form, quote_marks, turns, understood, words
from ui.cards import citation_mark, evidence_passage, verdict_mark
from ui.html import Child, Html, element, join
from ui.passages import passage_item
from ui.sources import reference, sources
from ui.strings import count, say

_MARK = re.compile(r"\[(\d{1,3})\]")
_BULLET = re.compile(r"[ \t]*[-•*][ \t]+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def answer(found: Answer, message: str, suggested: Sequence[str] = ()) -> Html:
    """A finished answer: its text with citations and checks, its notice, its sources, what was searched, and what can
    be done with it; `suggested` are questions that the page shows below the last answer."""
    refused = refusal(found.refusal, message) if found.refusal and not found.citations else None
    parts: list[Child] = [understood.searched_for(found.question, found.understood), _notice(found.notice), refused]
    if found.text and not (found.refusal and found.text == found.refusal.reason):
        parts += [prose(found, message), sources(found.citations, message)]
    tools = element("div", evidence.tools(found, message), feedback_form.ask(), class_="after")
    parts += [_footer(found, message), tools, turns.suggested(suggested)]
    return element("article", *parts, class_="reply", data_message=message)


def refusal(value: Refusal, message: str) -> Html:
    """No answer: why, and the passages that came nearest, which are said not to answer."""
    nearest = [
        passage_item(passage, reference("near", message, number), number)
        for number, passage in enumerate(value.nearest, start=1)
    ]
    near = join(
        element("p", say("answer.nearest"), class_="near-title"),
        element("ol", *nearest, class_="passages"),
    )
    finding = element("p", value.silence, class_="finding", dir="auto") if value.silence else None
    return element(
        "div", element("p", value.reason, class_="reason"), finding, near if nearest else None, class_="refusal"
    )


def prose(found: Answer, message: str) -> Html:
    """The text of an answer in paragraphs and lists, each sentence with its verdict, each `[n]` a link to a source."""
    citations = {citation.number: citation for citation in found.citations}
    inline = _Inline(found, citations, message)
    blocks = [
        join(_block(inline, start, end), quote_marks.notes(found.quotations, start, end, message))
        for start, end in _paragraphs(found.text)
    ]
    return element("div", *blocks, class_="prose", dir="auto")


def welcome(examples: Sequence[str]) -> Html:
    """The empty chat: what this is, and questions to begin with."""
    chips = [element("li", element("button", text, type="button", class_="chip", data_ask=text)) for text in examples]
    return element(
        "div",
        element("h2", say("welcome.title")),
        element(
            "p",
            say("welcome.text"),
        ),
        element("ul", *chips, class_="chips", aria_label=say("welcome.examples")) if chips else None,
        class_="welcome",
    )


class _Inline:
    """Renders any stretch of an answer's text: sentences with their verdicts, and citations."""

    def __init__(self, found: Answer, citations: dict[int, Citation], message: str) -> None:
        self.text, self.citations, self.message, self.answer = found.text, citations, message, found
        self.checks = sorted(enumerate(found.checks), key=lambda item: item[1].sentence.start)

    def render(self, start: int, end: int) -> Html:
        """The characters from `start` to `end`."""
        pieces: list[Child] = []
        at = start
        for number, check in self.checks:
            begin, stop = max(check.sentence.start, at), min(check.sentence.end, end)
            if begin >= stop:
                continue
            pieces += [self._cited(at, begin), self._sentence(begin, stop, number, check)]
            at = stop
        return join(*pieces, self._cited(at, end))

    def _sentence(self, start: int, end: int, number: int, check: Check) -> Html:
        body = self._cited(start, end)
        place = reference("check", self.message, number) if evidence_passage(self.answer, check) else ""
        heading = check.verdict in words.IN_GOOD_ORDER and self.text[start:end].rstrip().endswith(":")
        shown = end == check.sentence.end and not heading  # what leads to a list states nothing of its own
        verdict = verdict_mark(check, self.answer, place) if shown else None
        if check.verdict in words.IN_GOOD_ORDER:
            return element("span", body, verdict, class_="sentence")
        kind = check.verdict.replace(" ", "-")
        return element("span", element("span", body, class_="doubted"), verdict, class_=f"sentence flagged {kind}")

    def _cited(self, start: int, end: int) -> Html:
        """A stretch with its quotations in doubt marked; of one within another the outer one is."""
        pieces: list[Child] = []
        at = start
        for check in (each for each in self.answer.quotations if each.verdict != "verbatim"):
            begin, stop = max(check.span.start, start), min(check.span.end, end)
            if at <= begin < stop:
                opens, closes = begin == check.span.start, stop == check.span.end
                body = self._linked(begin, stop)
                pieces += [self._linked(at, begin), quote_marks.inline(body, check, opens=opens, closes=closes)]
                at = stop
        return join(*pieces, self._linked(at, end))

    def _linked(self, start: int, end: int) -> Html:
        stretch = self.text[start:end]
        pieces: list[Child] = []
        at = 0
        for match in _MARK.finditer(stretch):
            citation = self.citations.get(int(match[1]))
            if citation:
                pieces += [stretch[at : match.start()].rstrip(" "), citation_mark(citation, self.answer, self.message)]
                at = match.end()
        return join(*pieces, stretch[at:])


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    cuts = [0, *(at for match in _BLANK_LINE.finditer(text) for at in match.span()), len(text)]
    yield from ((start, end) for start, end in list(pairwise(cuts))[::2] if text[start:end].strip())


def _block(inline: _Inline, start: int, end: int) -> Html:
    """A paragraph, or a list where lines begin with a bullet."""
    lines = list(_lines(inline.text, start, end))
    if not any(_BULLET.match(inline.text, *line) for line in lines):
        return element("p", inline.render(start, end))
    parts: list[Child] = []
    items: list[Child] = []
    for begin, stop in lines:
        bullet = _BULLET.match(inline.text, begin, stop)
        if bullet:
            items.append(element("li", inline.render(bullet.end(), stop)))
        else:
            parts += [_list(items), element("p", inline.render(begin, stop))]
            items = []
    return join(*parts, _list(items))


def _list(items: Sequence[Child]) -> Html | None:
    return element("ul", *items) if items else None


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield at, at + len(line.rstrip())
        at += len(line)


def _notice(sentence: str) -> Html | None:
    return element("p", sentence, class_="notice", role="note") if sentence else None


def _footer(found: Answer, message: str) -> Html:
    """What was searched, how the sentences came through, who wrote; the panel tells the rest, at the link."""
    searched = describe(found.coverage) if found.refusal else searched_in(found.coverage)
    how = say("answer.found", passages=count(len(found.hits), "passage").capitalize())
    link = element("a", how, href=reference("found", message, 0))
    summary = [element("span", part) for part in (words.checked(found), words.made(found)) if part]
    return element(
        "footer",
        element("p", searched, class_="coverage", dir="auto"),
        element("p", *summary, link, class_="made"),
    )
