"""One reader's conversation: the exchanges so far and the one that runs. Kept by session, on the server."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime

from answer.readings import Reading
from answer.types import Answer, Turn
from index.types import Filters
from ui import links, render, turns, understood
from ui.html import Html, join

HISTORY = 6
"""Earlier exchanges handed to the assistant: enough to resolve "he" and "there"."""


@dataclass(slots=True, kw_only=True)
class Run:
    """A question being answered: without which readings, what has been written so far, under which message, and what
    to ask next.

    `only` tells the filters, `understood` and `readings` how the question was read.
    """

    question: str
    without: frozenset[str] = frozenset()
    filters: Filters = field(default_factory=Filters)
    message: str = ""
    written: str = ""
    suggested: tuple[str, ...] = ()
    understood: str = ""
    readings: tuple[Reading, ...] = ()
    only: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question with what came of it: an answer, else an error in one sentence, else a draft that was stopped.

    `message` is the secret word under which its places are opened. `without` has the keys of the readings that were
    switched off, `at` the time of the question; `only` tells the filters that it was asked under, `suggested` what to
    ask next.
    """

    question: str
    message: str
    at: datetime
    answer: Answer | None = None
    error: str = ""
    draft: str = ""
    without: frozenset[str] = frozenset()
    filters: Filters = field(default_factory=Filters)
    only: str = ""
    suggested: tuple[str, ...] = ()

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What was understood of the question."""
        return self.answer.readings if self.answer else ()

    @property
    def refused(self) -> bool:
        """Whether the documents do not say it."""
        return self.answer is not None and self.answer.refusal is not None

    @property
    def reply(self) -> Html:
        """What came of the question, as it is shown."""
        if self.answer:
            return render.answer(self.answer, self.message, self.suggested)
        return turns.error(self.error) if self.error else turns.stopped(self.draft)


@dataclass(slots=True)
class Conversation:
    """What one browser tab shows. At most one question runs at a time."""

    exchanges: list[Exchange] = field(default_factory=list)
    run: Run | None = None

    def begin(self, question: str, without: frozenset[str] = frozenset()) -> Run:
        """Start a question; the caller has made sure that none runs."""
        self.run = Run(question=question, without=without)
        return self.run

    def end(self, run: Run, *, answer: Answer | None = None, error: str = "", draft: str = "") -> Exchange | None:
        """Close `run` with what came of it; None when it was stopped or cleared meanwhile: nothing is to be shown."""
        if self.run is not run:
            return None
        self.run = None
        exchange = Exchange(
            question=run.question, message=run.message or secrets.token_hex(12), at=run.at, answer=answer, error=error,
            draft=draft, without=run.without, filters=run.filters, only=run.only, suggested=run.suggested,
        )  # fmt: skip
        self.exchanges.append(exchange)
        return exchange

    def stop(self) -> Exchange | None:
        """End what runs; its draft stays, marked as not checked."""
        return self.end(self.run, draft=self.run.written) if self.run else None

    def take_back(self) -> str:
        """Remove the last exchange and return its question; empty when there is none."""
        return self.exchanges.pop().question if self.exchanges else ""

    def switched(self, key: str) -> frozenset[str]:
        """The readings that the last question is asked without when one of them is switched; any other key is none."""
        last = self.exchanges[-1]
        return last.without ^ {key} if key in {each.key for each in last.readings} else last.without

    def clear(self) -> None:
        """Forget everything."""
        self.exchanges.clear()
        self.run = None

    def history(self) -> tuple[Turn, ...]:
        """The answered exchanges that a follow-up may refer to."""
        turns = [
            Turn(question=each.question, answer=each.answer.text, days=each.answer.days)
            for each in self.exchanges
            if each.answer and each.answer.text
        ]
        return tuple(turns[-HISTORY:])

    def html(self) -> Html:
        """The finished exchanges; the question that runs stands below them, with its draft."""
        last = len(self.exchanges) - 1
        return join(
            *(
                turns.turn(
                    each.question,
                    each.reply,
                    readings=each.readings,
                    last=number == last and not self.run,
                    limits=understood.limits(each.only, offer=each.refused and number == last and not self.run),
                    message=each.message,
                    link=links.link(each.question, each.filters, each.without),
                )
                for number, each in enumerate(self.exchanges)
            )
        )  # fmt: skip
