"""What following names costs in a large corpus: milliseconds a question in a catalogue of 1,000 to 100,000 passages.

The catalogue is made up: every document is titled with a name of its own and names three others in each of its five
passages, and every passage names Moscow and the United Nations too, which lead nowhere. No vector is needed. Each
question names one document and asks for something about the person named in it; the other half of the questions names
only what is common.
"""

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from evals.rows import Row
from evals.suites import Context
from index.catalogue import Catalogue
from index.catalogue_writer import Change, Entry, Extract, finish
from index.hops import follow
from index.links import Links, name_key, title_keys
from index.types import Document, Passage

SUITE = "links"
SIZES = (200, 2_000, 20_000)
"""Documents, of five passages each."""
QUESTIONS = 100
FOUND = 50
"""Documents that the other retrievers hand on."""
GROUP = 500
COMMON = ("Moscow", "United Nations")
GIVEN = [a + b for a, b in product(("Al", "Ber", "Cor", "Dan", "El", "Fri", "Gor", "Han"), ("an", "da", "eth", "ia"))]
FAMILY = [
    a + b + c
    for a, b, c in product(
        ("Ab", "Bran", "Cro", "Dor", "Eck", "Fal", "Grim", "Hol"),
        ("ber", "den", "fel", "gar", "hau", "kov", "lin", "mar"),
        ("", "ski", "er", "ova", "son", "ig", "ed", "is", "ou", "in"),
    )
]


@dataclass(frozen=True, slots=True)
class LinkCost:
    """How the cost of links grows with the corpus."""

    name: str = SUITE
    about: str = "What following names costs, in milliseconds a question, from 1,000 to 100,000 passages."

    def rows(self, context: Context) -> Iterator[Row]:
        """One row for each size of the corpus and kind of question."""
        for documents in SIZES:
            dataset = f"{documents * 5:,} passages"
            if context.wants(dataset):
                context.journal.data[dataset] = f"made-up-{documents}"
                with tempfile.TemporaryDirectory() as folder:
                    catalogue = filled(Path(folder) / "catalogue.sqlite", documents)
                    yield from _measured(dataset, documents, catalogue)
                    catalogue.close()


def person(number: int) -> str:
    """One of 20,480 names, the same for the same number."""
    return f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // len(GIVEN) % len(FAMILY)]}"


def filled(file: Path, documents: int) -> Catalogue:
    """A catalogue of so many made-up documents; the same on every machine."""
    catalogue, chance = Catalogue(file), random.Random(7)
    for start in range(0, documents, GROUP):
        numbers = range(start, min(start + GROUP, documents))
        finish(catalogue, Change(entries=[_entry(number, documents, chance) for number in numbers]))
    return catalogue


def _entry(number: int, documents: int, chance: random.Random) -> Entry:
    title, id = person(number), f"made-up-{number}"
    passages: list[Passage] = []
    mentions: list[tuple[str, int]] = []
    start = 0
    for _ in range(5):
        named = [person(chance.randrange(documents)) for _ in range(3)]
        text = f"{named[0]} is directed by {named[1]} in {COMMON[0]}, with music by {named[2]}, for the {COMMON[1]}."
        passages.append(
            Passage(id=f"{id}:{start}-{start + len(text)}", document_id=id, start=start, end=start + len(text),
                    text=text, title=title)
        )  # fmt: skip
        mentions += [(name_key(name), start) for name in (*named, *COMMON)]
        start += len(text) + 2
    document = Document(id=id, title=title, text="\n\n".join(passage.text for passage in passages), path=id)
    links = Links(titles=title_keys(title), mentions=tuple(dict.fromkeys(mentions)))
    return Entry(document=document, file=id, fingerprint=id, passages=passages, extract=Extract(links=links))


def _measured(dataset: str, documents: int, catalogue: Catalogue) -> Iterator[Row]:
    chance = random.Random(8)
    found = [f"made-up-{chance.randrange(documents)}" for _ in range(FOUND)]
    named = [f"Where was the director of {person(chance.randrange(documents))} born?" for _ in range(QUESTIONS)]
    common = [f"What did the {COMMON[1]} say about grain in {COMMON[0]} in {year}?" for year in range(QUESTIONS)]
    for kind, questions in (("two documents", named), ("no document", common)):
        yield Row(
            suite=SUITE,
            dataset=dataset,
            split="report",
            system="verbatim",
            question_id=kind,
            question=questions[0],
            scores=timed(questions, found, catalogue),
        )


def timed(questions: Sequence[str], found: Sequence[str], catalogue: Catalogue) -> dict[str, float]:
    """Milliseconds to follow the names of a question, median and 95th percentile, and the documents followed, mean."""
    milliseconds, followed = [], []
    for question in questions:
        start = time.perf_counter()
        followed.append(len(follow(question, found, catalogue)))
        milliseconds.append(1000 * (time.perf_counter() - start))
    return {
        "median milliseconds": float(np.median(milliseconds)),
        "95th percentile milliseconds": float(np.percentile(milliseconds, 95)),
        "documents followed": float(np.mean(followed)),
    }
