"""What a question limits the search to, or prefers: a time, an outlet, what is left out, what was denied."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.exclusions import left_out
from answer.ordering import ByTime
from answer.periods import Period, mentions
from index.sentences import sentences
from index.speech.verbs import DENIALS
from index.topics import terms
from index.types import Document, Filters, Passage, Statement

_MOSTLY = 0.5
"""Share of a passage's sentences on something left out from which the passage is left out."""

_ASKED_FOR = 1.3
"""By how much a sentence goes ahead that names a day of the time, or the agency, that the question asks for, and one
falls behind that names what others are asked for: a share of its score, so that one on something else stays behind. Set
by hand. It orders only: a date makes no sentence answer, so the score that decides on a refusal is without it. The day
of publication says nothing about one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The limits of one question; an empty one limits nothing.

    `period` limits statements, and for other questions leads; with `publication` it limits the documents, whatever is
    asked. `sources` and `reporters` limit statements; other questions are limited to `sources`, or prefer what names
    the `reporters`. A text that holds all terms of one of `excluded` is left out; of `others`, a statement is left
    out, and any other sentence comes later. With `denial`, what is denied leads; `by_time`
    orders statements. Nothing passes a limit to an `unknown_outlet`, one that no document is from and no text names.
    """

    period: Period | None = None
    publication: bool = False
    sources: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    excluded: tuple[frozenset[str], ...] = ()
    others: tuple[frozenset[str], ...] = ()
    denial: bool = False
    by_time: ByTime = ""
    unknown_outlet: str = ""

    def narrowed(self, filters: Filters, *, said: bool) -> Filters:
        """The filters that documents must pass: the reader's own, and those of the question that are walls."""
        inside = self.period if self.publication else None
        sources = () if said and self.reporters else self.sources  # a statement may be reported in another outlet
        return meet(filters, inside, sources)

    def admits(self, statement: Statement, document: Document) -> bool:
        """Whether a statement is of the time and the outlet asked for."""
        text = statement.sentence.of(document.text)
        timely = not self.period or self.period.holds(document.published) or mentions(text, self.period)
        anywhere = not (self.sources or self.reporters)
        return timely and (anywhere or document.source in self.sources or statement.reported_by in self.reporters)

    @property
    def unsaid(self) -> tuple[frozenset[str], ...]:
        """What no statement may be about."""
        return self.excluded + self.others

    def is_denied(self, statement: Statement) -> bool:
        """Whether the question asks for what was denied and the statement denies something."""
        return self.denial and (statement.negated or statement.cue in DENIALS | {"rule"})

    def keeps(self, passage: Passage) -> bool:
        """Whether a passage is not mostly on something left out."""
        if not self.excluded:
            return True
        held = [left_out(terms(span.of(passage.text)), self.excluded) for span in sentences(passage.text)]
        return not held or sum(held) < _MOSTLY * len(held)

    def leads(self, passage: Passage) -> bool:
        """Whether a passage is of the time asked for, or names the agency asked for."""
        published = self.period is not None and self.period.holds(passage.published)
        return published or self.names(passage.text)

    def order(self, text: str) -> float:
        """By how much a sentence comes sooner (above 1) or later (below 1) than its score alone would put it."""
        return (_ASKED_FOR if self.names(text) else 1.0) / (_ASKED_FOR if left_out(terms(text), self.others) else 1.0)

    def names(self, text: str) -> bool:
        """Whether a text names a day of the time asked for, or the agency asked for."""
        named = self.period is not None and mentions(text, self.period)
        return named or any(reporter in text for reporter in self.reporters)


UNLIMITED = Scope()
"""The scope of a question that limits nothing."""


def meet(filters: Filters, period: Period | None, sources: Sequence[str]) -> Filters:
    """The filters that let through what both would: later beginning, earlier end, the outlets in both.

    Outlets without any in common leave the reader's own: a filter without outlets would let all through.
    """
    inside = period or Period()
    both = tuple(source for source in sources if not filters.sources or source in filters.sources)
    return replace(
        filters,
        since=max(filter(None, (filters.since, inside.since)), default=None),
        until=min(filter(None, (filters.until, inside.until)), default=None),
        sources=both or filters.sources,
    )
