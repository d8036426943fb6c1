"""Every state of the page that a reader can bring about, each with the way there: for tests of what holds in all.

Whoever adds a part of the page adds its states to `STATES`.
"""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, expect

from answer.quote_check import check_quotes
from answer.types import Answer, Check, Event, Finished, Found, Refusal, Token, Turn
from index.catalogue import Catalogue
from index.store import Index
from index.types import Copy, Filters, Hit, Span
from tests import doors, newsroom
from tests import ui_fakes as fakes
from tests.browsing import answered, ask
from tests.conftest import ScriptedLLM
from ui.service import Backend, Service
from ui.writers import writers

SAID, MET, DRILLS = (
    "“We do not take these plans seriously,” he said.",
    "Lavrov met Kim Jong Un in Wonsan.",
    "The Russian Foreign Ministry said that the drills were “escalatory in nature”.",
)
SENTENCES = (
    "He said: “We do not take these plans seriously” [1].",
    "Lavrov met Kim Jong Un in Wonsan [2].",
    "The drills were escalatory in nature and long [3].",
    "The harvest grew by 40 per cent.",
    "Troops left in May.",
    "Lavrov called the plans “wholly serious plans of France”.",
    "Kim Jong Un said: “We do not take these plans seriously” [1].",
)
TEXT = "\n\n".join(["\n".join(f"- {each}" for each in SENTENCES[:2]), " ".join(SENTENCES[2:5]), *SENTENCES[5:]])
PASTED = (
    "“We do not take these plans seriously,” Lavrov said. “We do not take the plans of Paris seriously,” he said. "
    "Kim Jong Un said: “Nobody thinks of using force against Korea.” “The moon is made of green cheese,” he added."
)
"""Quotations of all four verdicts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state of the page: its name, and what a reader does from the open page on to reach it."""

    name: str
    reach: Callable[[Page], None]


