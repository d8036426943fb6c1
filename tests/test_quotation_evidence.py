"""An evidence pack keeps the verdict of the gate on every quotation of the answer, in every form."""

import csv
import io
import json
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given

from export.as_json import as_json, verify
from export.csv_rows import as_csv
from export.footnotes import footnotes
from export.markdown import markdown
from export.pdf import pdf
from export.wording import line
from tests import ui_fakes as fakes
from tests.evidenced import ALTERED, Catalogue, gated_pack, packs
from tests.test_html import Text
from ui.pack_page import page

DIFFERS = f"altered: The quotation differs from the document, which has: {fakes.QUOTE}"


def read_pdf(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return line("\n".join(each.get_textpage().get_text_range() for each in document))


@given(packs())
def test_the_words_that_a_quotation_was_compared_with_stand_in_the_stored_text(made):
    found, *_, invented = made.exchanges[0].quotations
    source = made.source(found.source)
    assert tuple(source.text[span.start : span.end] for span in found.spans) == found.words
    assert (found.fate, invented.source, invented.words) == ("as cited", "", ())
    assert verify(as_json(made)).problems == ()


def test_a_quotation_is_kept_with_its_verdict_and_the_words_of_the_document():
    exact, altered = gated_pack().exchanges[0].quotations
    assert (exact.quoted, exact.verdict, exact.words, exact.reason) == (fakes.QUOTE, "verbatim", (fakes.QUOTE,), "")
    assert (altered.quoted, altered.verdict, altered.words) == (ALTERED, "altered", (fakes.QUOTE,))


@pytest.mark.parametrize(
    "form",
    [
        markdown,
        footnotes,
        lambda made: Text(page(made)).text,
        lambda made: read_pdf(pdf(made)),
    ],
    ids=["markdown", "footnotes", "html", "pdf"],
)
def test_every_form_tells_what_the_document_has_instead(form):
    told = line(form(gated_pack()))
    assert ALTERED in told
    assert DIFFERS in told


def test_a_row_of_the_spreadsheet_has_the_verdict_and_the_place():
    rows = [row for row in csv.DictReader(io.StringIO(as_csv(gated_pack()))) if row["row"] == "quotation"]
    start = fakes.NEWS.text.index(fakes.QUOTE)
    assert [(row["words"], row["verdict"]) for row in rows] == [(fakes.QUOTE, "verbatim"), (ALTERED, "altered")]
    assert {(row["spans"], row["document"]) for row in rows} == {
        (f"{start}..{start + len(fakes.QUOTE)}", fakes.NEWS.id)
    }


def test_an_invented_quotation_is_told_as_in_no_document():
    (_, invented) = gated_pack("We will sell the lighthouse to the highest bidder").exchanges[0].quotations
    assert (invented.verdict, invented.source) == ("absent", "")
    told = markdown(gated_pack("We will sell the lighthouse to the highest bidder"))
    assert "in no document: No document holds this quotation" in told


def test_a_document_that_has_changed_since_keeps_the_words_as_they_were():
    shorter = replace(fakes.NEWS, text=fakes.NEWS.text[5:])
    exact, _ = gated_pack(stored=Catalogue(shorter, fakes.HOSTILE)).exchanges[0].quotations
    assert (exact.fate, exact.words) == ("changed", (fakes.QUOTE,))
    exact, _ = gated_pack(stored=Catalogue(fakes.HOSTILE)).exchanges[0].quotations
    assert (exact.fate, exact.words) == ("gone", (fakes.QUOTE,))


def test_words_moved_in_the_file_are_found_out():
    content = json.loads(as_json(gated_pack()))
    content["exchanges"][0]["quotations"][0]["words"] = ["Something else"]
    assert any("was compared with do not stand" in each for each in verify(json.dumps(content)).problems)


def test_a_pack_of_the_format_before_still_verifies():
    content = json.loads(as_json(gated_pack()))
    del content["exchanges"][0]["quotations"]
    assert verify(json.dumps(content)).problems == ()
