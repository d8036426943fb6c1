"""A statement as a reader is told it: speaker, cue, exact words, where and when, whose words they are; its versions."""

import re
import textwrap
from collections.abc import Iterator
from datetime import date

from answer.draft import ELLIPSIS
from answer.sayings import Saying
from index.gathering import Version
from index.ledger import Row
from index.lexicon import PRONOUNS
from index.types import Document, Span, Statement

_LONGEST_SOURCE = 70
"""Characters of a title that stands for an unknown outlet."""
_LONG_QUOTATION = 8
"""Words: a quotation that begins within a sentence and is at least so long is understood without the rest."""
_MOST_CHANGES = 3
"""Changes of a version that are told one by one; of more the whole version is given."""
_CANDIDATES = 3
MOST_VERSIONS = 3
"""Versions of one utterance that an answer tells."""


def told(saying: Saying) -> str:
    """One statement for a reader: a quotation behind its speaker, or the document's own sentence, with its label."""
    statement, document = saying.statement, saying.document
    if not whole_quotation(statement, document.text):
        return f"{_with_speaker(saying)} ({_where(saying, whole=False)})"
    quoted = ELLIPSIS.join(f"“{span.of(document.text)}”" for span in statement.content)
    speaker = statement.speaker + (f" (or {_either(saying)})" if saying.candidates else "")
    return f"{speaker} {_verb(statement, document.text)}{_through(statement)}: {quoted} ({_where(saying, whole=True)})"


def label(statement: Statement, *, whole: bool) -> str:
    """Whose words are shown; `whole`: as a quotation only, else within the document's sentence."""
    if statement.voice == "second-hand":
        through = statement.reported_by or ", ".join(statement.chain)
        return "second-hand" if whole else f"second-hand, by {through}"
    if statement.kind == "indirect":
        return "reported"
    return "own words" if whole else "own words where quoted"


def told_place(version: Version) -> str:
    """Outlet and date of a version."""
    return _place(version.source, version.title, version.published)


def told_version(version: Version) -> str:
    """What a document leaves out of an utterance or has in other words, and which document."""
    where = told_place(version)
    changes = [each for each in version.changes if each.kind != "same"]
    lead = "Shortened in" if version.kind == "clipped" else "In other words in"
    if len(changes) > _MOST_CHANGES:
        return f"{lead} {where}: “{ELLIPSIS.join(version.words)}”"
    differences = {"left": "without “{0}”", "right": "adds “{1}”", "changed": "“{1}” for “{0}”"}
    parts = (differences[each.kind].format(each.fuller, each.other) for each in changes)
    return f"{lead} {where}: {'; '.join(parts)}"


def told_conflict(version: Version) -> str:
    """To whom else the words are given, and by which document."""
    return f"{told_place(version)}, gives these words to {version.statement.speaker}."


def cited(statement: Statement, text: str) -> tuple[Span, ...]:
    """The spans to cite for a statement: its words, or the sentence that it is shown in."""
    return statement.content if whole_quotation(statement, text) else (statement.sentence,)


def whole_quotation(statement: Statement, text: str) -> bool:
    """Whether the words quoted stand by themselves: a part of a sentence is shown inside its sentence."""
    first = statement.content[0].of(text)
    return statement.kind == "direct" and (not first[0].islower() or len(first.split()) >= _LONG_QUOTATION)


def source(document: Document) -> str:
    """Where a document comes from, for a reader: outlet and date, or its title when neither is known."""
    dated = _day(document.published) if document.published else ""
    return ", ".join(part for part in (document.source, dated) if part) or _title(document.title)


def _where(saying: Saying, *, whole: bool) -> str:
    """Outlet, date, whose words, and where else they are."""
    document = saying.document
    others = [_place(each.document.source, each.document.title, each.document.published) for each in saying.origins[1:]]
    also = [f"also in {', '.join(others)}"] if others else []
    place = _place(document.source, document.title, document.published)
    return "; ".join([place, label(saying.statement, whole=whole), *also])


def _place(source: str, title: str, published: date | None) -> str:
    return f"{source or _title(title)}, {_day(published) if published else 'no date'}"


def _title(title: str) -> str:
    return textwrap.shorten(title, _LONGEST_SOURCE, placeholder=" …")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _through(statement: Statement) -> str:
    if statement.reported_by:
        return f", as reported by {statement.reported_by}"
    return f", according to {' and '.join(statement.chain)}" if statement.chain else ""


def _either(saying: Saying) -> str:
    return " or ".join(saying.candidates[:_CANDIDATES])


def _verb(statement: Statement, text: str) -> str:
    """The verb as the document has it when it fits behind the speaker's name, else “said”."""
    verb = statement.cue_span.of(text)
    fits = re.fullmatch(r"[a-z]+ed|said|told|wrote|spoke|swore|thought", verb) and verb not in (
        "told",
        "called",
        "described",
    )
    return ("did not say" if statement.negated and verb == "say" else verb) if fits else "said"


def _with_speaker(saying: Saying) -> str:
    """The sentence word for word, behind a pronoun or an unclear name in brackets whom it means or may mean."""
    statement, text = saying.statement, saying.document.text
    sentence = statement.sentence.of(text)
    pronoun = statement.mention.of(text).lower() in PRONOUNS
    names = [statement.speaker] if pronoun else []
    names += [f"or {_either(saying)}"] if saying.candidates else []
    if not names:
        return sentence
    at = statement.mention.end - statement.sentence.start
    return f"{sentence[:at]} [{', '.join(names)}]{sentence[at:]}"


def versions(row: Row) -> list[str]:
    """Who else prints the words of a row, who shortened or altered them, and who gives them to somebody else."""
    same = dict.fromkeys(told_place(each) for each in row.versions if each.kind == "same")
    return [
        *([f"Also in {'; '.join(same)}."] if same else []),
        *(f"{told_version(each)}." for each in row.versions if each.kind in ("clipped", "altered")),
        *map(told_conflict, row.conflicts),
    ]


def versions_told(saying: Saying) -> Iterator[tuple[Version, str]]:
    """The versions and the conflicts of a saying with what is told of each, the first of them."""
    yield from ((each, told_version(each)) for each in saying.versions[:MOST_VERSIONS])
    yield from ((each, told_conflict(each)) for each in saying.conflicts[:MOST_VERSIONS])
