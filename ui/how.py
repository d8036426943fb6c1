"""How an answer was found, told whole and in plain words, folded away below its passages. Pure functions."""

from collections import Counter
from collections.abc import Iterator

from answer.readings import Effect, Reading
from answer.refusals import LEAST_CERTAINTY
from answer.types import Answer, Verdict
from ui import quote_marks, words
from ui.cards import SIGNS
from ui.html import Child, Html, element
from ui.strings import count, say

EFFECTS: dict[Effect, str] = {
    "only": say("how.effect_only"),
    "preferred": say("how.effect_preferred"),
    "left out": say("how.effect_left_out"),
    "searched": say("how.effect_searched"),
    "none": say("how.effect_none"),
}
RETRIEVERS = {
    "vector": say("how.by_meaning"),
    "lexical": say("how.by_words"),
    "links": say("how.by_links"),
    "statements": say("how.by_statements"),
    "asked": say("how.by_asked"),
    "reranker": say("how.by_reranker"),
}
"""What each rank of a passage says, in the order in which a reader is told."""
STEPS = {
    "understand": say("how.step_understand"),
    "search": say("how.step_search"),
    "write": say("how.step_write"),
    "check": say("how.step_check"),
}
MEANINGS: dict[Verdict, str] = {
    "verbatim": say("how.means_verbatim"),
    "supported": say("how.means_supported"),
    "partly": say("how.means_partly"),
    "unsupported": say("how.means_unsupported"),
    "citation removed": say("how.means_removed"),
}


def how(answer: Answer) -> Html:
    """All of it: question, search, findings, writing, checks and time."""
    facts = [
        element("div", element("dt", name), *(element("dd", each, dir="auto") for each in values), class_="fact")
        for name, values in _facts(answer)
        if values
    ]
    return element(
        "details",
        element("summary", say("how.title")),
        element("dl", *facts),
        _times(answer),
        _legend(answer),
        class_="how",
    )


def _facts(answer: Answer) -> Iterator[tuple[str, list[Child]]]:
    yield say("how.asked"), [answer.question] if answer.question else []
    changed = answer.understood.strip().casefold() not in {"", answer.question.strip().casefold()}
    yield say("how.understood"), [answer.understood] if changed else []
    yield say("how.readings"), [_reading(each) for each in answer.readings]
    yield say("how.searched"), _state(answer)
    yield say("how.retrieved"), _retrieved(answer)
    yield say("how.statements"), _statements(answer)
    yield say("how.decided"), _decided(answer)
    yield say("how.disagreement"), _disagreement(answer)
    yield say("how.written"), _written(answer)
    yield say("how.checked"), _checked(answer)
    yield say("how.notice"), [answer.notice] if answer.notice else []


def _reading(value: Reading) -> str:
    effect = say("how.effect_off") if value.off else EFFECTS[value.effect]
    return say("how.reading", words=value.words, meaning=value.meaning, effect=effect)


def _state(answer: Answer) -> list[Child]:
    counted = answer.coverage
    if not counted.generation or not counted.changed:
        return []
    return [say("how.state", generation=counted.generation, changed=f"{counted.changed:%Y-%m-%d %H:%M} UTC")]


def _retrieved(answer: Answer) -> list[Child]:
    """What each way of searching gave, and how the ways were put together."""
    counts = Counter(name for hit in answer.hits for name in hit.ranks)
    total = count(len(answer.hits), "passage")
    names = [*(name for name in RETRIEVERS if counts[name]), *(name for name in counts if name not in RETRIEVERS)]
    ways = [say("how.way", way=RETRIEVERS.get(name, name), found=counts[name], passages=total) for name in names]
    fused = say("how.fused_reranked") if counts["reranker"] else say("how.fused")
    return [*ways, fused] if answer.hits else [say("how.nothing")]


def _statements(answer: Answer) -> list[Child]:
    if not answer.statements and not answer.coverage.person:
        return []
    return [say("how.statements_found", statements=count(len(answer.statements), "statement"))]


def _decided(answer: Answer) -> list[Child]:
    told: list[Child] = (
        [say("how.refused", kind=answer.refusal.kind, reason=answer.refusal.reason)] if answer.refusal else []
    )
    if answer.certainty is None:
        return [*told, say("how.by_rule")]
    return [*told, say("how.certainty", certainty=f"{answer.certainty:.2f}", least=f"{LEAST_CERTAINTY:.2f}")]


def _disagreement(answer: Answer) -> list[Child]:
    if not answer.conflict:
        return []
    sides = [
        say(
            "how.side", value=side.value, documents=count(len(set(side.documents)), "document"), words=side.sentences[0]
        )
        for side in answer.conflict.sides
    ]
    return [say("how.slot", slot=answer.conflict.slot), *sides]


def _written(answer: Answer) -> list[Child]:
    told: list[Child] = [words.made(answer)]
    if answer.place:
        told.append(say("how.place", place=answer.place))
    if answer.prompt:
        told.append(say("how.prompt", prompt=answer.prompt))
    if answer.usage:
        told.append(answer.usage.told)
    return told


def _checked(answer: Answer) -> list[Child]:
    told: list[Child] = [say("how.checker", checker=answer.checker) if answer.checker else say("how.rules")]
    if answer.quotations:
        counts = Counter(each.verdict for each in answer.quotations)
        each = ", ".join(
            f"{counts[verdict]} {name.lower()}" for verdict, name in quote_marks.NAMES.items() if counts[verdict]
        )
        told.append(say("how.quotations", quotations=count(len(answer.quotations), "quotation"), verdicts=each))
    return told


def _times(answer: Answer) -> Html | None:
    """Seconds by step, each with a bar."""
    if not answer.seconds:
        return None
    total, longest = sum(answer.seconds.values()), max(answer.seconds.values()) or 1.0
    rows = [
        element(
            "tr",
            element("th", STEPS.get(step, step), scope="row"),
            element("td", say("how.seconds", seconds=f"{seconds:.2f}"), class_="figure"),
            element("td", _bar(seconds / longest), aria_hidden="true"),
        )
        for step, seconds in answer.seconds.items()
    ]
    caption = element("caption", say("how.time", seconds=f"{total:.2f}"))
    return element("table", caption, element("tbody", *rows), class_="times")


def _bar(share: float) -> Html:
    rect = element("rect", x="0", y="0", width=f"{max(share * 100, 0.5):.1f}", height="8", rx="2")
    return element("svg", rect, viewBox="0 0 100 8", preserveAspectRatio="none", class_="span")


def _legend(answer: Answer) -> Html:
    """What each sign in the answer means, and how often it stands there."""
    counts = Counter(check.verdict for check in answer.checks)
    rows = [
        element(
            "tr",
            element(
                "td", element("span", SIGNS[verdict], class_=f"sign {verdict.replace(' ', '-')}", aria_hidden="true")
            ),
            element("th", name.capitalize(), scope="row"),
            element("td", MEANINGS[verdict]),
            element("td", f"{counts[verdict]}", class_="figure"),
        )
        for verdict, name in words.VERDICTS.items()
    ]
    return element("table", element("caption", say("how.signs")), element("tbody", *rows), class_="legend")


def _sign(verdict: Verdict) -> Html:
    return element("span", SIGNS[verdict], class_=f"sign {verdict.replace(' ', '-')}", aria_hidden="true")
