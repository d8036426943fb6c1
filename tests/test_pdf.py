"""The pack as PDF: the words are found in it again, and no letter is left out unseen."""

import pypdfium2
from hypothesis import HealthCheck, given, settings

from export.pdf import BOX, BOXED, pdf
from tests.evidenced import QUESTION, pack, packs, quoting


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_words_places_checks_and_fingerprints_are_found():
    made = pack()
    text = text_of(pdf(made))
    for expected in (
        QUESTION, "The harbour will stay open, whatever the weather does", "characters 973–1026 of document harbour-1",
        "unsupported: No passage holds the number 40.", "Made by: gpt-x, prompt answer@1a2b",
        made.sources[0].sha256, "Index settings: version",
    ):  # fmt: skip
        assert expected in text


def test_greek_and_cyrillic_words_are_found():
    words = "Ο Λαβρόφ: «Мы не воспринимаем эти планы всерьёз», naïve — “yes”"
    assert words in text_of(pdf(quoting(words, (0, len(words)))))


def test_a_letter_that_no_font_has_is_a_box_and_the_last_page_says_so():
    text = text_of(pdf(quoting("said 日本 there", (0, 13))))
    assert f"said {BOX}{BOX} there" in text
    assert BOXED in text


def test_a_link_of_the_page_leads_to_the_words_and_no_other_address_is_a_link():
    safe = quoting("one two", (0, 3), url="https://example.org/a")
    assert b"(https://example.org/a#:~:text=one)" in pdf(safe)
    assert b"/URI" not in pdf(quoting("one two", (0, 3), url="javascript:alert(1)"))


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(packs())
def test_any_pack_becomes_a_readable_file(made):
    assert "How it was answered" in text_of(pdf(made))
