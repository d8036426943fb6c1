"""What readers tick is kept, also when the program is stopped, and never mixed up."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.marks import LONGEST_NOTE, Mark, Marks
from index.errors import StoreError

AT = datetime(2026, 3, 1, 10, 22, 5, tzinfo=UTC)


def test_a_mark_is_there_after_a_restart(tmp_path):
    Marks(tmp_path / "store" / "marks.sqlite").put("a", 1, Mark(state="checked", note="page 3", at=AT))
    assert Marks(tmp_path / "store" / "marks.sqlite").of("a") == {1: Mark(state="checked", note="page 3", at=AT)}


def test_marks_are_of_one_answer_and_one_row(tmp_path):
    marks = Marks(tmp_path / "marks.sqlite")
    marks.put("a", 1, Mark(state="checked"))
    marks.put("a", 2, Mark(state="disputed"))
    marks.put("b", 1, Mark(note="only a note"))
    assert marks.of("a") == {1: Mark(state="checked"), 2: Mark(state="disputed")}
    assert marks.of("b") == {1: Mark(note="only a note")}
    assert marks.of("c") == {}


def test_a_later_mark_takes_the_place_of_an_earlier_and_an_empty_one_takes_it_away(tmp_path):
    marks = Marks(tmp_path / "marks.sqlite")
    marks.put("a", 1, Mark(state="checked"))
    marks.put("a", 1, Mark(state="disputed", note="no"))
    assert marks.of("a") == {1: Mark(state="disputed", note="no")}
    marks.put("a", 1, Mark(note="  "))
    assert marks.of("a") == {}


def test_asking_for_marks_makes_no_file(tmp_path):
    assert Marks(tmp_path / "marks.sqlite").of("a") == {}
    assert list(tmp_path.iterdir()) == []


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_a_note_is_kept_as_it_is_without_the_spaces_around_it(tmp_path_factory, note):
    marks = Marks(tmp_path_factory.mktemp("marks") / "marks.sqlite")
    marks.put("a", 1, Mark(state="checked", note=note))
    assert marks.of("a")[1].note == note.strip()


def test_a_note_that_is_too_long_is_cut(tmp_path):
    marks = Marks(tmp_path / "marks.sqlite")
    marks.put("a", 1, Mark(note="x" * (LONGEST_NOTE + 1)))
    assert len(marks.of("a")[1].note) == LONGEST_NOTE


def test_a_file_that_is_no_database_is_an_error_with_a_sentence(tmp_path):
    (tmp_path / "marks.sqlite").write_text("not a database, but long enough to be read as one" * 50)
    with pytest.raises(StoreError, match=r"marks\.sqlite cannot be read or written"):
        Marks(tmp_path / "marks.sqlite").of("a")
