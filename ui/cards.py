"""The marks of an answer and their cards: a number for each citation, a sign for each verdict. Pure functions.

A card stands behind its mark, unseen until a pointer, the focus or a finger is there; `cards.js` shows and places it.
It has all that a reader needs in order to judge without leaving the sentence: nothing is fetched for it.
"""

from collections.abc import Sequence

from answer.origins import also_in
from answer.types import Answer, Check, Citation, Verdict
from index.sentences import sentences
from index.types import Passage, Span, Statement
from ui import words
from ui.html import Child, Html, element, join
from ui.sources import reference
from ui.strings import say

SIGNS: dict[Verdict, str] = {
    "verbatim": "✓✓",
    "supported": "✓",
    "partly": "◐",
    "unsupported": "✕",
    "citation removed": "⊘",
}
"""A sign for each verdict: told apart by shape, in any colour or none."""
LONGEST = 600
"""Characters of a sentence on a card; of a longer one, what stands around the words."""


def citation_mark(citation: Citation, answer: Answer, message: str) -> Html:
    """The small numbered mark, which copies as `[n]`; its card has the words in their sentence, and whose they are."""
    passage, number = citation.passage, citation.number
    told = (say("cards.source", number=number, title=words.title(passage)), words.origin(passage))
    href = reference("cite", message, number)
    link = element(
        "a",
        element("span", "[", class_="copied"),
        f"{number}",
        element("span", "]", class_="copied"),
        href=href,
        class_="cite",
        aria_label=", ".join(filter(None, told)),
    )
    opening = element("a", say("cards.open"), href=href, tabindex="-1", class_="card-open")
    card = _card(
        element("span", words.title(passage), class_="card-title", dir="auto"),
        _line("card-origin", words.origin(passage)),
        _line("card-origin", also_in(citation.copies)),
        _line("card-speaker", speaker(answer, citation)),
        element("span", in_sentence(passage, citation.quoted, citation.quote), class_="card-quote", dir="auto"),
        opening,
        label=say("cards.source", number=number, title=words.title(passage)),
    )
    return element("sup", link, card, class_="has-card")


def verdict_mark(check: Check, answer: Answer, href: str) -> Html:
    """The sign of a verdict; of one in doubt a word too, with a card: why, and the nearest words there are."""
    name, sign = words.VERDICTS[check.verdict], element("span", SIGNS[check.verdict], class_="sign", aria_hidden="true")
    if check.verdict in words.IN_GOOD_ORDER:
        seen = say("cards.verbatim") if check.verdict == "verbatim" else say("cards.supported")
        return element("span", sign, class_=f"tick {check.verdict}", role="img", aria_label=seen, title=seen)
    label = say("cards.doubt", verdict=name.capitalize(), reason=check.reason) if check.reason else name.capitalize()
    link = {"href": href} if href else {"tabindex": "0", "role": "note"}
    mark = element("a" if href else "span", sign, name, class_="verdict", aria_label=label, **link)
    passage = evidence_passage(answer, check)
    near: list[Child] = []
    if passage and check.evidence:
        near = [
            element("span", say("cards.nearest", title=words.title(passage)), class_="card-origin", dir="auto"),
            element("span", in_sentence(passage, (check.evidence,)), class_="card-quote", dir="auto"),
        ]
    if href:
        near.append(element("a", say("cards.open"), href=href, tabindex="-1", class_="card-open"))
    card = _card(
        element("span", name.capitalize(), class_="card-title"), _line("card-reason", check.reason), *near, label=label
    )
    return element("span", mark, card, class_="has-card")


def evidence_passage(found: Answer, check: Check) -> Passage | None:
    """The passage of the answer that holds the evidence of a check, if one does."""
    passages = [*(citation.passage for citation in found.citations), *(hit.passage for hit in found.hits)]
    passages += [check.passage for check in found.quotations if check.passage]
    where = check.evidence
    return next((p for p in passages if where and p.document_id == check.document_id and p.span.covers(where)), None)


def speaker(answer: Answer, citation: Citation) -> str:
    """Who says the words of a citation, and whose wording that is; empty when the answer does not know."""
    said = next((each for each in answer.statements if _holds(each, citation)), None)
    if not said:
        return ""
    through = said.reported_by or ", ".join(said.chain)
    voice = words.VOICES[said.voice]
    told = say("statements.through", voice=voice, through=through) if through else voice
    return say("cards.speaker", speaker=said.speaker, voice=told)


def in_sentence(passage: Passage, spans: Sequence[Span], quote: str = "") -> Html:
    """The sentences of a passage that hold the spans of its document, whole, with the words themselves marked.

    Without a place in the passage the quote alone is shown.
    """
    inside = [Span(start=each.start - passage.start, end=each.end - passage.start) for each in spans]
    inside = [each for each in inside if each.start >= 0 and each.end <= len(passage.text)]
    around = [each for each in sentences(passage.text) if any(each.overlaps(span) for span in inside)]
    if not around:
        return element("strong", quote)
    pieces: list[Child] = []
    for at, sentence in enumerate(around):
        if at:
            pieces.append(" " if around[at - 1].end + 1 >= sentence.start else " … ")
        pieces += _marked(passage.text, sentence, inside)
    return join(*pieces)


def _marked(text: str, sentence: Span, spans: Sequence[Span]) -> list[Child]:
    pieces: list[Child] = []
    at, end = sentence.start, sentence.end
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    if len(text) and end - at > LONGEST:  # a sentence that no card can hold: what stands around the words
        at = max(at, first - LONGEST // 4)
        end = min(end, max(last, first + LONGEST) + LONGEST // 4)
        pieces.append("… " if at > sentence.start else None)
    for span in sorted(spans):
        begin, stop = max(span.start, at), min(span.end, end)
        if begin < stop:
            pieces += [text[at:begin], element("strong", text[begin:stop])]
            at = stop
    return [*pieces, text[at:end], " …" if end < sentence.end else None]


def _holds(statement: Statement, citation: Citation) -> bool:
    return statement.document_id == citation.passage.document_id and any(
        content.overlaps(quoted) for content in statement.content for quoted in citation.quoted
    )


def _card(*lines: Child, label: str) -> Html:
    return element("span", *lines, class_="card", role="group", aria_label=label)


def _line(name: str, text: str) -> Html | None:
    return element("span", text, class_=name, dir="auto") if text else None
