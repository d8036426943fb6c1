"""Whom does a family name alone mean? The rule of `index.namesakes`, measured; and the names that became one, to read.

    python -m evals.people <folder realtimeqa/past> 2023 [pages]

A document that names a speaker in full and then by the family name alone shows whom the short name means. That document
is taken away from its person, as if it had the short name alone, and the rest of the corpus decides. Such cases are
harder than the real ones: who is never named in full is mostly known from other documents. Printed are, for each least
number of common names, how many cases are decided and how many of these rightly; a wrong one may be the same person
with a title that the rules took for a name. Then every group of names that became one, to be read.
"""

# ruff: noqa: T201 - printing is what a script is for

import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.copies import read
from index.names import distinct, mentions
from index.namesakes import decided as decided_by
from index.people import RARE, RARELY, People
from index.personal_names import parts
from index.statements import statements
from index.text import clean
from index.types import Document, Statement

LENGTHS = range(400, 20_000)
"""Characters of the pages that are read."""
Read = tuple[Document, Sequence[Statement], frozenset[str]]


def pages(folder: Path, year: str, most: int) -> list[Read]:
    """The first pages of a year, each address once, with their statements and names."""
    found: dict[str, Read] = {}
    for page in read(folder, year):
        text = clean(page.text[: LENGTHS.stop])
        if len(text) < LENGTHS.start or page.url in found or len(found) >= most:
            continue
        document = Document(id=page.url, title=page.title, text=text, path=page.url)
        names = frozenset(distinct(mentions(f"{page.title}\n\n{text}")))
        found[page.url] = (document, statements(document), names)
    return list(found.values())


def people(rows: Sequence[Read]) -> People:
    """The people of the pages."""
    names = {document.id: held for document, _, held in rows}
    holding: dict[str, set[str]] = defaultdict(set)
    for document, said, held in rows:
        for name in {*held, *(statement.speaker for statement in said)}:
            holding[name].add(document.id)
    named = Counter(name for held in names.values() for name in held)
    speaking = Counter(statement.speaker for _, said, _ in rows for statement in said)
    return People(
        named, speaking, lambda name: {at: names[at] for at in sorted(holding.get(name, ()))}, documents=len(rows)
    )


def cases(rows: Sequence[Read]) -> Mapping[tuple[str, str], str]:
    """For a document and a family name that it uses alone, the full name in the document."""
    found = {}
    for document, said, _ in rows:
        for statement in said:
            short, full = statement.speaker_span.of(document.text), statement.speaker
            form = parts(full)
            if form and not form.alone and full.split()[-1] == short:
                found[document.id, short] = full
    return found


def judged(rows: Sequence[Read], known: People, near: int) -> tuple[int, int]:
    """How many cases are decided, and how many of them rightly, with `near` names in common at least."""
    names = {document.id: held for document, _, held in rows}
    circles: dict[str, dict[str, dict[str, frozenset[str]]]] = defaultdict(lambda: defaultdict(dict))
    for document, held in names.items():
        for name in held:
            form = parts(name)
            if form and not form.alone:
                circles[form.words[-1]][known.person(name).name][document] = held
    often = Counter(name for held in names.values() for name in held)
    decided, right = 0, 0
    for (document, short), full in cases(rows).items():
        bearers = {
            name: {at: held for at, held in circle.items() if at != document}
            for name, circle in circles[parts(full).words[-1]].items()  # type: ignore[union-attr]
        }
        bearers = {name: circle for name, circle in bearers.items() if circle}
        rare = {name for name in names[document] if often[name] <= max(RARELY, RARE * len(rows)) and short not in name}
        found = decided_by({document: frozenset(rare)}, [*bearers.values()], lambda _: True, near)
        decided += len(found)
        right += any([*bearers][at] == known.person(full).name for at in found.values())
    return decided, right


def main(folder: str, year: str, most: str = "2000") -> None:
    """Print the measurement of a year, and what became one."""
    rows = pages(Path(folder), year, int(most))
    known = people(rows)
    print(f"{len(rows)} pages of {year}, {len(cases(rows))} cases")
    for near in (1, 2, 3, 4):
        decided, right = judged(rows, known, near)
        print(f"{near} names in common: {decided} decided, {right} of them rightly ({right / max(decided, 1):.3f})")
    for person in known.everyone():
        if len(person.aliases) > 1:
            print(f"{person.kind}: {' = '.join(person.aliases)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
