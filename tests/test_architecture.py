"""The house: imports point one way, each big library has its home, and nothing grows out of sight."""

import ast
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
PACKAGES = ("index", "answer", "export", "ui", "evals")
MODULES = sorted([*HOME.glob("*.py"), *(path for name in PACKAGES for path in (HOME / name).rglob("*.py"))])
PROGRAM = [path for path in MODULES if path.relative_to(HOME).parts[0] != "evals"]
MAY_USE = {
    "index": {"index"},
    "answer": {"index", "answer"},
    "export": {"index", "answer", "export"},
    "ui": {"index", "answer", "export", "ui"},
    "evals": {"index", "answer", "evals", "config"},
}
"""What a package may import of ours; those beside `app` are for entry points."""
BESIDE = {path.stem for path in HOME.glob("*.py")} - {"app"}
HOMES = {
    "chromadb": {"index/vectors.py"},
    "sentence_transformers": {"index/sentence_transformer.py", "index/cross_encoder.py"},
    "torch": {"index/sentence_transformer.py", "index/cross_encoder.py"},
    "transformers": {"index/sentence_transformer.py"},
    "onnxruntime": {"index/sentence_transformer.py"},
    "llama_index": {"index/splitting.py", "index/llama.py", "answer/adapters.py", "answer/memory.py"},
    "openai": {"answer/adapters.py"},
    "anthropic": {"answer/adapters.py"},
    "ollama": {"answer/adapters.py"},
    "py3langid": {"answer/languages.py"},
    "bm25s": {"index/lexical.py"},
    "dateparser": {"answer/dates.py"},
    "rapidfuzz": {"answer/spelling.py", "index/romanisation.py", "answer/outlets.py"},
    "anyascii": {"index/romanisation.py"},
    "mcp": {"mcp_server.py"},
    "mcp_types": set(),
    "fpdf": {"export/pdf.py"},
    "fontTools": {"export/pdf.py"},
}

MEASURING = {
    "ir_measures": {"evals/metrics.py"},
    "scipy": {"evals/summary.py"},
    "matplotlib": {"evals/plots.py"},
    "chromadb": {"evals/systems.py", "index/vectors.py"},
}
"""Homes of the libraries of the measurements; chromadb is there for LlamaIndex's own pipeline, to be compared with."""

LONGER: dict[str, int] = {}
"""Functions over 40 lines, with the length they may not pass: to be shortened, never to be added to."""


def name_of(path: Path) -> str:
    return path.relative_to(HOME).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> set[str]:
    """The first names of all that a module imports, also in functions and by `import_module`."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name_of(path)} imports relatively"
            found.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            found |= {arg.value.split(".")[0] for arg in node.args if isinstance(arg, ast.Constant)}
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path):
    package = path.relative_to(HOME).parts[0]
    ours = imports(path) & {*PACKAGES, "app", *BESIDE, "tests"}
    assert ours <= MAY_USE.get(package, {"index", "answer", "export", "ui", *BESIDE})


@pytest.mark.parametrize("library", HOMES)
def test_a_big_library_is_imported_only_in_its_home(library: str):
    assert {name_of(path) for path in PROGRAM if library in imports(path)} <= HOMES[library]


@pytest.mark.parametrize("library", MEASURING)
def test_what_measures_has_its_home_too(library: str):
    assert {name_of(path) for path in MODULES if library in imports(path)} <= MEASURING[library]


def test_gradio_lives_in_the_page():
    assert all(name_of(path).startswith("ui/") for path in PROGRAM if "gradio" in imports(path))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_short(path: Path):
    assert len(path.read_text("utf-8").splitlines()) <= 300
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            limit = LONGER.get(f"{name_of(path)}:{node.name}", 40)
            assert (node.end_lineno or 0) - node.lineno < limit, f"{node.name} has more than {limit} lines"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_named_for_what_it_does_and_prints_only_where_people_read(path: Path):
    assert not {"utils", "util", "helper", "helpers", "manager", "common", "misc"} & set(path.stem.split("_"))
    if name_of(path).split("/")[0] not in ("app.py", "terminal.py", "evals"):
        calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        assert not [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]