class Assistant:
    """Answers with all five verdicts about documents that are there; refuses, breaks or goes on and on if asked to."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        stored = {each.title: each for each in map(catalogue.document, catalogue.document_ids())}
        wonsan, drills = stored["Talks in Wonsan"], stored["Moscow on the drills"]
        self.passages = [
            fakes.passage(wonsan, SAID), fakes.passage(wonsan, MET), fakes.passage(drills, DRILLS)
        ]  # fmt: skip
        echo = fakes.passage(stored["Plans"], SAID)
        copy = Copy(document_id=echo.document_id, passage_id=echo.id, title=echo.title, source=echo.source)
        self.hits = tuple(
            Hit(passage=each, score=1 / n, ranks={"vector": n, "lexical": n}, copies=(copy,) if n == 1 else ())
            for n, each in enumerate(self.passages, start=1)
        )

    async def stream(
        self, question: str, *, filters: Filters, history: Sequence[Turn], without: Set[str]
    ) -> AsyncGenerator[Event, None]:
        if "fail" in question:
            raise RuntimeError("boom")
        yield Found(hits=self.hits, coverage=fakes.COVERAGE)
        while "endlessly" in question:
            yield Token(text=f"{SENTENCES[0]} ")
            await asyncio.sleep(0.2)
        yield Finished(answer=self.refused(question) if "football" in question else self.answer(question, without))

    def answer(self, question: str, without: Set[str]) -> Answer:
        verdicts = ("verbatim", "supported", "partly", "unsupported", "citation removed", "partly", "partly")
        reason = "The source does not say it so."
        checks = tuple(
            Check(
                sentence=_place(sentence), verdict=verdict, reason="" if n < 2 else reason,
                document_id=self.passages[2].document_id if n == 2 else "",
                evidence=self.passages[2].span if n == 2 else None,
            )
            for n, (sentence, verdict) in enumerate(zip(SENTENCES, verdicts, strict=True))
        )  # fmt: skip
        cited = [fakes.citation(n, each, each.text) for n, each in enumerate(self.passages, start=1)]
        return Answer(
            question=question, understood=question, text=TEXT, checks=checks, coverage=fakes.COVERAGE, hits=self.hits,
            citations=(replace(cited[0], copies=self.hits[0].copies), *cited[1:]),
            quotations=check_quotes(TEXT, catalogue=self.catalogue).quotations,
            readings=fakes.read(without), notice="The model stopped answering; the rest is from the documents.",
            seconds={"search": 0.1},
        )  # fmt: skip

    def refused(self, question: str) -> Answer:
        refusal = Refusal(
            kind="not in the passages", reason="The documents do not say it.", nearest=tuple(self.passages[:2]),
            silence="No document of 6 reports words of Ada Berg about football.",
        )  # fmt: skip
        return Answer(question=question, understood=question, text="", citations=(), checks=(),
                      coverage=fakes.COVERAGE, refusal=refusal, hits=self.hits)  # fmt: skip


def _place(sentence: str) -> Span:
    start = TEXT.index(sentence)
    return Span(start=start, end=start + len(sentence))


def index(folder: Path) -> Index:
    """The newsroom with a hostile document and a statement in doubt."""
    docs = newsroom.write(folder / "docs")
    hostile = {"title": fakes.HOSTILE.title, "source": fakes.HOSTILE.source, "text": fakes.HOSTILE.text}
    (docs / "hostile.json").write_text(json.dumps(hostile), "utf-8")
    (docs / "doubt.txt").write_text("Ada Berg thinks that the harvest of wheat is late this year.", "utf-8")
    made = newsroom.opened(folder)
    made.update([str(docs)], max_bytes=newsroom.LIMIT)
    return made


def backend(made: Index) -> Backend:
    """The doors of the real index, behind which the hand-written answers stand, and two writers to choose from."""
    elsewhere = ScriptedLLM(name="elsewhere")
    elsewhere.place, elsewhere.local = "https://llm.example.org/v1", False
    chosen = Assistant(made.catalogue)
    found = partial(check_quotes, catalogue=made.catalogue)
    choice = dict.fromkeys(writers([elsewhere]), chosen)
    return replace(doors.backend(made), assistant=chosen, assistants=choice, check_quotes=found)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The page over all this; gives its address."""
    with fakes.running(Service(lambda _: backend(index(folder)), uploads=folder / "uploads", max_bytes=1_000)) as site:
        yield site


def _empty(page: Page) -> None:
    expect(page.locator("#thread .chip").first).to_be_visible(timeout=30_000)  # the index opens first


def _answer(page: Page) -> None:
    ask(page, "What did Lavrov say in July?")
    answered(page)


def _draft(page: Page) -> None:
    ask(page, "Answer endlessly")
    expect(page.locator("#draft .draft")).to_be_visible()


def _stopped(page: Page) -> None:
    _draft(page)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#thread .notice")).to_be_visible()


def _refusal(page: Page) -> None:
    ask(page, "What did Ada Berg say about football?")
    expect(page.locator("#thread .refusal")).to_be_visible()


def _error(page: Page) -> None:
    ask(page, "please fail")
    expect(page.locator("#thread .error")).to_be_visible()


def _history(page: Page) -> None:
    _answer(page)
    page.locator("#history-open").click()
    expect(page.get_by_role("dialog").get_by_role("listitem").first).to_be_visible()


def _two_turns(page: Page) -> None:
    _answer(page)
    _refusal(page)
    page.locator("#thread details.export summary").last.click()


def _source(page: Page) -> None:
    _answer(page)
    page.locator("#thread a.cite").first.click()
    expect(page.locator("#panel mark").first).to_be_visible()


def _passages(page: Page) -> None:
    _answer(page)
    page.get_by_role("link", name="3 passages found").click()
    expect(page.locator("#panel .passages").first).to_be_visible()


def _evidence(page: Page) -> None:
    _answer(page)
    page.get_by_role("link", name="Check the evidence").click()
    page.get_by_role("button", name="Checked").first.click()
    page.get_by_role("button", name="Disputed").last.click()
    expect(page.locator("#panel .saved").last).to_have_text("Kept")


