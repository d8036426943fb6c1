"""The pack as CSV: it is read back whole, and no cell is a formula."""

import csv
import io

from hypothesis import given

from answer.ledger_export import harmless
from answer.marks import Mark
from export.csv_rows import COLUMNS, as_csv
from tests.evidenced import NOW, hostile, pack, packs


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@given(packs())
def test_every_row_reads_back_with_the_exact_words_and_places(made):
    rows = [row for row in read(as_csv(made)) if row["row"] == "citation"]
    (evidence,) = made.exchanges[0].evidence
    assert [row["words"] for row in rows] == [harmless(evidence.quote)]
    span = evidence.spans[0]
    assert rows[0]["spans"] == f"{span.start}..{span.end}"
    assert rows[0]["title"] == harmless(made.sources[0].title)


@given(packs())
def test_no_cell_begins_like_a_formula(made):
    cells = [cell for row in csv.reader(io.StringIO(as_csv(made), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


@given(hostile)
def test_an_apostrophe_is_all_that_is_added_and_taking_it_away_gives_the_text(text):
    made = harmless(text)
    assert made in (text, f"'{text}")


def test_sentences_and_citations_are_rows_with_all_that_is_known():
    rows = read(as_csv(pack(marks={1: Mark(state="checked", note="page 3", at=NOW)})))
    assert [(row["row"], row["number"], row["verdict"]) for row in rows] == [
        ("sentence", "1", "verbatim"),
        ("sentence", "2", "partly"),
        ("sentence", "3", "unsupported"),
        ("citation", "1", ""),
        ("citation", "2", ""),
    ]
    assert tuple(rows[0]) == COLUMNS
    cited = rows[3]
    assert (cited["title"], cited["outlet"], cited["author"], cited["published"]) == (
        "Minister promises an open harbour", "Coast Wire", "Jo Lind", "2025-07-02",
    )  # fmt: skip
    assert (cited["mark"], cited["note"], cited["marked_at"]) == ("checked", "page 3", "2026-03-01T10:22:05+00:00")
    assert (cited["asked"], cited["seconds"], cited["documents_version"]) == (
        "2026-03-01T10:22:05+00:00",
        "0.400",
        "17",
    )
