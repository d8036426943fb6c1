"""Does an answer say so when its documents disagree, and show every right answer? On RAMDocs, by rule, ids only.

Each question is asked of its own documents. Scores:

- `all right shown`: 1 when every right answer stands in the answer's text.
- `some right shown`: 1 when one does.
- `notice`: 1 when the answer says that its sources disagree; only for questions whose documents give several answers.
- `notice precise`: of the answers that say so, 1 when two sides are different answers that the documents give: the
  side's value is one, or a part of one, or its sentence holds one.
- `quiet`: 1 when nothing is said of a conflict; only for questions whose documents give one answer.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from answer.assistant import Assistant
from answer.types import Answer
from evals.datasets.collection import Absent, fingerprint
from evals.datasets.disagreeing import NAME, Disputed, load
from evals.datasets.realtimeqa import normal
from evals.golden import SYSTEM
from evals.indexed import indexed
from evals.rows import Row
from evals.suites import Context
from index.types import Filters

SUITE = "conflicts"


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The suite; a limit is in questions of each half."""

    name: str = SUITE
    about: str = "Does an answer say so when its documents disagree, and show every right answer?"

    def rows(self, context: Context) -> Iterator[Row]:
        """A row for each question of RAMDocs."""
        if not context.uses(SYSTEM) or not context.wants(NAME):
            return
        found = load(context)
        if isinstance(found, Absent):
            context.journal.skipped[NAME] = found.reason
            return
        collection, asked = found
        context.journal.data[NAME] = fingerprint(collection.documents, asked)
        with indexed(collection, context) as made:
            assistant, ids = Assistant(made.index), {theirs: ours for ours, theirs in made.ids.items()}
            for each in asked:
                documents = tuple(ids[id] for id in each.documents if id in ids)
                answer = asyncio.run(assistant.ask(each.question, filters=Filters(documents=documents)))
                yield _row(each, answer)


def _row(asked: Disputed, answer: Answer) -> Row:
    return Row(
        suite=SUITE,
        dataset=NAME,
        split=asked.split,
        system=SYSTEM,
        question_id=asked.id,
        verdict="declined" if answer.refusal else "",
        scores=scores(asked, answer),
    )


def scores(asked: Disputed, answer: Answer) -> dict[str, float]:
    """The scores of one answer; see the module's text."""
    shown = [normal(right) in normal(answer.text) for right in asked.right]
    made = {"all right shown": float(all(shown)), "some right shown": float(any(shown))}
    disputed = answer.conflict
    made["notice" if len(asked.said) > 1 else "quiet"] = float((disputed is not None) == (len(asked.said) > 1))
    if disputed:
        sides = [(normal(side.value), " ".join(map(normal, side.sentences))) for side in disputed.sides]
        given = [{each for each in asked.said if _gives(normal(each), *side)} for side in sides]
        made["notice precise"] = float(len(set().union(*given)) > 1 and sum(map(bool, given)) > 1)
    return made


def _gives(said: str, value: str, sentences: str) -> bool:
    return value in said or said in sentences
