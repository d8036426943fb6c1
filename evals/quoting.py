"""Is a real quotation recognised, and an altered one flagged? By the gate itself, against a whole catalogue.

Quotations are taken from the documents (`index.quotes`), five to sixty words long and spread over the catalogue. Each
is asked as it stands, as a newsroom may print it (`printed`), and made false (`altered`); where a document shows who
said it, also under another speaker's name. `invented` ones are from documents that are not in the catalogue.

- `corpus`: the shipped corpus.
- `realtimeqa-… N`: the pages of that year and those before it, up to N passages, as a catalogue without vectors.

The scores: the share of each kind with the right verdict, `recognised` over the printed, `flagged` over the altered,
and the milliseconds of one quotation (of the processor, so that a busy machine does not count). The notes have the
confusion table. `answer milliseconds` is the gate for an answer of four quotations, one of them altered;
`article seconds` the check of a pasted article of 2,000 words.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from answer.draft import Draft
from answer.judgement import Claim, judge
from answer.misattribution import is_name
from answer.quote_check import check_quotes
from answer.shelf import Stored
from answer.types import QuotationCheck
from answer.verbatim_gate import pass_gate
from evals.alterations import (
    bracketed,
    clipped,
    merged,
    negated,
    number_swapped,
    parts_swapped,
    shortened,
    synonym,
    word_dropped,
)
from evals.corpus import documents_of, shipped
from evals.datasets.collection import Absent, Item, fingerprint
from evals.datasets.realtimeqa import NAME, load
from evals.rows import Row, Split
from evals.suites import Context
from evals.unembedded import unembedded
from index.catalogue import Catalogue
from index.quotes import quotes
from index.text import clean
from index.types import Document, Span

SUITE = "quotations"
SIZES = (1_000, 10_000, 100_000)
YEARS: Mapping[str, Sequence[str]] = {"2024": ("2024", "2023", "2022"), "2025": ("2025",)}
"""What each year's catalogue is filled up with until it has as many passages as asked for."""
SPLITS: Mapping[str, Split] = {"2024": "development", "2025": "report"}
MOST = 400
"""Quotations of one catalogue, spread evenly over all that it holds."""
_SHORTEST, _LONGEST = 5, 60
_ANSWERS = 50
_ARTICLE = 2_000
"""Words."""
_TELLING = (
    "The ministers had met in the morning and went on with their talks until late at night, as the two sides had "
    "agreed in the spring, but no paper was signed and none is expected before the end of the year."
)
_OTHER_MARKS = str.maketrans('“”’–"', "‘’'—'")
Alteration = Callable[[str], str | None]

