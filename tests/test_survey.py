"""What the sources hold now, as files with their state."""

import os
import tempfile
from pathlib import Path

import pytest

from index.survey import resolve, survey


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    (folder / "README.md").write_text("about this folder")
    return folder


def test_a_file_has_its_time_and_size(folder: Path):
    status = (folder / "a.txt").stat()
    assert survey([str(folder)], []).found == {str(folder / "a.txt"): (status.st_mtime_ns, status.st_size)}


def test_a_file_that_was_named_once_is_looked_at_with_its_folder(folder: Path):
    readme = str(folder / "README.md")
    assert readme in survey([readme], []).found
    assert readme not in survey([str(folder)], []).found
    assert readme in survey([str(folder)], [readme]).found


def test_only_what_lies_in_a_named_folder_can_be_gone(folder: Path):
    indexed = [str(folder / "lost.txt"), str(folder.parent / "other" / "lost.txt"), "http://x/lost.txt"]
    assert survey([str(folder)], indexed).gone == [str(folder / "lost.txt")]
    assert survey([str(folder / "lost.txt")], indexed).gone == []


def test_a_file_in_place_of_a_folder_makes_what_was_in_it_gone(folder: Path):
    (folder / "sub").write_text("was a folder")
    assert survey([str(folder)], [str(folder / "sub" / "b.txt")]).gone == [str(folder / "sub" / "b.txt")]


def test_a_url_is_taken_as_it_is(folder: Path):
    seen = survey(["https://example.org/a", "https://example.org/a"], [])
    assert (seen.sources, seen.found) == (["https://example.org/a"], {"https://example.org/a": None})


def test_what_is_not_there_is_a_failure_and_no_source(folder: Path):
    seen = survey([str(folder / "nope"), "\0", str(folder)], [])
    assert seen.failed[0].path == str(folder / "nope")
    assert len(seen.failed) == 2
    assert seen.sources == [str(folder)]


def test_ways_to_the_same_place_are_one_source(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder.parent / "link").symlink_to(folder)
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("HOME", str(folder.parent))
    assert survey(["docs", "./docs/", "link", "~/docs", str(folder)], []).sources == [str(folder)]


def test_a_loop_of_links_is_no_crash(folder: Path):
    (folder / "loop").symlink_to(folder / "loop")
    assert resolve(str(folder / "loop")) == str(folder / "loop")
    assert survey([str(folder / "loop")], []).failed


@pytest.mark.skipif(os.name == "nt", reason="permissions are of another kind")
def test_a_folder_that_may_not_be_entered_makes_nothing_gone():
    with tempfile.TemporaryDirectory() as name:
        folder, root = Path(name).resolve(), os.geteuid() == 0
        folder.chmod(0o755)
        (folder / "closed").mkdir(mode=0)
        inside = str(folder / "closed" / "b.txt")
        if root:
            os.seteuid(65534)
        try:
            seen = survey([str(folder)], [inside])
        finally:
            if root:
                os.seteuid(0)
            (folder / "closed").chmod(0o755)
    assert seen.gone == []
    assert seen.found[inside] is None
