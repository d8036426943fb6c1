"""AP_news of benchmark-qed: 1,397 wire articles, and the first 25 local questions. Not to be handed on: ids only."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from lxml import html  # type: ignore[import-untyped]

from evals.datasets.collection import Absent, Asked, Collection, Item, missing, read_json
from evals.suites import Context
from index.loaders.dates import parse_date

NAME = "ap"
QUESTIONS = 25
"""The first ones of the file; the others are not ours to look at."""
_SOURCE = re.compile(r"headline: (?P<headline>.*?)\nfirstcreated: (?P<created>\S+)\n")
"""How the file of questions begins the text of a source: enough to know the article, its text is a part only."""


def load(context: Context) -> Collection | Absent:
    """Gold are the articles that the claims behind a question's answer come from."""
    if NAME not in context.fetched:
        return Absent(reason=f"it must be fetched: name a checkout of benchmark-qed with --fetched {NAME}=PATH")
    folder = folder_of(context.fetched[NAME])
    file = folder / "generated_questions_v2" / "data_local_questions_assertions.json"
    if absent := missing(file, folder / "raw_data"):
        return absent
    articles = [cast(dict[str, Any], read_json(path)) for path in sorted((folder / "raw_data").rglob("*.json"))]
    ids = {(_key(each["headline"]), each["firstcreated"]): str(each["altids"]["itemid"]) for each in articles}
    chosen = cast(list[dict[str, Any]], read_json(file))[:QUESTIONS]
    questions = [
        Asked(id=each["question_id"], text=each["question_text"], gold=gold, split="report")
        for each in chosen
        if (gold := _gold(each, ids))
    ]
    notes = (f"{len(chosen) - len(questions)} of {len(chosen)} questions were left out: no source is an article here.",)
    return Collection(
        name=NAME,
        documents=tuple(_item(each) for each in articles),
        questions=tuple(questions),
        public=False,
        notes=notes if len(questions) < len(chosen) else (),
    )


def _item(article: dict[str, Any]) -> Item:
    return Item(
        id=str(article["altids"]["itemid"]),
        title=article["headline"],
        text=plain(article.get("body_nitf") or ""),
        published=parse_date(article["firstcreated"]),
        source=article.get("provider") or "AP",
    )


def plain(markup: str) -> str:
    """The text of XHTML, with a blank line after each paragraph.

    >>> plain("<p>One &amp; two.</p><p>Three.</p>")
    'One & two.\\n\\nThree.'
    """
    if not markup.strip():
        return ""
    root = html.fragment_fromstring(markup, create_parent="div")
    paragraphs = [" ".join(each.text_content().split()) for each in root.iter("p", "h1", "h2", "h3", "li", "hl2")]
    return "\n\n".join(filter(None, paragraphs)) or " ".join(root.text_content().split())


def _gold(question: dict[str, Any], ids: dict[tuple[str, str], str]) -> tuple[str, ...]:
    """The ids of the articles of all sources of the question's claims, in order, each once."""
    keys = [
        (_key(found["headline"]), found["created"])
        for text in _sources(question["claims"])
        if (found := _SOURCE.match(text))
    ]
    return tuple(dict.fromkeys(ids[key] for key in keys if key in ids))


def _sources(claims: object) -> Iterator[str]:
    for claim in cast(list[dict[str, Any]], claims):
        for source in claim["sources"]:
            yield source["text"]


def _key(headline: str) -> str:
    return " ".join(headline.split())


def folder_of(path: Path) -> Path:
    """The folder that holds `raw_data`: a checkout's root may be named instead."""
    inner = path / "datasets" / "AP_news"
    return inner if inner.is_dir() else path
