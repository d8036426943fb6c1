import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import AliasChoices

import answer.servers
import config
from config import HOME, Settings

LINE = re.compile(r"^#?([A-Z_]+)=(.*)$", re.MULTILINE)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests."""
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(Settings.model_config, "env_file", None)


def names() -> list[str]:
    """The name in the environment of every setting."""
    found = []
    for name, setting in Settings.model_fields.items():
        alias = setting.validation_alias
        found.append(str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"VERBATIM_{name}".upper())
    return found


def example() -> str:
    return (HOME / ".env.example").read_text("utf-8")


def test_the_example_names_every_setting_and_no_other():
    assert [name for name, _ in LINE.findall(example())] == names()


def test_the_example_explains_every_setting_on_the_line_above():
    lines = example().splitlines()
    for at, line in enumerate(lines):
        if LINE.match(line):
            assert re.match(r"# .{20,}\.$", lines[at - 1]), line


def test_the_example_shows_the_defaults(tmp_path: Path):
    chosen = tmp_path / ".env"
    chosen.write_text(re.sub(r"^#(?=[A-Z_]+=)", "", example(), flags=re.MULTILINE), "utf-8")
    shown, default = Settings(_env_file=chosen), Settings()
    relative = {"corpus": HOME / shown.corpus, "store": HOME / shown.store}
    assert shown.model_dump() | relative == default.model_dump()


def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VERBATIM_PORT", "8000")
    assert Settings().port == 8000


def test_an_empty_setting_is_the_default(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VERBATIM_LLM", "")
    assert Settings().llm == "auto"


@pytest.mark.parametrize(
    ("name", "field"),
    [("OPENAI_API_KEY", "openai_key"), ("ANTHROPIC_API_KEY", "anthropic_key"), ("VERBATIM_LLM_KEY", "llm_key")],
)
def test_a_key_is_read_and_never_shown(name: str, field: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(name, "sk-secret")
    settings = Settings()
    assert getattr(settings, field).get_secret_value() == "sk-secret"
    assert "sk-secret" not in f"{settings!r} {settings.model_dump()}"


def test_ollama_is_found_under_its_own_name(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OLLAMA_HOST", "nas:11434")
    assert Settings().ollama_host == "nas:11434"


def test_the_providers_are_those_the_answerer_knows():
    assert get_args(config.Provider) == get_args(answer.servers.Provider)
