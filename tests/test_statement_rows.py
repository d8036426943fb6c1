"""A statement kept in the catalogue comes back as it was."""

import sqlite3
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from index.statement_rows import INSERT, STATEMENT, statement_of, statement_row
from index.types import Span, Statement

SPANS = st.tuples(st.integers(0, 5_000), st.integers(1, 5_000)).map(lambda pair: Span(start=pair[0], end=sum(pair)))
NAMES = st.text(min_size=1, max_size=8).filter(lambda text: text.isprintable())
STATEMENTS = st.builds(
    Statement,
    document_id=st.just("d"),
    speaker=NAMES,
    speaker_span=SPANS,
    mention=SPANS,
    cue=NAMES,
    cue_span=SPANS,
    kind=st.sampled_from(["direct", "indirect", "mixed"]),
    content=st.lists(SPANS, min_size=1, max_size=3).map(tuple),
    sentence=SPANS,
    published=st.none() | st.dates(date(1900, 1, 1)),
    negated=st.booleans(),
    reported_by=st.just("") | NAMES,
    chain=st.lists(NAMES, max_size=2).map(tuple),
    medium=st.none() | SPANS,
    candidates=st.lists(NAMES, max_size=2).map(tuple),
    confidence=st.floats(0, 1),
)
COLUMNS = ", ".join(name.removeprefix("s.") for name in STATEMENT.split(", "))


@given(statement=STATEMENTS)
def test_a_row_holds_all_of_a_statement(statement: Statement):
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE statements (position, {COLUMNS})")
    connection.execute(INSERT, ("d", 0, *statement_row(statement)))
    assert statement_of(connection.execute(f"SELECT {STATEMENT} FROM statements s").fetchone()) == statement


def statement(**facts: object) -> Statement:
    span = Span(start=0, end=3)
    basics = {"document_id": "d", "speaker": "Lavrov", "speaker_span": span, "mention": span, "cue": "say"}
    return Statement(**{**basics, "cue_span": span, "content": (span,), "sentence": span, "kind": "direct", **facts})  # type: ignore[arg-type]


def test_the_voice_tells_whose_words_they_are():
    assert statement().voice == "own words"
    assert statement(kind="mixed").voice == "own words"
    assert statement(kind="indirect").voice == "reported"


def test_words_that_came_through_another_are_second_hand_even_in_quotation_marks():
    assert statement(reported_by="TASS").voice == "second-hand"
    assert statement(chain=("Kim Jong Un",)).voice == "second-hand"