PRINTED: Mapping[str, Alteration] = {
    "exact": lambda text: text,
    "other marks": lambda text: text.translate(_OTHER_MARKS),
    "comma at the end": lambda text: f"{text.rstrip('.,;:!?')},",
    "capital changed": lambda text: text[:1].swapcase() + text[1:],
    "clipped": clipped,
    "ellipsis": shortened,
    "edited": bracketed,
}
ALTERED: Mapping[str, Alteration] = {
    "word dropped": word_dropped,
    "number swapped": number_swapped,
    "negated": negated,
    "synonym": synonym,
    "parts swapped": parts_swapped,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A quotation of a stored document, and who says it there by name; an empty string where no name is shown."""

    document: str
    text: str
    speaker: str = ""


def spoken(document: Document, catalogue: Catalogue) -> Iterator[Spoken]:
    """The quotations of one document that are long enough, none of them twice."""
    statements = catalogue.statements_of(document.id)
    found = {span.of(document.text): span for span in quotes(document.text)}
    for text, span in found.items():
        if _SHORTEST <= len(text.split()) <= _LONGEST and "\n" not in text and "…" not in text and "..." not in text:
            said = (s.speaker for s in statements if any(span.overlaps(part) for part in s.content))
            speaker = next(filter(is_name, said), "")
            yield Spoken(document=document.id, text=text, speaker=speaker)


def cases(found: Sequence[Spoken], foreign: Sequence[str]) -> Iterator[tuple[str, Spoken, str, str]]:
    """Name of the case, the quotation it is made of, its words, and the speaker it is given to."""
    for number, each in enumerate(found):
        following = found[(number + 1) % len(found)]
        others = [s.speaker for s in (*found[number:], *found) if not _alike(s.speaker, each.speaker)]
        for name, alter in {**PRINTED, **ALTERED}.items():
            text = alter(each.text)
            if text is not None and (name == "exact" or text != each.text or name in PRINTED):
                yield name, each, text, each.speaker
        yield "merged", each, merged(each.text, following.text), each.speaker
        if each.speaker and others:
            yield "another's words", each, each.text, others[0]
    for text in foreign:
        yield "invented", Spoken(document="", text=text), text, ""


def outcome(name: str, check: QuotationCheck) -> str:
    """The verdict; of a negated quotation also whether it was told that its denial was cut off at the beginning."""
    return "verbatim, denial told" if name == "negated" and check.denial else check.verdict


def right(name: str, verdict: str) -> bool:
    """Whether an outcome is the one that the case deserves."""
    if name in PRINTED:
        return verdict == "verbatim"
    if name == "negated" and verdict == "verbatim, denial told":
        return True
    return verdict == "misattributed" if name == "another's words" else verdict in ("altered", "absent")


def asked(text: str, speaker: str, shelf: Stored) -> tuple[QuotationCheck, float]:
    """The verdict on a quotation, and its milliseconds."""
    begin = time.thread_time()
    named = (speaker,) if speaker else ()
    found = judge(Claim(span=Span(start=0, end=len(text)), text=text, named=named), shelf)
    return found, 1000 * (time.thread_time() - begin)


def rows(catalogue: Catalogue, dataset: str, split: Split, foreign: Sequence[str], context: Context) -> Iterator[Row]:
    """A row for each case; the confusion table goes into the journal. A limit is in quotations."""
    shelf = Stored(catalogue)
    found = sample(catalogue, context.limit or MOST)
    context.journal.data[dataset] = fingerprint([each.text for each in found])
    table: Counter[tuple[str, str]] = Counter()
    for number, (name, each, text, speaker) in enumerate(cases(found, foreign)):
        check, milliseconds = asked(text, speaker, shelf)
        verdict = outcome(name, check)
        table[name, verdict] += 1
        passed = float(right(name, verdict))
        yield Row(
            suite=SUITE,
            dataset=dataset,
            split=split,
            system="verbatim",
            question_id=f"{number} {each.document} {name}",
            verdict="right" if passed else "wrong",
            scores={name: passed, "recognised" if name in PRINTED else "flagged": passed, "milliseconds": milliseconds},
        )
    context.journal.notes += confusion(dataset, table)
    yield from times(catalogue, found, dataset, split)


def times(catalogue: Catalogue, found: Sequence[Spoken], dataset: str, split: Split) -> Iterator[Row]:
    """How long the gate takes for answers of four quotations, and the check for an article that has some of them."""
    shelf = Stored(catalogue)
    for number in range(0, min(len(found) - 3, 4 * _ANSWERS), 4):
        draft = Draft()
        for each in found[number : number + 3]:
            draft.write(f"{each.speaker or 'The text'} said: “{each.text}”")
        draft.write(f"They said: “{word_dropped(found[number + 3].text)}”")
        begin = time.thread_time()
        pass_gate(draft, shelf)
        score = {"answer milliseconds": 1000 * (time.thread_time() - begin)}
        yield Row(suite=SUITE, dataset=dataset, split=split, system="verbatim", question_id=f"a{number}", scores=score)
    seconds = {"article seconds": check_quotes(article(found), catalogue).seconds} if found else {}
    yield Row(suite=SUITE, dataset=dataset, split=split, system="verbatim", question_id="article", scores=seconds)


def article(found: Sequence[Spoken]) -> str:
    """A text of about 2,000 words, a third of them in quotation marks."""
    paragraphs: list[str] = []
    for each in found:
        speaker = each.speaker or "A spokesman"
        paragraphs.append(f"“{each.text.strip(',.')},” {speaker} said. {_TELLING}")
        if sum(len(paragraph.split()) for paragraph in paragraphs) >= _ARTICLE:
            break
    return "\n\n".join(paragraphs)


def confusion(dataset: str, table: Mapping[tuple[str, str], int]) -> list[str]:
    """One sentence a kind of case: how many got which verdict.

    >>> confusion("corpus", {("exact", "verbatim"): 3, ("exact", "absent"): 1})
    ['corpus, exact: 3 verbatim, 1 absent']
    """
    kinds: dict[str, list[str]] = {}
    for (name, verdict), count in sorted(table.items(), key=lambda item: -item[1]):
        kinds.setdefault(name, []).append(f"{count} {verdict}")
    order = sorted(kinds, key=[*PRINTED, *ALTERED, *kinds].index)
    return [f"{dataset}, {name}: {', '.join(kinds[name])}" for name in order]


def sample(catalogue: Catalogue, most: int) -> list[Spoken]:
    """At most so many quotations, from documents at even distances, no more than two of one."""
    documents = documents_of(catalogue)
    step = max(len(documents) // most, 1)
    found = [each for document in documents[::step] for each in list(spoken(document, catalogue))[:2]]
    return found[:: max(len(found) // most, 1)][:most]


@dataclass(frozen=True, slots=True)
class Quotations:
    """The suite: the shipped corpus always, RealTimeQA where it was fetched."""

    name: str = SUITE
    about: str = "Are real quotations recognised, and altered ones flagged?"

    def rows(self, context: Context) -> Iterator[Row]:
        """Rows for every catalogue asked for."""
        if context.wants("corpus"):
            with shipped(context.model, context.encoder) as index:
                yield from rows(index.catalogue, "corpus", "development", (), context)
        for year in YEARS:
            sizes = {f"{NAME}-{year} {size}": size for size in SIZES if context.wants(f"{NAME}-{year} {size}")}
            pages = _pages(year, context) if sizes else []
            if isinstance(pages, Absent):
                context.journal.skipped |= dict.fromkeys(sizes, pages.reason)
                continue
            for dataset, size in sizes.items():
                with unembedded(dataset, pages, size, context) as catalogue:
                    yield from rows(catalogue, dataset, SPLITS[year], invented(pages, catalogue, context), context)


def _pages(year: str, context: Context) -> list[Item] | Absent:
    """The pages of a year and of those that fill it up, each once."""
    pages: dict[str, Item] = {}
    for each in YEARS[year]:
        found = load(each, replace(context, limit=None))
        if isinstance(found, Absent):
            return found
        pages |= {page.id: page for page in found.documents if page.id not in pages}
    return list(pages.values())


def invented(pages: Sequence[Item], catalogue: Catalogue, context: Context) -> list[str]:
    """Quotations of pages that are not in the catalogue, whose words no text of it has."""
    documents = documents_of(catalogue)
    held = {document.path for document in documents}
    everything = "\n".join(document.text for document in documents).casefold()
    outside = (clean(page.text) for page in pages if page.id not in held)
    found = (span.of(text) for text in outside for span in quotes(text)[:1])
    long = (text for text in found if _SHORTEST <= len(text.split()) <= _LONGEST)
    return list(islice((text for text in long if text.strip(".,").casefold() not in everything), context.limit or MOST))


def _alike(name: str, other: str) -> bool:
    return not name or bool(set(name.split()) & set(other.split()))
