"""Files and folders: what is found, what is refused and in which words, and the laws of everything that is read."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from index.loaders import KINDS, document_id, find, read
from index.loaders.article import name_of, readable, web_address
from index.loaders.plain import split_head
from index.text import clean
from index.types import Document, Failure

LIMIT = 1_000_000


def read_bytes(name: str, data: bytes, limit: int = LIMIT) -> list[Document | Failure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(read(path, max_bytes=limit))


def assert_lawful(results: list[Document | Failure]) -> None:
    assert results
    for result in results:
        assert result.path.encode()  # no surrogates: it can be stored and printed
        if isinstance(result, Failure):
            assert result.reason.strip()
            assert result.reason.encode()
        else:
            assert result.text
            assert clean(result.text) == result.text
            assert result.title
            assert result.id == document_id(result.path)
            for field in (result.title, result.source, result.author, result.url, result.language):
                assert " ".join(clean(field).split()) == field


def reason(path: Path, limit: int = LIMIT) -> str:
    [failure] = read(path, max_bytes=limit)
    assert isinstance(failure, Failure)
    return failure.reason


@contextmanager
def as_another_user() -> Iterator[None]:
    """Root may read everything, so permissions are tried as nobody where the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Something happened.", encoding="utf-8")


# --- find ---


def test_a_folder_gives_its_readable_files_sorted(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a.md", "sub/c.HTML", "photo.jpg", "sub/d.docx")
    assert [path.relative_to(tmp_path).as_posix() for path in find(tmp_path)] == [
        "a.md",
        "b.txt",
        "sub/c.HTML",
        "sub/d.docx",
    ]


def test_hidden_files_hidden_folders_and_the_readme_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, ".hidden.txt", ".git/config.txt", "README.md", "sub/readme.md", "kept.txt")
    assert [path.name for path in find(tmp_path)] == ["kept.txt"]


def test_a_link_back_to_its_folder_is_not_followed_twice(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "sub/b.txt")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    names = [path.name for path in find(tmp_path)]
    assert names == ["a.txt", "self.txt", "b.txt"]
    assert "self.txt" in reason(tmp_path / "self.txt")


def test_a_file_is_found_even_when_its_kind_is_unknown(tmp_path: Path) -> None:
    make(tmp_path, "photo.jpg")
    assert find(tmp_path / "photo.jpg") == [tmp_path / "photo.jpg"]


def test_what_is_not_there_is_found_so_that_read_can_say_so(tmp_path: Path) -> None:
    [missing] = find(tmp_path / "gone")
    assert reason(missing).startswith("There is no file or folder")


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert find(tmp_path) == []


def test_a_folder_that_may_not_be_opened_is_reported() -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        make(root, "a.txt", "closed/b.txt")
        (root / "closed").chmod(0)
        with as_another_user():
            found = find(root)
            assert [path.name for path in found] == ["a.txt", "closed"]
            assert "may not be read by this user" in reason(found[1])
        (root / "closed").chmod(0o755)


# --- read: refusals ---


def test_a_relative_path_gives_an_absolute_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "sub/a.txt")
    monkeypatch.chdir(tmp_path / "sub")
    [document] = read(Path("../sub/a.txt"), max_bytes=LIMIT)
    assert document.path == str(tmp_path / "sub" / "a.txt")
    assert find(Path("..")) == [tmp_path / "sub" / "a.txt"]


def test_a_file_that_may_not_be_read_is_a_failure() -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        make(root, "closed.txt")
        (root / "closed.txt").chmod(0)
        with as_another_user():
            assert "closed.txt may not be read by this user: change its permissions." in reason(root / "closed.txt")


def test_an_unknown_kind_is_refused_with_the_kinds_that_are_read(tmp_path: Path) -> None:
    make(tmp_path, "photo.jpg")
    message = reason(tmp_path / "photo.jpg")
    assert message.startswith("photo.jpg is of a kind that is not read")
    assert all(kind in message for kind in KINDS)


def test_a_folder_given_to_read_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in reason(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no ordinary file" in reason(tmp_path / "pipe.txt")


def test_a_path_with_a_nul_is_a_failure() -> None:
    assert "cannot be read" in reason(Path("a\0b.txt"))


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert reason(path, limit=50_000_000).startswith("big.txt has 200 MB, more than the 50 MB that a file may have")


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * 20)
    assert isinstance(next(read(tmp_path / "a.txt", max_bytes=100)), Document)
    assert "more than" in reason(tmp_path / "a.txt", limit=99)


