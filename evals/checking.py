"""Are true sentences recognised and altered ones marked? The checks of an answer, measured on what is known.

`corpus`, from what is in the repository:

- `quotation …`: every quotation of the shipped corpus (evals/golden/quotations.toml) as a language model would write
  it, exact and altered: a word dropped, a denial added or taken away, two quotations merged, given to somebody else.
- `claim …`: every whole sentence that is evidence of a golden question, cited and without quotation marks, exact and
  altered: a number swapped, denied, a name swapped.

- `paraphrase …`: sentences written by hand in other words than their document's (evals/golden/paraphrases.toml), true
  and with one thing changed; both cite the passage that shares most terms with the true one.

The scores are named so: the share of the exact ones that pass (verbatim or supported), and of the altered ones that do
not.

`summedits …`, one data set a domain (Salesforce, Apache-2.0): a document and a summary of which some were edited to say
what it does not. A summary is taken for consistent when every sentence of it is supported by the document. `recognised`
is the share of the consistent ones, `flagged` that of the edited ones, `balanced accuracy` the mean of both. No row
holds any of its text.

With a checker everything is measured a second time, with its second opinion, as the system `with checker`.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from answer.extractive import passage_of
from answer.prose import Sources, read_prose
from evals.alterations import merged, name_swapped, negated, number_swapped, word_dropped
from evals.corpus import documents_of, first_of_each, shipped
from evals.datasets.collection import fingerprint, missing, read_json
from evals.questions import GoldQuestion, Place, read_questions
from evals.rows import Row, Split
from evals.scoring import balanced
from evals.suites import Context
from index.catalogue import Catalogue
from index.entailment import Checker
from index.quotes import quotes
from index.sentences import sentences
from index.text import clean
from index.topics import terms
from index.types import Document, Passage, Span

SUITE = "checks"
RULES, CHECKED = "verbatim", "with checker"
"""The systems: the rules alone, and with a checker's second opinion."""
CORPUS_SET = "corpus"
QUOTATIONS = Path(__file__).resolve().parent / "golden" / "quotations.toml"
PARAPHRASES = QUOTATIONS.with_name("paraphrases.toml")
NAMES = (
    *("Sergei Lavrov", "Kim Jong Un", "Joe Biden", "Emmanuel Macron", "Choe Son Hui", "Donald Trump", "Rafael Grossi"),
    *("Lavrov", "Macron", "Biden", "Grossi", "Trump", "Choe", "Kishida", "Starmer", "Yoon"),
    *("South Korea", "North Korea", "Japan", "France", "Russia", "China", "Iran", "Israel"),
)
"""Names that are swapped for the next of the list."""
DOMAINS: Mapping[str, Split] = {
    **dict.fromkeys(("ectsum", "podcast", "qmsumm", "sales_call", "sales_email"), "development"),
    **dict.fromkeys(("samsum", "scitldr"), "report"),
}
PASSED = ("verbatim", "supported")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks in one document, and who said them; no speaker where a text says them."""

    document: str
    speaker: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paraphrase:
    """A true sentence about a document in other words than its own, a false one, and in what that one differs."""

    document: str
    split: Split
    changed: str
    true: str
    false: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence as a language model would write it, and the place it cites; `true` when nothing was altered."""

    id: str
    name: str
    prose: str
    place: Place
    true: bool
    split: Split = "development"


def read_quotations(file: Path = QUOTATIONS) -> tuple[Quotation, ...]:
    """The quotations in the order of the file."""
    with file.open("rb") as opened:
        return tuple(Quotation(**fields) for fields in tomllib.load(opened)["quotation"])


def read_paraphrases(file: Path = PARAPHRASES) -> tuple[Paraphrase, ...]:
    """The paraphrases in the order of the file."""
    with file.open("rb") as opened:
        return tuple(Paraphrase(**fields) for fields in tomllib.load(opened)["paraphrase"])


def paraphrase_cases(paraphrases: Sequence[Paraphrase], passages: Mapping[str, Sequence[str]]) -> Iterator[Case]:
    """The true and the false sentence of each, citing the passage that shares most terms with the true one."""
    for number, each in enumerate(paraphrases):
        wanted = terms(each.true)
        place = Place(
            document=each.document, text=max(passages[each.document], key=lambda text: len(wanted & terms(text)))
        )
        for name, text, true in (("true", each.true, True), ("changed", each.false, False)):
            prose = f"{text.removesuffix('.')} [1]."
            yield Case(
                id=f"{each.document}#p{number}",
                name=f"paraphrase {name}",
                prose=prose,
                place=place,
                true=true,
                split=each.split,
            )


def quotation_cases(quotations: Sequence[Quotation]) -> Iterator[Case]:
    """Each quotation exact and in every alteration that has a hold in it."""
    for number, each in enumerate(quotations):
        following = quotations[(number + 1) % len(quotations)]
        others = [q.speaker for q in (*quotations[number:], *quotations) if q.speaker not in ("", each.speaker)]
        made = {
            "exact": each.text,
            "word dropped": word_dropped(each.text),
            "denial changed": negated(each.text),
            "merged with another": merged(each.text, following.text),
            "given to somebody else": each.text if each.speaker and others else None,
        }
        for name, text in made.items():
            if text is not None:
                speaker = others[0] if name == "given to somebody else" else each.speaker
                yield Case(
                    id=f"{each.document}#{number}",
                    name=f"quotation {name}",
                    prose=f"{speaker or 'The text'} said: “{text}” [1].",
                    place=Place(document=each.document, text=each.text),
                    true=name == "exact",
                )


