"""The pack as text with numbered notes."""

from hypothesis import given

from answer.marks import Mark
from export.footnotes import footnotes
from tests.evidenced import NOW, pack, packs


def test_a_note_names_author_title_outlet_date_words_place_fingerprint_link_and_mark():
    text = footnotes(pack(marks={1: Mark(state="checked", note="page 3", at=NOW)}))
    (note,) = [line for line in text.splitlines() if line.startswith("[1]")]
    before, after = note.split(" Text SHA-256 ")
    assert before == (
        "[1] Jo Lind, “Minister promises an open harbour”, Coast Wire, 2 July 2025: "
        "“The harbour will stay open, whatever the weather does” (characters 973–1026)."
    )
    assert after[64:] == (
        ". https://example.org/harbour#:~:text=The%20harbour%20will%20stay%20open%2C%20whatever%20the%20weather%20does"
        " Checked 2026-03-01 10:22:05 UTC: page 3"
    )


@given(packs())
def test_each_citation_is_one_line_however_its_words_were(made):
    paragraphs = footnotes(made).split("\n\n")
    assert len([each for each in paragraphs if each.startswith("[1] ")]) >= 1
    assert all("\n" not in each for each in paragraphs[:-1])


def test_a_sentence_in_doubt_is_named_with_its_reason():
    assert "partly: The source does not say that she added it." in footnotes(pack())
