"""An answer for the clipboard, as plain text and as markup: its prose with `[n]`, what is in doubt said in place, and
below it a note for each source with the exact words.
"""

import re
from collections.abc import Iterator

from answer.types import Answer, Citation
from ui import quote_marks, words
from ui.html import Html, element, join, web_address
from ui.strings import say


def plain(found: Answer) -> str:
    """The answer as plain text; without sources no list of them."""
    notes = [" ".join(filter(None, (_note(each), web_address(each.passage.url)))) for each in found.citations]
    return "\n\n".join([*_paragraphs(found), "\n".join(notes)]).strip()


def markup(found: Answer) -> Html:
    """The same as HTML for whoever pastes into a document."""
    paragraphs = [element("p", each, dir="auto") for each in _paragraphs(found)]
    title = element("p", element("strong", say("copied.sources"))) if found.citations else None
    return join(*paragraphs, title, *(element("p", *_linked(each), dir="auto") for each in found.citations))


def _linked(citation: Citation) -> Iterator[str]:
    url = web_address(citation.passage.url)
    yield _note(citation)
    if url:
        yield " "
        yield element("a", url, href=url)


def _note(citation: Citation) -> str:
    passage = citation.passage
    known = (say("copied.titled", title=words.title(passage)), passage.source, words.day(passage.published))
    source = ", ".join(_line(each) for each in known if each)
    return say("copied.note", number=citation.number, source=source, words=_line(citation.quote))


def _paragraphs(found: Answer) -> list[str]:
    """The text in paragraphs with the doubts in place; of a refusal its reason and what was found of the silence."""
    text = _with_doubts(found)
    if found.refusal:
        told = (found.refusal.reason if found.refusal.reason not in text else "", found.refusal.silence)
        text = "\n\n".join([text, *told])
    return [each.strip() for each in text.split("\n") if each.strip()]


def _with_doubts(found: Answer) -> str:
    pieces, at = list[str](), 0
    for end, doubt in sorted(_doubts(found)):
        pieces += [found.text[at:end], " " if found.text[at:end].strip() else "", doubt]
        at = end
    return "".join([*pieces, found.text[at:]])


def _doubts(found: Answer) -> Iterator[tuple[int, str]]:
    """Where in the text something is in doubt, and what is to be said there: behind the sentence or the quotation."""
    for check in found.checks:
        if check.verdict not in words.IN_GOOD_ORDER:
            yield check.sentence.end, _doubt(words.VERDICTS[check.verdict], check.reason)
    for quotation in found.quotations:
        if quotation.verdict != "verbatim":
            yield quotation.span.end, _doubt(quote_marks.NAMES[quotation.verdict], quotation.reason)


def _doubt(verdict: str, reason: str) -> str:
    key = "copied.doubtful_why" if reason else "copied.doubtful"
    return say(key, verdict=verdict, reason=_line(reason)) if reason else say(key, verdict=verdict)


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
