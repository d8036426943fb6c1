"""Does it decline what the documents do not answer, and answer what they do?

- `golden`: the golden questions on the shipped corpus; the unanswerable ones are off-topic, near its topics, or traps.
- `clapnq`: the passages of CLAP NQ's dev part. Its unanswerable questions were asked about one of these passages, which
  does not answer them: near-topic all of them.
- `xquad`: every other article is indexed; a question on another article is unanswerable. Every second question.
- `ap`: the first 25 local questions of benchmark-qed. Against all articles they are answerable; against those published
  before the first article that answers, they are not. That an earlier article happens to answer is possible and rare.

Scores: `answered`, share of the answerable questions that were answered, rightly or not; `declined`, share of the
unanswerable ones that were declined; `balanced accuracy`, the mean of both. The verdict is `declined`, or else `right`
where answering was right and `wrong` where it was not. Only golden rows hold words.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from answer.assistant import Assistant
from answer.types import Answer
from evals.corpus import first_of_each, shipped
from evals.datasets import ap, clapnq, xquad
from evals.datasets.collection import Absent, Asked, Collection, fingerprint, read_lines
from evals.golden import SYSTEM, turns
from evals.indexed import indexed
from evals.questions import read_questions
from evals.rows import Row, Split, Verdict
from evals.scoring import balanced
from evals.suites import Context
from index.store import Index
from index.types import Filters

SUITE = "refusal"
ALL = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A question of which it is known whether the documents under `filters` answer it."""

    id: str
    question: str
    answerable: bool
    split: Split
    earlier: tuple[str, ...] = ()
    filters: Filters = ALL


Probed = tuple[Collection, Sequence[Probe]]


def refusal_rows(index: Index, dataset: str, probes: Sequence[Probe], *, words: bool = False) -> list[Row]:
    """A row for each probe, asked of the index; with question and answer only where `words` may be kept."""
    assistant = Assistant(index)
    answers = [_asked(assistant, probe) for probe in probes]
    values: dict[str, float] = {}
    for split in ("development", "report"):
        of_split = [(probe, answer) for probe, answer in zip(probes, answers, strict=True) if probe.split == split]
        right = [(answer.refusal is None) == probe.answerable for probe, answer in of_split]
        figures = balanced([probe.answerable for probe, _ in of_split], right)
        values |= {probe.id: value for (probe, _), value in zip(of_split, figures, strict=True)}
    return [
        _row(dataset, probe, answer, values[probe.id], words=words)
        for probe, answer in zip(probes, answers, strict=True)
    ]


def golden_probes() -> list[Probe]:
    """Every golden question."""
    return [
        Probe(id=each.id, question=each.question, answerable=each.answerable, split=each.split, earlier=each.earlier)
        for each in read_questions()
    ]


def clapnq_probes(context: Context) -> Probed | Absent:
    """The questions of both files over the passages of both; every second one only reports."""
    loaded = clapnq.load(context)
    if isinstance(loaded, Absent):
        return loaded
    others = read_lines(context.data / "clapnq" / clapnq.FILES[1])
    answerable = [Probe(id=each.id, question=each.text, answerable=True, split=each.split) for each in loaded.questions]
    return loaded, answerable + [
        Probe(id=str(row["id"]), question=str(row["input"]), answerable=False, split=_half(place))
        for place, row in enumerate(others)
    ]


def xquad_probes(context: Context) -> Probed | Absent:
    """Every second question, on the paragraphs of the articles at even places."""
    loaded = xquad.load(context)
    if isinstance(loaded, Absent):
        return loaded
    kept = tuple(each for each in loaded.documents if _article(each.id) % 2 == 0)
    half = replace(loaded, name="xquad-half", documents=kept, questions=())
    return half, [
        Probe(id=asked.id, question=asked.text, answerable=_article(asked.gold[0]) % 2 == 0, split=_half(place))
        for place, asked in enumerate(loaded.questions[::2])
    ]


def ap_probes(context: Context) -> Probed | Absent:
    """Each question twice: against all articles, and against those of the days before the first gold article."""
    loaded = ap.load(context)
    if isinstance(loaded, Absent):
        return loaded
    published = {each.id: each.published for each in loaded.documents}
    probes = []
    for asked in loaded.questions:
        probes.append(Probe(id=asked.id, question=asked.text, answerable=True, split=asked.split))
        first = min((day for id in asked.gold if (day := published[id])), default=None)
        if first:
            probes.append(_before(asked, Filters(until=first - timedelta(days=1))))
    return loaded, probes


def _before(asked: Asked, filters: Filters) -> Probe:
    return Probe(id=f"{asked.id} before", question=asked.text, answerable=False, split=asked.split, filters=filters)


OTHERS: dict[str, Callable[[Context], Probed | Absent]] = {
    "clapnq": clapnq_probes,
    "xquad": xquad_probes,
    "ap": ap_probes,
}


@dataclass(frozen=True, slots=True)
class Refusals:
    """The suite; a limit is in questions of each half and kind, answerable or not."""

    name: str = SUITE
    about: str = "Does it decline what the documents do not answer, and answer what they do?"

    def rows(self, context: Context) -> Iterator[Row]:
        """Rows of every data set asked for."""
        if not context.uses(SYSTEM):
            return
        if context.wants("golden"):
            context.journal.data["golden"] = fingerprint(golden_probes())
            with shipped(context.model, context.encoder) as index:
                yield from refusal_rows(index, "golden", _limited(golden_probes(), context), words=True)
        for dataset, load in OTHERS.items():
            if not context.wants(dataset):
                continue
            found = load(context)
            if isinstance(found, Absent):
                context.journal.skipped[dataset] = found.reason
                continue
            collection, probes = found
            context.journal.data[dataset] = fingerprint(collection.documents, probes)
            with indexed(collection, context) as made:
                yield from refusal_rows(made.index, dataset, _limited(probes, context))


def _limited(probes: Sequence[Probe], context: Context) -> list[Probe]:
    return list(first_of_each(probes, lambda probe: (probe.split, probe.answerable), context.limit))


def _asked(assistant: Assistant, probe: Probe) -> Answer:
    history = turns(assistant, probe.earlier)
    return asyncio.run(assistant.ask(probe.question, filters=probe.filters, history=history))


def _row(dataset: str, probe: Probe, answer: Answer, value: float, *, words: bool) -> Row:
    declined = answer.refusal is not None
    verdict: Verdict = "declined" if declined else "right" if probe.answerable else "wrong"
    return Row(
        suite=SUITE,
        dataset=dataset,
        split=probe.split,
        system=SYSTEM,
        question_id=probe.id,
        question=probe.question if words else "",
        answer=answer.text if words else "",
        gold=("answerable" if probe.answerable else "unanswerable",),
        verdict=verdict,
        scores={
            "answered" if probe.answerable else "declined": float(declined != probe.answerable),
            "balanced accuracy": value,
        },
        certainty=answer.certainty,
    )


def _half(place: int) -> Split:
    return "report" if place % 2 else "development"


def _article(id: str) -> int:
    return int(id.partition("-")[0])
