"""What a reader is told of how a document was read: on the page, in the report, and nothing where nothing was odd."""

import io
from dataclasses import replace
from typing import cast

import pytest
from rich.console import Console

import terminal
from index.fingerprint import fingerprint
from index.remarks import INSTRUCTING, remarks
from index.store import Index
from index.types import Document, Remark, Report
from tests.test_html import Text
from tests.test_render import MESSAGE
from tests.ui_fakes import ANSWER, NEWS
from ui import panel

PLAIN = Document(id="a", title="Rain", text="Rain fell.", path="/a.txt")


def in_the_panel(document: Document) -> str:
    return Text(panel.show(f"#cite-{MESSAGE}-1", {MESSAGE: ANSWER}.get, {document.id: document}.get)).text


def test_an_ordinary_document_has_no_remark():
    assert remarks(PLAIN) == ()


def test_each_thing_that_is_odd_has_its_sentence():
    assert remarks(replace(PLAIN, hidden=1, veiled=2_500, instructing=True)) == (
        "Hidden text was left out of this document (1 character).",
        "Text that the file itself does not show at once was kept (2,500 characters).",
        "This document speaks to language models: such words are no evidence.",
    )


def test_the_panel_says_what_was_left_out_above_the_text_and_nothing_where_nothing_was():
    shown = in_the_panel(replace(NEWS, hidden=312, instructing=True))
    told = "Hidden text was left out of this document (312 characters)."
    assert shown.index(told) < shown.index(INSTRUCTING) < shown.index(NEWS.text[:20])
    assert "Hidden text" not in in_the_panel(NEWS)


def test_the_report_has_one_line_for_each_document(monkeypatch: pytest.MonkeyPatch):
    class Catalogue:
        def passage_count(self) -> int:
            return 1

    class Opened:
        catalogue = Catalogue()

    printed = io.StringIO()
    monkeypatch.setattr(terminal, "console", Console(file=printed, width=200))
    noted = (Remark(path="/[b]a.txt", text="Hidden text."), Remark(path="/c.txt", text=INSTRUCTING))
    terminal.print_report(Report(new=2, remarks=noted), cast("Index", Opened()))
    assert printed.getvalue().splitlines()[-2:] == ["note /[b]a.txt: Hidden text.", f"note /c.txt: {INSTRUCTING}"]


def test_a_document_that_hides_nothing_keeps_the_fingerprint_that_an_older_index_knows():
    assert fingerprint(PLAIN) == "7a2cc3ad4f2e782f3d80dba40c1fbb9d4294b73286c2bfb48607632555a59f63"
    assert len({fingerprint(each) for each in (PLAIN, replace(PLAIN, hidden=1), replace(PLAIN, instructing=True))}) == 3
