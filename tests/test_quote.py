"""The command `quote`, as a person and as a program use it; only the embedding model is a toy."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import app
import terminal
from index import sentence_transformer
from tests import newsroom
from tests.conftest import ToyEncoder

TEXT = "“We do not take these plans seriously,” Lavrov said. “We do take these plans seriously,” he said later."


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    newsroom.write(tmp_path / "corpus")
    for name, value in (("STORE", "store"), ("CORPUS", "corpus")):
        monkeypatch.setenv(f"VERBATIM_{name}", str(tmp_path / value))
    monkeypatch.setenv("VERBATIM_EMBEDDING_MODEL", "toy")
    monkeypatch.setattr(sentence_transformer, "find_model", Path)
    monkeypatch.setattr(sentence_transformer, "load_encoder", lambda model: ToyEncoder())
    for console in (terminal.console, terminal.errors):
        monkeypatch.setattr(console, "_width", 200)
    return lambda *arguments, input=None: CliRunner().invoke(app.app, list(arguments), input=input)


def test_each_quotation_of_a_text_is_printed_with_what_differs_and_where_it_stands(run):
    result = run("quote", TEXT)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "1 word for word: “We do not take these plans seriously,”",
        "  Talks in Wonsan · Coast Wire · 2025-07-12 (in 2 documents)",
        "  Said by Sergei Lavrov.",
        "",
        "2 altered: “We do take these plans seriously,”",
        "  Source: We do {+not+} take these plans seriously",
        "  Plans · Echo · 2025-07-14",
        "  Said by Sergei Lavrov.",
        "",
        "2 quotations in 4 documents: 1 word for word, 1 altered.",
    ]


def test_a_file_and_standard_input_are_read(run, tmp_path):
    (tmp_path / "draft.md").write_text(f"# Draft\n\n{TEXT}\n", "utf-8")
    assert "2 quotations in 4 documents" in run("quote", str(tmp_path / "draft.md")).stdout
    assert "2 quotations in 4 documents" in run("quote", "-", input=TEXT).stdout


def test_a_program_gets_json(run):
    found = json.loads(run("quote", TEXT, "--json").stdout)
    assert [each["verdict"] for each in found] == ["verbatim", "altered"]
    assert found[0]["source"]["title"] == "Talks in Wonsan"


@pytest.mark.parametrize(
    ("given", "sentence"), [(" ", "There is nothing to check"), ("word " * 200, "No quotation marks were found")]
)
def test_what_cannot_be_checked_is_one_sentence(run, given, sentence):
    result = run("quote", given)
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr


def test_a_file_that_cannot_be_read_is_one_sentence(run, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF nothing")
    result = run("quote", str(tmp_path / "broken.pdf"))
    assert result.exit_code == 1
    assert "broken.pdf cannot be read" in result.stderr.replace("\n", "")


def test_markup_in_a_text_is_text(run):
    assert "“[bold]not stored at all[/bold] [red]”" in run("quote", "“[bold]not stored at all[/bold] [red]”").stdout
