import re

from hypothesis import given
from hypothesis import strategies as st

from answer.streaming import Inflow

PIECES = st.lists(
    st.sampled_from(["<think>", "</think>", "<thi", "nk>", "[1]", "[1", ", 2]", "[", "]", "a ", "<", "é"])
)


def whole(text: str) -> str:
    """The text without its thoughts, read at once."""
    return re.sub(r"<think>.*?(?:</think>|\Z)", "", text, flags=re.DOTALL)


def came_out(pieces: list[str]) -> list[str]:
    inflow = Inflow()
    return [*(inflow.add(piece) for piece in pieces), inflow.rest()]


@given(PIECES, st.integers(1, 5))
def test_however_a_text_is_cut_it_comes_out_whole_and_without_its_thoughts(pieces: list[str], size: int):
    text = "".join(pieces)
    cut = [text[at : at + size] for at in range(0, len(text), size)]
    assert "".join(came_out(cut)) == whole(text)


@given(PIECES, st.integers(1, 5))
def test_no_mark_is_ever_shown_in_halves(pieces: list[str], size: int):
    text = "".join(pieces)
    marks = [found.span() for found in re.finditer(r"\[\d[\d, ]{0,20}\]", whole(text))]
    shown = 0
    for piece in came_out([text[at : at + size] for at in range(0, len(text), size)]):
        shown += len(piece)
        assert not any(start < shown < end for start, end in marks)


def test_words_are_shown_as_they_come():
    assert came_out(["He ", "said ", "so ", "[", "1", "]."]) == ["He ", "said ", "so ", "", "", "[1].", ""]


def test_a_thought_that_never_ends_is_not_shown():
    assert "".join(came_out(["Yes. <thi", "nk>no", " end"])) == "Yes. "
