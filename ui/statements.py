"""Who said what, as HTML: the table of statements, what was searched, and what the tab is for. Pure functions."""

from collections.abc import Sequence

from answer.ledger_export import BETWEEN
from answer.lookup import LookUp, describe
from answer.telling import versions
from answer.types import Answer, Citation, Coverage
from index.ledger import DEFAULT_CONFIDENCE, Row
from index.types import Passage
from ui import words
from ui.html import Child, Html, element, join
from ui.sources import reference
from ui.strings import count, say
from ui.timeline import timeline

MORE = 100
"""Rows that one click adds."""
OFTEN = 8
"""Speakers offered before the first look-up."""
EVERYBODY = "Everybody"
"""What the speaker picker says for anybody: the look-up knows the word."""


def report(found: LookUp, message: str, hidden: int) -> Html:
    """What was found, with the sources of its rows under `message`; `hidden` statements are too doubtful to show."""
    ledger = found.ledger
    return element(
        "section",
        _summary(found, hidden),
        timeline(ledger.tallies),
        _tools() if ledger.rows else None,
        _table(ledger.rows, message, 1, say("statements.found")) if ledger.rows else None,
        _more(found),
        _people(found.suggested or found.frequent),
        _nearest(ledger.nearest, message, len(ledger.rows) + 1),
        class_="ledger",
        data_message=message,
    )


def sources(found: LookUp) -> Answer:
    """The rows and the nearest ones as the source panel knows them: citations, numbered in their order."""
    rows = (*found.ledger.rows, *found.ledger.nearest)
    searched = found.ledger.searched
    return Answer(
        question="",
        understood="",
        text="",
        citations=tuple(_citation(row, number) for number, row in enumerate(rows, start=1)),
        checks=(),
        coverage=Coverage(documents=searched.documents, sources=searched.sources),
    )


def welcome(speakers: Sequence[tuple[str, int]], topics: Sequence[tuple[str, str]]) -> Html:
    """The tab before the first look-up: what it does, what the labels mean, and something to try."""
    labels = [
        element("li", element("span", words.VOICES[voice], class_=f"voice {_plain(voice)}"), f" {told}")
        for voice, told in words.VOICES_EXPLAINED.items()
    ]
    tried = [
        _chip(say("statements.about_topic", name=name, topic=topic), name, topic) for name, topic in topics if topic
    ]
    often = [_chip(name, name, "", count) for name, count in speakers[:OFTEN]]
    return element(
        "div",
        element("h2", say("statements.title")),
        element(
            "p",
            say("statements.about"),
        ),
        element("ul", *labels, class_="voices"),
        _chips(say("statements.examples"), tried),
        _chips(say("statements.quoted_most"), [*often, _chip(EVERYBODY, EVERYBODY, "")] if often else []),
        class_="welcome",
    )


def busy(sentence: str) -> Html:
    """What is being waited for."""
    return element("p", element("span", class_="pulse"), sentence, class_="status waiting", role="status")


def error(sentence: str) -> Html:
    """Why nothing was looked up."""
    return element("p", sentence, class_="error", role="alert")


def _summary(found: LookUp, hidden: int) -> Html:
    told, _, searched = describe(found).partition(" Searched ")
    doubtful = count(hidden, "hidden_statement")
    return element(
        "div",
        *(element("p", each.meaning, class_="understood", dir="auto") for each in found.readings),
        element("p", told, class_="summary", dir="auto"),
        element("p", say("statements.searched", what=searched), class_="coverage", dir="auto"),
        element("p", doubtful, class_="coverage") if hidden else None,
        role="status",
    )


def _tools() -> Html:
    return element(
        "div",
        element("button", say("statements.copy_these"), type="button", class_="tool", data_copy="all"),
        element("button", say("statements.save_csv"), type="button", class_="tool", data_csv=True),
        element("span", class_="told unseen", role="status"),
        class_="tools",
    )


def _table(rows: Sequence[Row], message: str, first: int, caption: str) -> Html:
    """The rows, numbered from `first`. The roles are written out, since a phone shows each row as a card."""
    names = (say("statements.when"), say("statements.who"), say("statements.words"), say("statements.where"))
    heads = [element("th", name, scope="col", role="columnheader") for name in names]
    body = [_row(row, reference("said", message, number)) for number, row in enumerate(rows, start=first)]
    return element(
        "table",
        element("caption", caption, class_="unseen"),
        element("thead", element("tr", *heads, role="row"), role="rowgroup"),
        element("tbody", *body, role="rowgroup"),
        class_="statements",
        role="table",
    )


