"""The row of filters below the question box: what `scripts/filters.js` asks for, and how a filter is told."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import gradio as gr

from index.errors import VerbatimError
from index.types import Filters
from ui import assets, words
from ui.filters import chosen_of, filters_of, left_out
from ui.service import ALL, Service
from ui.strings import say

SHOWN = 20
"""Documents or speakers offered at a time: one types on rather than read more."""
LONGEST = 200
"""Characters of the words that documents or speakers are looked for by."""
QUESTION_READ = 1_000
"""Characters of a question that are read while it is written."""
TOLD = 3
"""Documents or speakers named in the line that tells the filters."""
WEEK = timedelta(days=6)

Told = Mapping[str, Any] | None


def build(service: Service) -> gr.HTML:
    """The row; its value is what is chosen, as JSON (`ui/filters.py`)."""
    return gr.HTML(
        "{}",
        html_template="",
        elem_id="filters",
        js_on_load=assets.script("filters"),
        server_functions=answers(service),
    )


def answers(service: Service) -> list[Callable[[object], Any]]:
    """What the row may ask for. Anyone can call these with anything; None means that nothing can be told now."""

    def corpus(_: object) -> Told:
        choices = service.choices
        if not choices:
            return None
        first, last = choices.days()
        days = {"first": first.isoformat(), "last": last.isoformat()} if first and last else {}
        week = (last - WEEK).isoformat() if last else ""
        years = list(range(last.year, first.year - 1, -1)) if first and last else []
        return {**days, "week": week, "years": years, "outlets": list(choices.outlets())}

    def documents(sought: object) -> Told:
        if not service.choices:
            return None
        found = service.documents(_words(sought), ALL, SHOWN, 0)
        told = [(each.id, each.title, each.source, words.day(each.published)) for each in found.entries]
        return {"total": found.total, "found": told}

    def speakers(sought: object) -> Told:
        choices = service.choices
        return {"found": list(choices.speakers(_words(sought), SHOWN))} if choices else None

    def read(asked: object) -> Told:
        return preview(service, asked)

    return [corpus, documents, speakers, read]


def preview(service: Service, asked: object) -> Told:
    """How the question would be understood under the filters chosen: its readings, and what contradicts a filter."""
    choices, chosen = service.choices, chosen_of(asked)
    question = str(chosen.get("question", ""))
    if not choices or len(question) > QUESTION_READ:
        return None
    try:
        found = choices.preview(question, filters_of(chosen), left_out(chosen, question))
    except VerbatimError:  # a date that is half written: the answer says it when it is asked with it
        return None
    shown = [each for each in found.readings if each.off or each.effect != "none"]
    return {
        "readings": [{"key": each.key, "kind": each.kind, "told": each.meaning, "off": each.off} for each in shown],
        "clashes": list(found.clashes),
    }


def told(filters: Filters, service: Service) -> str:
    """What a question was limited to, in one line for a reader; empty without filters."""
    titles = [service.document(each) for each in filters.documents[:TOLD]]
    named = [say("filters.document", title=each.title) if each else say("filters.gone") for each in titles]
    speakers = [say("filters.words_of", name=each) for each in filters.speakers]
    parts = [_some(filters.sources), _days(filters), _some(named, len(filters.documents)), _some(speakers)]
    shown = ", ".join(filter(None, parts))
    return say("filters.only", filters=shown) if shown else ""


def _days(filters: Filters) -> str:
    since, until = words.day(filters.since), words.day(filters.until)
    if since and until:
        return say("filters.between", since=since, until=until)
    if since:
        return say("filters.from_day", day=since)
    return say("filters.until_day", day=until) if until else ""


def _some(values: Sequence[str], number: int = 0) -> str:
    more = max(number, len(values)) - TOLD
    some = ", ".join(values[:TOLD])
    return say("filters.more", some=some, number=more) if more > 0 else some


def _words(value: object) -> str:
    return value[:LONGEST].encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""
