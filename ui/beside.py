"""The evidence beside an answer: the passages found, why each was, whether it is cited, and how it all came about."""

from collections.abc import Sequence

from answer.coverage import describe
from answer.types import Answer, Citation
from index.mentions import held
from index.topics import topic_terms
from index.types import Hit
from ui.how import RETRIEVERS, how
from ui.html import Child, Html, element, join
from ui.panel_bar import bar, keys
from ui.passages import passage_item
from ui.sources import reference
from ui.strings import say

WORDS = 6
"""Words of the question that a passage is told to hold, the first in it."""


def found(hits: Sequence[Hit], message: str, answer: Answer | None = None) -> Html:
    """The passages found for a question, best first; with a finished `answer` all that there is to tell."""
    finished = answer if answer and (answer.text or answer.refusal) else None
    items = [
        _item(hit, number, message, finished or answer, told=bool(finished)) for number, hit in enumerate(hits, start=1)
    ]
    listing = element("ol", *items, class_="passages") if items else element("p", say("beside.none"), class_="hint")
    header = element(
        "header",
        element("h2", say("beside.title"), tabindex="-1"),
        element("p", say("beside.hint") if finished else say("beside.reading"), class_="byline"),
    )
    body = listing
    if finished:
        searched = element("p", describe(finished.coverage), class_="coverage", dir="auto")
        body = join(searched, how(finished), listing, _also_cited(finished, message))
    return element(
        "div",
        bar(finished, message, passages=True),
        header,
        element("div", body, class_="pages"),
        keys(),
        class_="panel",
    )


def why(hit: Hit) -> str:
    """Why a passage was found, with its place in each list: `by words (no. 1), by meaning (no. 2)`."""
    order = sorted(hit.ranks, key=lambda name: (hit.ranks[name], name))
    ways = [say("beside.rank", way=RETRIEVERS.get(name, name), rank=hit.ranks[name]) for name in order]
    return ", ".join(ways) if ways else say("beside.sides")


def _item(hit: Hit, number: int, message: str, answer: Answer | None, *, told: bool) -> Html:
    topic = topic_terms(answer.understood or answer.question) if answer else frozenset()
    held_words = _held(hit, topic)
    holding = say("beside.holds", words=", ".join(f"“{word}”" for word in held_words)) if held_words else ""
    told_why = say("beside.why", ways=why(hit))
    return passage_item(
        hit.passage,
        reference("hit", message, number),
        number,
        element("p", " ".join(filter(None, (told_why, holding))), class_="why", dir="auto"),
        _use(hit, answer, message) if answer and told else None,
        copies=hit.copies,
        topic=topic,
    )


def _held(hit: Hit, topic: frozenset[str]) -> list[str]:
    """The first of the question's words in a passage, each as it is first written there."""
    words: dict[str, str] = {}
    for span in held(hit.passage.text, topic):
        words.setdefault(span.of(hit.passage.text).casefold(), span.of(hit.passage.text))
    return list(words.values())[:WORDS]


def _use(hit: Hit, answer: Answer, message: str) -> Html:
    """The citations of a passage, or that the answer does not use it."""
    cited = [each for each in answer.citations if _of(each, hit)]
    if not cited:
        return element("p", say("beside.unused"), class_="use unused")
    return element("p", say("beside.cited"), " ", *_marks(cited, message), class_="use")


def _marks(cited: Sequence[Citation], message: str) -> list[Child]:
    return [
        element(
            "a", f"{each.number}", href=reference("cite", message, each.number), class_="cite",
            aria_label=say("panel.citation", number=each.number),
        )
        for each in cited
    ]  # fmt: skip


def _of(citation: Citation, hit: Hit) -> bool:
    here = citation.passage.document_id == hit.passage.document_id
    return here and any(quoted.overlaps(hit.passage.span) for quoted in citation.quoted)


def _also_cited(answer: Answer, message: str) -> Html | None:
    """Passages that the answer cites and that are not among those found: they hold statements, or other versions."""
    others = [each for each in answer.citations if not any(_of(each, hit) for hit in answer.hits)]
    items = [passage_item(each.passage, reference("cite", message, each.number), each.number) for each in others]
    if not items:
        return None
    return join(element("h3", say("beside.also"), class_="near-title"), element("ol", *items, class_="passages"))
