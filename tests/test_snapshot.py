"""An answer becomes JSON and the same answer again; what is no snapshot is said to be none."""

import json
import typing
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from answer.snapshot import VERSION, BadSnapshotError, dump, load, plain
from answer.types import Answer
from index.types import Hit
from index.worddiff import Piece
from tests import ui_fakes as fakes

WORDS = some.text(some.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = some.floats(allow_nan=False, allow_infinity=False)
some.register_type_strategy(str, WORDS)
some.register_type_strategy(float, NUMBERS)
some.register_type_strategy(Hit, lambda _: some.builds(Hit, ranks=some.dictionaries(WORDS, some.integers(1, 99))))
some.register_type_strategy(datetime, some.datetimes(timezones=some.just(UTC)))
ANSWERS = some.builds(
    Answer,
    seconds=some.dictionaries(WORDS, NUMBERS),
    **{
        field.name: some.from_type(typing.get_type_hints(Answer)[field.name])
        for field in fields(Answer)
        if field.name != "seconds"
    },
)


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_every_answer_is_read_back_as_it_was(answer):
    assert load(dump(answer)) == answer


@pytest.mark.parametrize("answer", [fakes.ANSWER, fakes.refused("And Venezuela?")], ids=["answer", "refusal"])
def test_what_a_snapshot_holds_has_its_own_types_again(answer):
    read = load(dump(answer))
    assert read == answer
    assert type(read.citations) is tuple
    assert {type(each.passage.published) for each in read.citations} <= {date, type(None)}


def test_a_snapshot_is_one_line_of_json_with_its_version():
    text = dump(fakes.ANSWER)
    assert "\n" not in text
    assert json.loads(text) == {"version": VERSION, "answer": plain(fakes.ANSWER)}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", "has version None, and this program reads version 1"),
        ('{"version": 2, "answer": {}}', "has version 2, and this program reads version 1"),
        ('{"version": 1}', "is broken at answer"),
        ('{"version": 1, "answer": {}}', "is broken at question"),
        ('{"version": "1", "answer": {}}', "has version '1'"),
    ],
)
def test_what_is_no_snapshot_is_one_sentence(text, sentence):
    with pytest.raises(BadSnapshotError, match=sentence):
        load(text)


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", 7), ("citations", {}), ("hits", [{"score": "0.5"}]), ("checks", [{"sentence": {"start": "0"}}])],
)
def test_a_broken_field_is_named(field, value):
    whole = json.loads(dump(fakes.ANSWER))
    whole["answer"][field] = value
    with pytest.raises(BadSnapshotError, match=f"broken at {field}"):
        load(json.dumps(whole))


def test_pieces_of_a_difference_are_kept():
    (check,) = fakes.check_quotes(f"“{fakes.QUOTE.replace('stay', 'be')},” she said.").quotations
    assert any(isinstance(each, Piece) for each in check.diff)
    answer = replace(fakes.ANSWER, quotations=(check,))
    assert load(dump(answer)) == answer