@pytest.mark.parametrize("suffix", sorted(KINDS))
@pytest.mark.parametrize("data", [b"", b"  \n\t \r\n"])
def test_an_empty_file_of_every_kind_says_that_it_is_empty_or_broken(suffix: str, data: bytes) -> None:
    [failure] = read_bytes(f"nothing{suffix}", data)
    assert isinstance(failure, Failure)
    assert "empty" in failure.reason or "broken" in failure.reason
    assert failure.reason.startswith("nothing")


# --- names ---


def test_an_id_is_readable_short_and_depends_on_the_whole_path() -> None:
    assert document_id("/news/Lavrov in Wonsan.txt").startswith("lavrov-in-wonsan-")
    assert document_id("/a/x.txt") != document_id("/b/x.txt")
    assert document_id("/a/b.csv#12").startswith("b-12-")
    assert document_id("/a/b.zip!/c.txt").startswith("c-")
    assert document_id("https://www.example.org/").startswith("www-example-")
    assert document_id("/a/Лавров.txt").startswith("document-")
    assert len(document_id("/" + "long name " * 50)) <= 49


@given(st.text())
def test_every_path_has_an_id_of_safe_characters(path: str) -> None:
    slug, _, digest = document_id(path).rpartition("-")
    assert 1 <= len(slug) <= 40
    assert len(digest) == 8
    assert (slug + digest).replace("-", "").isalnum()
    assert document_id(path).isascii()


@given(st.text())
def test_every_path_has_a_name_and_a_title(path: str) -> None:
    assume(path)
    assert name_of(path)
    assert readable(path)


def test_a_file_name_that_is_not_utf8_is_stored_with_a_mark(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("Something happened in a long sentence.", encoding="utf-8")
    results = list(read(find(tmp_path)[0], max_bytes=LIMIT))
    assert_lawful(results)
    assert results[0].path.endswith("caf\ufffd.txt")


@pytest.mark.parametrize("url", ["javascript:x()", "file:///etc/passwd", "https:///x", "https://a b", "data:,x", ""])
def test_only_web_addresses_become_links(url: str) -> None:
    assert web_address(url) == ""


# --- laws ---


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=2000))
@example(".json", b"[" * 200_000)
@example(".json", b'{"text": "\\ud800 \\u0000 word"}')
@example(".jsonl", b'{"text":' * 50_000)
@example(".json", b'{"text": "word", "date": ' + b"9" * 5000 + b"}")
@example(".md", b"---\n" + b"[" * 50_000 + b"\n---\nword")
@example(".md", b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n---\nword")
@example(".md", b"---\ndate: 2025-13-45\n---\nword")
@example(".md", b"> " * 20_000 + b"word")
@example(".html", b"<div>" * 20_000 + b"word")
@example(".html", b'<?xml version="1.0" encoding="utf-16"?><p>word</p>')
@example(".html", b"<meta charset='no-such-thing'><p>caf\xe9</p>")
@example(".html", b"<!-- -->")
@example(".html", b"<a" * 50_000)
@example(".eml", b"From: " + b"(" * 5000 + b"\nSubject: =?utf-8?q?=ZZ?=\n\nword")
@example(".eml", b"Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=a\n\n--a")
@example(".eml", b"Content-Type: text/plain; charset=nonsense\n\nword")
@example(".eml", b"Date: \x00\nSubject: =?x?b?\xff?=\n\nword")
@example(".csv", b'text\n"word')
@example(".csv", b"text,text\nword\nword,word,word\n")
@example(".zip", b"PK\x05\x06" + bytes(18))
@example(".txt", "\ud800\u202eword\u200b".encode("utf-8", "surrogatepass"))
def test_any_bytes_under_any_name_give_clean_documents_or_failures(suffix: str, data: bytes) -> None:
    assert_lawful(read_bytes(f"file{suffix}", data))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.text(max_size=500))
def test_any_text_under_any_name_gives_clean_documents_or_failures(suffix: str, text: str) -> None:
    assert_lawful(read_bytes(f"file{suffix}", text.encode("utf-8", "surrogatepass")))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=500).map(clean))
def test_clean_text_in_a_text_file_is_read_back_as_it_is(text: str) -> None:
    assume(any(map(str.isalnum, text)))
    assume(split_head(text)[0] == {})
    [document] = read_bytes("a.txt", text.encode())
    assert isinstance(document, Document)
    assert document.text == text


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_a_text_is_the_same_in_every_marked_encoding(text: str, encoding: str) -> None:
    text = clean(text)
    assume(any(map(str.isalnum, text)) and split_head(text)[0] == {})
    [document] = read_bytes("a.txt", text.encode(encoding))
    assert isinstance(document, Document)
    assert document.text == text
