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


WORDED = re.compile(r"[A-Z]\w+ \w|\w{3,} \w{2,} \w")
"""How a sentence or a label looks, and no name of a style or of a key does."""
NO_WORDS = {"assets.py", "examples.py", "html.py", "pack_page.py", "theme.py"}
"""Lists of names; and the page of an evidence pack, whose words are those of `export/wording.py`."""
SPEAKS_TO_PROGRAMMERS = {"log", "re"}


def literals(path: Path) -> set[str]:
    """The texts of a module that are no docstring, and not in a log line, a pattern or an error."""
    tree, spared = ast.parse(path.read_text(encoding="utf-8")), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spared.add(node.value)
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.split(".")[0] in SPEAKS_TO_PROGRAMMERS or called.endswith("Error"):
                spared.update(ast.walk(node))
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in spared)
    return {node.value for node in found if isinstance(node.value, str) and WORDED.search(node.value)}


@pytest.mark.parametrize("path", sorted(UI.glob("*.py")), ids=lambda path: path.name)
def test_no_module_of_the_page_has_words_of_its_own(path):
    assert path.name in NO_WORDS or literals(path) == set()
