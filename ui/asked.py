"""What a reader looks up in the ledger, read from what a browser or a program sends: anything may come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, get_args

from index.errors import VerbatimError
from index.force import FORCES
from index.ledger import DEFAULT_CONFIDENCE, Order, Query
from index.types import StatementKind, Voice
from ui.filters import filters_of

LONGEST = 1_000
"""Characters of a name or a topic; more than that is neither."""
IN_A_FILE = 20_000
"""Statements in a CSV, and for a program: some 15 MB, which a browser still takes in one piece."""
KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
VOICES: tuple[Voice, ...] = get_args(Voice)
ORDERS: tuple[Order, ...] = get_args(Order)
CONTROLS = ("who", "about", "since", "until", "outlets", "kinds", "forces", "voices", "order", "doubtful")
"""The controls of the tab, in their order on the page."""
_Choice = TypeVar("_Choice", bound=str)


class UnknownChoiceError(VerbatimError):
    """A value that a look-up does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose words are looked up (empty: anybody's), and the query for the rest."""

    who: str
    query: Query

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for: no person, no topic, no filter."""
        return not self.who and self.query == replace(
            Query(together=True), order=self.query.order, limit=self.query.limit, confidence=self.query.confidence
        )

    @property
    def with_doubtful(self) -> "Asked":
        """The same without any threshold, for its counts alone."""
        return replace(self, query=replace(self.query, confidence=0.0, limit=0))


def asked(
    *,
    who: object = None,
    about: object = None,
    since: object = None,
    until: object = None,
    outlets: object = None,
    kinds: object = None,
    forces: object = None,
    voices: object = None,
    order: object = None,
    doubtful: object = False,
) -> Asked:
    """The look-up that the controls of the tab ask for; a date that is none is a BadDateError."""
    query = Query(
        about=text(about),
        filters=filters_of({"since": since, "until": until, "outlets": outlets}),
        kinds=chosen(kinds, KINDS),
        voices=chosen(voices, VOICES),
        forces=chosen(forces, FORCES),
        confidence=0.0 if doubtful is True else DEFAULT_CONFIDENCE,
        order=next((each for each in ORDERS if each == order), "newest"),
        together=True,
    )
    return Asked(who=text(who), query=query)


def text(value: object) -> str:
    """A line of text; anything else is none."""
    return " ".join(value.split())[:LONGEST] if isinstance(value, str) else ""


def chosen(values: object, known: Sequence[_Choice]) -> tuple[_Choice, ...]:
    """Those of the known values that are among `values`."""
    return tuple(each for each in known if isinstance(values, list) and each in values)


def all_known(**values: object) -> None:
    """A program is told which value it has wrong; a reader can choose none that is."""
    known: dict[str, Sequence[str]] = {"kinds": KINDS, "forces": FORCES, "voices": VOICES, "order": ORDERS}
    for name, given in values.items():
        for each in given if isinstance(given, list) else [given or ""]:
            if each and each not in known[name]:
                raise UnknownChoiceError(f"{name}: {each!r} is none of {', '.join(known[name])}.")