def _row(row: Row, link: str) -> Html:
    doubtful = row.statement.confidence < DEFAULT_CONFIDENCE
    copied = element(
        "button", say("statements.copy"),
        element("span", say("statements.copy_by", speaker=row.statement.speaker), class_="unseen"),
        type="button", class_="tool", data_copy=words.attribution(row),
    )  # fmt: skip
    return element(
        "tr",
        _cell("when", words.day(row.published) or say("statements.no_date")),
        _cell("who", *_who(row)),
        _cell("words", element("a", words.said(row), href=link, class_="said", dir="auto"),
              *(element("p", told, class_="version", dir="auto") for told in versions(row)),
              element("p", words.doubt(row), class_="doubtful") if doubtful else None),
        _cell("where", *_where(row), copied),
        role="row",
        class_="in-doubt" if doubtful else None,
    )  # fmt: skip


def _cell(name: str, *children: Child) -> Html:
    return element("td", *children, role="cell", class_=name)


def _who(row: Row) -> list[Child]:
    """The speaker, and who else it may be; the cue, the medium, what the act does; whose words they are."""
    said = row.statement
    either = _candidates(said.candidates, row.mention)
    act = words.act(row)
    force = None if row.force in words.PLAIN_FORCES else element("span", row.force, class_="force")
    return [
        element("span", said.speaker, class_="speaker", dir="auto"),
        element("span", either, class_="either", dir="auto") if either else None,
        element("span", act, class_="act", dir="auto") if act else None,
        element("span", words.voice(row), class_=f"voice {_plain(said.voice)}", dir="auto"),
        force,
    ]


def _candidates(names: Sequence[str], mention: str) -> str:
    """Who else may be meant, and by which words; empty where nobody else is."""
    either = say("statements.or").join(names)
    return say("statements.candidates", names=either, mention=mention) if names else ""


def _where(row: Row) -> list[Child]:
    by = say("statements.by", author=row.author) if row.author and row.author != row.source else ""
    parts = (("outlet", row.source), ("title", row.title or say("statements.untitled")), ("author", by))
    return [element("span", text, class_=name, dir="auto") for name, text in parts if text]


def _more(found: LookUp) -> Html | None:
    shown, total = len(found.ledger.rows), found.ledger.total
    if not 0 < shown < total:
        return None
    label = say("statements.more", some=min(MORE, total - shown), all=total - shown)
    return element("button", label, type="button", class_="chip more", data_more=shown + MORE)


def _people(names: Sequence[str]) -> Html | None:
    return _chips(say("statements.instead"), [_chip(name, name, None) for name in names])


def _nearest(rows: Sequence[Row], message: str, first: int) -> Html | None:
    if not rows:
        return None
    title = element("p", say("statements.nearest"), class_="near-title")
    return join(title, _table(rows, message, first, say("statements.nearest_caption")))


def _chips(title: str, chips: Sequence[Html]) -> Html | None:
    items = [element("li", chip) for chip in chips]
    return join(element("p", title, class_="chips-title"), element("ul", *items, class_="chips")) if items else None


def _chip(label: str, who: str, about: str | None, count: int | None = None) -> Html:
    """A click looks somebody up: on a topic, on any with an empty one, on the one in the box with None."""
    number = None if count is None else element("span", f" {count:,}", class_="count")
    return element(
        "button", label, number, type="button", class_="chip", data_who=who, data_about=about, dir="auto",
    )  # fmt: skip


def _citation(row: Row, number: int) -> Citation:
    """The words of a row in their sentence, which is its passage here."""
    said = row.statement
    sentence = said.sentence
    whole = Passage(
        id=f"{said.document_id}:{sentence.start}-{sentence.end}",
        document_id=said.document_id,
        start=sentence.start,
        end=sentence.end,
        text=row.sentence,
        title=row.title,
        source=row.source,
        author=row.author,
        published=row.published,
        url=row.url,
    )
    return Citation(number=number, passage=whole, quoted=said.content, quote=BETWEEN.join(row.words))


def _plain(voice: str) -> str:
    return voice.replace(" ", "-")
