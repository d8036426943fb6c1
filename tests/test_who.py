"""The command `who`: the dated table, and the same complete for spreadsheets and programs."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import app
import terminal
from answer.ledger_export import COLUMNS, as_csv, harmless
from index import sentence_transformer
from index.store import Index
from index.types import Span
from tests import newsroom
from tests.conftest import ToyEncoder

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line over a store and a corpus of its own, on a terminal of 100 columns without colours."""
    newsroom.write(tmp_path / "corpus")
    monkeypatch.setenv("VERBATIM_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("VERBATIM_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("VERBATIM_EMBEDDING_MODEL", "toy")
    monkeypatch.setattr(sentence_transformer, "find_model", Path)
    monkeypatch.setattr(sentence_transformer, "load_encoder", lambda model: ToyEncoder())
    for console in (terminal.console, terminal.errors):
        monkeypatch.setattr(console, "_width", 100)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app.app, ["who", *arguments])

    return run


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def plain(text: str) -> str:
    """A printed table without its lines, as words in a row."""
    return " ".join("".join(" " if sign in "│┃━─├┤┼└┘┴┏┓┡┩╇┳" else sign for sign in text).split())


def test_the_table_has_date_speaker_cue_words_voice_outlet_and_place(run: Run):
    result = run("Lavrov", "--about", "Iran", "--order", "best")
    assert result.exit_code == 0
    told = plain(result.stdout)
    for words in ("2025-07-12", "Sergei Lavrov", "state", "second-hand,", "TASS", "Coast Wire", "Talks in", "Wonsan"):
        assert words in told
    assert "“The leadership drew its" in told
    assert "by Lavrov (" in told or "by Lavrov about Iran" in told
    assert all(len(line) <= 100 for line in result.stdout.splitlines())


def test_without_a_name_the_speakers_are_counted(run: Run):
    told = plain(run().stdout)
    assert told.startswith("speaker statements Sergei Lavrov")
    assert "speakers; " in told
    assert "of them shown" not in told
    speakers = rows(run("--csv"))
    assert {"Sergei Lavrov", "Russia"} <= {row["speaker"] for row in speakers}
    assert "1 shown" in plain(run("--limit", "1").stdout)


def test_filters_reach_the_ledger(run: Run):
    everything = rows(run("anybody", "--csv"))
    assert {row["outlet"] for row in everything} == {"Coast Wire", "Desk", "Echo"}
    assert {row["outlet"] for row in rows(run("anybody", "--csv", "--outlet", "Desk", "--source", "Echo"))} == {
        "Desk", "Echo",
    }  # fmt: skip
    assert {row["published"] for row in rows(run("anybody", "--csv", "--since", "2025-07-14"))} == {"2025-07-14"}
    assert {row["published"] for row in rows(run("anybody", "--csv", "--until", "2025-07-12"))} == {"2025-07-12"}
    assert {row["kind"] for row in rows(run("anybody", "--csv", "--kind", "direct"))} == {"direct"}
    assert {row["voice"] for row in rows(run("anybody", "--csv", "--voice", "reported"))} == {"reported"}
    assert {row["force"] for row in rows(run("anybody", "--csv", "--force", "warning"))} == {"warning"}
    both = rows(run("anybody", "--csv", "--force", "criticism", "--force", "warning"))
    assert {row["force"] for row in both} == {"criticism", "warning"}
    assert len(rows(run("anybody", "--csv", "--limit", "2"))) == 2
    days = [row["published"] for row in rows(run("anybody", "--csv", "--order", "oldest"))]
    assert days == sorted(days)


def test_the_csv_is_complete_and_its_spans_are_those_of_the_documents(run: Run, tmp_path: Path):
    found = rows(run("anybody", "--csv"))
    assert tuple(found[0]) == COLUMNS
    with Index.open(tmp_path / "store", model="toy", encoder=ToyEncoder) as index:
        for row in found:
            text = index.catalogue.document(row["document"]).text
            spans = [Span(start=int(a), end=int(b)) for a, b in (s.split("..") for s in row["content_spans"].split())]
            assert row["words"] == " … ".join(span.of(text) for span in spans)
            start, end = map(int, row["sentence_span"].split(".."))
            assert row["sentence"] == text[start:end]
            assert index.catalogue.passages([row["passage"]])


def test_the_json_has_rows_counts_and_what_was_searched(run: Run):
    found = json.loads(run("Lavrov", "--about", "Iran", "--json").stdout)
    row = found["rows"][0]
    assert {"statement", "words", "sentence", "url", "passage_id", "score", "force", "voice"} <= set(row)
    assert {"document_id", "content", "confidence", "speaker_span", "sentence"} <= set(row["statement"])
    assert found["searched"]["documents"] == 4
    assert sum(found["speakers"].values()) == found["total"] == len(found["rows"])
    assert json.loads(run("--json").stdout)["speakers"]


def test_nothing_on_a_topic_says_what_was_searched_and_shows_the_nearest(run: Run):
    result = run("Lavrov", "--about", "football")
    told = plain(result.stdout)
    assert result.exit_code == 0
    assert told.startswith("Nothing by Lavrov about football was found. Searched 4 documents")
    assert "Nearest, but not that:" in told
    assert rows(run("Lavrov", "--about", "football", "--csv")) == []


def test_a_name_no_speaker_fits_is_one_clear_sentence(run: Run):
    assert plain(run("Latrovski").stdout).startswith("No speaker fits “Latrovski”. ")


@pytest.mark.parametrize(("option", "value"), [("--kind", "loud"), ("--force", "shout"), ("--voice", "mine")])
def test_a_choice_that_does_not_exist_is_named_with_those_that_do(run: Run, option: str, value: str):
    result = run("Lavrov", option, value)
    assert result.exit_code == 2
    assert f"'{value}' is none of " in plain(result.stderr)
    assert run("Lavrov", "--order", "loudest").exit_code == 2


def test_markup_in_a_document_is_printed_as_it_is(run: Run, tmp_path: Path):
    text = "Lavrov said that [bold]grain[/bold] is [link=x]dear[/link] now."
    (tmp_path / "corpus" / "x.md").write_text(newsroom.article("'[red]x[/red]'", text, "'[b]wire[/b]'", "2025-07-15"))
    told = plain(run("Lavrov", "--limit", "1").stdout)
    for words in ("[red]x[/red]", "[b]wire[/b]", "[bold]grain[/bold]"):
        assert words in told


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-2", "@sum", "\t=1", "＝1", "'=1", "\n=1"])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(cell: str):
    assert harmless(cell) == f"'{cell}"


@given(st.text())
def test_a_cell_is_harmless_and_what_it_was_can_be_told(cell: str):
    written = harmless(cell)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell == (written[1:] if harmless(written) != written else written)


def test_a_csv_comes_back_as_it_was_written(run: Run, tmp_path: Path):
    text = '=grain; is | dear, and so is "football", Lavrov said.'
    (tmp_path / "corpus" / "x.md").write_text(newsroom.article("'=1+1'", text, "'-wire, \"x\"'", "2025-07-15"))
    (row,) = rows(run("Lavrov", "--csv", "--limit", "1"))
    assert (row["title"], row["outlet"]) == ("'=1+1", '\'-wire, "x"')
    assert row["sentence"] == f"'{text}"
    assert as_csv([]) == ",".join(f'"{name}"' for name in COLUMNS) + "\n"