def claim_cases(questions: Sequence[GoldQuestion], texts: Mapping[str, str]) -> Iterator[Case]:
    """Each whole sentence of the evidence without quotation marks, exact and altered; a sentence once."""
    places = dict.fromkeys(place for question in questions for group in question.evidence for place in group)
    for place in (place for place in places if _is_sentence(place, texts[place.document])):
        made = {
            "exact": place.text,
            "number swapped": number_swapped(place.text),
            "denial changed": negated(place.text),
            "name swapped": name_swapped(place.text, NAMES),
        }
        for name, text in made.items():
            if text is not None:
                start = texts[place.document].index(place.text)
                yield Case(
                    id=f"{place.document}:{start}",
                    name=f"claim {name}",
                    prose=f"{text[:-1]} [1].",
                    place=place,
                    true=name == "exact",
                )


def corpus_rows(catalogue: Catalogue, cases: Sequence[Case], checker: Checker | None = None) -> Iterator[Row]:
    """A row for each case, checked against its document in the catalogue."""
    by_name = {Path(document.path).name: document for document in documents_of(catalogue)}
    for case in cases:
        document = by_name[case.place.document]
        start = document.text.index(case.place.text)
        passage = passage_of(catalogue, document.id, [Span(start=start, end=start + len(case.place.text))])
        statements = {document.id: catalogue.statements_of(document.id)}
        sources = Sources(passages=(passage,), documents={document.id: document}, statements=statements)
        passed = passes(case.prose, sources, checker)
        yield Row(
            suite=SUITE,
            dataset=CORPUS_SET,
            split=case.split,
            system=CHECKED if checker else RULES,
            question_id=f"{case.id} {case.name}",
            question=case.prose,
            gold=("true" if case.true else "altered",),
            verdict="right" if passed == case.true else "wrong",
            scores={case.name: float(passed == case.true)},
        )


def passes(prose: str, sources: Sources, checker: Checker | None = None) -> bool:
    """Whether every sentence of the prose is found verbatim or supported by what it cites."""
    return all(check.verdict in PASSED for check in read_prose(prose, sources, checker=checker).checks)


def summedits_rows(
    items: Sequence[Mapping[str, Any]], *, dataset: str, split: Split, checker: Checker | None = None
) -> Iterator[Row]:
    """A row for each summary of one domain."""
    consistent = [bool(item["label"]) for item in items]
    passed = [consistent_with(item["summary"], item["doc"], checker) for item in items]
    correct = [found == true for found, true in zip(passed, consistent, strict=True)]
    values = balanced(consistent, correct)
    for item, true, right, value in zip(items, consistent, correct, values, strict=True):
        yield Row(
            suite=SUITE,
            dataset=dataset,
            split=split,
            system=CHECKED if checker else RULES,
            question_id=str(item["id"]),
            gold=("consistent" if true else "edited",),
            verdict="right" if right else "wrong",
            scores={"recognised" if true else "flagged": float(right), "balanced accuracy": value},
        )


def consistent_with(summary: str, text: str, checker: Checker | None = None) -> bool:
    """Whether every sentence of the summary passes the checks when it cites the document, which is one passage."""
    document = Document(id="d", title="", text=clean(text), path="d")
    whole = Span(start=0, end=len(document.text))
    passage = Passage(
        id=f"d:0-{whole.end}", document_id="d", start=0, end=whole.end, text=document.text, title=document.title
    )
    cited = clean(summary)
    prose = " ".join(f"{span.of(cited)} [1]" for span in sentences(cited))
    return passes(prose, Sources(passages=(passage,), documents={"d": document}), checker)


def _is_sentence(place: Place, text: str) -> bool:
    whole = any(span.of(text) == place.text for span in sentences(text))
    return whole and place.text.endswith(".") and not quotes(place.text)


@dataclass(frozen=True, slots=True)
class Checks:
    """The suite: the corpus's own sentences always, SummEdits where the shared data are."""

    name: str = SUITE
    about: str = "Are true sentences of an answer recognised, and altered ones marked?"

    def rows(self, context: Context) -> Iterator[Row]:
        """Rows for every data set asked for; a limit is in cases of each kind for the corpus, in summaries beyond."""
        if context.wants(CORPUS_SET):
            yield from _of_the_corpus(context)
        for domain, split in DOMAINS.items():
            dataset, file = f"summedits {domain}", context.data / "summedits" / f"{domain}.json"
            if not context.wants(dataset):
                continue
            if absent := missing(file):
                context.journal.skipped[dataset] = absent.reason
                continue
            items = cast(list[dict[str, Any]], read_json(file))[: context.limit]
            context.journal.data[dataset] = fingerprint(items)
            for checker in _checkers(context):
                yield from summedits_rows(items, dataset=dataset, split=split, checker=checker)


def _of_the_corpus(context: Context) -> Iterator[Row]:
    with shipped(context.model, context.encoder) as index:
        texts = {Path(document.path).name: document.text for document in documents_of(index.catalogue)}
        passages = {
            Path(document.path).name: [each.text for each in index.catalogue.passages_of(document.id)]
            for document in documents_of(index.catalogue)
        }
        made = [
            *quotation_cases(read_quotations()),
            *claim_cases(read_questions(), texts),
            *paraphrase_cases(read_paraphrases(), passages),
        ]
        cases = list(first_of_each(made, lambda case: case.name, context.limit))
        context.journal.data[CORPUS_SET] = fingerprint(cases)
        for checker in _checkers(context):
            yield from corpus_rows(index.catalogue, cases, checker)


def _checkers(context: Context) -> list[Checker | None]:
    """The ways to measure that are asked for: without a checker, and with one where one is named."""
    named = [(RULES, None), *([(CHECKED, context.checker)] if context.checker else [])]
    return [checker for system, checker in named if context.uses(system)]
