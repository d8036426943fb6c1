"""RealTimeQA: weekly news quizzes, and the news pages a search engine found for each question. Ids only."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, cast

from evals.datasets.collection import Absent, Asked, Collection, Item, missing, read_lines
from evals.rows import Split
from evals.suites import Context
from index.loaders.dates import parse_date

NAME = "realtimeqa"
YEARS: dict[str, Split] = {"2022": "development", "2023": "development", "2024": "development", "2025": "report"}
_WORD = re.compile(r"[^\W_]+")
_NO_ANSWER = re.compile(r"\b(?:none|all|both|neither|any) of (?:the|these)\b|\bnone\b|\bboth\b", re.IGNORECASE)
"""Choices that no page can hold: they speak about the other choices."""


def loaders() -> dict[str, Callable[[Context], Collection | Absent]]:
    """One data set a year."""
    return {f"{NAME}-{year}": partial(load, year) for year in YEARS}


def load(year: str, context: Context) -> Collection | Absent:
    """All pages of the first `context.limit` weeks of a year, each URL once, and the questions whose answer they hold.

    Gold are the pages that were found for a question and whose text holds the answer's words. A question without such
    a page, or whose answer is of the kind “none of the above”, is left out and counted. The limit counts weeks here;
    files that gather several weeks, as there are in 2022, repeat those of one week and are passed over.
    """
    if NAME not in context.fetched:
        return Absent(reason=f"it must be fetched: name a checkout of realtimeqa_public with --fetched {NAME}=PATH")
    folder = context.fetched[NAME] / "past" / year
    if absent := missing(folder):
        return absent
    weeks = sorted(folder.glob("????????_qa.jsonl"))[: context.limit]
    rows = [row for week in weeks for row in read_lines(week)]
    found = {str(row["question_id"]): _pages(row) for week in weeks for row in _searched(week)}
    pages = {page.id: page for each in found.values() for page in each}
    words = {id: normal(page.text) for id, page in pages.items()}
    questions = tuple(
        Asked(id=id, text=str(row["question_sentence"]), gold=gold, split=YEARS[year])
        for row in rows
        if (id := str(row["question_id"])) and (gold := _gold(row, found.get(id, ()), words))
    )
    note = (
        f"{len(weeks)} weeks: {len(rows) - len(questions)} of {len(rows)} questions were left out, "
        "for no page found for them holds the answer's words."
    )
    documents = tuple(sorted(pages.values(), key=lambda page: page.id))
    return Collection(name=f"{NAME}-{year}", documents=documents, questions=questions, public=False, notes=(note,))


def normal(text: str) -> str:
    """The words of a text with one blank around each: no case, no accents, no punctuation.

    >>> normal("“Café”, 1,000!")
    ' cafe 1 000 '
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return f" {' '.join(_WORD.findall(bare.casefold()))} "


def _searched(week: Path) -> Iterable[dict[str, object]]:
    file = week.with_name(week.name.replace("_qa.", "_gcs."))
    return read_lines(file) if file.exists() else ()


def _pages(row: dict[str, object]) -> tuple[Item, ...]:
    """The pages found for a question that have a text."""
    results = cast(list[dict[str, Any]], row["search_result"])
    return tuple(_page(each) for each in results if isinstance(each, dict) and normal(each.get("text") or "").strip())


def _page(result: dict[str, Any]) -> Item:
    return Item(
        id=hashlib.sha256(result["url"].encode()).hexdigest()[:12],
        title=result.get("title") or "",
        text=result["text"],
        published=parse_date(result.get("publish_date") or ""),
        source=result["url"].split("/")[2].removeprefix("www.") if "://" in result["url"] else "",
    )


def _gold(row: dict[str, object], pages: Iterable[Item], words: dict[str, str]) -> tuple[str, ...]:
    """The ids of the pages whose text, as it is kept, holds the answer."""
    choices, right = cast(list[str], row["choices"]), cast(list[str], row["answer"])
    answers = [choices[int(number)] for number in right if int(number) < len(choices)]
    if not answers or any(_NO_ANSWER.search(answer) or not normal(answer).strip() for answer in answers):
        return ()
    holding = (page.id for page in pages if any(normal(answer) in words[page.id] for answer in answers))
    return tuple(dict.fromkeys(holding))
