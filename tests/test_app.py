"""The command line as a person and as a program use it; only the embedding model is a toy."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

import app
import terminal
from index import cross_encoder, sentence_transformer
from index.reranker import Scores
from index.sentence_transformer import find_model
from index.store import Index
from tests import newsroom
from tests.conftest import ToyEncoder

QUESTION = "What did Lavrov say about Iran?"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line over a store and a corpus of its own, on a wide terminal without colours."""
    newsroom.write(tmp_path / "corpus")
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VERBATIM_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("VERBATIM_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("VERBATIM_LLM", "none")
    monkeypatch.setenv("VERBATIM_EMBEDDING_MODEL", "toy")
    monkeypatch.setattr(sentence_transformer, "find_model", Path)
    monkeypatch.setattr(sentence_transformer, "load_encoder", lambda model: ToyEncoder())
    for console in (terminal.console, terminal.errors):
        monkeypatch.setattr(console, "_width", 200)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app.app, list(arguments))

    return run


def row(result: Result) -> list[str]:
    """The figures of the table: new, changed, unchanged, removed, failed, embedded, passages; without the seconds."""
    line = next(line for line in result.stdout.splitlines() if line.startswith("│") and any(map(str.isdigit, line)))
    return [cell.strip() for cell in line.strip("│").split("│")][:7]


def test_an_index_tells_what_it_did_and_a_second_run_embeds_nothing(run: Run, tmp_path: Path):
    first = run("index")
    assert (first.exit_code, row(first)) == (0, ["4", "0", "0", "0", "0", "6", "6"])
    assert all(word in first.stdout for word in ("new", "changed", "unchanged", "removed", "failed", "seconds"))
    again = run("index")
    assert (again.exit_code, row(again)) == (0, ["0", "0", "4", "0", "0", "0", "6"])
    (tmp_path / "corpus" / "grain.txt").write_text("Farmers sold 41 tons of grain.")
    (tmp_path / "corpus" / "echo.md").unlink()
    assert row(run("index"))[:4] == ["0", "1", "2", "1"]


def test_documents_are_taken_out_and_built_afresh(run: Run, tmp_path: Path):
    run("index")
    assert row(run("index", "--remove", str(tmp_path / "corpus" / "echo.md")))[3] == "1"
    assert row(run("index", "--rebuild"))[0] == "4"


