"""The words of the page stand in one file, and every one of them is used."""

import ast
import re
import string
from pathlib import Path

import pytest

import ui
from ui import html
from ui.strings import _strings, count, say, script_strings

UI = Path(ui.__file__).parent
PARTS_OF_COUNTS = ("none", "one", "many")


def keys_said() -> set[str]:
    """Every key that a module of the page names in a call of `say`, and the three of every noun that is counted."""
    found: set[str] = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                name, first = node.func.id, node.args[0]
                if name == "say" and isinstance(first, ast.Constant):
                    found.add(first.value)
                if name == "count" and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                    found.update(f"counts.{node.args[1].value}.{part}" for part in PARTS_OF_COUNTS)
    return found


def keys_scripted() -> set[str]:
    """Every key that a script of the page reads."""
    scripts = (path.read_text(encoding="utf-8") for path in (UI / "scripts").glob("*.js"))
    return {f"script.{key}" for text in scripts for key in re.findall(r"\bstrings\.([a-z_]+)", text)}


def test_every_key_that_the_page_says_is_in_the_file():
    assert keys_said() | keys_scripted() <= set(_strings())


def test_every_word_of_the_file_is_said_somewhere():
    whole = "".join(path.read_text(encoding="utf-8") for path in UI.rglob("*.py"))
    unused = {key for key in set(_strings()) - keys_said() - keys_scripted() if f'"{key}"' not in whole}
    assert {key for key in unused if not key.startswith("counts.")} == set()


def test_every_noun_that_is_counted_has_its_three_forms():
    nouns = {key.split(".")[1] for key in _strings() if key.startswith("counts.")}
    assert all(f"counts.{noun}.{part}" in _strings() for noun in nouns for part in PARTS_OF_COUNTS)


@pytest.mark.parametrize("key", sorted(_strings()))
def test_what_stands_in_braces_is_a_plain_name(key):
    fields = [name for _, name, _, _ in string.Formatter().parse(_strings()[key]) if name is not None]
    assert all(name.isidentifier() for name in fields)


def test_values_are_put_in_and_never_read_as_a_template():
    assert count(1204, "document") == "1,204 documents"
    assert (count(0, "passage"), count(1, "passage")) == ("no passages", "1 passage")
    with pytest.raises(KeyError):
        say("no.such.key")


def test_the_words_of_the_scripts_cannot_end_their_script():
    assert script_strings()
    assert html.head({"x": "</script><b>"}).count("</script>") == 1