def _hover_card(page: Page) -> None:
    _answer(page)
    page.locator("#thread a.cite").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")  # by the keyboard: a card shows for a focus that is visible
    page.locator("#thread a.cite").first.locator("xpath=../*[contains(@class, 'card')]").evaluate(
        "(card) => card.removeAttribute('aria-hidden')"  # its words are looked at too, which are told in another way
    )


def _filters(page: Page) -> None:
    _empty(page)
    page.get_by_placeholder("Ask about the documents").press_sequentially("What did Lavrov say in July?")
    expect(page.locator(".filter-row .read").first).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="+ Outlet").click()
    page.locator(".filter-sheet li button").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="+ Date").click()
    page.get_by_role("button", name="2025", exact=True).click()
    page.get_by_role("button", name="Done").click()


def _filter_sheet(page: Page) -> None:
    _empty(page)
    page.get_by_role("button", name="+ Document").click()
    expect(page.locator(".filter-sheet li button").first).to_be_visible()


def _limited(page: Page) -> None:
    _empty(page)
    _filters(page)
    ask(page, "What did Ada Berg say about football?")
    expect(page.get_by_role("button", name="Ask without filters")).to_be_visible()


def _documents(page: Page) -> None:
    page.get_by_role("tab", name="Documents").click()
    expect(page.get_by_text("The documents at a glance")).to_be_visible(timeout=30_000)


def _upload(page: Page) -> None:
    """A file that is refused: a new document would change what the other states show."""
    _documents(page)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").click()
    chooser.value.set_files([{"name": "run.exe", "mimeType": "text/plain", "buffer": b"Grain is dear."}])
    expect(page.get_by_text("run.exe")).to_be_visible()


def _statements_tab(page: Page) -> None:
    page.get_by_role("tab", name="Who said what").click()
    expect(page.get_by_role("heading", name="Who said what?")).to_be_visible()


def _statements(page: Page) -> None:
    _statements_tab(page)
    page.get_by_role("button", name=re.compile("^Everybody")).click()
    page.get_by_label("Show doubtful ones").check()
    expect(page.locator(".doubtful").first).to_be_visible()
    page.get_by_role("button", name="Dates, outlets").click()


def _statement_source(page: Page) -> None:
    _statements_tab(page)
    page.get_by_role("button", name=re.compile("^Everybody")).click()
    page.locator("a.said").first.click()
    expect(page.locator("#panel mark").first).to_be_visible()


def _quotations_tab(page: Page) -> None:
    page.get_by_role("tab", name="Check a quotation").click()
    expect(page.locator("#checked .welcome")).to_be_visible()


def _quotations(page: Page) -> None:
    _quotations_tab(page)
    page.get_by_placeholder("Paste a quotation").fill(PASTED)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#checked .about")).to_have_count(4)


def _opinion(page: Page) -> None:
    ask(page, "harbour?")
    answered(page)
    page.get_by_role("button", name="Bad answer").click()
    page.get_by_role("button", name="It is wrong").click()
    expect(page.locator(".feedback > .said")).not_to_be_empty()


STATES = (
    State(name="empty", reach=_empty),
    State(name="filters", reach=_filters),
    State(name="sheet of a filter", reach=_filter_sheet),
    State(name="refusal under filters", reach=_limited),
    State(name="draft", reach=_draft),
    State(name="stopped", reach=_stopped),
    State(name="answer", reach=_answer),
    State(name="refusal", reach=_refusal),
    State(name="error", reach=_error),
    State(name="two turns and exports", reach=_two_turns),
    State(name="history", reach=_history),
    State(name="hover card", reach=_hover_card),
    State(name="source", reach=_source),
    State(name="passages found", reach=_passages),
    State(name="evidence", reach=_evidence),
    State(name="documents", reach=_documents),
    State(name="upload", reach=_upload),
    State(name="statements tab", reach=_statements_tab),
    State(name="statements", reach=_statements),
    State(name="source of a statement", reach=_statement_source),
    State(name="quotations tab", reach=_quotations_tab),
    State(name="quotations", reach=_quotations),
    State(name="opinion and suggestions", reach=_opinion),
)
"""All states, the newest parts last."""