def test_a_failed_file_is_named_with_its_reason_and_the_rest_is_indexed(run: Run, tmp_path: Path):
    (tmp_path / "corpus" / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    result = run("index")
    assert (result.exit_code, row(result)[0], row(result)[4]) == (0, "4", "1")
    assert f"failed {tmp_path}/corpus/broken.pdf: " in result.stdout
    assert run("ask", QUESTION).exit_code == 0


def test_a_path_that_is_not_there_is_named(run: Run, tmp_path: Path):
    result = run("index", str(tmp_path / "nowhere"))
    assert result.exit_code == 1
    assert f"failed {tmp_path}/nowhere: " in result.stdout


def test_an_empty_folder_gives_an_empty_index(run: Run, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    result = run("index", str(tmp_path / "empty"))
    assert (result.exit_code, row(result)[0]) == (0, "0")


def test_a_search_shows_the_rank_that_each_retriever_gave(run: Run):
    run("index")
    result = run("search", "what did lavrof say about Iran?")
    assert result.exit_code == 0
    assert all(word in result.stdout for word in ("vector", "lexical", "statements", "Talks in Wonsan"))
    assert "searched for: what did Lavrov say about Iran?" in result.stdout
    hits = json.loads(run("search", QUESTION, "--json", "--limit", "2").stdout)
    assert len(hits) == 2
    assert hits[0]["ranks"]["statements"] == 1


class ByLength:
    name = "by length"

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        return np.array([len(text) for text in texts], dtype=np.float32)


def test_a_search_shows_the_place_that_a_reranker_gave(run: Run, monkeypatch: pytest.MonkeyPatch):
    run("index")
    assert "reranker" not in run("search", "Iran grain").stdout
    monkeypatch.setenv("VERBATIM_RERANKER", "by length")
    monkeypatch.setattr(cross_encoder, "find_reranker", Path)
    monkeypatch.setattr(cross_encoder, "load_reranker", lambda name: ByLength())
    assert "reranker" in run("search", "Iran grain").stdout
    hits = json.loads(run("search", "Iran grain", "--json").stdout)
    assert [hit["ranks"]["reranker"] for hit in hits] == list(range(1, len(hits) + 1))


def test_a_reranker_that_is_not_here_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("VERBATIM_RERANKER", str(tmp_path / "nowhere"))
    monkeypatch.setattr(sentence_transformer, "find_model", lambda *asked: asked[1:] and find_model(*asked))
    result = run("ask", QUESTION)
    assert result.exit_code == 1
    assert "VERBATIM_RERANKER names a folder that does not exist" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_checker_that_is_not_here_is_one_sentence_before_anything_is_opened(run: Run, monkeypatch, tmp_path: Path):
    monkeypatch.setenv("VERBATIM_CHECKER", str(tmp_path / "nowhere"))
    monkeypatch.setattr(sentence_transformer, "find_model", lambda *asked: asked[1:] and find_model(*asked))
    result = run("ask", QUESTION)
    assert result.exit_code == 1
    assert "VERBATIM_CHECKER names a folder that does not exist" in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.glob("**/catalogue*"))


def test_an_answer_shows_its_words_its_source_and_what_was_searched(run: Run):
    run("index")
    result = run("ask", QUESTION)
    assert result.exit_code == 0
    assert "Sergei Lavrov stated, as reported by TASS: “The leadership drew its conclusions" in result.stdout
    assert "[1] Talks in Wonsan · Coast Wire · 2025-07-12" in result.stdout
    assert "Searched 4 documents from Coast Wire, Desk, Echo" in result.stdout


def test_the_first_question_reads_the_corpus_by_itself(run: Run):
    result = run("ask", QUESTION)
    assert "Nothing is indexed yet" in result.stderr
    assert "[1] Talks in Wonsan" in result.stdout


def test_an_answer_for_programs_parses_and_every_quotation_is_in_its_stored_document(run: Run, tmp_path: Path):
    run("index")
    answer = json.loads(run("ask", "What did Lavrov say?", "--json").stdout)
    assert len(answer["citations"]) == 5
    assert {"question", "understood", "text", "checks", "coverage", "refusal", "hits", "model"} <= set(answer)
    with Index.open(tmp_path / "store", model="toy", encoder=ToyEncoder) as index:
        for citation in answer["citations"]:
            text = index.catalogue.document(citation["passage"]["document_id"]).text
            assert citation["quote"] == " … ".join(text[span["start"] : span["end"]] for span in citation["quoted"])


def test_filters_reach_the_answer(run: Run):
    run("index")
    assert json.loads(run("ask", QUESTION, "--json", "--since", "2025-07-13").stdout)["coverage"]["documents"] == 2
    assert json.loads(run("ask", QUESTION, "--json", "--until", "2025-07-12").stdout)["coverage"]["documents"] == 1
    both = run("ask", QUESTION, "--json", "--source", "Echo", "--source", "Desk")
    assert json.loads(both.stdout)["coverage"]["sources"] == ["Desk", "Echo"]


def test_what_was_understood_is_told_on_one_line_and_can_be_left_out(run: Run):
    run("index")
    asked = "What did Lavrof say about Iran in July?"
    told = run("ask", asked).stdout
    assert (
        "Understood: Lavrof read as Lavrov (transliteration); words of Sergei Lavrov, also Sergey Lavrov (person); "
        "about Iran (topic); July 2025 (date)\n"
    ) in told
    without = run("ask", asked, "--without", "date", "--without", "topic:iran").stdout
    assert "– switched off: “Iran” (topic), “in July” (date)\n" in without
    readings = json.loads(run("ask", asked, "--json", "--without", "date").stdout)["readings"]
    assert [(each["kind"], each["off"]) for each in readings][-1] == ("date", True)
    assert "July 2025 (date)" in run("search", "drills in July").stdout
    assert "switched off: “in July” (date)" in run("search", "drills in July", "--without", "date").stdout


def test_a_kind_of_reading_that_does_not_exist_is_a_clear_error(run: Run):
    result = run("ask", QUESTION, "--without", "colour")
    assert result.exit_code == 2
    assert "'colour' is none of person, topic, date" in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize("command", ["index", "search", "ask", "serve"])
def test_help_gives_an_example_of_every_command(run: Run, command: str):
    assert f"python app.py {command}" in run(command, "--help").stdout
    assert command in run("--help").stdout


@pytest.mark.parametrize("question", ["", "?!", "   "])
def test_an_empty_question_asks_for_one(run: Run, question: str):
    run("index")
    result = run("ask", question)
    assert result.exit_code == 0
    assert "Please type a question." in result.stdout


def test_a_question_of_ten_thousand_characters_is_answered(run: Run):
    run("index")
    assert run("ask", "Lavrov Iran " * 834).exit_code == 0
    assert run("search", "?" * 10_000).exit_code == 0


@pytest.mark.parametrize("date", ["yesterday", "2025-13-01", "12.07.2025", ""])
def test_a_bad_date_is_a_clear_error(run: Run, date: str):
    result = run("ask", QUESTION, "--since", date)
    assert result.exit_code == 2
    assert "--since" in result.stderr
    assert "Traceback" not in result.output


def assert_one_sentence(result: Result, *words: str) -> None:
    assert result.exit_code == 1
    assert all(word in result.stderr for word in words), result.stderr
    assert "Traceback" not in result.output
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_locked_store_is_one_sentence_with_the_way_out(run: Run, tmp_path: Path):
    with Index.open(tmp_path / "store", model="toy", encoder=ToyEncoder):
        for command in (["index"], ["ask", QUESTION], ["search", QUESTION]):
            assert_one_sentence(run(*command), str(tmp_path / "store"), "already open")


def test_a_stale_store_is_one_sentence_with_the_command_that_mends_it(run: Run, monkeypatch: pytest.MonkeyPatch):
    run("index")
    monkeypatch.setenv("VERBATIM_EMBEDDING_MODEL", "other")
    assert_one_sentence(run("ask", QUESTION), "'toy'", "'other'", "python app.py index --rebuild")
    assert run("index", "--rebuild").exit_code == 0
    assert run("ask", QUESTION).exit_code == 0


def test_a_store_that_cannot_be_written_is_one_sentence(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("VERBATIM_STORE", str(tmp_path / "file" / "store"))
    assert_one_sentence(run("index"), str(tmp_path / "file" / "store"), "VERBATIM_STORE")


def test_markup_in_a_document_is_printed_as_it_is(run: Run, tmp_path: Path):
    text = "Minister [bold]Lavrov[/bold] met Kim in Wonsan about football [link=x]."
    hostile = newsroom.article("'[red]x[/red] [/]'", text, "'[blink]wire[/blink]'", "2025-07-12")
    (tmp_path / "corpus" / "hostile.md").write_text(hostile)
    run("index")
    for command in ("ask", "search"):
        result = run(command, "What about football?")
        assert result.exit_code == 0
        for words in ("[red]x[/red] [/]", "[blink]wire[/blink]", "[bold]Lavrov[/bold]", "[link=x]"):
            assert words in result.stdout
    (tmp_path / "corpus" / "[red]x.pdf").write_bytes(b"broken")
    assert "[red]x.pdf" in run("index").stdout


def test_the_log_tells_the_outcome_and_holds_no_question(run: Run, caplog: pytest.LogCaptureFixture):
    caplog.set_level("INFO")
    assert run("--verbose", "ask", "What did Lavrov say about football?").exit_code == 0
    assert "refused kind=not-in-the-passages" in caplog.text
    assert "football" not in caplog.text


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"]])
def test_the_program_itself_starts_and_helps_without_loading_the_model(arguments: list[str]):
    home = Path(app.__file__).parent
    code = (
        "import sys; sys.argv = ['app.py', *sys.argv[1:]]\nimport app\n"
        "try:\n    app.app()\nexcept SystemExit:\n    pass\n"
        "assert not {'torch', 'chromadb', 'gradio'} & set(sys.modules), 'slow start'"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=False,
        cwd=home,
        env=dict(os.environ),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage" in done.stdout
