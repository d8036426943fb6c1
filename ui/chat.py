"""One reader's conversation: the exchanges so far and the one that runs. Kept by session, on the server."""

from dataclasses import dataclass, field
from datetime import date

from answer.readings import Reading
from answer.types import Turn
from ui import turns, understood
from ui.html import Html, join

HISTORY = 6
"""Earlier exchanges handed to the assistant: enough to resolve "he" and "there"."""


@dataclass(slots=True, kw_only=True)
class Run:
    """A question being answered: without which readings, what has been written so far, under which message, and what
    to ask next.

    `only` tells the filters; `refused` that the documents do not say it.
    """

    question: str
    without: frozenset[str] = frozenset()
    message: str = ""
    written: str = ""
    suggested: tuple[str, ...] = ()
    only: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question with its reply as shown; `answer` is the reply's plain text, empty for an error or a stop.

    `readings` are what was understood of the question; `without` has the keys of those that were switched off. `days`
    are those of the documents cited. `only` tells the filters that it was asked under, `refused` that the documents do
    not say it.
    """

    question: str
    reply: Html
    answer: str = ""
    readings: tuple[Reading, ...] = ()
    without: frozenset[str] = frozenset()
    days: tuple[date, ...] = ()
    only: str = ""
    refused: bool = False


@dataclass(slots=True)
class Conversation:
    """What one browser tab shows. At most one question runs at a time."""

    exchanges: list[Exchange] = field(default_factory=list)
    run: Run | None = None

    def begin(self, question: str, without: frozenset[str] = frozenset()) -> Run:
        """Start a question; the caller has made sure that none runs."""
        self.run = Run(question=question, without=without)
        return self.run

    def end(
        self, run: Run, reply: Html, answer: str = "", readings: tuple[Reading, ...] = (), days: tuple[date, ...] = ()
    ) -> bool:
        """Close `run` with its reply; False when it was stopped or cleared meanwhile, and nothing is to be shown."""
        if self.run is not run:
            return False
        self.run = None
        self.exchanges.append(
            Exchange(
                question=run.question,
                reply=reply,
                answer=answer,
                readings=readings,
                without=run.without,
                days=days,
                only=run.only,
                refused=run.refused,
            )
        )
        return True

    def stop(self) -> None:
        """End what runs; its draft stays, marked as not checked."""
        if self.run:
            self.end(self.run, turns.stopped(self.run.written))

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
            Turn(question=each.question, answer=each.answer, days=each.days) for each in self.exchanges if each.answer
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
                )
                for number, each in enumerate(self.exchanges)
            )
        )
