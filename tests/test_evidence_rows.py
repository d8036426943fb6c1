"""The evidence on the page: a row for each citation with its mark, and the menu below an answer."""

import re

from answer.evidence_pack import Asked
from answer.marks import Mark
from tests import ui_fakes as fakes
from tests.evidenced import ANSWER, NOW, pack
from ui import evidence

MESSAGE = "0123456789abcdef01234567"
PLACE = f"#evidence-{MESSAGE}-0"


def shown(link: str, marks=None) -> str | None:
    known = {MESSAGE: Asked(answer=ANSWER, at=NOW)}
    return evidence.show(link, known.get, lambda asked: pack(asked[0].answer, marks))


def test_a_row_has_the_words_the_place_and_the_fingerprint():
    markup = shown(PLACE)
    assert markup
    assert f"{fakes.QUOTE}</blockquote>" in markup
    assert "characters 973–1026" in markup
    assert "SHA-256 feefdf827aec…" in markup
    assert f'href="#cite-{MESSAGE}-1"' in markup


def test_a_mark_is_shown_pressed_with_its_note_as_text():
    markup = shown(PLACE, {2: Mark(state="disputed", note="<b>no</b>", at=NOW)})
    assert markup
    pressed = re.findall(r'data-mark="(\w+)" aria-pressed="true"', markup)
    assert pressed == ["disputed"]
    assert "&lt;b&gt;no&lt;/b&gt;" in markup


def test_any_other_link_shows_nothing():
    for link in ("", f"#cite-{MESSAGE}-1", f"#evidence-{'f' * 24}-0", f"{PLACE}x", "evidence"):
        assert shown(link) is None


def test_below_an_answer_is_its_evidence_and_every_form_and_below_a_refusal_no_evidence():
    menu = evidence.tools(ANSWER, MESSAGE)
    assert f'href="{PLACE}"' in menu
    assert re.findall(r"Export this answer as (\w+)", menu) == "PDF HTML Markdown CSV Footnotes BibTeX JSON".split()
    assert PLACE not in evidence.tools(fakes.refused("?"), MESSAGE)
