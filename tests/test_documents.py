"""What the documents for readers promise is there: settings, commands, links, and a reason for every dependency."""

import json
import re
import shlex
from pathlib import Path

import pytest
import typer
from pydantic import AliasChoices

from app import app
from config import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [*(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "AGENTS.md", "CHANGELOG.md")), *DECISIONS]
CORPUS_PAGE = ROOT / "corpus" / "README.md"
CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"python app\.py(?P<rest>[^`\n]*)")
COMMANDS = typer.main.get_group(app)


def prose(page: Path) -> str:
    """The page without its code blocks: what stands there is not a link, but looks like one."""
    return CODE.sub("", page.read_text("utf-8"))


def links(page: Path) -> list[str]:
    return [link for link in LINK.findall(prose(page)) if not re.match(r"[a-z]+:", link)]


def anchors(page: Path) -> set[str]:
    """The places in a page, as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def name_in_the_environment(field: str) -> str:
    alias = Settings.model_fields[field].validation_alias
    if isinstance(alias, AliasChoices):
        return str(alias.choices[0])
    return f"VERBATIM_{field.upper()}"


def requirements() -> list[str]:
    lines = [
        line
        for name in ("requirements.txt", "requirements-llm.txt", "requirements-mcp.txt", "requirements-dev.txt")
        for line in (ROOT / name).read_text("utf-8").splitlines()
    ]
    return [line.split("==")[0] for line in lines if "==" in line and not line.startswith("#")]


def commands(page: Path) -> list[list[str]]:
    """The words behind each `python app.py` of a page, up to a pipe."""
    found = []
    for match in COMMAND.finditer(page.read_text("utf-8")):
        rest = match["rest"].split("|")[0].split("#")[0]
        found.append(shlex.split(rest, posix=True) if rest.count('"') % 2 == 0 else rest.split())
    return found


def unknown(words: list[str]) -> set[str]:
    """The command or the options among the words behind `python app.py` that the command line does not know."""
    named = [word for word in words if word in COMMANDS.commands]
    if not named:
        known = {option for each in COMMANDS.params for option in each.opts} | {"-h", "--help"}
        return {word for word in words if word not in known}
    command = COMMANDS.commands[named[0]]
    known = {option for part in (COMMANDS, command) for each in part.params for option in each.opts} | {"--help"}
    return {word for word in words if word.startswith("--") and word not in known}


@pytest.mark.parametrize("field", Settings.model_fields)
def test_the_readme_names_every_setting(field):
    assert f"`{name_in_the_environment(field)}`" in README


@pytest.mark.parametrize("field", Settings.model_fields)
def test_the_readme_gives_the_default_of_a_setting(field):
    (row,) = (line for line in README.splitlines() if line.startswith(f"| `{name_in_the_environment(field)}` |"))
    default = Settings.model_fields[field].default
    told = row.split("|")[2].strip().strip("`")
    if isinstance(default, Path):
        assert told == f"{default.name}/"
    elif hasattr(default, "get_secret_value") or default in ("", None):
        assert told == "empty"
    else:
        assert (
            told == f"{default:g}"
            if isinstance(default, float)
            else told == (str(default).lower() if isinstance(default, bool) else str(default))
        )


@pytest.mark.parametrize("page", [*PAGES, CORPUS_PAGE], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_and_image_leads_somewhere(page):
    for link in links(page):
        path, _, place = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), f"{page.name} links to {link}"
        if place:
            assert place in anchors(target), f"{page.name} links to {link}"


@pytest.mark.parametrize("name", requirements())
def test_every_dependency_has_its_reason(name):
    told = "\n".join(page.read_text("utf-8") for page in DECISIONS)
    assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told, re.IGNORECASE)


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_the_index_of_decisions_names_every_page(page):
    assert page.name == "README.md" or f"]({page.name})" in (ROOT / "docs/decisions/README.md").read_text("utf-8")


@pytest.mark.parametrize("page", [*PAGES, CORPUS_PAGE], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_in_a_document_exists_with_its_options(page):
    for words in commands(page):
        assert unknown(words) == set(), f"{page.name}: python app.py {' '.join(words)}"


def test_the_image_starts_with_a_command_that_exists():
    (line,) = re.findall(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    started = json.loads(line)
    assert started[:2] == ["python", "app.py"]
    assert unknown(started[2:]) == set()


def test_the_readme_shows_every_command():
    shown = {word for words in commands(ROOT / "README.md") for word in words[:1]}
    assert set(COMMANDS.commands) <= shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_make_is_told_to_do_what_it_can(page):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\w+)`|^make (\w+)", page.read_text("utf-8"), re.MULTILINE):
        assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE)
