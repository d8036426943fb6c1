import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from index.text import clean, paragraphs

RAW = st.text(alphabet=st.sampled_from("ab. \n\r\t\u00ad\ufeff\u2028\u00a0é\u0301\ud800U.S\x00’"), max_size=80)


@given(RAW | st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(raw):
    assert clean(clean(raw)) == clean(raw)


@given(st.text(max_size=200))
def test_a_clean_text_is_nfc_encodable_and_has_one_blank_line_between_paragraphs(raw):
    text = clean(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert text.encode("utf-8").decode("utf-8") == text
    assert text == text.strip()
    assert all(part and "\n" not in part for part in text.split("\n\n")) or text == ""


def test_lines_wrapped_at_a_column_become_one_paragraph():
    wrapped = (
        "The minister said on Monday that the talks\nwould go on for as long as they had to and\nno longer.\n\nNext."
    )
    assert clean(wrapped).split("\n\n") == [
        "The minister said on Monday that the talks would go on for as long as they had to and no longer.",
        "Next.",
    ]


def test_long_lines_are_paragraphs_of_their_own():
    first, second = "A sentence of the first paragraph. " * 6, "A sentence of the second paragraph. " * 5
    assert clean(f"{first}\n{second}") == f"{first.strip()}\n\n{second.strip()}"


def test_a_line_that_ends_in_an_abbreviation_goes_on():
    assert (
        clean("The U.S.\nState Department replied.\nIt said no.") == "The U.S. State Department replied.\n\nIt said no."
    )


def test_soft_hyphens_and_direction_marks_leave():
    assert clean("nego\u00adtia\u200btions \u202eon\u202c") == "negotiations on"


@given(st.text(max_size=200))
def test_paragraphs_cover_all_but_the_blank_lines(raw):
    text = clean(raw)
    assert "\n\n".join(span.of(text) for span in paragraphs(text)) == text
